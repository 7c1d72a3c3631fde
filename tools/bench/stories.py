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

from monitor.model import Analysed, DropMeta, Source, Story, StoryChange
from monitor.rules.judging import Views
from monitor.rules.load import load_gazetteer, load_rule_set
from monitor.rules.matching import Matcher, compile_rules
from monitor.shipped import shipped
from monitor.store.types import Json, StoryJson, pack, unpack
from monitor.stories import Noting, StoryIndex
from monitor.workers.analysis import prepare
from tools.bench.articles import article, rules
from tools.bench.facts import loop_ms

START = datetime(2026, 11, 20, tzinfo=UTC)
PER_SECOND, KIB_A_STORY, REBUILD_SECONDS = 1200, 60, 10.0
MEASURED = 500
"""Articles that are timed, after those that are live."""

Decided = tuple[StoryChange, ...]
"""What one article did to the stories."""


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print, each beside its target."""
    live = 1000 if short else 10_000
    analysed = list(_articles(live + MEASURED))
    index = StoryIndex()
    kept = _Kept(_placed(index, analysed[:live]), analysed[:live])
    before = _resident_kib()
    start = time.process_time()
    rebuilt = kept.rebuilt()
    seconds = time.process_time() - start
    kib = (_resident_kib() - before) / len(kept.stories)
    gc.freeze()  # as the daemon does when it is ready: no collection walks the live stories again
    rate, decided = _reports_a_second(index, analysed[live:])
    same = _same_decisions(rebuilt, analysed[live:], decided)
    small, big = _cost_in_a_story(20), _cost_in_a_story(100 if short else 400)
    return [
        f"this machine now: {loop_ms(3):.0f} ms for 300,000 entries of a dict (read the rates beside it)",
        f"{live:,} live articles in {len(kept.stories):,} stories",
        f"stories and matching 1,000 rules: {rate:.0f} reports a second (target {PER_SECOND:,})",
        f"  beside it, in a worker: {_us_to_note(analysed[live:]):.0f} us to look at an article's text for the index",
        f"memory: {kib:.0f} KiB a live story, with its history (target {KIB_A_STORY})",
        f"rebuild from what the store holds: {seconds:.1f} s (target {REBUILD_SECONDS:.0f} for 10,000 articles)",
        f"decisions after a restart in the middle: {same} of {len(decided)} the same",
        f"one more report of one story: {small:.0f} us at 20 reports, {big:.0f} us at {100 if short else 400}",
    ]


def _articles(count: int) -> Iterator[Analysed]:
    read = prepare(load_gazetteer(shipped("rules")))
    for n in range(count):
        at = START + timedelta(seconds=n)
        source = Source(id=f"outlet-{n % 7}", configured=True)
        meta = DropMeta(name=f"{n}.txt", source=source, received_at=at, modified_at=at)
        yield from read(article(n).encode(), meta)


class _Kept:
    """What the store holds of stories and of the articles in them, as it lies in its columns."""

    def __init__(self, stories: Sequence[Story], analysed: Sequence[Analysed]) -> None:
        self.stories = [_column(StoryJson(), one) for one in stories]
        self.articles = [(one.article, pack(one.features.encode())) for one in analysed]

    def rebuilt(self) -> StoryIndex:
        """Return an index made of it."""
        index, noting = StoryIndex(), Noting()
        noted = (
            noting.recall(article.id, article.source.id, article.revision_key, unpack(features).decode())
            for article, features in self.articles
        )
        stories = (StoryJson().process_result_value(one, None) for one in self.stories)  # type: ignore[arg-type]  # asks no dialect
        index.restore(stories, (one for one in noted if one))
        return index


def _placed(index: StoryIndex, analysed: Sequence[Analysed]) -> list[Story]:
    found: dict[str, Story] = {}
    for one in analysed:
        for change in index.place(one, one.article.received_at):
            found[change.story.id] = change.story
    return list(found.values())


def _reports_a_second(index: StoryIndex, analysed: Sequence[Analysed]) -> tuple[float, list[Decided]]:
    """Take the median of the processor time of each article: what other processes take is not ours."""
    matcher = _matcher()
    taken, decided = [], []
    for one in analysed:
        start = time.thread_time()
        changes = index.place(one, one.article.received_at)
        matcher.match_seen(Views(one.article, one.facts, one.reports))
        taken.append((time.thread_time() - start) / len(one.reports))
        decided.append(changes)
    return 1 / statistics.median(taken), decided


def _same_decisions(rebuilt: StoryIndex, analysed: Sequence[Analysed], decided: Sequence[Decided]) -> int:
    """Count the articles that an index which was rebuilt decides like the one that never stopped."""
    again = (rebuilt.place(one, one.article.received_at) for one in analysed)
    return sum(one == other for one, other in zip(again, decided, strict=True))


def _us_to_note(analysed: Sequence[Analysed]) -> float:
    noting = Noting()
    start = time.process_time()
    for one in analysed:
        noting.write(one)
    return (time.process_time() - start) / len(analysed) * 1e6


def _matcher() -> Matcher:
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "bench.yml").write_text(rules(1000), encoding="utf-8")
        return compile_rules(load_rule_set(Path(name), receivers={"desk"}, sources=())[0])


def _column(kind: Json, value: object) -> bytes:
    return bytes(kind.process_bind_param(value, None) or b"")  # type: ignore[arg-type]  # it asks no dialect


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
    read = prepare(load_gazetteer(shipped("rules")))
    n = 0
    while True:
        at = START + timedelta(minutes=n)
        filling = article(n * 73).split("\n\n", 3)[-1]
        meta = DropMeta(name=f"{n}.txt", source=Source(id=f"outlet-{n % 7}", configured=True), received_at=at)
        (one,) = read(f"{lead}\n\n{filling}".encode(), replace(meta, modified_at=at))
        yield one
        n += 1


def _resident_kib() -> int:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() // 1024
