"""What a report looks like: the terms, names, numbers and days by which one event is told from another.

All of it is read from the text itself, so that it works for any language and does not hang on the
facts being complete. Numbers, days and names are what look-alike events differ in: two quakes on one island share
nearly every word but not the magnitude, the toll or the day.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from monitor.model import Article, Event, Report
from monitor.stories.shingles import hash_words, sample_shingles
from monitor.stories.words import Words, fold, stem
from monitor.vocabulary import Harm, Zone

LEAD_WORDS = 60
"""How many words tell the event; what follows is background more often than not."""

_LEAD_CHARACTERS = 600
_LONGEST = 40_000  # characters: a longer text has said what it is about
_TELLING = (Zone.TITLE, Zone.LEAD, Zone.BODY)
_TOKEN = re.compile(
    r"(?P<clock>\d{1,2} ?: ?\d\d(?: ?: ?\d+)?)"
    r"|(?P<number>\d{1,3}(?:,\s{0,2}\d{3})+(?:\.\d+)?|\d+\.\d+|\d{1,3}\.\s{1,2}\d(?!\w)|\d+)"
    r"|[^\W\d_]+(?:['\u2019][^\W\d_]+)*"
    r"|[.!?:;\n|\"\u201c\u201d]"
)
_SENTENCE_STARTS = frozenset('.!?:;\n|"\u201c\u201d')
_LINE_ENDS = frozenset("\n")
_CJK = "\u2e80"
_YEARS = range(1900, 2100)
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_CLOCKS = frozenset(("am", "pm", "a", "p", "gmt", "hrs", "hours", "ago"))
_CONTEXT_WITHIN = 3  # words after a number in which to look for what it counts


class Placed(NamedTuple):
    """A number or name and the words beside it in its sentence, two before and two after, as hashes; 0 is none."""

    before: int
    after: int
    word: str  # a number in digits, or a name's stem


@dataclass(slots=True, kw_only=True)
class Features:
    """One report as the index compares it. Terms are stems; weights of terms are 1 + log of how often."""

    terms: dict[str, float] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    lead_terms: dict[str, int] = field(default_factory=dict)
    lead_names: frozenset[str] = frozenset()
    numbers: frozenset[float] = frozenset()
    lead_numbers: frozenset[float] = frozenset()
    counted: dict[str, frozenset[float]] = field(default_factory=dict)  # what is counted -> how many
    days: frozenset[tuple[int, int]] = frozenset()  # (month, day)
    years: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    lead_weekdays: frozenset[int] = frozenset()
    tells_deaths: bool = False
    tells_injuries: bool = False
    placed: tuple[Placed, ...] = ()  # every number and name with the words beside it
    shingles: frozenset[int] = frozenset()
    corrects: bool = False


def read_features(article: Article, report: Report, words: Words) -> Features:
    """Return the features of one report: the article's text, or for a further event its own sentences."""
    text = telling_text(article, report)
    return _Reading(words).read(text)


def telling_text(article: Article, report: Report) -> str:
    """Return what tells the event: title, lead and body; for any but the first event, its evidence."""
    if report.n and report.event:
        return "\n".join(dict.fromkeys(_quotes(article, report.event)))
    zones = [article.text[zone.start : zone.end] for zone in article.zones if zone.zone in _TELLING]
    return ("\n".join(zones) if zones else article.text)[:_LONGEST]


def _quotes(article: Article, event: Event) -> Iterator[str]:
    """Give the whole sentences that the event's evidence lies in."""
    evidence = [*event.evidence, *(one for place in event.places for one in place.evidence)]
    for harm in Harm:
        casualty = event.casualties.of(harm)
        evidence += casualty.evidence if casualty else ()
    spans = {(one.start, one.end) for one in evidence}
    for sentence in article.sentences:
        if any(start < sentence.end and end > sentence.start for start, end in spans):
            yield article.text[sentence.start : sentence.end]


class _Reading:
    """One pass over the words of a text."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.counts: Counter[str] = Counter()
        self.capitals: Counter[str] = Counter()
        self.small: set[str] = set()
        self.lead: Counter[str] = Counter()
        self.folded: list[str] = []
        self.sentences: list[int] = [0]  # where each begins in `folded`

    def read(self, text: str) -> Features:
        tokens = [(match.lastgroup, match.group(), match.start()) for match in _TOKEN.finditer(text)]
        self._read_words(tokens)
        names = {name: n for name, n in self.capitals.items() if name not in self.small}
        numbers = _Numbers(self.words, tokens)
        head = fold(text[:_LEAD_CHARACTERS]) + "\n" + fold(text[-200:])
        return Features(
            terms={term: 1.0 + math.log(n) for term, n in self.counts.items()},
            names=names,
            lead_terms=dict(self.lead),
            lead_names=frozenset(names.keys() & self.lead.keys()),
            numbers=frozenset(numbers.all),
            lead_numbers=frozenset(numbers.lead),
            counted={what: frozenset(values) for what, values in numbers.counted.items()},
            days=frozenset(numbers.days),
            years=frozenset(numbers.years),
            weekdays=frozenset(numbers.weekdays),
            lead_weekdays=frozenset(numbers.lead_weekdays),
            tells_deaths=self._tells(self.words.dead),
            tells_injuries=self._tells(self.words.hurt),
            placed=tuple(self._placed(names)),
            shingles=sample_shingles(self.folded),
            corrects=any(cue in head for cue in self.words.correction),
        )

    def _tells(self, beginnings: tuple[str, ...]) -> bool:
        return any(word.startswith(beginnings) for word in self.counts)

    def _placed(self, names: dict[str, int]) -> Iterator[Placed]:
        """Tell where every number and name stands: what a copy must not change."""
        known = self.words.numbers
        for first, last in pairwise((*self.sentences, len(self.folded))):
            words = ["", "", *self.folded[first:last], "", ""]
            for i in range(2, len(words) - 2):
                word = words[i]
                number = word[0].isdigit() or word in known
                if number or stem(word) in names:
                    before, after = words[i - 2 : i], words[i + 1 : i + 3]
                    yield Placed(
                        before=hash_words(before) if before[1] else 0,
                        after=hash_words(after) if after[0] else 0,
                        word=_digits_of(word, known) if number else stem(word),
                    )

    def _read_words(self, tokens: list[tuple[str | None, str, int]]) -> None:
        starts = True
        function = self.words.function
        for group, token, _ in tokens:
            if token in _SENTENCE_STARTS:
                starts = True
                if token not in _LINE_ENDS:  # flattened and re-wrapped texts break lines anywhere
                    self.sentences.append(len(self.folded))
                continue
            folded = fold(token)
            self.folded.append(folded)
            if group:
                starts = False
                if group == "number":
                    self.counts["#" + folded] += 1
                continue
            for term in self._terms(folded):
                self._count(term, token, begins=starts and folded in function, is_function=folded in function)
            starts = False

    @staticmethod
    def _terms(folded: str) -> Iterator[str]:
        if folded[0] >= _CJK and len(folded) > 2:  # scripts without blanks: pairs of characters
            yield from (folded[i : i + 2] for i in range(len(folded) - 1))
        else:
            yield stem(folded)

    def _count(self, term: str, token: str, *, begins: bool, is_function: bool) -> None:
        if len(term) < 2:
            return
        first = token[0]
        if first.islower():
            self.small.add(term)
        if is_function:
            return
        self.counts[term] += 1
        if first.isupper() and not begins:
            self.capitals[term] += 1
        if len(self.folded) <= LEAD_WORDS:
            self.lead[term] += 1


def _digits_of(word: str, known: Mapping[str, int]) -> str:
    """Write a number one way, whether in words, with commas or broken by a re-wrapped line."""
    return str(known[word]) if word in known else "".join(word.replace(",", "").split())


class _Numbers:
    """The numbers and days of a text: clock times are nothing, days and years are no quantities."""

    def __init__(self, words: Words, tokens: list[tuple[str | None, str, int]]) -> None:
        self.words = words
        self.tokens = [(group, fold(token), start) for group, token, start in tokens if token not in _SENTENCE_STARTS]
        self.all: set[float] = set()
        self.lead: set[float] = set()
        self.counted: dict[str, set[float]] = {}
        self.days: set[tuple[int, int]] = set()
        self.years: set[int] = set()
        self.weekdays: set[int] = set()
        self.lead_weekdays: set[int] = set()
        for i in range(len(self.tokens)):
            self._read(i)

    def _word(self, i: int) -> str:
        return self.tokens[i][1] if 0 <= i < len(self.tokens) else ""

    def _read(self, i: int) -> None:
        group, word, start = self.tokens[i]
        if group is None:
            weekday = self.words.weekdays.get(word)
            if weekday is not None:
                self.weekdays.add(weekday)
                if start < _LEAD_CHARACTERS:
                    self.lead_weekdays.add(weekday)
            if word in self.words.numbers:
                self._quantity(i, float(self.words.numbers[word]), start)
        elif group == "number":
            self._digits(i, word, start)

    def _digits(self, i: int, word: str, start: int) -> None:
        value = float("".join(word.replace(",", "").split())[:15])
        if value in _YEARS and word.isdigit():
            self.years.add(int(value))
        elif not self._is_day(i, value) and self._word(i + 1) not in _CLOCKS:
            self._quantity(i, value, start)

    def _is_day(self, i: int, value: float) -> bool:
        if not 1 <= value <= 31 or value != int(value):
            return False
        after = self._word(i + 2) if self._word(i + 1) in _ORDINALS else self._word(i + 1)
        if after == "of":
            after = self._word(i + 2)
        month = self.words.months.get(self._word(i - 1)) or self.words.months.get(after)
        if month:
            self.days.add((month, int(value)))
        return month is not None

    def _quantity(self, i: int, value: float, start: int) -> None:
        if value <= 1:
            return
        self.all.add(value)
        if start < _LEAD_CHARACTERS:
            self.lead.add(value)
        what = self._what(i)
        if what:
            self.counted.setdefault(what, set()).add(value)

    def _what(self, i: int) -> str | None:
        """Return what the number counts: the next telling word, with its scale (`dollar million`)."""
        scale = ""
        for group, word, _ in self.tokens[i + 1 : i + 1 + _CONTEXT_WITHIN]:
            if group or word in self.words.numbers:
                return None
            if word in self.words.scales:
                scale = word[0]
            elif len(word) >= 3 and word not in self.words.function:
                return stem(word) + scale
        return None
