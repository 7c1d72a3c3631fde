"""Scores the stories of the development sets in random orders: python -m tools.score_orders ../shared/bench [ORDERS]

Articles do not arrive by name, so one order says little. Every article is read once and then placed in the order of the
names and in `ORDERS` shuffled ones (seeds 0, 1, 2 ...), 30 seconds apart, as `tools/score_stories.sh` gives the files
their times. The figures are those of the sets' own scorers. Rows: the order of the names, and of the others the median
and the worst; last, how many orders reach everything that is asked of a set.
"""

from __future__ import annotations

import importlib.util
import json
import random
import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.model import Analysed, DropMeta, StoryChange
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.stories import StoryIndex
from monitor.vocabulary import Relation
from monitor.workers.analysis import prepare

ORDERS = 20
START = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
APART = timedelta(seconds=30)

Articles = Mapping[str, Analysed]
Row = dict[str, Any]

CALLED = {Relation.COPY: "duplicate", Relation.UPDATE: "update", Relation.REVISION: "update"}
"""What the scorers call a relation; the others are `new` to them."""


@dataclass(frozen=True)
class Asked:
    """A figure of a set: its name at the scorer, what is asked of it if anything is, and whether less is worse."""

    key: str
    limit: float | None
    least: bool

    @property
    def worst(self) -> Callable[[Sequence[float]], float]:
        """Return what picks the worst of several."""
        return min if self.least else max

    def reached(self, value: float) -> bool:
        """Return whether a value is within the limit."""
        return self.limit is None or (value >= self.limit if self.least else value <= self.limit)

    def __str__(self) -> str:
        return "" if self.limit is None else f"{'>=' if self.least else '<='} {self.limit}"


ECB = (
    Asked("b3_f1", 0.93, least=True),
    Asked("swallowed_events", 0, least=False),
    Asked("alerts_per_event", 1.25, least=False),
    Asked("late_events", None, least=False),
    Asked("mixed_alerts", None, least=False),
)
WIRE = (
    Asked("pair_f1", 0.99, least=True),
    Asked("pair_p", None, least=True),
    Asked("pair_r", None, least=True),
    *(Asked(f"recall_{kind}", 0.97, least=True) for kind in ("edit", "trim", "typo", "wrap")),
    Asked("updates_lost", 0.03, least=False),
)
SETS = {"ecb-dev": ("score.py", ECB), "wire-dev": ("score_copies.py", WIRE)}


def main() -> None:
    bench = Path(sys.argv[1]) / "stories"
    orders = int(sys.argv[2]) if len(sys.argv) > 2 else ORDERS
    for name, (scorer, asked) in SETS.items():
        report(name, asked, figures_of(bench / name, bench / scorer, orders))


def figures_of(folder: Path, scorer: Path, orders: int) -> list[Row]:
    """Return the scorer's figures for the order of the names, then for each shuffled one."""
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text().splitlines()]
    articles = read_folder(folder / "docs")
    score = load_scorer(scorer)
    return [scored(score, gold, articles, order) for order in orders_of(sorted(articles), orders)]


def read_folder(folder: Path) -> Articles:
    """Read every article once, by its name without the ending."""
    read = prepare(load_gazetteer(shipped("rules")))
    articles = {}
    for n, path in enumerate(sorted(folder.iterdir())):
        at = START + n * APART
        (articles[path.stem],) = read(path.read_bytes(), DropMeta(name=path.name, received_at=at, modified_at=at))
    return articles


def orders_of(names: Sequence[str], orders: int) -> list[list[str]]:
    """Return the order of the names and so many shuffled ones."""
    shuffled = [random.Random(seed).sample(names, len(names)) for seed in range(orders)]  # noqa: S311 - orders, no keys
    return [list(names), *shuffled]


def place(articles: Articles, order: Sequence[str], off: Iterable[str] = ()) -> dict[str, StoryChange]:
    """Place the articles in this order, some vetoes switched off; return what became of the first report of each."""
    index, placed = StoryIndex(vetoes_off=frozenset(off)), {}
    for n, name in enumerate(order):
        at = START + n * APART
        article = replace(articles[name].article, received_at=at)
        placed[name] = index.place(replace(articles[name], article=article), at)[0]
    return placed


def scored(
    score: Callable[[list[Row], list[Row]], Row],
    gold: list[Row],
    articles: Articles,
    order: list[str],
    off: Iterable[str] = (),
) -> Row:
    """Return the scorer's figures for one order, with some vetoes switched off."""
    placed, alerted, predicted = place(articles, order, off), set(), []
    for name, change in placed.items():
        story, relation = change.story.id, CALLED.get(change.relation, "new")
        predicted.append({"id": name, "event": story, "relation": relation, "alert": story not in alerted})
        alerted.add(story)
    came = {name: n for n, name in enumerate(order)}
    figures = score([{**row, "n": came[row["id"]]} for row in gold], predicted)
    if lost := figures.get("updates_lost"):
        n, of = lost.split("/")
        figures["updates_lost"] = int(n) / int(of)
    return figures


def load_scorer(path: Path) -> Callable[[list[Row], list[Row]], Row]:
    """Import the set's own scorer."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: no scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score  # type: ignore[no-any-return]  # a module that is not ours


def report(name: str, asked: Sequence[Asked], figures: Sequence[Row]) -> None:
    """Print a table of one set."""
    by_name, *shuffled = figures
    print(f"{name}: {len(shuffled)} orders\n{'':20} {'names':>7} {'median':>7} {'worst':>7}   asked")
    for one in asked:
        values = [row[one.key] for row in shuffled]
        print(f"{one.key:20} {by_name[one.key]:7.3f} {statistics.median(values):7.3f} {one.worst(values):7.3f}   {one}")
    good = sum(all(one.reached(row[one.key]) for one in asked) for row in shuffled)
    print(f"{good} of {len(shuffled)} orders reach all of it", flush=True)


if __name__ == "__main__":
    main()
