"""Figures that a newer one has replaced: "had first spoken of 15", "up from 28 cases and 15 deaths"."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming

FARTHEST_FIGURE = 6
"""Words between "up from" and a figure that it governs: "up from 27 cases and 15 deaths"."""
_COUNTS = (Naming.COUNT, Naming.BARE)
FEWEST_COUNTS = 2
_ENDS = frozenset({"be", "have", "said", "verb", "clause_start", "relative", "relative_thing"})


def is_superseded(clause: Clause, first: int) -> bool:
    """Whether the people at word `first` are told as an older figure."""
    older = _is_called_too_high(clause, first) or _is_told_as_older(clause, first)
    older = older or _is_what_it_rose_from(clause, first) or _is_of_a_year(clause, first)
    older = older or ("toll" in clause.frames(first) and "had_told" in clause.tags(first - 1))
    return older or ("said" in clause.known and _has_a_newer_day_behind(clause, first))


def _is_called_too_high(clause: Clause, first: int) -> bool:
    """Whether a number stands behind "the figure of" or "claims that" in what "is exaggerated"."""
    if "overstated" not in clause.known:
        return False
    called = next((i for i in range(first + 1, len(clause.words)) if "overstated" in clause.tags(i)), 0)
    ends = range(first + 1, called)
    if not called or any("said" in clause.tags(i) or clause.text(i) == ";" for i in ends):
        return False
    return any("stated" in clause.tags(i) for i in range(first - 3, first))


def _is_told_as_older(clause: Clause, first: int) -> bool:
    """`Earlier, media put it at 12`, `the police had first spoken of 15`, in a part that semicolons set off.

    In "three died, he said, and had earlier spoken of two" only what follows is older.
    """
    if "earlier_opening" in clause.tags(0) and clause.text(1) == ",":
        return True
    if "earlier_said" not in clause.known:
        return False
    borders = [-1, *(i for i, word in enumerate(clause.words) if word.text == ";"), len(clause.words)]
    part = bisect_right(borders, first)
    own = range(borders[part - 1] + 1, borders[part])
    cue = next((i for i in own if "earlier_said" in clause.tags(i)), None)
    if cue is None or cue < first:
        return cue is not None
    return not any(cue < people.first < own.stop and people.naming in _COUNTS for people in clause.people)


def _is_what_it_rose_from(clause: Clause, first: int) -> bool:
    if "earlier_figure" not in clause.known:
        return False
    for at in range(first - 1, max(-1, first - 1 - FARTHEST_FIGURE), -1):
        if "earlier_figure" in clause.tags(at):
            return True
        if clause.tags(at) & _ENDS or clause.text(at) in {";", ":", "("}:
            return False
    return False


def _has_a_newer_day_behind(clause: Clause, first: int) -> bool:
    """The 54 of "on Wednesday the ministry reported 54 dead, and on Thursday its bulletin listed 68"."""
    counted = [people for people in clause.people if people.first >= first and people.naming in _COUNTS]
    if len(counted) < FEWEST_COUNTS or not any("said" in word.tags for word in clause.words[:first]):
        return False
    for one, other in pairwise(counted):
        between = range(one.last, other.first - 2)
        if one.first == first and one.interval.min < other.interval.min:
            return any("and" in clause.tags(i) and clause.is_adverb(i + 2) for i in between)
    return False


def _is_of_a_year(clause: Clause, first: int) -> bool:
    """The 160 of "the worst attack since 2008, when 160 people died"."""
    opened = first - 1 if "clause_start" in clause.tags(first - 1) else first
    year = clause.text(opened - 2)
    return opened < first and clause.text(opened - 1) == "," and len(year) == len("2008") and year.isdigit()
