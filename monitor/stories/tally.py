"""How often each term of a story was told: in one block of arrays, terms in the order in which they came to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.stories.counts import NOWHERE, Ints, often
from monitor.stories.features import Features
from monitor.stories.frequencies import Frequencies

WEIGHT, LEAD, NAMED, NAMERS, LEAD_NAMERS, HOLDERS = range(6)
"""The rows: what a term weighs in the story before its rarity, how often it stands in leads, how often it is a name, to
how many members it is one, to how many of those in the lead, and how many members hold it."""

Rows = NDArray[np.float32]
"""Counts are whole numbers far below those that four bytes hold exactly."""


class Gone(NamedTuple):
    """Terms that a story gave up, by their numbers, and how many of its members held each."""

    numbers: Ints
    held: Ints


NOTHING_GONE = Gone(NOWHERE, NOWHERE)


class Tally:
    """The numbers of a story's terms, and in rows of one array what is counted of each."""

    __slots__ = ("_frequencies", "numbers", "rows")

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self.numbers = np.zeros(0, dtype=np.int32)
        self.rows: Rows = np.zeros((6, 0), dtype=np.float32)

    def __len__(self) -> int:
        return len(self.numbers)

    def spelled(self, first: int = 0) -> list[str]:
        """Return the terms, from this place on."""
        return self._frequencies.terms_of(self.numbers[first:])

    def held(self) -> Gone:
        """Return all terms, with how many members hold each."""
        return self._gone(slice(None))

    def add(self, features: Features, numbers: Ints) -> Ints:
        """Count one more member, whose terms have these numbers; return those that are new to the story."""
        told = _told_once(features)
        if not len(self):
            self.numbers, self.rows = numbers.astype(np.int32), told
            return numbers
        at = self._frequencies.places(numbers, self.numbers)
        here = (at >= 0).nonzero()[0]
        self.rows[:, here] += told[:, at[here]]
        is_new = np.ones(len(numbers), dtype=bool)
        is_new[at[here]] = False
        new = numbers[is_new]
        if len(new):
            self.numbers = np.concatenate((self.numbers, new), dtype=np.int32)
            self.rows = np.concatenate((self.rows, told[:, is_new]), axis=1)
        return new

    def keep_commonest(self, kept: int) -> Gone:
        """Forget all but so many terms, those that most members share; return what went."""
        holders, weights, terms = self.rows[HOLDERS].tolist(), self.rows[WEIGHT].tolist(), self.spelled()
        order = sorted(range(len(terms)), key=lambda at: (-holders[at], -weights[at], terms[at]))
        gone = self._gone(np.array(order[kept:], dtype=np.intp))
        places = np.sort(np.array(order[:kept], dtype=np.intp))
        self.numbers, self.rows = self.numbers[places], self.rows[:, places]
        return gone

    def _gone(self, places: Ints | slice) -> Gone:
        return Gone(self.numbers[places].astype(np.intp), self.rows[HOLDERS, places].astype(np.intp))


def _told_once(features: Features) -> Rows:
    """Return the rows of a story that has this member alone, its terms in their order."""
    names, lead = features.names, features.lead
    rows: Rows = np.zeros((6, len(features.terms)), dtype=np.float32)
    rows[WEIGHT] = often(features.counts)
    rows[LEAD, lead.at] = lead.n
    rows[NAMED, names.at] = names.n
    rows[NAMERS, names.at] = 1
    rows[LEAD_NAMERS, features.lead_names()] = 1
    rows[HOLDERS] = 1
    return rows
