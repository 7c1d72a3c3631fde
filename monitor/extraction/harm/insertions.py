"""People whom a sentence only mentions to set them right: "three persons, not 18, were injured"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.words.words import Cut, Word

MARKS = frozenset({",", "(", ")", "-", "\u2013", "\u2014"})
"""What parts an insertion from its sentence."""
LONGEST = 9
"""Words of an insertion: "not the 18 reported on Monday by the ministry"."""


def without_corrected(cut: Cut) -> Cut:
    """Leave out ", not 18," and ", not civilians," behind those who were harmed; nothing with a harm of its own."""
    kept, words = cut, cut.words
    for at in range(len(words) - 1, 0, -1):
        if "not" in words[at].tags and words[at - 1].text in MARKS:
            end = _end_of_people(words, at + 1)
            kept = _without(kept, at - 1, end) if end else kept
    return kept


def _without(cut: Cut, first: int, end: int) -> Cut:
    """Leave some words out; the one before them is followed by a blank now."""
    kept = cut.part(0, first)
    kept.extend(cut, end, len(cut.words))
    if first:
        kept.words[first - 1] = replace(kept.words[first - 1], glued=False)
    return kept


def _end_of_people(words: list[Word], at: int) -> int:
    """Return the word behind the mark that closes an insertion that begins with a number or a plural, else 0."""
    first = at + ("determiner" in words[at].tags) if at < len(words) else at
    if first >= len(words) or not (words[first].text[0].isdigit() or words[first].tags & {"number", "plural"}):
        return 0
    for here in range(first + 1, min(at + LONGEST, len(words) - 1)):
        if words[here].harms:
            return 0
        if words[here].text in MARKS:
            return here + 1
    return 0
