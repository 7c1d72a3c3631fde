"""What the members of a story have in common, added up: the other side of every comparison."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from monitor.stories.features import Features, Places
from monitor.stories.frequencies import Frequencies, Vectors
from monitor.stories.shingles import NO_RUNS, Hashes, Runs, Texts, new_runs, with_runs
from monitor.stories.words import Words

N = TypeVar("N", int, float)

MOST_TERMS = 900
KEPT_TERMS = 500
"""A story past `MOST_TERMS` keeps the `KEPT_TERMS` that most of its members share."""

MOST_TEXTS = 40
"""Texts of a story whose shingles are kept one by one: the first ones, and those that brought something new."""

_NEW_TEXT = 0.8  # a text that is covered less than this by a kept one brought something new


CORE = 0.4
"""The share of a story's members that must have a name or number for it to be the story's own."""


class Seen(NamedTuple):
    """A story as it is compared with every report that comes near, made once after each change of it.

    Its vectors: all terms, those of the leads, names; and of the names that are its own, how much each is its
    subject and how many leads have it.
    """

    vectors: Vectors
    decimals: frozenset[float]
    own_names: tuple[str, ...]  # in order of the alphabet
    own_lead_numbers: tuple[tuple[float, float], ...]  # with the heft of each


class Profile:
    """One live story in the index. `serial` rises with every story opened."""

    __slots__ = (
        "_around",
        "_places",
        "_targets",
        "_texts",
        "counted",
        "days",
        "deaths",
        "event_days",
        "injuries",
        "lead_names",
        "lead_numbers",
        "lead_terms",
        "lead_weekdays",
        "members",
        "name_members",
        "names",
        "numbers",
        "runs",
        "seen",
        "serial",
        "story_id",
        "term_members",
        "terms",
        "weekdays",
        "years",
    )

    def __init__(self, story_id: str, serial: int) -> None:
        self.story_id = story_id
        self.serial = serial
        self.members = 0
        self.terms: dict[str, float] = {}
        self.term_members: dict[str, int] = {}
        self.names: dict[str, int] = {}
        self.name_members: dict[str, int] = {}
        self.lead_terms: dict[str, int] = {}
        self.lead_names: dict[str, int] = {}
        self.numbers: dict[float, int] = {}
        self.lead_numbers: dict[float, int] = {}
        self.counted: dict[str, set[float]] = {}
        self.days: set[tuple[int, int]] = set()
        self.event_days: set[date] = set()
        self.years: set[int] = set()
        self.weekdays: set[int] = set()
        self.lead_weekdays: set[int] = set()
        self._around: dict[int, str | frozenset[str]] = {}
        self._places: list[Places] = []  # of members that are not in `_around` yet
        self.deaths = 0
        self.injuries = 0
        self.runs = NO_RUNS
        self._texts = Texts()
        self.seen: Seen | None = None
        self._targets: tuple[frozenset[int], frozenset[int]] | None = None

    def add(self, features: Features) -> dict[str, int]:
        """Add one member; returns the terms that the story dropped, with how many members held each."""
        self.members += 1
        self.seen = self._targets = None
        self._more_members(self.term_members, self.terms, features.terms)
        self._more_members(self.name_members, self.names, features.names)
        _add_up(self.terms, features.terms)
        _add_up(self.names, features.names)
        _add_up(self.lead_terms, features.lead_terms)
        _count(self.lead_names, features.lead_names)
        _count(self.numbers, features.told.numbers)
        _count(self.lead_numbers, features.told.lead_numbers)
        for what, values in features.told.counted.items():
            self.counted.setdefault(what, set()).update(values)
        self._places.append(features.placed)
        if self.members > 1:
            self._look_around()
        self._add_days(features)
        self._add_text(features.shingles)
        return self._drop_rare()

    def targets(self, words: Words) -> tuple[frozenset[int], frozenset[int]]:
        """Return the kinds of things that attacks and crashes befall: those named in leads, and all that are named."""
        if self._targets is None:
            self._targets = words.targets_in(self.lead_terms), words.targets_in(self.terms)
        return self._targets

    def seen_by(self, frequencies: Frequencies) -> Seen:
        """Return the story as it is compared."""
        if self.seen is None:
            self.seen = self._look(frequencies)
        return self.seen

    def _look(self, frequencies: Frequencies) -> Seen:
        enough = CORE * self.members
        named = self.name_members
        own_names = sorted(self.names if enough <= 1 else (name for name in self.names if named.get(name, 1) >= enough))
        own_lead_names = {name: n for name, n in self.lead_names.items() if n >= enough}
        vectors: tuple[tuple[int, Mapping[str, float]], ...] = (
            (0, self.terms),
            (1, self.lead_terms),
            (2, self.names),
            (0, {name: self._heft_of(name) for name in own_names}),
            (0, own_lead_names),
        )
        return Seen(
            vectors=frequencies.vectors_of(vectors),
            decimals=decimals_of(self.numbers),
            own_names=tuple(own_names),
            own_lead_numbers=tuple(
                (value, heft_of_number(value) * n / self.members)
                for value, n in self.lead_numbers.items()
                if n >= enough
            ),
        )

    def _heft_of(self, name: str) -> float:
        """Return how much a name is what the story is about: told by many members, often, and in their leads."""
        n = self.named_by(name)
        often = n / self.members * math.log1p(self.names[name] / n)
        return often * (1.0 + 0.5 * self.lead_names.get(name, 0) / self.members)

    def covered(self, text: Runs) -> float:
        """Return how much of the smaller text lies in the other, at best over the kept texts."""
        return self._texts.covered(text)

    def new_runs(self, text: Runs) -> Hashes:
        """Return those sampled runs of a text that no member has."""
        return new_runs(text, self.runs)

    def may_cover(self, text: Runs, shared: int) -> float:
        """Return what `covered` cannot exceed for a text that shares so many runs with the story."""
        return self._texts.may_cover(text, shared)

    def held_by(self, term: str) -> int:
        """Return how many members hold a term of the story."""
        return self.term_members.get(term, 1)

    def named_by(self, name: str) -> int:
        """Return how many members have a name of the story."""
        return self.name_members.get(name, 1)

    @staticmethod
    def _more_members(members: dict[str, int], known: Mapping[str, object], new: Iterable[str]) -> None:
        """Count holders from the second on: most stories have one member, and most terms one holder."""
        if known:
            for term in new:
                if term in known:
                    members[term] = members.get(term, 1) + 1

    def stood_around(self, key: int) -> frozenset[str]:
        """Return what numbers and names the members have between these words."""
        if self._places:
            self._look_around()
        return _as_set(self._around.get(key, frozenset()))

    def _look_around(self) -> None:
        """Enter what stands around the members' words; of a single text only when it is asked for, most often never."""
        around = self._around
        for one in (placed for places in self._places for placed in places):
            for key in (one.before, -one.after):
                if key and around.setdefault(key, one.word) != one.word:
                    around[key] = _as_set(around[key]) | {one.word}
        self._places.clear()

    def _add_days(self, features: Features) -> None:
        self.days |= features.told.days
        self.years |= features.told.years
        self.weekdays |= features.told.weekdays
        self.lead_weekdays |= features.told.lead_weekdays
        self.deaths += features.tells_deaths
        self.injuries += features.tells_injuries

    def _add_text(self, text: Runs) -> None:
        self.runs = with_runs(self.runs, new_runs(text, self.runs))
        told = text.whole or len(text.runs)
        if told and len(self._texts) < MOST_TEXTS and self.covered(text) < _NEW_TEXT:
            self._texts.add(text)

    def _drop_rare(self) -> dict[str, int]:
        if len(self.terms) <= MOST_TERMS:
            return {}
        order = sorted(self.terms, key=lambda term: (-self.held_by(term), -self.terms[term], term))
        dropped = {term: self.held_by(term) for term in order[KEPT_TERMS:]}
        for term in dropped:
            for counts in (self.terms, self.term_members, self.lead_terms, self.names, self.name_members):
                counts.pop(term, None)
            self.lead_names.pop(term, None)
        return dropped


def _as_set(stood: str | frozenset[str]) -> frozenset[str]:
    return frozenset((stood,)) if isinstance(stood, str) else stood


def _add_up(sums: dict[str, N], new: Mapping[str, N]) -> None:
    """Add numbers to sums; of the first member they are the sums."""
    if not sums:
        sums.update(new)
        return
    for key, n in new.items():
        sums[key] = sums[key] + n if key in sums else n


def _count(counts: dict, keys: Mapping | frozenset) -> None:  # type: ignore[type-arg]  # any hashable key
    for key in keys:
        counts[key] = counts.get(key, 0) + 1


def decimals_of(numbers: Iterable[float]) -> frozenset[float]:
    """Return the exact figures among numbers: magnitudes, rates."""
    return frozenset(value for value in numbers if value != int(value))


def heft_of_number(value: float) -> int:
    """A small whole number stands in every other text; a large or broken one rarely by chance."""
    return 1 if value < 10 and value == int(value) else 2
