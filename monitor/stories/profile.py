"""What the members of a story have in common, added up: the other side of every comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import neg
from typing import NamedTuple

import numpy as np

from monitor.stories.counts import Ints
from monitor.stories.features import Features, Places
from monitor.stories.frequencies import Frequencies, Vectors, vectors_of
from monitor.stories.shingles import NO_RUNS, Hashes, Runs, Texts, new_runs, with_runs
from monitor.stories.tally import HOLDERS, LEAD, LEAD_NAMERS, NAMED, NOTHING_GONE, WEIGHT, Gone, Tally
from monitor.stories.words import Words

MOST_TERMS = 900
KEPT_TERMS = 500
"""A story past `MOST_TERMS` keeps the `KEPT_TERMS` that most of its members share."""

MOST_TEXTS = 40
"""Texts of a story whose shingles are kept one by one: the first ones, and those that brought something new."""

WAITING = 16
"""Members whose numbers and names are not entered yet with what stands around them."""

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
    own_lead_numbers: tuple[tuple[float, float], ...]  # with the heft of each


class Entered(NamedTuple):
    """What a member brought to its story that was new there, and which terms the story gave up for it."""

    terms: Ints
    runs: Hashes
    gone: Gone


class Profile:
    """One live story in the index. `serial` rises with every story opened."""

    __slots__ = (
        "_around",
        "_places",
        "_seen",
        "_tally",
        "_targets",
        "_terms",
        "_texts",
        "counted",
        "days",
        "deaths",
        "event_days",
        "injuries",
        "lead_numbers",
        "lead_weekdays",
        "members",
        "numbers",
        "runs",
        "serial",
        "story_id",
        "told",
        "weekdays",
        "years",
    )

    def __init__(self, story_id: str, serial: int, frequencies: Frequencies) -> None:
        self.story_id = story_id
        self.serial = serial
        self.members = 0
        self.told = 0
        self._tally = Tally(frequencies)
        self._terms: dict[str, int] | None = None
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
        self._seen: Seen | None = None
        self._targets: tuple[frozenset[int], frozenset[int]] | None = None

    def add(self, features: Features, numbers: Ints) -> Entered:
        """Add one member, whose terms have these numbers."""
        self.members += 1
        self.told += len(features.terms)
        self._seen = self._targets = None
        new = self._add_terms(features, numbers)
        _count(self.numbers, features.told.numbers)
        _count(self.lead_numbers, features.told.lead_numbers)
        for what, values in features.told.counted.items():
            self.counted.setdefault(what, set()).update(values)
        self._places.append(features.placed)
        if len(self._places) > WAITING:
            self._look_around()
        self._add_days(features)
        return Entered(new, self._add_text(features.shingles), self._drop_rare())

    def _add_terms(self, features: Features, numbers: Ints) -> Ints:
        """Count the terms of one more member; return the numbers of those that are new to the story."""
        known = len(self._tally)
        new = self._tally.add(features, numbers)
        if self._terms is not None:
            self._terms.update(_with_places(self._tally.spelled(known), known))
        return new

    def _drop_rare(self) -> Gone:
        """Forget all but the terms that most members share, once they are too many; return what went."""
        if len(self._tally) <= MOST_TERMS:
            return NOTHING_GONE
        self._terms = None
        return self._tally.keep_commonest(KEPT_TERMS)

    @property
    def terms(self) -> Mapping[str, int]:
        """The story's terms, each with its place in the tally; of most stories no term is ever asked for by name."""
        if self._terms is None:
            self._terms = _with_places(self._tally.spelled())
        return self._terms

    def targets(self, words: Words) -> tuple[frozenset[int], frozenset[int]]:
        """Return the kinds of things that attacks and crashes befall: those named in leads, and all that are named."""
        if self._targets is None:
            named = words.targets.keys() & self.terms.keys()
            hit = frozenset(words.targets[term] for term in named if self._count(LEAD, term))
            self._targets = hit, frozenset(words.targets[term] for term in named)
        return self._targets

    def is_name(self, term: str) -> bool:
        """Return whether a term of the story is a name to any of its members."""
        return self._count(NAMED, term) > 0

    def is_lead_name(self, term: str) -> bool:
        """Return whether a word is a name in the lead of any member."""
        return term in self.terms and self._count(LEAD_NAMERS, term) > 0

    def is_held_by_most(self, term: str) -> bool:
        """Return whether more than half of the members have a term."""
        return term in self.terms and self._count(HOLDERS, term) > self.members / 2

    def _count(self, row: int, term: str) -> float:
        return float(self._tally.rows[row, self.terms[term]])

    def held(self) -> Gone:
        """Return the numbers of the story's terms, and how many members hold each."""
        return self._tally.held()

    @property
    def length(self) -> float:
        """How many different words its members have, in the mean."""
        return self.told / self.members

    def seen(self) -> Seen:
        """Return the story as it is compared."""
        if self._seen is None:
            self._seen = self._look()
        return self._seen

    def _look(self) -> Seen:
        tally, enough = self._tally, CORE * self.members
        _, lead, named, namers, lead_namers, _ = tally.rows
        leads, names, lead_names = lead.nonzero()[0], named.nonzero()[0], (lead_namers >= enough).nonzero()[0]
        own = names[namers[names] >= enough]
        terms = list(self.terms)
        own = own[sorted(range(len(own)), key=[terms[place] for place in own.tolist()].__getitem__)]
        often_named, by, in_leads = tally.rows[NAMED : LEAD_NAMERS + 1, own].astype(float)
        hefts = by / self.members * np.log1p(often_named / by) * (1.0 + 0.5 * in_leads / self.members)
        numbers = tally.numbers.astype(np.intp)
        return Seen(
            vectors=vectors_of(
                (
                    (0, numbers, tally.rows[WEIGHT]),
                    (1, numbers[leads], lead[leads]),
                    (2, numbers[names], named[names]),
                    (0, numbers[own], hefts),
                    (0, numbers[lead_names], lead_namers[lead_names]),
                )
            ),
            decimals=decimals_of(self.numbers),
            own_lead_numbers=tuple(
                (value, heft_of_number(value) * n / self.members)
                for value, n in self.lead_numbers.items()
                if n >= enough
            ),
        )

    def covered(self, text: Runs) -> float:
        """Return how much of the smaller text lies in the other, at best over the kept texts."""
        return self._texts.covered(text)

    def may_cover(self, text: Runs, shared: int) -> float:
        """Return what `covered` cannot exceed for a text that shares so many runs with the story."""
        return self._texts.may_cover(text, shared)

    def stood_around(self, key: int) -> frozenset[str]:
        """Return what numbers and names the members have between these words."""
        if self._places:
            self._look_around()
        return _as_set(self._around.get(key, frozenset()))

    def _look_around(self) -> None:
        """Enter what stands around the words of members; asked for by near-copies alone, and most often never."""
        for places in self._places:
            words = places.each()
            self._enter_around(places.before, words)
            self._enter_around(map(neg, places.after), words)
        self._places.clear()

    def _enter_around(self, keys: Iterable[int], words: Iterable[str]) -> None:
        around = self._around
        for key, word in zip(keys, words, strict=True):
            if key and (stood := around.setdefault(key, word)) != word:
                around[key] = _as_set(stood) | {word}

    def _add_days(self, features: Features) -> None:
        self.days |= features.told.days
        self.years |= features.told.years
        self.weekdays |= features.told.weekdays
        self.lead_weekdays |= features.told.lead_weekdays
        self.deaths += features.tells_deaths
        self.injuries += features.tells_injuries

    def _add_text(self, text: Runs) -> Hashes:
        """Enter a member's runs; return those that are new to the story."""
        new = new_runs(text, self.runs)
        self.runs = with_runs(self.runs, new)
        told = text.whole or len(text.runs)
        if told and len(self._texts) < MOST_TEXTS and self._is_new(text, len(text.runs) - len(new)):
            self._texts.add(text)
        return new

    def _is_new(self, text: Runs, shared: int) -> bool:
        return self.may_cover(text, shared) < _NEW_TEXT or self.covered(text) < _NEW_TEXT


def _with_places(terms: Sequence[str], first: int = 0) -> dict[str, int]:
    return dict(zip(terms, range(first, first + len(terms)), strict=True))


def _as_set(stood: str | frozenset[str]) -> frozenset[str]:
    return frozenset((stood,)) if isinstance(stood, str) else stood


def _count(counts: dict, keys: Mapping | frozenset) -> None:  # type: ignore[type-arg]  # any hashable key
    for key in keys:
        counts[key] = counts.get(key, 0) + 1


def decimals_of(numbers: Iterable[float]) -> frozenset[float]:
    """Return the exact figures among numbers: magnitudes, rates."""
    return frozenset(value for value in numbers if value != int(value))


def heft_of_number(value: float) -> int:
    """A small whole number stands in every other text; a large or broken one rarely by chance."""
    return 1 if value < 10 and value == int(value) else 2
