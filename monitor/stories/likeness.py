"""How likely it is that a report tells the same event as a story: sixteen signs, weighed and added up.

The weights are a logistic regression, fitted by `tools/fit_stories.py` on pairs of report and story and
judged on topics that were left out of the fit. Every sign is bounded, so no single one decides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np

from monitor.stories.features import Features
from monitor.stories.frequencies import Frequencies, Values, Vector
from monitor.stories.profile import Profile, Seen, decimals_of, heft_of_number

SUBJECT = 2
"""So many names tell what a text is about."""

_FULL_LIKENESS = 0.35  # from this text likeness on, shared days and numbers count in full


class Signs(NamedTuple):
    """What is compared, each roughly 0..3; `WEIGHTS` has the same names."""

    text: float  # cosine of all terms
    lead: float  # cosine of the leads' terms
    names: float  # cosine of names
    lead_names_known: float  # share of the report's lead names that the story has
    story_names_told: float  # share of the story's lead names that the report has
    other_years: float
    other_days: float
    other_weekdays: float
    numbers_differ: float  # the same things counted differently, log
    size: float  # log of the story's members
    length: float  # log of the report's terms
    new_lead_numbers: float  # the report's lead numbers that the story lacks, log
    untold_numbers: float  # the story's own lead numbers that the report lacks, log
    other_decimals: float  # magnitudes, rates: exact figures, none of them shared
    same_decimals: float
    same_days: float
    same_years: float
    numbers_agree: float
    same_core_numbers: float
    strange_names: float  # heft of those of the report's two heaviest names that the story never has
    missing_names: float  # heft of those of the story's two heaviest names that the report never has
    deaths_untold: float  # one tells deaths, the other only injuries


WEIGHTS = Signs(
    text=2.812,
    lead=2.925,
    names=2.800,
    lead_names_known=1.359,
    story_names_told=1.804,
    other_years=-0.077,
    other_days=-0.209,
    other_weekdays=-0.647,
    numbers_differ=-1.170,
    size=-0.595,
    length=-0.070,
    new_lead_numbers=-0.297,
    untold_numbers=-0.489,
    other_decimals=-0.403,
    same_decimals=0.969,
    same_days=0.340,
    same_years=1.251,
    numbers_agree=0.694,
    same_core_numbers=1.147,
    strange_names=-0.023,
    missing_names=-0.047,
    deaths_untold=-0.737,
)
BIAS = -2.801


class Weigher(dict[str, float]):
    """The weights of terms (inverse document frequency): of a report's own at once, of others when asked for."""

    def __init__(self, frequencies: Frequencies, terms: Iterable[str] = ()) -> None:
        terms = list(terms)
        self.numbers = frequencies.numbers_of(terms)  # of the terms, in their order, as is what follows
        self.holding, self.weights = frequencies.held(self.numbers), frequencies.weights(self.numbers)
        super().__init__(zip(terms, self.weights.tolist(), strict=True))
        self.frequencies = frequencies

    def __missing__(self, term: str) -> float:
        weight = self[term] = self.frequencies.weight(term)
        return weight


def score(signs: Signs) -> float:
    """Return the logarithm of the odds that report and story tell one event."""
    return BIAS + sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))


class Asked:
    """A report that is compared with one story after another: what depends on it alone is reckoned once.

    One at a time: it is laid out over the terms of all live stories.
    """

    def __init__(self, report: Features, weight: Weigher) -> None:
        self.report = report
        self.weight = weight
        names = {name: 1.0 + math.log(n) for name, n in report.names.items()}
        compared: tuple[Mapping[str, float], ...] = (report.terms, report.lead_terms, names)
        self.lengths = tuple(self._lay(slot, values) for slot, values in enumerate(compared))
        self.decimals = decimals_of(report.told.numbers)
        self.subject = _heaviest(
            (-(math.log1p(n) * weight[name] * (1.5 if name in report.lead_names else 1.0)), name)
            for name, n in report.names.items()
        )

    def _lay(self, slot: int, values: Mapping[str, float]) -> float:
        """Lay a vector out for the product with those of stories; return its length."""
        frequencies = self.weight.frequencies
        numbers, plain = frequencies.vector(values)
        weights = frequencies.weights(numbers)
        weighed = plain * weights
        frequencies.lay(slot, Vector(numbers, weighed * weights))
        return _length(weighed)


def compare(asked: Asked, story: Profile) -> Signs:
    """Return the signs of likeness between a report and a story."""
    report, weight = asked.report, asked.weight
    seen = story.seen_by(weight.frequencies)
    weights = weight.frequencies.weights(seen.terms.numbers)
    text = _cosine(asked, 0, seen.terms, weights)
    sure = min(1.0, text / _FULL_LIKENESS)
    agree, differ = _counted(report.told.counted, story.counted)
    new_numbers = sum(heft_of_number(value) for value in report.told.lead_numbers if value not in story.numbers)
    core_told, core_untold = _core_numbers(report, seen)
    return Signs(
        text=text,
        lead=_cosine(asked, 1, seen.lead_terms.vector, weights[seen.lead_terms.at]),
        names=_cosine(asked, 2, seen.names.vector, weights[seen.names.at]),
        lead_names_known=_share((weight[name], name in story.terms) for name in report.lead_names),
        story_names_told=_story_names_told(report, seen, weights),
        other_years=_apart(report.told.years, story.years),
        other_days=_apart(report.told.days, story.days),
        other_weekdays=_apart(report.told.lead_weekdays, story.weekdays)
        * _apart(story.lead_weekdays, report.told.weekdays),
        numbers_differ=math.log1p(differ),
        size=math.log1p(story.members),
        length=math.log1p(len(report.terms)),
        new_lead_numbers=math.log1p(new_numbers),
        untold_numbers=math.log1p(core_untold),
        other_decimals=_apart(asked.decimals, seen.decimals),
        same_decimals=_meets(asked.decimals, seen.decimals),
        same_days=_meets(report.told.days, story.days) * sure,
        same_years=_meets(report.told.years, story.years) * sure,
        numbers_agree=math.log1p(agree) * sure,
        same_core_numbers=math.log1p(core_told) * sure,
        strange_names=sum(-heft for heft, name in asked.subject if name not in story.terms),
        missing_names=sum(heft for heft, name in _subject(seen, weights) if name not in report.terms),
        deaths_untold=_deaths_untold(report, story),
    )


def _cosine(asked: Asked, slot: int, story: Vector, weights: Values) -> float:
    """Return the cosine of one of the report's vectors with the same one of a story, whose terms weigh so much."""
    product = asked.weight.frequencies.product(slot, story)
    return product / (asked.lengths[slot] * _length(story.values * weights)) if product else 0.0


def _length(weighed: Values) -> float:
    return math.sqrt(float((weighed * weighed).sum()))


def _share(weighed: Iterable[tuple[float, bool]]) -> float:
    """Return the share, by weight, of what holds; a half when there is nothing to weigh."""
    total = held = 0.0
    for weight, holds in weighed:
        total += weight
        held += weight * holds
    return held / total if total else 0.5


def _apart(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    """Return 1 when both say something and nothing of it is shared."""
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _meets(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    return float(not one.isdisjoint(other))


def _counted(report: Mapping[str, frozenset[float]], story: Mapping[str, set[float]]) -> tuple[int, int]:
    agree = differ = 0
    for what, values in report.items():
        known = story.get(what)
        if known:
            if known.isdisjoint(values):
                differ += 1
            else:
                agree += 1
    return agree, differ


def _core_numbers(report: Features, story: Seen) -> tuple[float, float]:
    told = untold = 0.0
    for value, heft in story.own_lead_numbers:
        if value in report.told.numbers:
            told += heft
        else:
            untold += heft
    return told, untold


def _story_names_told(report: Features, story: Seen, weights: Values) -> float:
    weighed = (weights[story.own_lead_names_at] * story.own_lead_counts).tolist()
    return _share((heft, name in report.terms) for heft, name in zip(weighed, story.own_lead_names, strict=True))


def _subject(story: Seen, weights: Values) -> list[tuple[float, str]]:
    """Return the heaviest names that are the story's own; of names as heavy the first in the alphabet."""
    hefts = story.own_hefts * weights[story.own_names_at]
    return [(float(hefts[at]), story.own_names[at]) for at in np.argsort(-hefts, kind="stable")[:SUBJECT].tolist()]


def _heaviest(hefts: Iterable[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return the heaviest names, each with its heft taken below zero: so they sort without a key."""
    return sorted(hefts)[:SUBJECT]


def _deaths_untold(report: Features, story: Profile) -> float:
    deadly = story.deaths / story.members
    if deadly > 0.7 and report.tells_injuries and not report.tells_deaths:
        return 1.0
    return float(deadly < 0.2 and story.injuries > story.members / 2 and report.tells_deaths)
