"""How often each term of a story was told: in one row of arrays, terms in the order in which they came to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from monitor.stories.counts import often
from monitor.stories.features import Features
from monitor.stories.frequencies import Numbers, Values

Counted = NDArray[np.intp]

HOLDERS, LEAD, NAMED, NAMERS, LEAD_NAMERS = range(5)
"""The rows of the counts: members that hold a term, how often it stands in leads, how often it is a name, to how many
members it is one, and to how many of those in the lead."""

NO_NUMBERS: Numbers = np.zeros(0, dtype=np.intp)


class Tally:
    """The numbers of a story's terms, what each weighs in it, and what is counted of it; all in one order."""

    __slots__ = ("counts", "numbers", "weights")

    def __init__(self) -> None:
        self.numbers = NO_NUMBERS
        self.weights: Values = np.zeros(0)
        self.counts: Counted = np.zeros((5, 0), dtype=np.intp)

    def widen(self, numbers: Numbers) -> None:
        """Add terms of which nothing is counted yet."""
        more = len(numbers)
        self.numbers = np.concatenate((self.numbers, numbers))
        self.weights = np.concatenate((self.weights, np.zeros(more)))
        self.counts = np.concatenate((self.counts, np.zeros((5, more), dtype=np.intp)), axis=1)

    def add(self, features: Features, rows: Numbers) -> None:
        """Count one more member, whose terms stand at these places."""
        names, lead = features.names, features.lead
        holders, leads, named, namers, lead_namers = self.counts
        self.weights[rows] += often(features.counts)
        holders[rows] += 1
        leads[rows[lead.at]] += lead.n
        named[rows[names.at]] += names.n
        namers[rows[names.at]] += 1
        lead_namers[rows[features.lead_names()]] += 1

    def keep(self, rows: Numbers) -> None:
        """Forget all but the terms at these places."""
        self.numbers = self.numbers[rows]
        self.weights = self.weights[rows]
        self.counts = self.counts[:, rows]
