"""Who was hit by what was fired: "three were shot at a party", not "guards shot at a car"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start

FARTHEST_SHOT = 6
"""Words between "hit by" and what was fired, or "hit in" and where: "hit by several stray bullets"."""
_STRIKES = frozenset({"projectile", "body_part"})


def is_aimed(clause: Clause, at: int) -> bool:
    """Whether "shot at" says only where somebody fired: not of "was shot at a party", "3 shot at Reno bar"."""
    if "aimed" not in clause.tags(at + 1):
        return False
    counted = clause.ending_at(at)
    passive = has_tag(clause, verb_group_start(clause, at), at, "be") or (clause.headline and counted)
    passive = passive or (counted and _are_told_in_short(clause, counted))
    there = clause.text(at + 2)[:1].isalnum() and not clause.tags(at + 2) & {"preposition", "and", "pronoun_one"}
    return not (passive and there)


def _are_told_in_short(clause: Clause, counted: People) -> bool:
    """Whether a note without a verb goes on with the dead among them: "8 people shot at a park, 2 dead."."""
    if "killed.state" not in clause.known or not clause.known.isdisjoint({"be", "have", "said"}):
        return False
    return counted.naming in (Naming.COUNT, Naming.BARE) and "perpetrator" not in clause.tags(counted.last - 1)


def is_hit(clause: Clause, at: int) -> bool:
    """Whether "hit by" or "struck in" goes on with a shot, a vehicle or a part of the body: not "hit by the crisis"."""
    for here in range(at + 1, at + FARTHEST_SHOT):
        if clause.tags(here) & _STRIKES:
            return True
        if clause.text(here) in {"", ",", ";", ".", ":"} or clause.tags(here) & {"be", "have", "and", "relative"}:
            return False
    return False
