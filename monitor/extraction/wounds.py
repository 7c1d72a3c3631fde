"""Harm told by its wounds: "suffered second-degree burns", "sustained a gunshot wound", "two men with stab wounds"."""

from __future__ import annotations

from monitor.extraction.clause import Clause
from monitor.extraction.naming import People
from monitor.extraction.patients import find_subject, verb_group_start

LONGEST_WOUND = 6
"""Words between the verb and the wounds: "received minor injuries", "suffered from a single gunshot wound"."""
_MODIFIERS = frozenset(
    {"adverb", "article", "body_part", "number", "and", "not_people", "of", "singular", "ordinal", "range:marks"}
)  # "a minor injury"


def find_wounded(clause: Clause, at: int) -> list[People] | None:
    """Return the subject of a verb of suffering whose object are the wounds at word `at`."""
    if _is_weak(clause, at) and "remains" in clause.known:
        return None  # "two bodies, both with bullet wounds"
    verb = _suffering(clause, at)
    return find_subject(clause, verb_group_start(clause, verb), verb) if verb >= 0 else None


def _suffering(clause: Clause, at: int) -> int:
    """Return where "suffered" of "suffered cuts and bruises" stands, -1 where the wounds are nobody's object."""
    if not clause.known & {"suffers", "suffers_with"}:
        return -1
    for here in range(at - 1, max(-1, at - 1 - LONGEST_WOUND), -1):
        if "suffers" in clause.tags(here) or ("suffers_with" in clause.tags(here) and _is_weak(clause, at)):
            return here
        if not _modifies_wound(clause, here):
            return -1
    return -1


def _is_weak(clause: Clause, at: int) -> bool:
    return any(frame == "weak_wounds" for _, frame in clause.harms(at))


def _is_share(clause: Clause, at: int) -> bool:
    """The "per cent" of "suffered 60 per cent burns"."""
    return clause.text(at) in {"%", "cent"} or "percent" in clause.tags(at) or "percent" in clause.tags(at + 1)


def _modifies_wound(clause: Clause, at: int) -> bool:
    word, tags = clause.words[at], clause.tags(at)
    if (word.text[0].isdigit() and not _is_share(clause, at + 1)) or "no" in tags or clause.harms(at):
        return False
    return (
        bool(tags & _MODIFIERS) or _is_share(clause, at) or (not tags and (word.text[0].isalpha() or word.text == "-"))
    )
