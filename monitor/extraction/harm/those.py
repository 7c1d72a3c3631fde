"""Those who are known as the harmed already: "the dead", "two children were among the injured"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.harm.ages import past_ages
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.joining import join_left
from monitor.extraction.harm.naming import SOME, Naming, People
from monitor.extraction.harm.patients import find_object

FARTHEST_DESCRIPTION = 9
"""Words between "the victims" and their "were": "of the fire in Leeds on Sunday"."""
FARTHEST_NAMED = 12
"""Words from a sentence's "Killed" to its "were": "on Saturday in the blast in Cleveland"."""
_TELLING = (Naming.NAME, Naming.ONE, Naming.COUNT)
_VERBAL = frozenset({"be", "have", "verb", "said", "relative", "modal", "clause_start"})
_ENDING = frozenset({"", ".", ";", ",", "("})


def find_among(clause: Clause, at: int) -> list[People] | None:
    """`two children were among the injured`, `among the dead were two nurses`: a part of all."""
    start = at
    while start > 0 and (clause.tags(start - 1) & {"be", "have"} or clause.is_adverb(start - 1)):
        start -= 1
    found = clause.ending_at(start)
    groups = join_left(clause, found) if found else find_object(clause, at + 2)
    return [replace(group, part=True) for group in groups] if groups else None


def those_harmed(clause: Clause, at: int) -> list[People] | None:
    """`the injured`, `the dead`: some, known from elsewhere; not "the injured party"."""
    following = clause.words[at + 1] if at + 1 < len(clause.words) else None
    if following is not None and following.text[0].isalnum() and not following.tags:
        return None
    told = find_object(clause, at + 2) if "be" in clause.tags(at + 1) else None
    told = told or _named_as(clause, at)
    told = [one for one in told or () if not one.part]  # "two pilots and four sailors, all of them men"
    if told and all(one.naming in _TELLING for one in told) and _is_whole_list(clause, told):
        return told  # "the wounded are Juan Soto, Luis Rojas, and a passer-by", "the dead were two pilots"
    return [People(at - 1, at + 1, SOME, Naming.MANY, definite=True)]


def find_described(clause: Clause, at: int) -> list[People] | None:
    """`the victims of the fire were a woman and her two sons`: all of them, told by who they were."""
    if "victims" not in clause.tags(at) or "definite" not in clause.tags(at - 1):
        return None
    be = next((i for i in range(at + 1, at + FARTHEST_DESCRIPTION) if clause.tags(i) & _VERBAL), at)
    told = find_object(clause, be + 1) if "be" in clause.tags(be) else None
    if not told or any(one.part or one.definite or one.naming not in _TELLING for one in told[:1]):
        return None
    counted = all(one.naming in _TELLING and not one.part for one in told)
    several = len(told) > 1 or told[0].interval.min > 1
    ends = told[-1].last
    ends = ends if clause.text(ends) in _ENDING else past_ages(clause, ends)
    return told if counted and several and clause.text(ends) in _ENDING else None


def told_behind(clause: Clause) -> int:
    """Return where the "were" of "killed on Sunday in the blast were A, B and C" stands, 0 without it."""
    if "be" in clause.tags(1):
        return 1
    if "preposition" not in clause.tags(1):
        return 0
    verbal = (i for i in range(2, FARTHEST_NAMED) if clause.tags(i) & _VERBAL or clause.text(i) == ",")
    told = next(verbal, 0)
    return told if "be" in clause.tags(told) else 0


def _is_whole_list(clause: Clause, told: list[People]) -> bool:
    """Whether a list that counts goes to its end: not "the dead are four Laotians, a Dane and an American"."""
    if all(one.naming is not Naming.COUNT for one in told):
        return True
    return "and" in clause.tags(told[-1].first - 1) and clause.text(told[-1].last) in {".", ",", ";", ""}


def _named_as(clause: Clause, at: int) -> list[People] | None:
    """`the dead were identified as A and B`, `named the dead as A and B`, not "one of the dead as A"."""
    here = next((i for i in range(at + 1, at + 5) if "named_as" in clause.tags(i)), None)
    return find_object(clause, here + 1) if here and "of" not in clause.tags(at - 2) else None


def are_brought_in(clause: Clause, first: int) -> bool:
    """Whether a hospital "had received eight dead": so many came there, and no more than died."""
    return "received" in clause.known and "received" in clause.tags(first - 1)


def are_listed(clause: Clause, at: int, groups: tuple[People, ...]) -> bool:
    """Whether "the dead were two pilots and four oil workers" tells who all were who are known to have died."""
    if "definite" not in clause.tags(at - 1) or "be" not in clause.tags(at + 1) or groups[0].first < at:
        return False
    return "state" in clause.frames(at) and any(one.naming is Naming.COUNT for one in groups)
