"""Shingles: short runs of words by which a reprint is known whatever was cut from it or put around it.

Sampled by content (Manber, "Finding similar files in a large file system", 1994; Broder 1997): a run is
taken when the hash of its first word says so, so both copies choose the same runs wherever these stand.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

RUN = 5
"""Words in a shingle."""

SHORT = 80
"""Words: a text that is shorter gives all its runs, or too few would be left to judge by."""

FEW = 4
"""Runs: below this a text is too short to be known by its runs."""

WHOLE = 0
"""Stands among the runs of a text that gave them all."""

_ONE_IN = 6
_MASK = (1 << 60) - 1


def sample_shingles(words: Sequence[str]) -> frozenset[int]:
    """Return the hashes of the sampled runs of folded words: the same on every machine and every run.

    A short text gives all its runs, and `WHOLE` with them. The lowest bit of a hash says whether a long
    text would have given it too.
    """
    hashes = list(map(_hash, words))
    short = len(words) < SHORT
    starts = hashes[: max(0, len(hashes) - RUN + 1)]
    runs = ((i, one % _ONE_IN == 0) for i, one in enumerate(starts) if short or one % _ONE_IN == 0)
    found = frozenset(_mixed(hashes[i : i + RUN]) << 1 | sampled for i, sampled in runs)
    return found | {WHOLE} if short else found


def covered_part(one: frozenset[int], other: frozenset[int]) -> float:
    """Return how much of the smaller text lies in the other, 0..1."""
    if (WHOLE in one) != (WHOLE in other):
        one, other = (frozenset(run for run in runs if run & 1) for runs in (one, other))
    whole = WHOLE in one
    smaller = min(len(one), len(other)) - whole
    return (len(one & other) - whole) / smaller if smaller >= FEW else 0.0


def hash_pair(one: str, other: str) -> int:
    """Return a number above 0 for two words in a row: the same on every machine and every run."""
    return _mixed((_hash(one), _hash(other))) + 1


def _mixed(hashes: Sequence[int]) -> int:
    mixed = 0
    for one in hashes:
        mixed = mixed * 1_000_003 + one
    return mixed & _MASK


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))
