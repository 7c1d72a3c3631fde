"""`media-monitor quarantine`: files that could not be read, and putting them back."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import typer

from monitor.cli.configuration import settings_in_force
from monitor.cli.instructing import instruct_and_wait
from monitor.inbox import in_words
from monitor.store import Store
from monitor.store.instructions import Instruction, InstructionKind
from monitor.store.intake import Drop, drops_in_state, find_drop
from monitor.vocabulary import DropState

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Files that could not be read.")

_CONFIG = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/.")
_JSON = typer.Option(False, "--json", help="One JSON object a line.")
_NUMBER = typer.Argument(help="The number that `list` shows.")

_LIST = """Examples:

media-monitor quarantine list

media-monitor quarantine list --json | jq -r .reason | sort | uniq -c
"""


@app.command("list", epilog=_LIST)
def list_(*, as_json: bool = _JSON, config: Path | None = _CONFIG) -> None:
    """List the files in quarantine, the oldest first, each with its reason."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        drops = store.read(partial(drops_in_state, state=DropState.QUARANTINED))
    for drop in drops:
        print(json.dumps(_as_json(drop), ensure_ascii=False) if as_json else _line(drop))
    if not drops and not as_json:
        print("nothing is in quarantine")


@app.command(epilog="Example:\n\nmedia-monitor quarantine show 17")
def show(number: int = _NUMBER, *, as_json: bool = _JSON, config: Path | None = _CONFIG) -> None:
    """Show why one file could not be read and where its bytes lie."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        drop = _find(store, number)
    if as_json:
        print(json.dumps(_as_json(drop), ensure_ascii=False))
        return
    print(f"file      {in_words(drop.path)}, from source {drop.source}")
    print(f"received  {drop.received_at:%Y-%m-%d %H:%M:%S} UTC")
    print(f"reason    {drop.reason}: {drop.message}")
    print(f"crashes   {drop.crashes}")
    print(f"its bytes {settings.spool.path / (drop.kept_at or '')}")
    print(f"\nmedia-monitor quarantine release {drop.id}   puts it back into the inbox")


@app.command(epilog='Example:\n\nmedia-monitor quarantine release 17 --why "encoding is known now"')
def release(
    number: int = _NUMBER,
    *,
    why: str = typer.Option("", "--why", help="What is read later in the log."),
    config: Path | None = _CONFIG,
) -> None:
    """Put a file back into the inbox; the daemon reads it again as a new drop."""
    settings = settings_in_force(config)
    with Store.open_existing(settings.store) as store:
        drop = _find(store, number)
        instruct_and_wait(
            store, settings, Instruction(kind=InstructionKind.RELEASE, target=str(drop.id), who="", why=why)
        )


def _find(store: Store, number: int) -> Drop:
    try:
        drop = store.read(partial(find_drop, drop_id=number))
    except KeyError:
        drop = None
    if drop is None or drop.state is not DropState.QUARANTINED:
        print(f"no file of the number {number} is in quarantine; see `media-monitor quarantine list`")
        raise typer.Exit(1)
    return drop


def _line(drop: Drop) -> str:
    return f"{drop.id:>6}  {drop.received_at:%Y-%m-%d %H:%M}  {in_words(drop.path)}  {drop.reason}: {drop.message}"


def _as_json(drop: Drop) -> dict[str, object]:
    return {
        "number": drop.id,
        "file": in_words(drop.path),
        "source": drop.source,
        "received_at": drop.received_at.isoformat(),
        "reason": drop.reason,
        "message": drop.message,
        "crashes": drop.crashes,
        "kept_at": drop.kept_at,
    }
