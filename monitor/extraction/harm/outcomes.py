"""What became of those who were hurt or taken: "A man wounded in Sunday's raid died in hospital", "31 were freed"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import NO_ONE, Naming, People
from monitor.extraction.harm.numbers import bounded
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start
from monitor.vocabulary import Bound

_ENDS = frozenset({"be", "have", "said", "clause_start"})
_DIES = ("killed", "dies")
_AT_LEAST_ONE = bounded(1, Bound.AT_LEAST)
_FARTHEST_FREEING = 4
"""Words between "freed" and those who were: "freed the last of the 12 abducted villagers"."""


def with_outcomes(clause: Clause, harmed: list[Harmed]) -> list[Harmed]:
    """Count one person who is told as wounded, and whose death is the sentence's own news, as dead only.

    Of "one of the 45 people injured has died" the 45 stay, and at least that one is dead.
    """
    told = [outcome for one in _without_those_who_died(harmed) for outcome in _told(clause, one)]
    late = {one.at for one in told if one.late}
    return [one for one in told if one.late or one.at not in late]


def _without_those_who_died(harmed: list[Harmed]) -> list[Harmed]:
    """Leave the guard of "injuring a guard, who later died" out of the injured."""
    died = {(group.first, one.at) for one in harmed if (one.harm, one.frame) == _DIES for group in one.groups}
    if not died:
        return harmed
    return [one for one in harmed if one.harm != "injured" or not all(_is_among(died, one, g) for g in one.groups)]


def _is_among(died: set[tuple[int, int]], one: Harmed, group: People) -> bool:
    return any(first == group.first and one.at < at for first, at in died)


def _told(clause: Clause, one: Harmed) -> Iterator[Harmed]:
    death = _own_death(clause, one) if (one.harm, one.frame) in _HURT else None
    if death is None:
        yield one
        return
    group = one.groups[0]
    known = "of" in clause.tags(group.last)  # of those hurt, so of an event told before
    dead = replace(group, interval=_AT_LEAST_ONE) if known else group
    whole = _those_among_whom(clause, group, one.at)
    if whole:
        yield replace(one, groups=(whole,))
    yield replace(one, harm="killed", frame="dies", at=death, groups=(dead,), late=True)


_HURT = (("injured", "participle"), ("injured", "state"), ("injured", "count"), ("injured", "weak"))


def _own_death(clause: Clause, one: Harmed) -> int | None:
    """Where "died" stands that has "a man wounded in ..." for its subject, and nobody else between."""
    if len(one.groups) != 1 or one.groups[0].interval.max != 1:
        return None
    group, start = one.groups[0], verb_group_start(clause, one.at)
    if group.first - 1 <= one.at < group.last:  # "toll at 13 as wounded woman dies"
        death = group.last + ("have" in clause.tags(group.last))
        return death if _DIES in clause.harms(death) else None
    described = start == one.at or ("relative" in clause.tags(start - 1) and group.last == start - 1)
    described = described or (group.last == start and not has_tag(clause, start, one.at, "be"))  # "a woman found shot"
    if not described or (start == one.at != group.last and "of" not in clause.tags(group.last)):
        return None
    for at in range(one.at + 1, len(clause.words)):
        people = clause.starting_at(at)
        if people and "preposition" not in clause.tags(at - 1) and not clause.is_agent(people):
            return None
        if _DIES in clause.harms(at):
            return at
    return None


def _those_among_whom(clause: Clause, one: People, at: int) -> People | None:
    """The 45 of "one of the 45 people injured"."""
    inside = (people for people in clause.people if one.last < people.first and people.last <= at)
    return next((people for people in inside if people.naming in (Naming.COUNT, Naming.BARE)), None)


def are_freed(clause: Clause, one: Harmed) -> bool:
    """Whether the news of some who were abducted is that they are free: "12 abducted villagers were released".

    Not of "kidnapped three engineers, who were released later": there the abduction is told itself.
    """
    if one.harm != "abducted" or one.groups[0].interval == NO_ONE:
        return False
    first = min(group.first for group in one.groups)
    if _is_freeing(clause, first):
        return True
    last = max(one.at + 1, *(group.last for group in one.groups))
    return _is_described(clause, one) and _go_free(clause, last)


def _is_freeing(clause: Clause, first: int) -> bool:
    """Whether a word of freeing governs those who begin at `first`."""
    for at in range(first - 1, max(-1, first - 1 - _FARTHEST_FREEING), -1):
        if "freed" in clause.tags(at):
            return True
        shared = "of" in clause.tags(at) and clause.ending_at(at) is not None  # "freed 31 of the 47 who were taken"
        if shared or clause.harms(at) or clause.tags(at) & _ENDS or clause.text(at) == ",":
            return False
    return False


def _is_described(clause: Clause, one: Harmed) -> bool:
    """Whether an abduction only tells who they are: "12 abducted villagers", "students who were kidnapped"."""
    inside = any(group.first < one.at < group.last for group in one.groups)
    if inside or not all(group.last <= one.at for group in one.groups):
        return inside
    start = verb_group_start(clause, one.at)
    return start == one.at or "relative" in clause.tags(start - 1)


def _go_free(clause: Clause, first: int) -> bool:
    for at in range(first, len(clause.words)):
        if "freed" in clause.tags(at):
            return True
        if clause.harms(at) or clause.text(at) in {";", ":"} or "relative" in clause.tags(at):
            return False
    return False
