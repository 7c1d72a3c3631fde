"""Microseconds per step of the flow, beside the budget of the design (section 7), on articles of 3 kB."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from monitor.alerting.policy import everything_at_once
from monitor.claiming import GROUP
from monitor.delivery import Templates, render
from monitor.desk import Desk, RuleBook, decide_pending
from monitor.extraction import extract, load_knowledge
from monitor.extraction.reports import reports_of
from monitor.model import Analysed, Article, DropMeta
from monitor.reading import read_articles
from monitor.rules.load import load_gazetteer, load_rule_set
from monitor.rules.matching import compile_rules
from monitor.settings import Settings
from monitor.shipped import shipped
from monitor.store import Store, outbox
from monitor.store.intake import Claim, Result, claim_drops, store_analysed
from monitor.store.rule_sets import accept_rule_set
from monitor.stories import StoryIndex
from tools.bench.articles import article, rules

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROUNDS = 3

BUDGET = {
    "read, zones, language": 30 + 50,
    "extract": 950,
    "fold and match 1,000 rules": 60 + 100,
    "story": 700,
    "store the article": 100,
    "decide (desk, all of it)": 100 + 60 + 700 + 100,
    "render and MIME": 150,
}
"""Microseconds; the row of the desk is the sum of the budgets of the steps inside it."""


@dataclass(frozen=True)
class Step:
    """One step: what it works on, and what to do with each piece."""

    name: str
    pieces: Sequence[Any]
    run: Callable[[Any], object]


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print: the median of three rounds over the same articles."""
    count = 100 if short else 500
    lines = [f"{'step':28} {'us':>8} {'budget':>8} {'ratio':>6}   median of {ROUNDS} rounds over {count} articles"]
    for name, microseconds in _measured(count):
        budget = BUDGET[name]
        lines.append(f"{name:28} {microseconds:8.0f} {budget:8d} {microseconds / budget:6.2f}")
    return lines


def _measured(count: int) -> list[tuple[str, float]]:
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    texts = [article(n).encode() for n in range(count)]
    metas = [DropMeta(name=f"{n}.txt", received_at=NOW) for n in range(count)]
    articles = [_only(read_articles(text, meta)) for text, meta in zip(texts, metas, strict=True)]
    facts = [extract(one, knowledge) for one in articles]
    analysed = [
        Analysed(article=one, facts=known, reports=reports_of(one, known))
        for one, known in zip(articles, facts, strict=True)
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rules").mkdir()
        (folder / "rules" / "bench.yml").write_text(rules(1000), encoding="utf-8")
        rule_set, _ = load_rule_set(folder / "rules", receivers={"desk"}, sources=())
        matcher = compile_rules(rule_set)
        pure = [
            _rounds(Step("read, zones, language", list(zip(texts, metas, strict=True)), lambda p: read_articles(*p))),
            _rounds(Step("extract", articles, lambda one: extract(one, knowledge))),
            _rounds(
                Step("fold and match 1,000 rules", analysed, lambda a: matcher.match(a.article, a.facts, a.reports))
            ),
            _stories(analysed),
        ]
        return [*pure, *_stored(folder, analysed, RuleBook(rule_set=rule_set, matcher=matcher))]


def _only(found: tuple[Article, ...]) -> Article:
    (one,) = found
    return one


def _rounds(step: Step) -> tuple[str, float]:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for piece in step.pieces:
            step.run(piece)
        taken.append((time.perf_counter() - start) / len(step.pieces) * 1e6)
    return step.name, statistics.median(taken)


def _stories(analysed: Sequence[Analysed]) -> tuple[str, float]:
    taken = []
    for _ in range(ROUNDS):
        index = StoryIndex()
        start = time.perf_counter()
        for one in analysed:
            index.place(one, NOW)
        taken.append((time.perf_counter() - start) / len(analysed) * 1e6)
    return "story", statistics.median(taken)


def _stored(folder: Path, analysed: Sequence[Analysed], book: RuleBook) -> list[tuple[str, float]]:
    """Measure what needs a store, once: its rows can be written only once."""
    settings = Settings.model_validate(
        {
            "spool": {"path": folder / "spool"},
            "store": f"sqlite:///{folder}/monitor.db",
            "rules": folder / "rules",
            "maildir": folder / "mail",
            "receivers": [{"name": "desk", "email": {"to": ["desk@example.org"]}}],
            "route": {"receiver": "desk"},
        },
        context={"folder": folder, "credentials": None},
    )
    store = Store.open(settings.store)
    accept = partial(accept_rule_set, rule_set_id=book.rule_set.id, canonical=book.rule_set.to_canonical(), now=NOW)
    store.write(accept).result()
    desk = Desk(policy=everything_at_once("desk"), book=book)
    try:
        stored = _timed_store(store, analysed)
        decided = _timed_desk(store, desk, len(analysed))
        rendered = _timed_render(store, settings)
    finally:
        store.close()
    return [("store the article", stored), ("decide (desk, all of it)", decided), ("render and MIME", rendered)]


def _timed_store(store: Store, analysed: Sequence[Analysed]) -> float:
    claims = [
        Claim(work=str(n).encode(), source="unknown", name=b"a.txt", path=b"a.txt", mtime_ns=n)
        for n in range(len(analysed))
    ]
    drops = store.write(lambda connection: claim_drops(connection, claims, NOW)).result()
    start = time.perf_counter()
    for first in range(0, len(analysed), GROUP):
        results = [
            Result(drop_id=drop.id, sha256=one.article.id, size=3000, analysed=(one,), kept_at="archive/a.txt")
            for drop, one in list(zip(drops, analysed, strict=True))[first : first + GROUP]
        ]
        store.write(partial(store_analysed, results=results, now=NOW)).result()
    return (time.perf_counter() - start) / len(analysed) * 1e6


def _timed_desk(store: Store, desk: Desk, count: int) -> float:
    start = time.perf_counter()
    while store.write(lambda connection: decide_pending(connection, desk, NOW)).result():
        pass
    return (time.perf_counter() - start) / count * 1e6


def _timed_render(store: Store, settings: Settings) -> float:
    templates = Templates.load()
    receiver = settings.receivers[0]
    due = store.read(lambda connection: outbox.due_notices(connection, NOW))
    letters = store.read(lambda connection: [outbox.letter_of(connection, one.id) for one in due])
    if not letters:
        raise RuntimeError("no notice to render: the rules matched nothing")
    return _rounds(
        Step(
            "render and MIME",
            letters,
            lambda letter: render(letter, receiver, from_="desk@example.org", templates=templates, now=NOW),
        )
    )[1]
