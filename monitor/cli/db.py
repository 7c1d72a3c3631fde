"""`media-monitor db`: copy the store, and bring it to the form of a newer program."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import typer

from monitor.cli.configuration import find_config
from monitor.cli.stopped import daemon_stopped
from monitor.errors import StoreError
from monitor.settings import Settings, load_settings
from monitor.store import Store
from monitor.store.backup import back_up
from monitor.store.store import sqlite_path

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Copy or upgrade the store.")

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")

_BACKUP = """Examples:

media-monitor db backup

media-monitor db backup /backup/monitor-$(date +%F).db
"""


@app.command(epilog=_BACKUP)
def backup(
    target: Path | None = typer.Argument(
        None, help="A new file; default: beside the store, with the time in its name."
    ),
    *,
    config: Path | None = _CONFIG,
) -> None:
    """Copy the store while the daemon runs; the copy is whole and can be put in the store's place."""
    settings = load_settings(find_config(config))
    target = target or _beside(settings, "backup")
    back_up(settings.store, target)
    print(target)


@app.command(
    epilog="Example:\n\nsystemctl stop media-monitor && media-monitor db upgrade && systemctl start media-monitor"
)
def upgrade(*, config: Path | None = _CONFIG) -> None:
    """Bring the store to the form of this program, with a copy made before; the daemon must be stopped.

    `run` does the same without a copy.
    """
    settings = load_settings(find_config(config))
    with daemon_stopped(settings):
        if _is_current(settings):
            print("the store is up to date")
            return
        target = _beside(settings, "before-upgrade")
        back_up(settings.store, target)
        print(f"copied to {target}")
        Store.open(settings.store).close()
        print("upgraded")


def _is_current(settings: Settings) -> bool:
    try:
        Store.open_existing(settings.store).close()
    except StoreError:
        return False
    return True


def _beside(settings: Settings, word: str) -> Path:
    path = sqlite_path(settings.store) or Path("monitor.db")
    return path.with_name(f"{path.stem}-{word}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}{path.suffix}")
