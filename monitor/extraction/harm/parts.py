"""Numbers that are a part of another: of those just told, of casualties of any kind, of one place."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import People


def is_share(clause: Clause, group: People) -> bool:
    """Whether a part is told with its whole: "two of them", "two of the seven", "of whom two"."""
    return bool(clause.tags(group.last) & {"of_group", "of"} or "of_group" in clause.tags(group.first - 1))


def of_casualties(clause: Clause, first: int) -> bool:
    """Whether a part is one of casualties of any kind: "seven casualties, including three dead"."""
    return any(("any", "casualties") in clause.harms(i) for i in range(max(0, first - 3), first))


def is_of_one_place(clause: Clause, first: int) -> bool:
    """Whether a number is that of one place of several: "in Kunar province alone, 610 people were killed"."""
    opened = "alone" in clause.known and "preposition" in clause.tags(0)
    return opened and any("alone" in clause.tags(i) for i in range(1, first))
