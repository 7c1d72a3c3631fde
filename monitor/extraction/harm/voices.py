"""Which of several speakers of one sentence gives a number: "20 died, witnesses said; police confirmed 7"."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from monitor.extraction.harm.clause import Clause

FEWEST_CITED = 2
"""Sources cited behind numbers, of which commas part one from the other."""
_TEXT = attrgetter("text")


def voice_of(clause: Clause, at: int) -> int:
    """Return the number of the semicolon's part that a harm stands in, 0 where only one part has a speaker.

    Commas part two that are cited behind their numbers: "12 died according to X, 8 according to Y".
    """
    mark = ";" if ";" in map(_TEXT, clause.words) else ","
    if mark == "," and ("cited_behind" not in clause.known or _cited(clause) < FEWEST_CITED):
        return 0
    borders = [i for i, word in enumerate(clause.words) if word.text == mark]
    spoken = {bisect_right(borders, i) for i, word in enumerate(clause.words) if "said" in word.tags}
    own = bisect_right(borders, at)
    return own + 1 if len(spoken) > 1 and own in spoken else 0


def _cited(clause: Clause) -> int:
    return sum("cited_behind" in word.tags for word in clause.words)
