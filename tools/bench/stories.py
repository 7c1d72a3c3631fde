"""Stories and matching with many live articles: reports a second, memory, a restart, and one very big story."""

from __future__ import annotations

import gc
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.extraction import load_knowledge
from monitor.model import Analysed, DropMeta, Source, Story
from monitor.rules.judging import Views
from monitor.rules.load import load_gazetteer, load_rule_set
from monitor.rules.matching import Matcher, compile_rules
from monitor.shipped import shipped
from monitor.store.types import AnalysedJson, analysed_of
from monitor.stories import StoryIndex
from monitor.workers.analysis import analyse
from tools.bench.articles import article, rules

START = datetime(2026, 11, 20, tzinfo=UTC)
PER_SECOND, KIB_A_STORY, REBUILD_SECONDS = 1200, 60, 10.0
MEASURED = 500
"""Articles that are timed, after those that are live."""


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print, each beside its target."""
    live = 1000 if short else 10_000
    analysed = list(_articles(live + MEASURED))
    before = _resident_kib()
    index = StoryIndex()
    stories = _placed(index, analysed[:live])
    kib = (_resident_kib() - before) / len(stories)
    written = [_written(one) for one in analysed[:live]]
    rebuilt = _seconds_to_rebuild(stories, written)
    rate = _reports_a_second(index, analysed[live:])
    small, big = _cost_in_a_story(20), _cost_in_a_story(100 if short else 400)
    return [
        f"{live:,} live articles in {len(stories):,} stories",
        f"stories and matching 1,000 rules: {rate:.0f} reports a second (target {PER_SECOND:,})",
        f"memory: {kib:.0f} KiB a live story, with its history (target {KIB_A_STORY})",
        f"rebuild from the store's JSON: {rebuilt:.1f} s (target {REBUILD_SECONDS:.0f} for 10,000 articles)",
        f"one more report of one story: {small:.0f} us at 20 reports, {big:.0f} us at {100 if short else 400}",
    ]


def _articles(count: int) -> Iterator[Analysed]:
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    for n in range(count):
        at = START + timedelta(seconds=n)
        source = Source(id=f"outlet-{n % 7}", configured=True)
        meta = DropMeta(name=f"{n}.txt", source=source, received_at=at, modified_at=at)
        yield from analyse(article(n).encode(), meta, knowledge)


def _placed(index: StoryIndex, analysed: Sequence[Analysed]) -> list[Story]:
    found: dict[str, Story] = {}
    for one in analysed:
        for change in index.place(one, one.article.received_at):
            found[change.story.id] = change.story
    return list(found.values())


def _reports_a_second(index: StoryIndex, analysed: Sequence[Analysed]) -> float:
    """Take the median of the processor time of each article: what other processes take is not ours."""
    matcher = _matcher()
    taken = []
    for one in analysed:
        start = time.thread_time()
        index.place(one, one.article.received_at)
        matcher.match_seen(Views(one.article, one.facts, one.reports))
        taken.append((time.thread_time() - start) / len(one.reports))
    return 1 / statistics.median(taken)


def _matcher() -> Matcher:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "bench.yml").write_text(rules(1000), encoding="utf-8")
        return compile_rules(load_rule_set(Path(name), receivers={"desk"}, sources=())[0])


def _written(one: Analysed) -> bytes:
    return bytes(AnalysedJson().process_bind_param(one, None) or b"")  # type: ignore[arg-type]  # it asks no dialect


def _seconds_to_rebuild(stories: Sequence[Story], written: Sequence[bytes]) -> float:
    start = time.process_time()
    StoryIndex().restore(stories, map(analysed_of, written))
    return time.process_time() - start


def _cost_in_a_story(members: int) -> float:
    """Return the median microseconds of a report that joins a story of so many, each in other words."""
    first, *others = (one for n, one in zip(range(members + 20), _of_one_event(), strict=False))
    index = StoryIndex()
    index.place(first, first.article.received_at)
    taken = []
    for one in others:
        start = time.thread_time()
        index.place(one, one.article.received_at)
        taken.append(time.thread_time() - start)
    return statistics.median(taken[-20:]) * 1e6


def _of_one_event() -> Iterator[Analysed]:
    """Give articles about the first one's event: its lead, and the filling of another article."""
    lead, _, _ = article(0).partition("\n\n")[2].partition("\n\n")
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    n = 0
    while True:
        at = START + timedelta(minutes=n)
        filling = article(n * 73).split("\n\n", 3)[-1]
        meta = DropMeta(name=f"{n}.txt", source=Source(id=f"outlet-{n % 7}", configured=True), received_at=at)
        (one,) = analyse(f"{lead}\n\n{filling}".encode(), replace(meta, modified_at=at), knowledge)
        yield one
        n += 1


def _resident_kib() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024
