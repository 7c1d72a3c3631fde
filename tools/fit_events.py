"""Fit `monitor/extraction/weights.yaml`: python -m tools.fit_events ../shared/bench/facts/muc4-dev [--write]

A mention of harm is news of its article or lies behind it. What is right is taken, when this runs, from three places:
the development set (a mention whose number is one of its article's answers is news; where nobody is harmed none is),
the cases, the whole articles and the notes of tests/extraction (figures of an event are news, those under `background`
are not, and none of a note that reports no event is).
Mentions that no answer names are left out. A logistic regression is fitted by Newton's method, with a ridge that pulls
to nothing, or to the weights in force.

Printed, for each way: how many mentions are judged rightly (news and background counting alike) on the half of the
texts that it was fitted on and on the other half, in five shuffles and both ways round, beside it the weights in force.
`--write` puts the weights fitted on everything into the file; without it they are only shown.
"""

from __future__ import annotations

import json
import math
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from monitor.extraction.actors import find_actors
from monitor.extraction.facts import context_of
from monitor.extraction.judging.judging import told_signals
from monitor.extraction.load import WEIGHTS, Knowledge, load_knowledge, read_yaml
from monitor.model import Article, DropMeta, Interval, Source
from monitor.reading import read_articles
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from tests.extraction.articles.golden import all_golden
from tests.extraction.articles.notes import NOTES
from tests.extraction.figures_case import written

SEEDS = range(5)
RIDGE = 8.0
STEPS = 12
CASES = Path(__file__).parent.parent / "tests" / "extraction"
NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
FIGURE = re.compile(r"(killed|injured|missing|abducted) ([^\s,/|?]+)")
FIXED = {"hypothetical", "negated", "untrue"}
"""Signals that settle the matter: they are not fitted."""

Weights = Mapping[str, float]
Label = Callable[[str, Interval], bool | None]
"""What is right of a harm and its number: news, background, or nobody said."""


@dataclass(frozen=True)
class Told:
    """One mention: the text it stands in, its signals, and whether it is news of it."""

    text: str
    signals: tuple[str, ...]
    news: bool


def main() -> None:
    bench, writes = Path(sys.argv[1]), "--write" in sys.argv
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    hand: dict[str, float] = read_yaml(WEIGHTS)
    told = [
        one
        for source in (
            bench_told(bench, knowledge),
            cases_told(knowledge),
            articles_told(knowledge),
            notes_told(knowledge),
        )
        for one in source
    ]
    news = sum(one.news for one in told)
    print(
        f"{len(told)} mentions of {len({one.text for one in told})} texts: {news} news, {len(told) - news} background"
    )
    for name, prior in (("pulled to nothing", dict.fromkeys(hand, 0.0)), ("pulled to those in force", hand)):
        show_crossed(name, told, hand, prior)
    fitted = fit(told, hand, hand)
    for name, weight in hand.items():
        print(f"{name}: {fitted[name]:.1f}  # in force {weight}")
    if writes:
        write(fitted)


# --- what is right --------------------------------------------------------------------------


def bench_told(bench: Path, knowledge: Knowledge) -> Iterator[Told]:
    for line in (bench / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = article_of((bench / "docs" / f"{gold['id']}.txt").read_bytes(), NOON, Source())
        answers = {harm: gold[harm]["accept"] for harm in ("killed", "injured") if gold.get(harm)}
        yield from (one for one in labelled(gold["id"], article, knowledge, bench_label(answers)))


def bench_label(answers: Mapping[str, list[dict[str, int]]]) -> Label:
    def label(harm: str, value: Interval) -> bool | None:
        if harm not in answers or value.max == 0:
            return None
        if not answers[harm]:
            return False
        return True if any(value.min == one["min"] for one in answers[harm]) else None

    return label


def cases_told(knowledge: Knowledge) -> Iterator[Told]:
    for path in sorted(CASES.glob("*_cases.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            text, found, expected = line.partition(" => ")
            if found and not line.startswith("# "):
                source = Source(id="desk", configured=True, language="en")
                article = article_of(text.replace(" ¶ ", "\n\n").encode(), NOON, source)
                told, _, behind = expected.partition("background")
                yield from labelled(text, article, knowledge, figures_label(told, behind))


def articles_told(knowledge: Knowledge) -> Iterator[Told]:
    for golden in all_golden():
        events = [f"{harm} {figure}" for event in golden.answers["events"] for harm, figure in event.items()]
        behind = golden.answers.get("background", [])
        yield from labelled(golden.name, golden.article, knowledge, figures_label(" ".join(events), " ".join(behind)))


def notes_told(knowledge: Knowledge) -> Iterator[Told]:
    for path in sorted(NOTES.glob("*.txt")):
        head, *lines = path.read_text(encoding="utf-8").splitlines()
        published = datetime.fromisoformat(head.rpartition("Published: ")[2] + "T12:00:00+00:00")
        for name, text, answers in filter(None, map(note_of, lines)):
            source = Source(id="desk", configured=True, language="en")
            article = article_of(text.replace(" ¶ ", "\n\n").encode(), published, source)
            label = no_event if answers == "event none" else figures_label(answers, "")
            yield from labelled(f"{path.stem}/{name}", article, knowledge, label)


def note_of(line: str) -> tuple[str, str, str] | None:
    """Return name, text and answers of a note; nothing for one that asks how sure its event is."""
    name, _, rest = line.partition(": ")
    text, _, answers = rest.rpartition(" => ")
    return None if not text or answers.startswith("status") else (name, text, answers)


def no_event(_harm: str, value: Interval) -> bool | None:
    return None if value.max == 0 else False


def figures_label(told: str, behind: str) -> Label:
    news, background = set(FIGURE.findall(told)), set(FIGURE.findall(behind))

    def label(harm: str, value: Interval) -> bool | None:
        figure = (harm, written(value))
        return None if (figure in news) == (figure in background) else figure in news

    return label


def article_of(data: bytes, received_at: datetime, source: Source) -> Article:
    meta = DropMeta(name="text.txt", source=source, received_at=received_at, modified_at=received_at)
    (article,) = read_articles(data, meta)
    return article


def labelled(text: str, article: Article, knowledge: Knowledge, label: Label) -> Iterator[Told]:
    if not knowledge.has_pack(article.language):
        return
    for mention, signals in told_signals(context_of(article, find_actors(article, knowledge), knowledge)):
        news = label(mention.harm.value, mention.interval)
        if news is not None and FIXED.isdisjoint(signals):
            yield Told(text, tuple(signals), news)


# --- fitting --------------------------------------------------------------------------------


def fit(told: Sequence[Told], hand: Weights, prior: Weights) -> dict[str, float]:
    """Return the weights with the ridge around `prior`; news and background count alike."""
    names = [name for name in hand if name not in FIXED]
    place = {name: number for number, name in enumerate(names)}
    rows = [[place[name] for name in one.signals] for one in told]
    share = sum(one.news for one in told) / len(told)
    weights = [prior[name] for name in names]
    for _ in range(STEPS):
        slope = [RIDGE * (prior[name] - weight) for name, weight in zip(names, weights, strict=True)]
        bend = [[RIDGE if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for row, one in zip(rows, told, strict=True):
            counts = 0.5 / share if one.news else 0.5 / (1.0 - share)
            chance = 1.0 / (1.0 + math.exp(-sum(weights[i] for i in row)))
            for i in row:
                slope[i] += counts * (one.news - chance)
                for j in row:
                    bend[i][j] += counts * chance * (1.0 - chance)
        weights = [weight + step for weight, step in zip(weights, np.linalg.solve(bend, slope), strict=True)]
    return {**hand, **dict(zip(names, weights, strict=True))}


def rightly(told: Iterable[Told], weights: Weights) -> float:
    """Return the mean of how many news and how much background are judged rightly."""
    right: dict[bool, list[bool]] = {True: [], False: []}
    for one in told:
        right[one.news].append((sum(weights[name] for name in one.signals) > 0) == one.news)
    return sum(sum(found) / len(found) for found in right.values()) / 2


def show_crossed(name: str, told: Sequence[Told], hand: Weights, prior: Weights) -> None:
    print(f"{name}:   train   test   in force")
    texts = sorted({one.text for one in told})
    rows = []
    for seed in SEEDS:
        half = set(random.Random(seed).sample(texts, len(texts) // 2))  # noqa: S311 - halves, no secrets
        parts = [one for one in told if one.text in half], [one for one in told if one.text not in half]
        for train, test in (parts, parts[::-1]):
            fitted = fit(train, hand, prior)
            rows.append((rightly(train, fitted), rightly(test, fitted), rightly(test, hand)))
            print(f"  seed {seed}: " + "  ".join(f"{figure:.3f}" for figure in rows[-1]))
    fitted_on, left_out, now = (math.fsum(column) / len(rows) for column in zip(*rows, strict=True))
    lost = 100 * (fitted_on - left_out)
    print(f"  mean:   {fitted_on:.3f}  {left_out:.3f}  {now:.3f}; lost from train to test {lost:.1f} points")


def write(fitted: Weights) -> None:
    head = [line for line in WEIGHTS.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    lines = [f"{name}: {value:.1f}" for name, value in fitted.items()]
    WEIGHTS.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
