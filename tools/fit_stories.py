"""Fit the weights of `monitor/stories/likeness.py`: python -m tools.fit_stories ../shared/bench/stories/ecb-dev

Pairs of a report and a story are taken from the set in several orders of arrival, stories being the true
ones; a logistic regression with a strong ridge is fitted to them (Newton's method). Pairs that decide
whether an event is swallowed (its first report against a story of another event) count `FIRST` times, the
first members of a story twice. Beside the weights it prints how often pairs of left-out topics are judged rightly:
a sign or a weaker ridge is worth having only when that figure rises.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.model import DropMeta, Report
from monitor.reading import read_articles
from monitor.stories.features import Features, Reader
from monitor.stories.frequencies import Frequencies
from monitor.stories.likeness import Asked, Signs, compare
from monitor.stories.load import load_words
from monitor.stories.profile import Profile

ORDERS = 6
FOLDS = 5
FIRST = 10.0
EARLY = 2.0
RIDGE = 250.0
RIVALS = 8
START = datetime(2023, 11, 14, tzinfo=UTC)


@dataclass(frozen=True)
class Pair:
    """A report held against a story: the signs, whether it belongs there, how much it counts, and its topics."""

    signs: Signs
    same: bool
    counts: float
    topics: tuple[str, str]


def main() -> None:
    folder = Path(sys.argv[1])
    rows = [json.loads(line) for line in (folder / "gold.jsonl").read_text().splitlines()]
    reader = Reader(load_words())
    told = [(features_of(reader, folder / "docs" / f"{row['id']}.txt"), row["event"]) for row in rows]
    orders = [told, *(random.Random(seed).sample(told, len(told)) for seed in range(ORDERS - 1))]  # noqa: S311 - orders
    pairs = [pair for order in orders for pair in pairs_of(order)]
    print(f"{len(pairs)} pairs; judged rightly on topics left out: {judged_rightly(pairs):.4f}")
    weights, bias = fit(pairs)
    for name, weight in zip(Signs._fields, weights, strict=True):
        print(f"    {name}={weight:.3f},")
    print(f"BIAS = {bias:.3f}")


def features_of(reader: Reader, path: Path) -> Features:

    meta = DropMeta(name=path.name, received_at=START, modified_at=START)
    (article,) = read_articles(path.read_bytes(), meta)
    return reader.read(article, Report(id=f"{article.id}:0", article_id=article.id, n=0, event=None))


def pairs_of(order: Sequence[tuple[Features, str]]) -> list[Pair]:
    """Give each report in order against its own story and its nearest rivals, as they stand then."""
    frequencies, stories, pairs = Frequencies(), {}, []
    for report, event in order:
        asked = Asked(report, frequencies)
        weight = dict(zip(report.terms, asked.weights.tolist(), strict=True))
        rivals = nearest(report, event, stories, weight)
        for (other, story), signs in zip(rivals, compare(asked, [story for _, story in rivals]), strict=True):
            same = other == event
            counts = (EARLY if story.members <= 3 else 1.0) if same else (1.0 if event in stories else FIRST)
            topics = (event.split("_")[0], other.split("_")[0])
            pairs.append(Pair(signs, same, counts, topics))
        stories.setdefault(event, Profile(event, len(stories))).add(report)
        frequencies.add(report.terms)
    return pairs


def nearest(
    report: Features, event: str, stories: dict[str, Profile], weight: dict[str, float]
) -> list[tuple[str, Profile]]:
    def shared(story: Profile) -> float:
        both = report.terms.keys() & story.terms.keys()
        return math.fsum(weight[term] * (1.0 if term in report.names else 0.5) for term in both)

    ranked = sorted(stories.items(), key=lambda one: (-shared(one[1]), one[1].serial))
    return [one for rank, one in enumerate(ranked) if rank < RIVALS or one[0] == event]


def judged_rightly(pairs: Sequence[Pair]) -> float:
    """Fit without a fifth of the topics, judge the pairs that are wholly of them; all fifths in turn."""
    topics = sorted({topic for pair in pairs for topic in pair.topics}, key=int)
    right = asked = 0
    for fold in range(FOLDS):
        out = set(topics[fold::FOLDS])
        weights, bias = fit([pair for pair in pairs if out.isdisjoint(pair.topics)])
        for pair in pairs:
            if out.issuperset(pair.topics):
                odds = bias + math.fsum(w * sign for w, sign in zip(weights, pair.signs, strict=True))
                right += (odds > 0) == pair.same
                asked += 1
    return right / asked


def fit(pairs: Sequence[Pair]) -> tuple[list[float], float]:
    """Return the weights and the bias of a ridge regression on the standardised signs."""
    columns = list(zip(*(pair.signs for pair in pairs), strict=True))
    means = [math.fsum(column) / len(column) for column in columns]
    spreads = [
        math.sqrt(math.fsum((value - mean) ** 2 for value in column) / len(column)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    rows = [
        [1.0, *((value - mean) / spread for value, mean, spread in zip(pair.signs, means, spreads, strict=True))]
        for pair in pairs
    ]
    found = newton(rows, pairs)
    weights = [one / spread for one, spread in zip(found[1:], spreads, strict=True)]
    return weights, found[0] - math.fsum(w * mean for w, mean in zip(weights, means, strict=True))


def newton(rows: list[list[float]], pairs: Sequence[Pair], steps: int = 8) -> list[float]:
    size = len(rows[0])
    weights = [0.0] * size
    for _ in range(steps):
        slope = [-RIDGE * weight if i else 0.0 for i, weight in enumerate(weights)]
        bend = [[RIDGE if i == j and i else 0.0 for j in range(size)] for i in range(size)]
        for row, pair in zip(rows, pairs, strict=True):
            chance = 1.0 / (1.0 + math.exp(-sum(w * value for w, value in zip(weights, row, strict=True))))
            off, curve = pair.counts * (pair.same - chance), pair.counts * chance * (1.0 - chance)
            for i, value in enumerate(row):
                slope[i] += off * value
                scaled, line = curve * value, bend[i]
                for j in range(i, size):
                    line[j] += scaled * row[j]
        for i in range(size):
            for j in range(i):
                bend[i][j] = bend[j][i]
        weights = [weight + step for weight, step in zip(weights, solve(bend, slope), strict=True)]
    return weights


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a positive definite system by elimination."""
    size = len(right)
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for i in range(size):
        for j in range(i + 1, size):
            part = rows[j][i] / rows[i][i]
            rows[j] = [one - part * other for one, other in zip(rows[j], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        known = math.fsum(rows[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (rows[i][size] - known) / rows[i][i]
    return found


if __name__ == "__main__":
    main()
