"""What is lost: lives, men, one's own life: "claimed 14 lives", "lost four men", "turned the gun on himself"."""

from __future__ import annotations

from monitor.extraction.clause import Clause
from monitor.extraction.naming import ONE, SOME, Naming, People
from monitor.extraction.patients import find_object


def find_lives(clause: Clause, at: int) -> list[People] | None:
    """`claimed 14 lives`, `the loss of nine lives`."""
    taken = any("takes_lives" in clause.tags(i) for i in range(max(0, at - 8), at))
    if not taken:
        return None
    if "of" in clause.tags(at + 1):
        return find_object(clause, at + 2)
    before = at - 1 if "determiner" in clause.tags(at - 1) else at
    counted = clause.ending_at(before) or clause.around(at)
    return [counted] if counted else None


def find_lost_men(clause: Clause, at: int) -> list[People] | None:
    """`lost four men`: dead where they are soldiers, and counted."""
    lost = find_object(clause, at + 1) or []
    counted = lost and all(one.naming is Naming.COUNT and "soldierly" in clause.tags(one.last - 1) for one in lost)
    return lost if counted else None


def one_more(_clause: Clause, at: int) -> list[People]:
    """`turned the gun on himself`: one more death, of who did it."""
    return [People(at, at + 1, ONE, Naming.ONE, ("himself",))]


def some_together(_clause: Clause, at: int) -> list[People]:
    """`a murder-suicide`: two at least, unless somebody counts them."""
    return [People(at, at + 1, SOME, Naming.MANY)]
