"""`media-monitor audit`: whether every sum agrees, with the daemon running or not."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from monitor.cli.configuration import settings_in_force
from monitor.store import Store
from monitor.store.audit import audit as count

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor audit

media-monitor audit --json | jq 'select(.agrees | not)'
"""


@app.command(epilog=_EPILOG)
def audit(
    *,
    as_json: bool = typer.Option(False, "--json", help="One JSON object a line for each sum."),
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Prove that nothing vanished: files, articles, decisions and messages, each counted on two ways.

    Exit code 1 with the exact difference when a sum does not agree.
    """
    with Store.open_existing(settings_in_force(config).store) as store:
        sums = store.read(count)
    for one in sums:
        if as_json:
            line = {"what": one.what, "left": one.left, "right": one.right, "agrees": one.agrees}
            print(json.dumps(line | ({} if one.agrees else {"difference": one.difference}), ensure_ascii=False))
        else:
            verdict = "agrees" if one.agrees else f"DIFFERS by {abs(one.left - one.right)}: {one.difference}"
            print(f"{one.what}: expected {one.left}, found {one.right}: {verdict}")
    if not all(one.agrees for one in sums):
        raise typer.Exit(1)
