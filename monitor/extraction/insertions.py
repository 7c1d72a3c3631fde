"""People whom a sentence only mentions to set them right: "three persons, not 18, were injured"."""

from __future__ import annotations

from monitor.extraction.lexicon import Word

MARKS = frozenset({",", "(", ")", "-", "\u2013", "\u2014"})
"""What parts an insertion from its sentence."""
LONGEST = 9
"""Words of an insertion: "not the 18 reported on Monday by the ministry"."""


def without_corrected(words: list[Word]) -> list[Word]:
    """Leave out ", not 18," and ", not civilians," behind those who were harmed; nothing with a harm of its own."""
    kept = words
    for at in range(len(words) - 1, 0, -1):
        if "not" in words[at].tags and words[at - 1].text in MARKS:
            end = _end_of_people(words, at + 1)
            kept = kept[: at - 1] + kept[end:] if end else kept
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
