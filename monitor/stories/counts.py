"""How often terms stand in a text, in arrays, and what they weigh for it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.intp]
Floats = NDArray[np.float64]

NOWHERE: Ints = np.zeros(0, dtype=np.intp)


class Counts:
    """How often each of some of a text's terms stands there: their places among all its terms, beside the counts."""

    __slots__ = ("at", "n")

    def __init__(self, at: Ints = NOWHERE, n: Ints = NOWHERE) -> None:
        self.at = at
        self.n = n

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counts) and np.array_equal(self.at, other.at) and np.array_equal(self.n, other.n)

    __hash__ = None  # type: ignore[assignment]  # as all that can be compared and holds arrays


_KNOWN = 64
_OFTEN = np.array([0.0, *(1.0 + math.log(n) for n in range(1, _KNOWN))])  # nought stands in no text


def often(counts: Ints) -> Floats:
    """Return what terms weigh that stand so many times in a text, before their rarity."""
    try:
        return _OFTEN[counts]
    except IndexError:
        return np.array([1.0 + math.log(n) for n in counts.tolist()])
