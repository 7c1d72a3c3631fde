"""Which words of a sentence name a person."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress
from operator import attrgetter, itemgetter

from monitor.extraction.mentions import ActorMention, PlaceMention
from monitor.extraction.words.words import Cut, Word

Spanned = ActorMention | PlaceMention
_NO_NAME = frozenset({"number", "age_noun"})
"""Tags of words in no name: "TWENTY-FIVE", "A 5-YEAR-OLD CHILD"."""
_DEATHS = frozenset({"dies", "participle"})
"""Frames of verbs that end no name, where capitals tell nothing."""
_TEXT, _FIRST = attrgetter("text"), itemgetter(0)


def name_spans(cut: Cut, persons: list[Spanned], others: list[Spanned]) -> list[tuple[int, int]]:
    """Spans of words that name a person: known from the actors, or capitalised and nothing else."""
    words, starts = cut.words, cut.starts
    known = [_word_span(starts, actor.start, actor.end) for actor in persons]
    named = [span for span in known if _is_name(words, span)]
    taken = {at for span in (*known, *(_word_span(starts, m.start, m.end) for m in others)) for at in range(*span)}
    if any(map(str.islower, map(_TEXT, words))):
        named.extend(_capitalised(words, taken))
    return named


def _is_name(words: list[Word], span: tuple[int, int]) -> bool:
    """A count ("Twenty-five") or a kind of people ("Residents") at a sentence's start is no name; "CORPORAL DIED"."""
    if span[0] < span[1] and not _DEATHS.isdisjoint(words[span[1] - 1].frames):
        return False
    tags = [words[i].tags for i in range(*span)]
    return bool(tags) and not any(found & _NO_NAME for found in tags) and not tags[-1] & {"plural", "collective"}


def _word_span(starts: list[int], start: int, end: int) -> tuple[int, int]:
    first = bisect_left(starts, start)
    return first, max(first, bisect_left(starts, end))


def _capitalised(words: list[Word], taken: set[int]) -> Iterator[tuple[int, int]]:
    capitals = set(compress(range(len(words)), map(str.isupper, map(_FIRST, map(_TEXT, words))))) - taken
    done = 0
    for at in sorted(capitals):
        if at < done:
            continue
        last = at
        while last in capitals and _is_name_word(words, last, inside=last > at):
            last += 1
        if last - at >= (2 if at == 0 else 1) and not _goes_on(words, last):
            yield at, last
        done = last


def _is_name_word(words: list[Word], at: int, *, inside: bool) -> bool:
    """A capitalised word that is nothing else; "Jan" and "May" are, before a surname."""
    word = words[at]
    if len(word.text) == 1:
        return False
    known = word.tags - {"article"} if inside else word.tags
    if known == {"months"} and at + 1 < len(words):
        return words[at + 1].text[0].isupper() and not words[at + 1].tags
    return not known


def _goes_on(words: list[Word], at: int) -> bool:
    """Whether a noun follows that the capitalised words only modify ("Salvadoran soldiers")."""
    if at >= len(words):
        return False
    word = words[at]
    return bool(word.tags & {"singular", "plural", "not_people", "collective"}) or (
        not word.tags and (word.text[0].isalnum() or word.text == "-")
    )
