"""How likely it is that a report tells the same event as a story: twenty-two signs, weighed and added up.

The weights are a logistic regression, fitted by `tools/fit_stories.py` on pairs of report and story and
judged on topics that were left out of the fit. Every sign is bounded, so no single one decides.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import mul
from typing import NamedTuple

import numpy as np

from monitor.stories.counts import Floats, Ints, often
from monitor.stories.features import Features
from monitor.stories.frequencies import BITS, Frequencies, Vectors, vectors_of
from monitor.stories.profile import Profile, Seen, decimals_of, heft_of_number

SUBJECT = 2
"""So many names tell what a text is about."""

VECTORS = 5
COMPARED = 3
"""So many vectors of a story (`Seen`) there are, of which the first are compared with those of the report."""
OWN_LEAD_NAMES = 4
"""Where the names that are its own stand among them, after the hefts of its subject."""

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


def score(signs: Signs) -> float:
    """Return the logarithm of the odds that report and story tell one event."""
    odds: float = BIAS + sum(map(mul, WEIGHTS, signs))
    return odds


class Asked:
    """A report that is compared with live stories: what depends on it alone is reckoned once.

    One at a time: it is laid out over the terms of all live stories.
    """

    def __init__(self, report: Features, frequencies: Frequencies) -> None:
        self.report = report
        self.frequencies = frequencies
        self.numbers = frequencies.numbers_of(report.terms)
        self.holding = frequencies.held(self.numbers)
        """In how many live reports each of the report's terms stands."""
        vectors = _vectors_of(report, self.numbers)
        weights = frequencies.weights(vectors.cells >> BITS)
        self.weights = weights[: len(self.numbers)]
        """What each weighs."""
        weighed = vectors.values * weights
        frequencies.lay(vectors.cells, weighed * weights)
        self.lengths = np.sqrt(np.add.reduceat(weighed * weighed, vectors.starts)).tolist()
        self.length = math.log1p(len(self.numbers))
        self.decimals = decimals_of(report.told.numbers)
        self.lead_numbers = [(heft_of_number(value), value) for value in report.told.lead_numbers]
        self._name()

    def _name(self) -> None:
        """Weigh the names of its lead, and find the two that tell what it is about."""
        terms, names, lead_names = list(self.report.terms), self.report.names, self.report.lead_names()
        self.lead_names = [(weight, terms[at]) for weight, at in _weighing(self.weights, lead_names)]
        below = self.weights * -1.0  # below zero: so they sort without a key
        below[lead_names] *= 1.5
        hefts = zip((np.log1p(names.n) * below[names.at]).tolist(), names.at.tolist(), strict=True)
        self.subject = sorted([(heft, terms[at]) for heft, at in hefts])[:SUBJECT]


def _vectors_of(report: Features, numbers: Ints) -> Vectors:
    """Return the vectors of a report: its terms, those of its lead, and its names."""
    lead, names = report.lead, report.names
    return vectors_of(
        (
            (0, numbers, often(report.counts)),
            (1, numbers[lead.at], lead.n),
            (2, numbers[names.at], often(names.n)),
        )
    )


def _weighing(weights: Floats, places: Ints) -> Iterator[tuple[float, int]]:
    return zip(weights[places].tolist(), places.tolist(), strict=True)


class Weighed(NamedTuple):
    """What one story's vectors give beside a report's, under today's weights."""

    cosines: Sequence[float]  # of terms, leads' terms and names
    subject: list[
        tuple[float, bool]
    ]  # of the heaviest names that are its own the heft, and whether the report has them
    own_lead_names: float  # together
    told_lead_names: float  # of these those that the report has


def compare(asked: Asked, stories: Sequence[Profile]) -> list[Signs]:
    """Return the signs of likeness between a report and each of the stories."""
    if not stories:
        return []
    seen = [story.seen() for story in stories]
    weighed = _weighed(asked, seen)
    return [_signs(asked, *one) for one in zip(stories, seen, weighed, strict=True)]


def _weighed(asked: Asked, seen: Sequence[Seen]) -> Iterator[Weighed]:
    """Weigh the vectors of all stories at once: they lie in one array, one after the other."""
    cells = np.concatenate([one.vectors.cells for one in seen])
    values = np.concatenate([one.vectors.values for one in seen])
    starts, first = list[int](), 0
    for one in seen:
        starts += [first + at for at in one.vectors.starts]
        first += len(one.vectors.cells)
    rows = np.empty((4, len(cells)))
    laid = asked.frequencies.laid(cells)
    told = laid > 0.0
    weighed = np.multiply(values, asked.frequencies.weights(cells >> BITS), out=rows[2])
    np.multiply(laid, values, out=rows[0])
    np.multiply(weighed, weighed, out=rows[1])
    np.multiply(weighed, told, out=rows[3])
    products, squares, hefts, told_hefts = np.add.reduceat(rows, starts, axis=1).tolist()
    for at in range(0, len(starts), VECTORS):
        last = at + OWN_LEAD_NAMES
        subject = slice(starts[last - 1], starts[last])
        yield Weighed(
            cosines=list(map(_cosine, products[at : at + COMPARED], asked.lengths, squares[at : at + COMPARED])),
            subject=_subject(weighed[subject].tolist(), told[subject].tolist()),
            own_lead_names=hefts[last],
            told_lead_names=told_hefts[last],
        )


def _cosine(product: float, length: float, square: float) -> float:
    return product / (length * math.sqrt(square)) if product else 0.0


def _signs(asked: Asked, story: Profile, seen: Seen, weighed: Weighed) -> Signs:
    report, told, terms = asked.report, asked.report.told, story.terms
    text, lead, names = weighed.cosines
    sure = min(1.0, text / _FULL_LIKENESS)
    agree, differ = _counted(told.counted, story.counted)
    core_told, core_untold = _core_numbers(report, seen)
    return Signs(
        text=text,
        lead=lead,
        names=names,
        lead_names_known=_share(asked.lead_names, terms),
        story_names_told=weighed.told_lead_names / weighed.own_lead_names if weighed.own_lead_names else 0.5,
        other_years=_apart(told.years, story.years),
        other_days=_apart(told.days, story.days),
        other_weekdays=_apart(told.lead_weekdays, story.weekdays) * _apart(story.lead_weekdays, told.weekdays),
        numbers_differ=math.log1p(differ),
        size=math.log1p(story.members),
        length=asked.length,
        new_lead_numbers=math.log1p(sum(heft for heft, value in asked.lead_numbers if value not in story.numbers)),
        untold_numbers=math.log1p(core_untold),
        other_decimals=_apart(asked.decimals, seen.decimals),
        same_decimals=_meets(asked.decimals, seen.decimals),
        same_days=_meets(told.days, story.days) * sure,
        same_years=_meets(told.years, story.years) * sure,
        numbers_agree=math.log1p(agree) * sure,
        same_core_numbers=math.log1p(core_told) * sure,
        strange_names=sum(-heft for heft, name in asked.subject if name not in terms),
        missing_names=sum(heft for heft, is_told in weighed.subject if not is_told),
        deaths_untold=_deaths_untold(report, story),
    )


def _share(weighed: Iterable[tuple[float, str]], terms: Container[str]) -> float:
    """Return the share, by weight, of the names that are among the terms; a half when there is nothing to weigh."""
    total = held = 0.0
    for weight, name in weighed:
        total += weight
        held += weight * (name in terms)
    return held / total if total else 0.5


def _apart(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    """Return 1 when both say something and nothing of it is shared."""
    return float(bool(one) and bool(other) and one.isdisjoint(other))


def _meets(one: AbstractSet[object], other: AbstractSet[object]) -> float:
    return float(not one.isdisjoint(other))


def _counted(report: Mapping[str, frozenset[float]], story: Mapping[str, set[float]]) -> tuple[int, int]:
    agree = differ = 0
    for what in report.keys() & story.keys():
        if story[what].isdisjoint(report[what]):
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


def _subject(hefts: list[float], told: Sequence[bool]) -> list[tuple[float, bool]]:
    """Return the heaviest of the names that are the story's own; of names as heavy the first in the alphabet."""
    found = []
    for _ in hefts[:SUBJECT]:
        heaviest = hefts.index(max(hefts))
        found.append((hefts[heaviest], told[heaviest]))
        hefts[heaviest] = -1.0
    return found


def _deaths_untold(report: Features, story: Profile) -> float:
    deadly = story.deaths / story.members
    if deadly > 0.7 and report.tells_injuries and not report.tells_deaths:
        return 1.0
    return float(deadly < 0.2 and story.injuries > story.members / 2 and report.tells_deaths)
