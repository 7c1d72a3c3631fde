"""Harm told by the limb it took: "lost his right leg", "broke two ribs", "had an arm torn off"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import ONE, Naming, People
from monitor.extraction.harm.patients import find_subject
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start
from monitor.extraction.harm.wounds import find_with_wounds, find_wounded

FARTHEST_LIMB = 6
"""Words between the verb and the limb: "lost most of the fingers of his left hand"."""
FARTHEST_OWNER = 5
"""Words between a limb and the "torn off" behind it: "his leg had to be amputated"."""
_LEADING = frozenset({"determiner", "number", "adverb", "of", "article", "quantity", "body_part", "harmless", "and"})


def find_who_lost_a_limb(clause: Clause, at: int) -> list[People] | None:
    """Return the subject of "lost" or "broke" whose object is a limb."""
    if "limb_lost" not in clause.known:
        return None
    for here in range(at + 1, at + FARTHEST_LIMB):
        if "limb_lost" in clause.tags(here):
            return _without_shares(find_subject(clause, verb_group_start(clause, at)))
        described = "determiner" in clause.tags(here - 1)  # "his left arm"
        unknown = clause.text(here)[:1].isalpha() and not clause.tags(here) and not clause.harms(here)
        if not (described or unknown) and not (clause.tags(here) & _LEADING or clause.text(here).isdigit()):
            return None
    return None


def _without_shares(found: list[People] | None) -> list[People] | None:
    """Leave out who only tells of others: "they fetched two climbers, one of whom had broken a leg"."""
    return None if found is None or all(one.part for one in found) else found


def find_maimed(clause: Clause, at: int) -> list[People] | None:
    """Return whose limb was "amputated" or "torn off"."""
    if "limb_lost" not in clause.known:
        return None
    limb = next((i for i in range(at - 1, max(-1, at - FARTHEST_OWNER), -1) if "limb_lost" in clause.tags(i)), -1)
    if limb < 0:
        return None
    for here in range(limb - 1, max(-1, limb - FARTHEST_LIMB), -1):
        if "have" in clause.tags(here):
            return find_subject(clause, verb_group_start(clause, here))  # "had a leg amputated"
        if "pronoun_one" in clause.tags(here):
            passive = has_tag(clause, limb + 1, at, "be")
            return [People(here, limb + 1, ONE, Naming.PRONOUN, definite=True)] if passive else None
        if clause.tags(here) and not clause.tags(here) & _LEADING:
            return None
    return None


def find_broken(clause: Clause, at: int) -> list[People] | None:
    """Return who "has two broken arms"."""
    return find_wounded(clause, at) if _has_limb_behind(clause, at) else None


def find_with_broken(clause: Clause, at: int) -> list[People] | None:
    """Return who was found "with a crushed left foot"."""
    return find_with_wounds(clause, at) if _has_limb_behind(clause, at) else None


def _has_limb_behind(clause: Clause, at: int) -> bool:
    """Whether a limb follows that it describes: not "had broken a leg"."""
    for here in range(at + 1, at + 4):
        if "limb_lost" in clause.tags(here):
            return True
        if "determiner" in clause.tags(here):
            return False
    return False
