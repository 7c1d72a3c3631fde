"""Where live stories are looked up: by rare terms for the same event, by shingles for copies.

Everything here adds up over the live stories' members, so an index rebuilt from the same members in the
same order answers alike, whatever expired in between.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from monitor.stories.features import Features
from monitor.stories.frequencies import Frequencies
from monitor.stories.likeness import Asked
from monitor.stories.postings import Postings
from monitor.stories.profile import Profile

TERMS_ASKED = 60
"""So many of a report's heaviest terms are looked up."""

COMPARED = 5
"""So many stories are compared in full: those that share most of the report's weight."""

WORTH = 0.06
"""A story that shares less than this part of the asked terms' weight is not likely by its words ..."""

LOOKED_AT = 0.04
"""... and below this not compared: names and facts speak for one that shares hardly a word."""

RIVAL = 0.25
"""Nor one that shares less than this part of what the nearest story shares."""

FURNITURE = 4
"""A shingle in so many live stories is furniture (credits, terms of use) that outlets put under all they print."""

LOOKED_THROUGH = 2000
"""So many entries of the index are walked for one report, from its heaviest term down: commoner ones tell little."""

_TOO_COMMON = 0.05  # of the live reports: a term in more of them finds everything
_ALWAYS_ASKED = 60  # reports: below this no term is too common


class Catalogue:
    """The live stories' profiles with the two inverted indexes over them."""

    def __init__(self) -> None:
        self.frequencies = Frequencies()
        self._profiles: dict[str, Profile] = {}
        self._by_serial: dict[int, Profile] = {}
        self._by_term = Postings()
        self._by_shingle = Postings()
        self._next = 0

    def __contains__(self, story_id: str) -> bool:
        return story_id in self._profiles

    def profile(self, story_id: str) -> Profile:
        """Return the profile of a live story."""
        return self._profiles[story_id]

    def enter(self, story_id: str, serial: int | None = None) -> Profile:
        """Enter a story that has no member yet, under the serial that it had before or the next one."""
        if serial is None:
            serial = self._next
            self._next += 1
        profile = self._profiles[story_id] = self._by_serial[serial] = Profile(story_id, serial, self.frequencies)
        return profile

    def add(self, story_id: str, features: Features) -> None:
        """Add a member to a story, opening it when it is not there."""
        profile = self._profiles.get(story_id) or self.enter(story_id)
        entered = profile.add(features, self.frequencies.add(features.terms))
        self._by_shingle.add(entered.runs.tolist(), profile.serial)
        self._by_term.add(entered.terms.tolist(), profile.serial)
        if len(entered.gone.numbers):
            self._by_term.remove(entered.gone.numbers.tolist(), profile.serial)
            self.frequencies.remove(*entered.gone, reports=0)

    def remove(self, story_id: str) -> int:
        """Forget a story; return the serial that it had."""
        profile = self._profiles.pop(story_id)
        del self._by_serial[profile.serial]
        gone = profile.held()
        self.frequencies.remove(*gone, reports=profile.members)
        self._by_term.remove(gone.numbers.tolist(), profile.serial)
        self._by_shingle.remove(profile.runs.tolist(), profile.serial)
        return profile.serial

    def near(self, report: Asked) -> list[tuple[Profile, bool]]:
        """Return the live stories that share most of the weight of the report's heavy terms, most first.

        With whether each shares enough to be likely by its words alone.
        """
        asked = self._asked(report)
        serials, hefts = self._by_term.walk(asked, LOOKED_THROUGH)
        if not len(serials):
            return []
        first = np.minimum.reduce(serials)  # live stories were opened soon after one another: few numbers lie unused
        shared = np.bincount(serials - first, weights=hefts)
        whole, most = sum(heft for _, heft in asked), RIVAL * np.maximum.reduce(shared)
        worthy = (shared >= max(LOOKED_AT * whole, most)).nonzero()[0]
        best = worthy[(-shared[worthy]).argsort(kind="stable")[:COMPARED]]
        likely = (shared[best] >= WORTH * whole).tolist()
        return [(self._by_serial[serial], one) for serial, one in zip((best + first).tolist(), likely, strict=True)]

    def overlapping(self, features: Features, least: float) -> list[tuple[Profile, float]]:
        """Return the live stories that share text with the report, with the covered part of the smaller text.

        Of those that share most of its runs only the ones of which at least so large a part is covered.
        """
        telling, shared = self._by_shingle.rare(features.shingles.runs.tolist(), FURNITURE)
        if not shared:
            return []
        best = sorted(shared, key=lambda serial: (-shared[serial], serial))[:COMPARED]
        own = features.shingles.only(telling)
        near = [(self._by_serial[serial], shared[serial]) for serial in best]
        covered = [(profile, profile.covered(own)) for profile, runs in near if profile.may_cover(own, runs) >= least]
        return [(profile, part) for profile, part in covered if part >= least]

    def _asked(self, report: Asked) -> list[tuple[int, float]]:
        """Return the numbers of the heaviest terms that are not too common, with the weight; a name's counts twice."""
        most = max(_ALWAYS_ASKED, _TOO_COMMON * self.frequencies.reports)
        below = report.weights * -0.5  # below zero: so they sort without a key
        below[report.report.names.at] *= 2.0
        below[report.holding > most] = 0.0
        most_below = np.partition(below, TERMS_ASKED - 1)[TERMS_ASKED - 1] if len(below) > TERMS_ASKED else 0.0
        heavy = ((below <= most_below) & (below < 0.0)).nonzero()[0]
        terms, numbers = list(report.report.terms), report.numbers[heavy].tolist()
        found = sorted(zip(below[heavy].tolist(), [terms[at] for at in heavy.tolist()], numbers, strict=True))
        return [(number, -heft) for heft, _, number in found[:TERMS_ASKED]]

    def live(self) -> Iterable[Profile]:
        """Give every live profile in order of opening."""
        return self._profiles.values()
