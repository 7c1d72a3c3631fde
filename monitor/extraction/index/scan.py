"""One pass over an article: what the index finds, sorted by meaning; every finder starts from here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import NameIndex
from monitor.extraction.words.folding import fold
from monitor.model import Article, Sentence
from monitor.vocabulary import Zone

MAX_OFFSET = 1 << 40
HEADLINE = 120  # characters
OPENING = 12  # characters by which a sentence in capitals is suspected
_START, _MATCH_START = itemgetter(0), itemgetter(1)
_WORD = re.compile(r"[^\W\d_]{4,}")


SILENT = (Zone.BOILERPLATE, Zone.HEADER, Zone.DISCLAIMER)
KNOWN = ("people", "place", "adjective", "actor")  # what may stand as a part of a longer name


class Found(NamedTuple):
    """One meaning at one stretch of the text."""

    start: int
    end: int
    value: Any


class Stretch(NamedTuple):
    """Where the name of a place stands that the table does not have."""

    start: int
    end: int
    water: bool = False  # a sea or a gulf is in no country


Hit = TypeVar("Hit", Found, Stretch)
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Sorted(dict[Asked, Answer]):
    """Answers that are worked out when they are first asked for; known ones are given without a Python call."""

    def __init__(self, work_out: Callable[[Asked], Answer]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, asked: Asked) -> Answer:
        """Work the answer out and keep it."""
        answer = self[asked] = self._work_out(asked)
        return answer


@dataclass(slots=True, kw_only=True)
class Scan:
    """An article with everything the index found in it, by kind of meaning, in order of the text."""

    article: Article
    index: NameIndex
    text: str
    shadow: str
    found: dict[str, list[Found]]
    sentences: tuple[Sentence, ...]
    starts: list[int]  # of the sentences
    silent: list[tuple[int, int]] = field(default_factory=list)  # boilerplate, header, disclaimer
    flat: frozenset[int] = field(default_factory=frozenset)  # sentences whose capitals tell nothing
    names: list[Candidate] = field(default_factory=list)
    acronyms: dict[str, Candidate] = field(default_factory=dict)  # introduced in brackets
    told_places: list[tuple[int, int, list[int]]] = field(
        default_factory=list
    )  # what only a neighbour tells, with rows
    towns: list[Stretch] = field(default_factory=list)  # places that the table does not have
    listed_names: dict[str, str] = field(default_factory=dict)  # listed actor -> fullest name in the text
    known_ends: dict[int, int] = field(default_factory=dict)  # end -> start of nationalities, places and listed actors
    known_starts: dict[int, int] = field(default_factory=dict)  # the same, start -> end
    _by_start: Sorted[str, dict[int, Found]] = field(init=False)
    _by_end: Sorted[str, dict[int, Found]] = field(init=False)
    _starts: Sorted[str, list[int]] = field(init=False)
    _told: Sorted[frozenset[str], bool] = field(init=False)
    _known: list[int] | None = None
    _names_to: dict[int, Candidate] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """What is found is sorted by what it is asked for, when it is asked for."""
        found, shadow = self.found, self.shadow
        self._by_start = Sorted(lambda kind: {hit[0]: hit for hit in reversed(found.get(kind, ()))})
        self._by_end = Sorted(lambda kind: {hit[1]: hit for hit in reversed(found.get(kind, ()))})
        self._starts = Sorted(lambda kind: list(map(_START, found.get(kind, ()))))
        self._told = Sorted(lambda words: any(map(shadow.__contains__, words)))

    def get(self, kind: str) -> list[Found]:
        """Return everything of one kind."""
        return self.found.get(kind, [])

    def by_start(self, kind: str) -> dict[int, Found]:
        """Return the longest of one kind by where they start."""
        return self._by_start[kind]

    def by_end(self, kind: str) -> dict[int, Found]:
        """Return the longest of one kind by where they end."""
        return self._by_end[kind]

    def starting(self, kind: str, offset: int) -> Found | None:
        """Return the longest of one kind that starts here."""
        return self._by_start[kind].get(offset)

    def ending(self, kind: str, offset: int) -> Found | None:
        """Return the longest of one kind that ends here."""
        return self._by_end[kind].get(offset)

    def between(self, kind: str, start: int, end: int) -> list[Found]:
        """Return those of one kind that start in a stretch."""
        starts = self._starts[kind]
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        return self.found[kind][first:last] if first < last else []

    def name_to(self, end: int) -> Candidate | None:
        """Return the name that ends here."""
        if not self._names_to:  # names are found once, and nobody asks before but in vain
            self._names_to = {one.end: one for one in reversed(self.names)}
        return self._names_to.get(end)

    def has_known(self, start: int, end: int) -> bool:
        """Whether a nationality, place, actor or people starts in a stretch."""
        if self._known is None:
            self._known = sorted(self.known_starts)
        at = bisect_left(self._known, start)
        return at < len(self._known) and self._known[at] < end

    def has_between(self, kind: str, start: int, end: int) -> bool:
        """Whether one of a kind starts in a stretch."""
        starts = self._starts[kind]
        at = bisect_left(starts, start)
        return at < len(starts) and starts[at] < end

    def may_tell(self, words: frozenset[str]) -> bool:
        """Whether the letters of one of some words stand in the text: where none does, nobody need look for them."""
        return self._told[words]

    def key(self, start: int, end: int) -> str:
        """Return a stretch as an id has it: folded, single blanks."""
        return " ".join(self.shadow[start:end].split())

    def is_silent(self, offset: int) -> bool:
        """Whether an offset lies in boilerplate, a header or a disclaimer."""
        at = bisect_right(self.silent, (offset, MAX_OFFSET)) - 1
        return at >= 0 and offset < self.silent[at][1]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence that an offset lies in (or the one before it)."""
        return self.sentences[bisect_right(self.starts, offset, 1) - 1]

    def sentence_number(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def is_flat(self, offset: int) -> bool:
        """Whether capitals tell nothing here: a wire in capitals, a headline in title case."""
        return bool(self.flat) and self.sentence_number(offset) in self.flat


def scan(article: Article, index: NameIndex) -> Scan:
    """Find everything that the index knows in the text of an article."""
    shadow = f" {fold(article.text)} "
    found: defaultdict[str, list[Found]] = defaultdict(list)
    meanings, make = index.meanings, tuple.__new__
    # the shadow is one blank ahead of the text, the pattern one blank ahead of its first letter; backwards, so that
    # of those with the same start the longest comes first
    matches = index.automaton.find_matches_as_indexes(shadow, overlapping=True)
    matches.reverse()
    matches.sort(key=_MATCH_START)
    for pattern, start, end in matches:
        for kind, value in meanings[pattern]:
            found[kind].append(make(Found, (start, end - 2, value)))
    return Scan(
        article=article,
        index=index,
        text=article.text,
        shadow=shadow[1:],
        found=found,
        sentences=article.sentences,
        starts=[sentence.start for sentence in article.sentences],
        silent=[(zone.start, zone.end) for zone in article.zones if zone.zone in SILENT],
        flat=_flat_sentences(article),
        known_ends={end: start for kind in KNOWN for start, end, _ in reversed(found.get(kind, []))},
        known_starts={start: end for kind in KNOWN for start, end, _ in reversed(found.get(kind, []))},
    )


def _flat_sentences(article: Article) -> frozenset[int]:
    """Only a title, a line that no full stop ends, and what opens in capitals are looked at."""
    text = article.text
    flat = []
    for number, one in enumerate(article.sentences):
        start, end = one.start, one.end
        suspect = (text[end - 1].isalnum() and end - start < HEADLINE) or text[start : start + OPENING].isupper()
        if (suspect or one.zone is Zone.TITLE) and _is_flat(text[start:end]):
            flat.append(number)
    return frozenset(flat)


def _is_flat(sentence: str) -> bool:
    """All capitals, or a headline in which no longer word is small."""
    longer = _WORD.findall(sentence)
    small = sum(1 for word in longer if word[0].islower())
    return len(longer) >= 3 and small * 8 <= len(longer)


def longest(hits: list[Hit]) -> list[Hit]:
    """Keep, of hits that overlap, the one that starts first and then the longest."""
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
