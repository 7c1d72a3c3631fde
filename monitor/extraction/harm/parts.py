"""Numbers that are a part of another: of those just told, of casualties of any kind, of one place."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.patients import find_subject
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start
from monitor.model import Interval
from monitor.vocabulary import Bound


def is_share(clause: Clause, group: People) -> bool:
    """Whether a part is told with its whole: "two of them", "two of the seven", "of whom two"."""
    return bool(clause.tags(group.last) & {"of_group", "of"} or "of_group" in clause.tags(group.first - 1))


def of_casualties(clause: Clause, first: int) -> bool:
    """Whether a part is one of casualties of any kind: "seven casualties, including three dead"."""
    return any(("any", "casualties") in clause.harms(i) for i in range(max(0, first - 3), first))


def with_others_hurt(clause: Clause, harmed: list[Harmed]) -> list[Harmed]:
    """Take the 22 others of "40 casualties, 18 of them dead" for hurt, where nothing tells how many were."""
    if "any.casualties" not in clause.known or [one.harm for one in harmed] != ["killed"]:
        return harmed
    dead = harmed[0].groups[0]
    at = next((at for at in range(dead.first) if ("any", "casualties") in clause.harms(at)), None)
    whole = clause.ending_at(at) if at is not None else None
    if at is None or whole is None or not dead.part or not _are_exact(whole, dead):
        return harmed
    rest = whole.interval.min - dead.interval.min
    return [*harmed, Harmed("injured", "count", at, (replace(whole, interval=Interval(min=rest, max=rest)),))]


def with_those_hit(clause: Clause, harmed: list[Harmed]) -> list[Harmed]:
    """Take the four of "four people were struck; one of them later died" for hurt."""
    if "hit_verb" not in clause.known or [one.harm for one in harmed] != ["killed"]:
        return harmed
    dead = harmed[0].groups[0]
    hit = next((at for at in range(dead.first) if "hit_verb" in clause.tags(at)), 0)
    start = verb_group_start(clause, hit)
    if not hit or dead.naming not in (Naming.BARE, Naming.ONE) or not has_tag(clause, start, hit, "be"):
        return harmed
    told = find_subject(clause, start) or []
    counted = len(told) == 1 and told[0].naming is Naming.COUNT and _are_exact(told[0], dead)
    return [Harmed("injured", "weak", hit, tuple(told)), *harmed] if counted else harmed


def _are_exact(whole: People, part: People) -> bool:
    return whole.interval.bound is part.interval.bound is Bound.EXACT and 0 < part.interval.min < whole.interval.min


def is_of_one_place(clause: Clause, first: int) -> bool:
    """Whether a number is that of one place of several: "in Kunar province alone, 610 people were killed"."""
    opened = "alone" in clause.known and "preposition" in clause.tags(0)
    return opened and any("alone" in clause.tags(i) for i in range(1, first))
