"""Inverted indexes: which stories have a key. Most keys are one story's alone, and a few are in thousands."""

from __future__ import annotations

from array import array
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from itertools import compress, filterfalse, repeat

import numpy as np
from numpy.typing import NDArray


class Postings:
    """Key -> serials of the stories that have it: a lone serial as it is, several as an array of four bytes each."""

    def __init__(self) -> None:
        self._lone: dict[int, int] = {}
        self._shared: dict[int, array[int]] = {}

    def rare(self, keys: Sequence[int], most: int) -> tuple[list[int], Counter[int]]:
        """Return which of the keys fewer than `most` stories have, by their places, and how many each story has."""
        held = list(map(self._shared.get, keys, repeat(_NONE)))
        is_rare = list(map(most.__gt__, map(len, held)))  # as all that runs over a hundred keys: in C
        shared = Counter([serial for serial in map(self._lone.get, keys) if serial is not None])
        deque(map(shared.update, filter(None, compress(held, is_rare))), maxlen=0)
        return list(compress(range(len(keys)), is_rare)), shared

    def walk(self, keys: Iterable[tuple[int, float]], most: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return the serials of the stories that have the keys, one key after the other, each beside its key's weight.

        The first key that would make more than `most` of them ends the walk.
        """
        shared, lone = self._shared.get, self._lone.get
        found: list[array[int]] = []
        weights, lengths, looked = [], [], 0
        for key, weight in keys:
            serials = shared(key)
            if serials is None:
                one = lone(key)
                if one is None:
                    continue
                serials = array("I", (one,))
            looked += len(serials)
            if looked > most:
                break
            found.append(serials)
            weights.append(weight)
            lengths.append(len(serials))
        together = np.frombuffer(b"".join(found), dtype=np.uint32)
        return together.astype(np.intp), np.array(weights, dtype=float).repeat(np.array(lengths, dtype=np.intp))

    def add(self, keys: Sequence[int], serial: int) -> None:
        """Enter a story under keys under which it does not stand yet."""
        held = list(filter(None, map(self._shared.get, keys)))  # what several have is never empty
        deque(map(array.append, held, repeat(serial)), maxlen=0)  # a loop of a hundred, without Python's
        if len(held) < len(keys):
            self._add_rare(filterfalse(self._shared.__contains__, keys), serial)

    def _add_rare(self, keys: Iterable[int], serial: int) -> None:
        for key in keys:
            other = self._lone.setdefault(key, serial)
            if other != serial:
                self._shared[key] = array("I", (self._lone.pop(key), serial))

    def remove(self, keys: Iterable[int], serial: int) -> None:
        """Strike a story from keys under which it stands."""
        for key in keys:
            held = self._shared.get(key)
            if held is None:
                del self._lone[key]
                continue
            held.remove(serial)
            if len(held) == 1:
                self._lone[key] = self._shared.pop(key)[0]


_NONE: array[int] = array("I")
