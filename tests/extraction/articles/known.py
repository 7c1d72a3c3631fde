"""The list of checks that do not hold yet, each with the reason why."""

from __future__ import annotations

from pathlib import Path

KNOWN = Path(__file__).with_name("known_failures.txt")
UNREAD = "?"
"""Begins a reason that no person wrote yet."""


def read_known(path: Path = KNOWN) -> dict[str, str]:
    """Return name of the check -> reason; a line is `name: reason`, `#` begins a comment."""
    known: dict[str, str] = {}
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for line in lines:
        if line and not line.startswith("#"):
            name, _, reason = line.partition(": ")
            known[name] = reason
    return known


def write_known(known: dict[str, str], path: Path = KNOWN) -> None:
    """Write the list, sorted, so that its diff reads well."""
    head = "# Checks that do not hold yet, `name: reason`. How to change this file: README.md here.\n"
    path.write_text(head + "".join(f"{name}: {known[name]}\n" for name in sorted(known)), encoding="utf-8")
