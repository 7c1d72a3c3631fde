"""Numbers and days of a text: what look-alike events differ in. Clock times are neither."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitor.stories.words import Words, stem

LEAD_WORDS = 100
"""Numbers and weekdays among so many first words belong to the event that is told."""

_YEARS = range(1900, 2100)
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_CLOCKS = frozenset(("am", "pm", "a", "p", "gmt", "hrs", "hours", "ago"))
_CONTEXT_WITHIN = 3  # words after a number in which to look for what it counts
_DATELINE = 10  # words
_LONGEST = 15  # digits: more are no quantity that anybody compares


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """The numbers above one and the days of a text."""

    numbers: frozenset[float] = frozenset()
    lead_numbers: frozenset[float] = frozenset()
    counted: Mapping[str, frozenset[float]] = field(default_factory=dict)  # what is counted -> how many
    days: frozenset[tuple[int, int]] = frozenset()  # (month, day)
    body_days: frozenset[tuple[int, int]] = frozenset()  # those that stand in no dateline
    years: frozenset[int] = frozenset()
    weekdays: frozenset[int] = frozenset()
    lead_weekdays: frozenset[int] = frozenset()


NOTHING_TOLD = Quantities()


def read_quantities(folded: Sequence[str], at: Sequence[int], lines: Sequence[int], words: Words) -> Quantities:
    """Read numbers and days from folded words.

    `at` are the places where numbers, number words and weekdays stand, `lines` where lines of the text begin.
    """
    reading = _Reading(folded, lines, words)
    for i in at:
        reading.read(i)
    return Quantities(
        numbers=frozenset(sorted(reading.numbers)),  # sorted: what is added up over a set comes in one order
        lead_numbers=frozenset(sorted(reading.lead_numbers)),
        counted={what: frozenset(values) for what, values in reading.counted.items()},
        days=frozenset(reading.days),
        body_days=frozenset(reading.body_days),
        years=frozenset(reading.years),
        weekdays=frozenset(reading.weekdays),
        lead_weekdays=frozenset(reading.lead_weekdays),
    )


def digits_of(word: str, known: Mapping[str, int]) -> str:
    """Write a number one way, whether in words, with commas or broken by a re-wrapped line."""
    return str(known[word]) if word in known else "".join(word.replace(",", "").split())


class _Reading:
    def __init__(self, folded: Sequence[str], lines: Sequence[int], words: Words) -> None:
        self.folded = folded
        self.lines = (*lines, len(folded))
        self.words = words
        self.numbers: set[float] = set()
        self.lead_numbers: set[float] = set()
        self.counted: dict[str, set[float]] = {}
        self.days: set[tuple[int, int]] = set()
        self.body_days: set[tuple[int, int]] = set()
        self.years: set[int] = set()
        self.weekdays: set[int] = set()
        self.lead_weekdays: set[int] = set()

    def read(self, i: int) -> None:
        word = self.folded[i]
        if word[0].isdigit():
            if ":" not in word:
                self._digits(i, digits_of(word, {})[:_LONGEST])
        elif word in self.words.numbers:
            self._quantity(i, float(self.words.numbers[word]))
        else:
            weekday = self.words.weekdays[word]
            self.weekdays.add(weekday)
            if i < LEAD_WORDS:
                self.lead_weekdays.add(weekday)

    def _digits(self, i: int, digits: str) -> None:
        try:
            value = float(digits)
        except ValueError:  # one sign for a fraction (a half), which folds to two numbers and a slash
            return
        if len(self.folded[i]) == 4 and value in _YEARS:
            self.years.add(int(value))
        elif not self._is_day(i, value) and self._word(i + 1) not in _CLOCKS:
            self._quantity(i, value)

    def _is_day(self, i: int, value: float) -> bool:
        if not 1 <= value <= 31 or value != int(value):
            return False
        after = i + 2 if self._word(i + 1) in _ORDINALS else i + 1
        after += self._word(after) == "of"
        month = self.words.months.get(self._word(i - 1)) or self.words.months.get(self._word(after))
        if month:
            self.days.add((month, int(value)))
            if not self._is_dateline(i):
                self.body_days.add((month, int(value)))
        return month is not None

    def _is_dateline(self, i: int) -> bool:
        """Return whether a word stands on a short line of its own: what it dates is the article."""
        after = bisect_right(self.lines, i)
        return after < len(self.lines) and self.lines[after] - self.lines[after - 1] <= _DATELINE

    def _quantity(self, i: int, value: float) -> None:
        if value <= 1:
            return
        self.numbers.add(value)
        if i < LEAD_WORDS:
            self.lead_numbers.add(value)
        what = self._what(i)
        if what:
            self.counted.setdefault(what, set()).add(value)

    def _what(self, i: int) -> str | None:
        """Return what the number counts: the next telling word, with its scale (`dollar` + `m`)."""
        scale = ""
        for word in self.folded[i + 1 : i + 1 + _CONTEXT_WITHIN]:
            if word[0].isdigit() or word in self.words.numbers:
                return None
            if word in self.words.scales:
                scale = word[0]
            elif len(word) >= 3 and word not in self.words.function:
                return stem(word) + scale
        return None

    def _word(self, i: int) -> str:
        return self.folded[i] if 0 <= i < len(self.folded) else ""
