"""`media-monitor prune`: take away what is older than retention, with the daemon stopped."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from monitor.cli.configuration import settings_in_force
from monitor.cli.stopped import daemon_stopped
from monitor.pruning import Pruned, compact, limits_of, prune, rehearse
from monitor.settings import Settings
from monitor.store import Store
from monitor.store.audit import Sum, audit
from monitor.store.pruning import in_question
from monitor.store.taking import Limits

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor prune --dry-run

systemctl stop media-monitor && media-monitor prune && systemctl start media-monitor
"""


@app.command(epilog=_EPILOG)
def main(
    *,
    dry_run: bool = typer.Option(False, "--dry-run", help="Count what would go and leave everything as it is."),
    quarantine: bool = typer.Option(
        False, "--quarantine", help="Quarantined files too; without this they stay however old they are."
    ),
    anyway: bool = typer.Option(
        False, "--anyway", help="Even when `audit` finds a difference, of which the trace may be lost."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Remove what is older than `retention:`: articles with their copies in archive/, messages, decisions.

    What something pending needs stays, and so do stories that may still change. May be killed and run
    again. Exit code 75 while a daemon runs, 1 when `audit` finds a difference before.
    """
    settings = settings_in_force(config)
    limits = limits_of(settings, datetime.now(UTC), quarantine=quarantine)
    with daemon_stopped(settings):
        with Store.open_existing(settings.store) as store:
            _require_agreement(store.read(audit), anyway=anyway or dry_run)
            done = rehearse(store, settings, limits) if dry_run else _prune(store, settings, limits)
        if not dry_run:
            done = compact(settings.store, done)
    if as_json:
        print(json.dumps(_as_json(done, limits, dry_run=dry_run)))
    else:
        print("\n".join(_page(done, limits, dry_run=dry_run)))


def _require_agreement(sums: tuple[Sum, ...], *, anyway: bool) -> None:
    wrong = [one for one in sums if not one.agrees]
    if wrong and not anyway:
        for one in wrong:
            print(f"{one.what}: expected {one.left}, found {one.right}: {one.difference}", file=sys.stderr)
        print("nothing was removed: the trace of this could be lost; --anyway removes all the same", file=sys.stderr)
        raise typer.Exit(1)


def _prune(store: Store, settings: Settings, limits: Limits) -> Pruned:
    with _bar(store.read(lambda connection: in_question(connection, limits))) as bar:
        task = bar.task_ids[0]
        return prune(store, settings, limits, lambda gone: bar.advance(task, gone))


@contextmanager
def _bar(total: int) -> Iterator[Progress]:
    columns = (TextColumn("removing"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task("removing", total=total)
        yield bar


def _as_json(done: Pruned, limits: Limits, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "articles_before": limits.articles_before.isoformat(),
        "notices_before": limits.notices_before.isoformat(),
        "removed": dict(sorted(done.rows.items())),
        "files": done.files,
        "file_bytes": done.file_bytes,
        "store_bytes_before": done.before.size,
        "store_bytes_after": done.after.size,
        "not_given_back": done.left_on_disk or None,
    }


def _page(done: Pruned, limits: Limits, *, dry_run: bool) -> Iterator[str]:
    yield (
        f"articles from before {limits.articles_before:%Y-%m-%d %H:%M} UTC, "
        f"messages from before {limits.notices_before:%Y-%m-%d %H:%M} UTC"
    )
    word = "would go" if dry_run else "removed"
    rows = ", ".join(f"{count} {table.replace('_', ' ')}" for table, count in sorted(done.rows.items()))
    yield f"{word}: {rows or 'nothing'}"
    yield f"{word} from the spool: {done.files} files, {done.file_bytes / 1e6:.1f} MB"
    if dry_run:
        return
    yield f"store: {done.before.size / 1e6:.1f} MB before, {done.after.size / 1e6:.1f} MB now"
    if done.left_on_disk:
        yield f"room in the store was not given back to the disk: {done.left_on_disk}"
