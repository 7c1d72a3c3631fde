"""In how many live reports each term stands, and what a term weighs for it; vectors of terms over that.

A term that a live report holds has a number, and a vector of terms is an array of their numbers beside an
array of values: so the length of a long vector under today's weights costs a few microseconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PRIOR = 201.0
"""Reports of a pretended past, which keep the first weights of a young index from being extreme."""

ORDINARY = 0.9  # of the pretended reports hold any one word
SHORT_NUMBER = 4.5  # and any one number of up to three digits

_AT_FIRST = 4096  # terms

Numbers = NDArray[np.int32]
Values = NDArray[np.float64]


class Vector(NamedTuple):
    """Terms by number, each with a value."""

    numbers: Numbers
    values: Values


class Frequencies:
    """In how many live reports each term stands."""

    def __init__(self) -> None:
        self.reports = 0
        self._number_of: dict[str, int] = {}
        self._free: list[int] = []
        self._holding = np.zeros(_AT_FIRST)
        self._prior = np.zeros(_AT_FIRST)
        self._slots = [_Slot(_AT_FIRST) for _ in range(3)]

    def add(self, terms: Iterable[str]) -> None:
        """Count one more report, with its terms."""
        self.reports += 1
        numbers = self.numbers_of(terms)  # first: it may put a longer array in place of `_holding`
        self._holding[numbers] += 1.0

    def numbers_of(self, terms: Iterable[str]) -> Numbers:
        """Return the number of each term; one that no live report holds gets one, for it will soon be held."""
        known = self._number_of
        return np.array([known[term] if term in known else self._enter(term) for term in terms], dtype=np.int32)

    def remove(self, terms: Mapping[str, int], reports: int) -> None:
        """Forget terms, each as many times as reports held it, and this many reports."""
        self.reports -= reports
        for term, n in terms.items():
            number = self._number_of[term]
            self._holding[number] -= n
            if self._holding[number] <= 0:
                self._holding[number] = 0.0
                self._free.append(self._number_of.pop(term))

    def holding(self, term: str) -> float:
        """Return how many live reports hold a term."""
        number = self._number_of.get(term)
        return 0.0 if number is None else float(self._holding[number])

    def held(self, numbers: Numbers) -> Values:
        """Return in how many live reports each term stands."""
        return self._holding[numbers]

    def weights(self, numbers: Numbers) -> Values:
        """Return what each term weighs."""
        return np.log(1.05 + (self.reports + PRIOR) / (self._holding[numbers] + self._prior[numbers]))

    def weight(self, term: str) -> float:
        """Return the smoothed logarithm of how few live reports hold a term; never negative."""
        return math.log(1.05 + (self.reports + PRIOR) / (self.holding(term) + prior_of(term)))

    def vector(self, values: Mapping[str, float]) -> Vector:
        """Return values of terms as a vector."""
        return Vector(self.numbers_of(values), np.fromiter(values.values(), dtype=float, count=len(values)))

    def lay(self, slot: int, vector: Vector) -> None:
        """Lay a vector out to be multiplied with many others; what lay in the slot before is gone."""
        self._slots[slot].lay(vector)

    def product(self, slot: int, vector: Vector) -> float:
        """Return the product of the vector in the slot with another."""
        return float((self._slots[slot].laid[vector.numbers] * vector.values).sum())

    def _enter(self, term: str) -> int:
        number = self._free.pop() if self._free else len(self._number_of)
        self._number_of[term] = number
        if number >= len(self._holding):
            self._grow()
        self._prior[number] = prior_of(term)
        return number

    def _grow(self) -> None:
        more = np.zeros(len(self._holding))
        self._holding = np.concatenate((self._holding, more))
        self._prior = np.concatenate((self._prior, more))
        for slot in self._slots:
            slot.grow(len(more))


class _Slot:
    """A vector laid out over all terms: zero wherever it has none."""

    def __init__(self, size: int) -> None:
        self.laid = np.zeros(size)
        self._used: Numbers = np.zeros(0, dtype=np.int32)

    def lay(self, vector: Vector) -> None:
        self.laid[self._used] = 0.0
        self.laid[vector.numbers] = vector.values
        self._used = vector.numbers

    def grow(self, more: int) -> None:
        self.laid = np.concatenate((self.laid, np.zeros(more)))


def prior_of(term: str) -> float:
    """Return how many of the pretended reports hold a term."""
    return SHORT_NUMBER if term[0] == "#" and len(term) < 4 else ORDINARY
