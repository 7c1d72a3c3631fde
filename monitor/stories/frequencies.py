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

Numbers = NDArray[np.intp]
Values = NDArray[np.float64]


class Vector(NamedTuple):
    """Terms that live reports hold, by number, each with a value."""

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
        known = self._number_of
        numbers = [known[term] if term in known else self._enter(term) for term in terms]
        self._holding[numbers] += 1.0

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

    def weights_of(self, terms: Iterable[str]) -> tuple[Values, Values]:
        """Return for each term in how many live reports it stands, and its weight."""
        get = self._number_of.get
        terms = list(terms)
        numbers = np.array([get(term, -1) for term in terms], dtype=np.intp)
        holding = np.where(numbers < 0, 0.0, self._holding[numbers])
        priors = np.array([prior_of(term) for term in terms])
        return holding, self._weigh(holding, priors)

    def weight(self, term: str) -> float:
        """Return the smoothed logarithm of how few live reports hold a term; never negative."""
        return math.log(1.05 + (self.reports + PRIOR) / (self.holding(term) + prior_of(term)))

    def vector(self, values: Mapping[str, float]) -> Vector:
        """Return values of terms as a vector; terms that no live report holds are left out."""
        known = self._number_of
        held = [(known[term], value) for term, value in values.items() if term in known]
        return Vector(
            np.array([number for number, _ in held], dtype=np.intp), np.array([value for _, value in held], dtype=float)
        )

    def length(self, vector: Vector) -> float:
        """Return the length of a vector under the weights of its terms."""
        weighed = vector.values * self._weigh(self._holding[vector.numbers], self._prior[vector.numbers])
        return math.sqrt(float((weighed * weighed).sum()))

    def spread(self, slot: int, vector: Vector) -> None:
        """Lay a report's vector out to be multiplied with many others; what lay in the slot before is gone."""
        weights = self._weigh(self._holding[vector.numbers], self._prior[vector.numbers])
        self._slots[slot].lay(vector.numbers, vector.values * weights * weights)

    def product(self, slot: int, vector: Vector) -> float:
        """Return the product, under the weights, of the vector in the slot with another."""
        return float((self._slots[slot].laid[vector.numbers] * vector.values).sum())

    def _weigh(self, holding: Values, prior: Values) -> Values:
        return np.log(1.05 + (self.reports + PRIOR) / (holding + prior))

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
        self._used: Numbers = np.zeros(0, dtype=np.intp)

    def lay(self, numbers: Numbers, values: Values) -> None:
        self.laid[self._used] = 0.0
        self.laid[numbers] = values
        self._used = numbers

    def grow(self, more: int) -> None:
        self.laid = np.concatenate((self.laid, np.zeros(more)))


def prior_of(term: str) -> float:
    """Return how many of the pretended reports hold a term."""
    return SHORT_NUMBER if term[0] == "#" and len(term) < 4 else ORDINARY
