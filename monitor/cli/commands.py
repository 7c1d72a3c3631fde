"""Which commands there are, and in which module each lives; `--help` is printed from this table alone."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A command: the module whose `app` it is, and the line that `--help` prints."""

    module: str
    help: str


COMMANDS: dict[str, Row] = {
    "facts": Row("monitor.cli.facts", "Show what articles say: casualties, actors, places, dates, who says so."),
}
