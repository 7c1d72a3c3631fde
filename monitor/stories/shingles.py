"""Shingles: short runs of words by which a reprint is known whatever was cut from it or put around it.

Sampled by content (Manber, "Finding similar files in a large file system", 1994; Broder 1997): a run is
taken when the hash of its first word says so, so both copies choose the same runs wherever these stand.
"""

from __future__ import annotations

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

WHOLE = 0
"""Stands among the runs of a text that gave them all."""

_ONE_IN = np.uint64(6)
_TIMES = np.uint64(1_000_003)
_MASK = np.uint64((1 << 60) - 1)
_ONE = np.uint64(1)

Hashes = NDArray[np.uint64]


def hash_words(words: Sequence[str]) -> Hashes:
    """Return a number for each word: the same on every machine and every run."""
    return np.fromiter(map(_hash, words), dtype=np.uint64, count=len(words))


def sample_shingles(hashes: Hashes) -> frozenset[int]:
    """Return the hashes of the sampled runs of folded words: the same on every machine and every run.

    A short text gives all its runs, and `WHOLE` with them. The lowest bit of a hash says whether a long
    text would have given it too.
    """
    short = len(hashes) < SHORT
    runs = max(0, len(hashes) - RUN + 1)
    sampled = hashes[:runs] % _ONE_IN == 0
    mixed = hashes[:runs].copy()
    for further in range(1, RUN):
        mixed = mixed * _TIMES + hashes[further : further + runs]
    marked = (mixed & _MASK) << _ONE | sampled
    found = frozenset((marked if short else marked[sampled]).tolist())
    return found | {WHOLE} if short else found


def covered_part(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much of the smaller text lies in the other, 0..1."""
    if (WHOLE in one) != (WHOLE in other):
        one, other = (frozenset(run for run in runs if run & 1) for runs in (one, other))
    whole = WHOLE in one
    smaller = min(len(one), len(other)) - whole
    return (len(one & other) - whole) / smaller if smaller >= FEW else 0.0


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
