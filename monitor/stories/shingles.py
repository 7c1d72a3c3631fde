"""Shingles: short runs of words by which a reprint is known whatever was cut from it or put around it.

Sampled by content (Manber, "Finding similar files in a large file system", 1994; Broder 1997): a run is
taken when the hash of its first word says so, so both copies choose the same runs wherever these stand.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RUN = 5
"""Words in a shingle."""

SHORT = 80
"""Words: a text that is shorter gives all its runs, or too few would be left to judge by."""

FEW = 4
"""Runs: below this a text is too short to be known by its runs."""

_ONE_IN = np.uint64(6)
_TIMES = np.uint64(1_000_003)
_MASK = np.uint64((1 << 60) - 1)
_ONE = np.uint64(1)

Hashes = NDArray[np.uint64]

NO_RUNS: Hashes = np.zeros(0, dtype=np.uint64)


def hash_words(words: Sequence[str]) -> Hashes:
    """Return a number for each word: the same on every machine and every run."""
    return np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))


def sample_shingles(hashes: Hashes) -> Runs:
    """Return the hashes of the sampled runs of folded words: the same on every machine and every run.

    A short text gives all its runs. The lowest bit of a hash says whether a long text would have given it too.
    """
    short = len(hashes) < SHORT
    runs = max(0, len(hashes) - RUN + 1)
    sampled = hashes[:runs] % _ONE_IN == 0
    mixed = hashes[:runs].copy()
    for further in range(1, RUN):
        mixed = mixed * _TIMES + hashes[further : further + runs]
    marked = (mixed & _MASK) << _ONE | sampled
    return Runs(np.unique(marked if short else marked[sampled]), whole=short)


class Runs:
    """The sampled runs of one text, in an array and in order; `whole` when the text gave all that it has."""

    __slots__ = ("odd", "runs", "whole")

    def __init__(self, runs: Hashes = NO_RUNS, *, whole: bool = False) -> None:
        self.runs = runs
        self.whole = whole
        self.odd = int(np.add.reduce(runs & _ONE))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Runs) and self.whole == other.whole and np.array_equal(self.runs, other.runs)

    __hash__ = None  # type: ignore[assignment]  # as all that can be compared and holds arrays

    def only(self, places: Sequence[int]) -> Runs:
        """Return the text with those of its runs that stand at these places, which are in order."""
        return Runs(self.runs[np.array(places, dtype=np.intp)], whole=self.whole)


class Texts:
    """Texts as their sampled runs, side by side in one array: eight bytes a run."""

    __slots__ = ("_count", "_fewest", "_odds", "_runs", "_sizes", "_starts", "_whole")

    def __init__(self) -> None:
        self._count = 0
        self._fewest = math.inf  # runs that any of the texts would have given as a long one
        self._runs = NO_RUNS
        self._starts: list[int] = []
        self._sizes: list[int] = []
        self._odds: list[int] = []
        self._whole: list[bool] = []

    def __len__(self) -> int:
        return self._count

    def add(self, text: Runs) -> None:
        """Add a text; one without any runs covers nothing."""
        self._count += 1
        if len(text.runs):
            self._fewest = min(self._fewest, text.odd)
            self._starts.append(len(self._runs))
            self._sizes.append(len(text.runs))
            self._odds.append(text.odd)
            self._whole.append(text.whole)
            self._runs = np.concatenate((self._runs, text.runs))

    def may_cover(self, text: Runs, shared: int) -> float:
        """Return what `covered` cannot exceed for a text that shares so many runs with all texts together."""
        return shared / max(FEW, min(self._fewest, text.odd))

    def covered(self, text: Runs) -> float:
        """Return how much of the smaller text lies in the other, 0..1, at best over the texts.

        Of a short text all runs are known: beside a long one only those count that it would have given, too.
        """
        if not self._starts or len(text.runs) < FEW:
            return 0.0
        at = np.searchsorted(text.runs, self._runs)
        at[at == len(text.runs)] = 0
        shared = np.flatnonzero(text.runs[at] == self._runs)
        if not len(shared):
            return 0.0
        holders = np.searchsorted(self._starts, shared, side="right") - 1
        texts = len(self._starts)
        alike = np.array(self._whole) == text.whole
        both = np.bincount(holders, minlength=texts)
        both_odd = np.bincount(holders, weights=self._runs[shared] & _ONE, minlength=texts)
        common = np.where(alike, both, both_odd)
        smaller = np.where(alike, np.minimum(self._sizes, len(text.runs)), np.minimum(self._odds, text.odd))
        return float(np.where(smaller >= FEW, common / np.maximum(smaller, 1), 0.0).max())


def new_runs(text: Runs, known: Hashes) -> Hashes:
    """Return those runs of a text that are not among the known ones, which stand in order like them."""
    if not len(known):
        return text.runs
    at = np.searchsorted(known, text.runs)
    at[at == len(known)] = 0
    is_new: NDArray[np.bool_] = known[at] != text.runs
    return text.runs[is_new]


def with_runs(known: Hashes, new: Hashes) -> Hashes:
    """Return the known runs and the new ones in order, each once as they were before."""
    if not len(known):
        return new
    both: Hashes = np.concatenate((known, new))
    both.sort(kind="stable")
    return both


def pair_hashes(hashes: Hashes) -> tuple[list[int], list[int]]:
    """Return for each word a number above 0 for it and the next word, and one for it and the word before.

    The last word has no next one and the first none before: what stands there means nothing.
    """
    forward = ((hashes * _TIMES + np.roll(hashes, -1)) & _MASK) + _ONE
    backward = ((hashes * _TIMES + np.roll(hashes, 1)) & _MASK) + _ONE
    return forward.tolist(), backward.tolist()


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
