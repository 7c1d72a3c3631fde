"""`media-monitor run`: the daemon."""

from __future__ import annotations

from pathlib import Path

import typer

from monitor.cli.starting import start

app = typer.Typer(add_completion=False)

_EPILOG = """Examples:

media-monitor run

media-monitor run --config /etc/media-monitor/monitor.yaml

kill -HUP $(cat /var/spool/media-monitor/.lock)   reads rules and configuration again
"""


@app.command(epilog=_EPILOG)
def run(
    config: Path | None = typer.Option(None, "--config", help="monitor.yaml; default ./ then /etc/media-monitor/."),
) -> None:
    """Watch the inbox until SIGTERM or Ctrl-C, and tell people what the rules ask for.

    Makes missing spool folders and the store. SIGHUP reads rules and configuration again: all of it, or
    nothing when anything is wrong. Exit codes: 0 stopped, 75 the spool is taken or the store cannot be
    opened, 78 the configuration is refused and nothing was accepted before.
    """
    start(config)
