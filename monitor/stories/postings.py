"""Inverted indexes: which stories have a key. Most keys are one story's alone, and a few are in thousands."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray


class Postings:
    """Key -> serials of the stories that have it: an array of four bytes each, and a lone serial as it is."""

    def __init__(self) -> None:
        self._serials: dict[int, int | array[int]] = {}

    def holders(self, keys: Iterable[int]) -> list[Sequence[int]]:
        """Return, for each key, the serials of the stories that have it."""
        held = map(self._serials.get, keys, repeat(()))
        return [(one,) if isinstance(one, int) else one for one in held]

    def walk(self, keys: Iterable[tuple[int, float]], most: int) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return the serials of the stories that have the keys, one key after the other, each beside its key's weight.

        The first key that would make more than `most` of them ends the walk.
        """
        get, found, weights, lengths, looked = self._serials.get, [], [], [], 0
        for key, weight in keys:
            held = get(key)
            if held is None:
                continue
            serials = array("I", (held,)) if isinstance(held, int) else held
            looked += len(serials)
            if looked > most:
                break
            found.append(serials)
            weights.append(weight)
            lengths.append(len(serials))
        together = np.frombuffer(b"".join(found), dtype=np.uint32)
        return together.astype(np.intp), np.repeat(np.array(weights, dtype=float), np.array(lengths, dtype=np.intp))

    def add(self, keys: Iterable[int], serial: int) -> None:
        """Enter a story under keys under which it does not stand yet."""
        serials = self._serials
        for key in keys:
            held = serials.get(key)
            if held is None:
                serials[key] = serial
            elif isinstance(held, int):
                serials[key] = array("I", (held, serial))
            else:
                held.append(serial)

    def remove(self, keys: Iterable[int], serial: int) -> None:
        """Strike a story from keys under which it stands."""
        for key in keys:
            held = self._serials[key]
            if isinstance(held, int):
                del self._serials[key]
                continue
            held.remove(serial)
            if len(held) == 1:
                self._serials[key] = held[0]
