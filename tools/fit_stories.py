"""Fit the weights of `monitor/stories/likeness.py`: python -m tools.fit_stories SET...

    python -m tools.fit_stories ../shared/bench/stories/ecb-dev tests/stories/look_alike_sets/*.txt

Pairs of a report and a story are taken from each set in several orders of arrival, stories being the true ones; a
logistic regression with a strong ridge is fitted to them (Newton's method). Pairs that decide whether an event is
swallowed (its first report against a story of another event) count `FIRST` times, the first members of a story twice.
Beside the weights it prints the mean loss and how often a pair is judged rightly, for pairs within one part of the
topics, by a fit with them and by one without: a sign or a weaker ridge is worth having only when the latter is better.
`STRICTER` is taken off the bias: a wrong join hides an event, a split costs one mail.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.model import DropMeta, Report
from monitor.reading import read_articles
from monitor.stories.features import Features, Reader
from monitor.stories.frequencies import Frequencies
from monitor.stories.likeness import Asked, Signs, compare
from monitor.stories.load import load_words
from monitor.stories.profile import Profile
from tests.stories.look_alikes import articles

ORDERS = 5

FOLDS = 6
FIRST = 10.0
EARLY = 2.0
MADE_UP = 0.6
"""What is made up counts less than what happened."""
RIDGE = 250.0
RIVALS = 5
STEPS = 10
STRICTER = 0.7
START = datetime(2023, 11, 14, tzinfo=UTC)

Numbers = NDArray[np.float64]
Told = Sequence[tuple[Features, str]]


@dataclass(frozen=True)
class Pair:
    """A report held against a story: the signs, whether it belongs there, how much it counts, and its topics."""

    signs: Signs
    same: bool
    counts: float
    topics: tuple[str, str]


def main() -> None:
    reader = Reader(load_words())
    sets = {path: told_in(reader, path) for path in map(Path, sys.argv[1:])}
    pairs = [
        pair
        for path, told in sets.items()
        for order in orders_of(told)
        for pair in pairs_of(order, MADE_UP if path.is_file() else 1.0)
    ]
    print(f"{len(pairs)} pairs of {len(topics_of(pairs))} topics")
    weights, bias = fit(pairs)
    for called, (loss, right) in judged_both_ways(pairs, weights, bias).items():
        print(f"topics {called} the fit: loss {loss:.4f}, judged rightly {right:.4f}")
    for name, weight in zip(Signs._fields, weights, strict=True):
        print(f"    {name}={weight:.3f},")
    print(f"BIAS = {bias - STRICTER:.3f}")


def told_in(reader: Reader, path: Path) -> list[tuple[Features, str]]:
    """Return the reports of a set with the events that they tell: `topic/event` of the set."""
    return [(features_of(reader, text), f"{path.stem}:{event}") for event, text in texts_of(path)]


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """Give event and text of each article, of a folder with `gold.jsonl` or of a file of look-alikes."""
    if path.is_file():
        yield from ((event.replace(".", "/"), text) for event, text in articles(path))
        return
    for row in map(json.loads, (path / "gold.jsonl").read_text().splitlines()):
        yield row["event"].replace("_", "/"), (path / "docs" / f"{row['id']}.txt").read_text()


def topic_of(event: str) -> str:
    return event.partition("/")[0]


def orders_of(told: Told) -> list[Told]:
    return [random.Random(seed).sample(told, len(told)) for seed in range(ORDERS)]  # noqa: S311 - orders, no keys


def features_of(reader: Reader, text: str) -> Features:
    meta = DropMeta(name="told.txt", received_at=START, modified_at=START)
    (article,) = read_articles(text.encode(), meta)
    return reader.read(article, Report(id=f"{article.id}:0", article_id=article.id, n=0, event=None))


def pairs_of(order: Told, heft: float) -> list[Pair]:
    """Give each report in order against its own story and its nearest rivals, as they stand then, all of this heft."""
    frequencies, stories, pairs = Frequencies(), {}, []
    for report, event in order:
        asked = Asked(report, frequencies)
        weight = dict(zip(report.terms, asked.weights.tolist(), strict=True))
        rivals = nearest(report, event, stories, weight)
        for (other, story), signs in zip(rivals, compare(asked, [story for _, story in rivals]), strict=True):
            same = other == event
            counts = (EARLY if story.members <= 3 else 1.0) if same else (1.0 if event in stories else FIRST)
            topics = (topic_of(event), topic_of(other))
            pairs.append(Pair(signs, same, heft * counts, topics))
        story = stories.setdefault(event, Profile(event, len(stories), frequencies))
        story.add(report, frequencies.add(report.terms))
    return pairs


def nearest(
    report: Features, event: str, stories: dict[str, Profile], weight: dict[str, float]
) -> list[tuple[str, Profile]]:
    names = frozenset(report.named())

    def shared(story: Profile) -> float:
        both = report.terms.keys() & story.terms.keys()
        return math.fsum(weight[term] * (1.0 if term in names else 0.5) for term in both)

    ranked = sorted(stories.items(), key=lambda one: (-shared(one[1]), one[1].serial))
    return [one for rank, one in enumerate(ranked) if rank < RIVALS or one[0] == event]


def topics_of(pairs: Sequence[Pair]) -> list[str]:
    return sorted({topic for pair in pairs for topic in pair.topics})


def judged_both_ways(pairs: Sequence[Pair], weights: Numbers, bias: float) -> dict[str, tuple[float, float]]:
    """Judge the pairs that lie wholly in one part of the topics: fitted with them, and without; all parts in turn."""
    topics = topics_of(pairs)
    random.Random(1).shuffle(topics)  # noqa: S311 - no keys
    asked: list[Pair] = []
    odds: list[Numbers] = []
    for fold in range(FOLDS):
        out = set(topics[fold::FOLDS])
        left = [pair for pair in pairs if out.issuperset(pair.topics)]
        asked += left
        odds.append(odds_of(left, *fit([pair for pair in pairs if out.isdisjoint(pair.topics)])))
    return {"in": judged(asked, odds_of(asked, weights, bias)), "left out of": judged(asked, np.concatenate(odds))}


def odds_of(pairs: Sequence[Pair], weights: Numbers, bias: float) -> Numbers:
    odds: Numbers = np.array([pair.signs for pair in pairs]) @ weights + bias
    return odds


def judged(pairs: Sequence[Pair], odds: Numbers) -> tuple[float, float]:
    """Return the mean loss and the share that is judged rightly; pairs count as they do in the fit."""
    same = np.array([pair.same for pair in pairs])
    counts = np.array([pair.counts for pair in pairs])
    losses = np.logaddexp(0.0, np.where(same, -odds, odds))
    return float(np.average(losses, weights=counts)), float(np.average((odds > 0) == same, weights=counts))


def fit(pairs: Sequence[Pair]) -> tuple[Numbers, float]:
    """Return the weights and the bias of a ridge regression on the standardised signs."""
    signs = np.array([pair.signs for pair in pairs])
    same = np.array([pair.same for pair in pairs], dtype=float)
    counts = np.array([pair.counts for pair in pairs])
    means, spreads = signs.mean(0), signs.std(0)
    spreads[spreads == 0.0] = 1.0
    found = newton(np.c_[np.ones(len(pairs)), (signs - means) / spreads], same, counts)
    weights = found[1:] / spreads
    return weights, float(found[0] - weights @ means)


def newton(rows: Numbers, same: Numbers, counts: Numbers) -> Numbers:
    ridge = np.eye(rows.shape[1]) * RIDGE
    ridge[0, 0] = 0.0  # the bias is free
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (same - chance)) - ridge @ weights
        bend = (rows.T * (counts * chance * (1.0 - chance))) @ rows + ridge
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()
