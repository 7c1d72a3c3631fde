"""Which of several speakers of one sentence gives a number: "20 died, witnesses said; police confirmed 7"."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import Naming

FEWEST_CITED = 2
"""Sources cited behind numbers, of which commas part one from the other."""
_TEXT = attrgetter("text")


def voice_of(clause: Clause, harmed: Harmed) -> int:
    """Return the number of the semicolon's part that a harm stands in, 0 where only one part has a speaker.

    Commas part two that are cited behind their numbers: "12 died according to X, 8 according to Y". A bare number
    right behind its speaker is always his: "gunmen killed nine farmers; residents said that eleven had died".
    """
    if "said" not in clause.known and "cited_behind" not in clause.known:
        return 0
    if speaks := _right_before(clause, harmed):
        return speaks
    mark = ";" if ";" in map(_TEXT, clause.words) else ","
    if mark == "," and ("cited_behind" not in clause.known or _cited(clause) < FEWEST_CITED):
        return 0
    borders = [i for i, word in enumerate(clause.words) if word.text == mark]
    spoken = {bisect_right(borders, i) for i, word in enumerate(clause.words) if "said" in word.tags}
    own = bisect_right(borders, harmed.at)
    return own + 1 if len(spoken) > 1 and own in spoken else 0


def _right_before(clause: Clause, harmed: Harmed) -> int:
    """Return for the "said" of "said that eleven had died" a number of its own, below zero; 0 without."""
    first = harmed.groups[0]
    if first.naming is not Naming.BARE or first.more:
        return 0
    before = first.first - 1 - ("clause_start" in clause.tags(first.first - 1))
    return -1 - before if "said" in clause.tags(before) else 0


def _cited(clause: Clause) -> int:
    return sum("cited_behind" in word.tags for word in clause.words)
