"""What a report looks like: the terms, names, numbers and days by which one event is told from another.

All of it is read from the text itself, so that it works for any language and does not hang on the
facts being complete. Numbers, days and names are what look-alike events differ in: two quakes on one island share
nearly every word but not the magnitude, the toll or the day.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from sys import intern
from typing import NamedTuple

import numpy as np

from monitor.model import Article, Report
from monitor.stories.amending import amendment_of
from monitor.stories.counts import NOWHERE, Counts, Ints
from monitor.stories.datelines import agency_in, find_dateline
from monitor.stories.quantities import NOTHING_TOLD, Quantities, digits_of, read_quantities
from monitor.stories.shingles import Hashes, Runs, hash_words, pair_hashes, sample_shingles
from monitor.stories.texts import folded_hash, spelled_one_way, telling_text
from monitor.stories.words import Words, fold, stem
from monitor.vocabulary import Amendment

BETWEEN = "|"
"""Between words that are kept in one string: it breaks sentences, so no word and no number has it."""

LEAD_WORDS = 60
"""How many words tell the event; what follows is background more often than not."""

_DIGITS = (
    r"\d{1,2} ?: ?\d\d(?: ?: ?\d+)?"  # a time of day
    r"|\d{1,3}(?:,\s{0,2}\d{3})+(?:\.\d+)?|\d+\.\d+|\d{1,3}\.\s{1,2}\d(?!\w)|\d+"
)
_TOKEN = re.compile(rf"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|[.!?:;\n|\"\u201c\u201d]|{_DIGITS}")
_ASCII_TOKEN = re.compile(rf"[A-Za-z]+(?:'[A-Za-z]+)*|[.!?:;\n|\"]|{_DIGITS}", re.ASCII)  # the same, much faster
_SENTENCE_STARTS = frozenset('.!?:;|"\u201c\u201d')
_LINE_END = "\n"
_FULL_STOP = "."
_BREAKS = _SENTENCE_STARTS | {_LINE_END}
_CJK = "\u2e80"
_REMEMBERED = 200_000  # words


class Placed(NamedTuple):
    """A number, sign or name and the words beside it in its sentence, two on each side, as hashes; 0 is none."""

    before: int
    after: int
    word: str  # a number in digits, a sign of `Words.signs`, or a name's stem


class Places:
    """Every number, sign and name of a text with the words beside it: 24 bytes each, asked for only in near-copies."""

    __slots__ = ("after", "before", "words")

    def __init__(self, words: str = "", before: Iterable[int] = (), after: Iterable[int] = ()) -> None:
        self.words = words  # in one string, with `BETWEEN` between them
        self.before = array("Q", before)
        self.after = array("Q", after)

    def __iter__(self) -> Iterator[Placed]:
        return (Placed(*one) for one in zip(self.before, self.after, self.each(), strict=True))

    def each(self) -> list[str]:
        """Return the numbers and names one by one."""
        return list(map(intern, self.words.split(BETWEEN))) if self.words else []

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Places) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # as all that can be compared and holds arrays


@dataclass(slots=True, kw_only=True)
class Features:
    """One report as the index compares it. Terms are stems, in the order in which they first stand."""

    terms: dict[str, int] = field(default_factory=dict)  # how often each stands there
    counts: Ints = field(default_factory=lambda: NOWHERE, compare=False)  # the same in an array
    names: Counts = field(default_factory=Counts)
    lead: Counts = field(default_factory=Counts)  # those of the first words, in their order
    told: Quantities = NOTHING_TOLD
    tells_deaths: bool = False
    tells_injuries: bool = False
    placed: Places = field(default_factory=Places)
    shingles: Runs = field(default_factory=Runs)
    corrects: bool = False
    withdraws: bool = False  # it asks editors to take a story out: "please kill the story"
    text: bytes = b""  # the same for word for word the same text
    signed: frozenset[str] = field(default=frozenset(), compare=False)  # names of nobody but the agency that tells it
    _lead_names: Ints | None = field(default=None, init=False, compare=False, repr=False)

    def named(self) -> list[str]:
        """Return the names."""
        return self._at(self.names.at)

    def lead_terms(self) -> list[str]:
        """Return the terms of the first words, in their order."""
        return self._at(self.lead.at)

    def lead_names(self) -> Ints:
        """Return which of the terms are names of the lead, by their places."""
        if self._lead_names is None:
            in_lead = np.zeros(len(self.terms), dtype=bool)
            in_lead[self.lead.at] = True
            self._lead_names = self.names.at[in_lead[self.names.at]]
        return self._lead_names

    def _at(self, places: Ints) -> list[str]:
        terms = list(self.terms)
        return [terms[at] for at in places.tolist()]


class Look(NamedTuple):
    """What is seen of a word at once, wherever it stands."""

    folded: str
    terms: tuple[str, ...]
    small: bool
    capital: bool
    function: bool
    fact: bool  # a number, number word or weekday
    marked: bool  # a number, or a sign of `Words.signs`: a copy must not change it, wherever it stands
    kept: str  # a number in digits, a sign, or the stem


class Reader:
    """Reads texts; words once looked at are remembered."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._looks: dict[str, Look] = {}

    def read(
        self,
        article: Article,
        report: Report,
        others: Iterable[Report] = (),
        *,
        amends: Amendment | None = None,
        facts_read: bool = True,
    ) -> Features:
        """Return the features of one report: the article's text, or for a further event its own sentences.

        What it does to what its outlet told before say its facts (`amends`); where those are unread, the words.
        """
        written = telling_text(article, report, others)
        text = spelled_one_way(written, report.event)
        seen = self._see(text)
        dateline = find_dateline(written)
        signed = self._signed(dateline)
        names = {name: n for name, n in seen.capitals.items() if name not in seen.small}
        terms = seen.terms
        place_of = {term: at for at, term in enumerate(terms)}
        told = read_quantities(seen.folded, seen.facts, seen.lines, self.words)
        amends = amends if facts_read else amendment_of(text, self.words)
        return Features(
            terms=terms,
            counts=np.array(list(terms.values()), dtype=np.intp),
            names=_counts(names, place_of),
            lead=_counts(Counter(seen.lead), place_of),
            told=told,
            tells_deaths=any(word.startswith(self.words.dead) for word in terms),
            tells_injuries=any(word.startswith(self.words.hurt) for word in terms),
            placed=self._placed(seen, names, _words_of_dateline(written, dateline)),
            shingles=sample_shingles(seen.hashes),
            corrects=amends is Amendment.CORRECTION,
            withdraws=amends is Amendment.WITHDRAWAL,
            text=folded_hash(text),
            signed=frozenset(term for term, n in signed.items() if seen.capitals.get(term, 0) <= n),
        )

    def _see(self, text: str) -> _Seen:
        """Go over the words of a text once, and once over those that differ."""
        tokens = (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)
        seen = _Seen()
        word_of: dict[str, str] = {}
        for token, n in Counter(tokens).items():
            look = self._looks.get(token)
            if look is None:
                if token in _BREAKS:
                    continue
                look = self._look(token)
            word_of[token] = look.folded
            seen.count(look, n)
        folded, looks, breaks = seen.folded, seen.looks, {_LINE_END: seen.lines}
        for token in tokens:
            word = word_of.get(token)
            if word is not None:
                folded.append(word)
            else:  # flattened and re-wrapped texts break lines anywhere: only a blank one ends a sentence
                at = len(folded)
                if token == _FULL_STOP and at and len(folded[-1]) == 1:  # "5 a.m. in Kyiv", "U.S. troops"
                    continue
                if token == _LINE_END and seen.lines[-1] == at:
                    seen.sentences.append(at)
                breaks.get(token, seen.sentences).append(at)
        seen.hashes = hash_words(folded)
        facts = {word for word, look in looks.items() if look.fact}
        seen.facts = [at for at, word in enumerate(folded) if word in facts]
        lead = [looks[word] for word in folded[:LEAD_WORDS]]
        seen.lead = [term for look in lead if not look.function for term in look.terms if term[0] != "#"]
        return seen

    def _look(self, token: str) -> Look:
        if len(self._looks) > _REMEMBERED:
            self._looks.clear()
        folded = fold(token)
        known, sign = self.words.numbers, self.words.signs.get(folded)
        number = folded[0].isdigit() or folded in known
        self._looks[token] = look = Look(
            folded=folded,
            terms=_terms(folded),
            small=token[0].islower(),
            capital=token[0].isupper(),
            function=folded in self.words.function,
            fact=number or folded in self.words.weekdays,
            marked=number or sign is not None,
            kept=digits_of(folded, known) if number else sign or stem(folded),
        )
        return look

    def _signed(self, dateline: re.Match[str] | None) -> Counter[str]:
        """Count what an agency signs with: it says who tells, and a rare one's name not that two events are one."""
        words = _TOKEN.findall(agency_in(dateline)) if dateline else ()
        return Counter(term for word in words if word not in _BREAKS for term in self._look(word).terms)

    def _placed(self, seen: _Seen, names: dict[str, int], dateline: range) -> Places:
        """Tell where every number, day, side and name stands: what a copy must not change, but for its dateline."""
        kept_of = {word: look.kept for word, look in seen.looks.items() if look.marked or look.kept in names}
        forward, backward = pair_hashes(seen.hashes)
        ends = iter((*_sorted_ends(seen, dateline), len(seen.folded)))
        first, end = 0, next(ends)
        words, befores, afters = [], [], []
        for i, word in enumerate(seen.folded):
            while i >= end:
                first, end = end, next(ends)
            if word in kept_of and i not in dateline:
                befores.append(backward[i - 1] if i - 2 >= first else 0)
                afters.append(forward[i + 1] if i + 2 < end else 0)
                words.append(kept_of[word])
        return Places(BETWEEN.join(words), befores, afters)


@dataclass(slots=True)
class _Seen:
    """What one pass over a text collects, in the order of the text."""

    folded: list[str] = field(default_factory=list)
    hashes: Hashes = field(default_factory=lambda: hash_words(()))  # of the folded words
    terms: dict[str, int] = field(default_factory=dict)  # how often each stands there
    lead: list[str] = field(default_factory=list)
    small: set[str] = field(default_factory=set)
    capitals: dict[str, int] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)  # by folded word; in which case it is written is chance
    facts: list[int] = field(default_factory=list)  # where numbers and weekdays stand in `folded`
    sentences: list[int] = field(default_factory=lambda: [0])  # where each begins in `folded`
    lines: list[int] = field(default_factory=lambda: [0])  # the same

    def count(self, look: Look, n: int) -> None:
        """Count a word that stands `n` times in the text."""
        self.looks[look.folded] = look
        if look.small:
            self.small.update(look.terms)
        if look.function:
            return
        for term in look.terms:
            self.terms[term] = self.terms.get(term, 0) + n
            if look.capital:
                self.capitals[term] = self.capitals.get(term, 0) + n


def _counts(counts: Mapping[str, int], place_of: Mapping[str, int]) -> Counts:
    at = np.array([place_of[term] for term in counts], dtype=np.intp)
    return Counts(at, np.array(list(counts.values()), dtype=np.intp))


def _words_of_dateline(text: str, found: re.Match[str] | None) -> range:
    """Return where among the words of a text those of its dateline stand: "KYIV, Jan 9 (Reuters) -"."""
    if found is None:
        return range(0)
    before = _count_words(text[: found.start()])
    return range(before, before + _count_words(found[0]))


def _count_words(text: str) -> int:
    return sum(token not in _BREAKS for token in _TOKEN.findall(text))


def _sorted_ends(seen: _Seen, dateline: range) -> list[int]:
    """Return where sentences begin behind the first; a dateline is one of its own."""
    return sorted({*seen.sentences[1:], *((dateline.start, dateline.stop) if dateline else ())} - {0})


def _terms(folded: str) -> tuple[str, ...]:
    if folded[0].isdigit():
        return () if ":" in folded else ("#" + folded,)
    if folded[0] >= _CJK and len(folded) > 2:  # scripts without blanks: pairs of characters
        return tuple(folded[i : i + 2] for i in range(len(folded) - 1))
    term = stem(folded)
    return (term,) if len(term) > 1 else ()
