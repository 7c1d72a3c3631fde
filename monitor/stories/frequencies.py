"""In how many live reports each term stands, and what a term weighs for it; vectors of terms over that.

A term that a live report holds has a number, and a vector of terms is an array of their numbers beside an
array of values: so the length of a long vector under today's weights costs a few microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.stories.counts import NOWHERE, Floats, Ints

PRIOR = 201.0
"""Reports of a pretended past, which keep the first weights of a young index from being extreme."""

ORDINARY = 0.9  # of the pretended reports hold any one word
SHORT_NUMBER = 4.5  # and any one number of up to three digits

_AT_FIRST = 4096  # terms

BITS = 2
SLOTS = 1 << BITS
"""So many vectors of a report can be laid out at once: of its terms, its lead's terms, its names, and a spare."""

NO_TERM = ""
"""Stands, with a value of nought, in a vector that has no terms."""


class Vectors(NamedTuple):
    """Several vectors of terms one after the other, each of at least one entry: `starts` says where each begins.

    A cell is four times the number of a term, and the slot in which its vector is multiplied with another.
    """

    cells: Ints
    values: Floats
    starts: tuple[int, ...]


def vectors_of(told: Sequence[tuple[int, Ints, Floats | Ints]]) -> Vectors:
    """Return vectors, each given by its slot, the numbers of its terms and their values; one may be empty."""
    told = [(slot, numbers, values) if len(numbers) else (slot, _NO_NUMBER, _NOUGHT) for slot, numbers, values in told]
    cells = np.concatenate([numbers * SLOTS + slot if slot else numbers * SLOTS for slot, numbers, _ in told])
    starts = tuple(accumulate((len(numbers) for _, numbers, _ in told[:-1]), initial=0))
    return Vectors(cells, np.concatenate([values for _, _, values in told]), starts)


_NO_NUMBER: Ints = np.zeros(1, dtype=np.intp)
_NOUGHT: Floats = np.zeros(1)
_NOTHING_ASKED: tuple[Collection[str], Ints] = ((), NOWHERE)


class Frequencies:
    """In how many live reports each term stands."""

    def __init__(self) -> None:
        self.reports = 0
        self._number_of = _Numbered(self._enter)
        self._terms = [NO_TERM]  # by their numbers
        self._free: list[int] = []
        self._asked = _NOTHING_ASKED
        self._holding = np.zeros(_AT_FIRST)
        self._prior = np.full(_AT_FIRST, ORDINARY)
        self._under = np.full(_AT_FIRST, ORDINARY)  # the sum of both, which is what weights are reckoned by
        self._laid = np.zeros(_AT_FIRST * SLOTS)
        self._used = NOWHERE
        self._place = np.full(_AT_FIRST, -1)  # of each term among those that were asked for last
        self._placed = NOWHERE

    def add(self, terms: Collection[str]) -> Ints:
        """Count one more report, with its terms; return their numbers."""
        self.reports += 1
        numbers = self.numbers_of(terms)  # first: it may put longer arrays in place of these
        holding = self._holding[numbers] + 1.0
        self._holding[numbers] = holding
        self._under[numbers] = holding + self._prior[numbers]
        return numbers

    def numbers_of(self, terms: Collection[str]) -> Ints:
        """Return the number of each term; one that no live report holds gets one, for it will soon be held."""
        if self._asked[0] is not terms:  # a report is compared, and entered then
            found = np.fromiter(map(self._number_of.__getitem__, terms), dtype=np.intp, count=len(terms))
            self._asked = terms, found
        return self._asked[1]

    def holding(self, term: str) -> float:
        """Return how many live reports hold a term."""
        number = self._number_of.get(term)
        return 0.0 if number is None else float(self._holding[number])

    def terms_of(self, numbers: NDArray[np.integer]) -> list[str]:
        """Return the terms that have these numbers: the same strings for all stories."""
        return list(map(self._terms.__getitem__, numbers.tolist()))

    def remove(self, numbers: Ints, held: Ints, reports: int) -> None:
        """Forget terms, each as many times as reports held it, and this many reports."""
        self.reports -= reports
        self._asked = _NOTHING_ASKED
        left = self._holding[numbers] - held
        self._holding[numbers] = np.maximum(left, 0.0)
        self._under[numbers] = left + self._prior[numbers]
        for number in numbers[left <= 0.0].tolist():
            del self._number_of[self._terms[number]]
            self._terms[number] = NO_TERM
            self._free.append(number)

    def held(self, numbers: Ints) -> Floats:
        """Return in how many live reports each term stands."""
        return self._holding[numbers]

    def weights(self, numbers: Ints) -> Floats:
        """Return what each term weighs: the smoothed logarithm of how few live reports hold it; never negative."""
        return np.log(1.05 + (self.reports + PRIOR) / self._under[numbers])

    def places(self, among: Ints, numbers: NDArray[np.integer]) -> Ints:
        """Return at which place each term stands among others; -1 is none of them."""
        self._place[self._placed] = -1
        self._place[among] = np.arange(len(among))
        self._placed = among
        found: Ints = self._place[numbers]
        return found

    def lay(self, cells: Ints, values: Floats) -> None:
        """Lay vectors out to be multiplied with many others; what lay there before is gone."""
        self._laid[self._used] = 0.0
        self._laid[cells] = values
        self._used = cells

    def laid(self, cells: Ints) -> Floats:
        """Return what is laid out in cells: nought where nothing is."""
        return self._laid[cells]

    def _enter(self, term: str) -> int:
        number = self._free.pop() if self._free else len(self._terms)
        if number == len(self._terms):
            self._terms.append(term)
        self._terms[number] = term
        self._number_of[term] = number
        if number >= len(self._holding):
            self._grow()
        self._prior[number] = self._under[number] = prior_of(term)
        return number

    def _grow(self) -> None:
        size = len(self._holding)
        ordinary = np.full(size, ORDINARY)
        self._holding = np.concatenate((self._holding, np.zeros(size)))
        self._prior = np.concatenate((self._prior, ordinary))
        self._under = np.concatenate((self._under, ordinary))
        self._laid = np.concatenate((self._laid, np.zeros(size * SLOTS)))
        self._place = np.concatenate((self._place, np.full(size, -1)))


class _Numbered(dict[str, int]):
    """Term -> its number, which a term that is asked for the first time is given."""

    def __init__(self, enter: Callable[[str], int]) -> None:
        super().__init__({NO_TERM: 0})
        self._enter = enter

    def __missing__(self, term: str) -> int:
        return self._enter(term)


def prior_of(term: str) -> float:
    """Return how many of the pretended reports hold a term."""
    return SHORT_NUMBER if term[0] == "#" and len(term) < 4 else ORDINARY
