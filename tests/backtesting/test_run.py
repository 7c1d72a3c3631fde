"""A backtest: in order, the same from the cache, two rule sets compared, digests at their time."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import pytest

from monitor.backtesting.compare import ADDED, LOST, SHOWN, Change, Tally, some_of
from monitor.backtesting.facts import analyse_archive
from monitor.backtesting.order import Due, Order
from monitor.backtesting.page import SCREENS, STRIP, Strip, chart_of, strip_of, summary_of, write_page
from monitor.backtesting.run import Decision, Run, Unreadable, Wish
from monitor.cli.archive import FolderArchive
from monitor.cli.backtest_lines import line_of, sum_lines
from monitor.cli.backtest_tables import print_tables
from monitor.errors import StoreError
from monitor.extraction.load import load_knowledge
from monitor.model import Analysed, DropMeta, Gazetteer, Letter
from monitor.program import extractor_version
from monitor.rules.load import load_rule_set
from monitor.rules.ruleset import RuleSet
from monitor.settings import Settings, load_settings
from monitor.store.fact_cache import FactCache
from monitor.workers.analysis import analyse

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
FLOOD = "A flood in Genoa killed {n} people on Sunday, Ansaldo said."
RULE = "title: Deaths\nid: deaths\nlevel: high\nwhen:\n  casualties: {{killed: {{gte: {limit}}}}}\n"
CONFIG = """\
spool: {path: spool}
store: sqlite:///monitor.db
rules: rules
maildir: mail
receivers: [{name: desk, email: {to: [desk@example.org]}, digest: {schedule: "0 7 * * *", location: UTC}}]
route: {receiver: desk}
"""


class Rules(Protocol):
    """Makes the rule of deaths with a limit, and more rules behind it."""

    def __call__(self, limit: int, more: str = "") -> RuleSet: ...


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Three disasters on three days, the first one again byte by byte, and a file that is no article."""
    folder = tmp_path / "archive"
    folder.mkdir()
    texts = [
        FLOOD.format(n=3),
        "Nine miners died when a shaft near Katowice fell in on Tuesday.",
        "A train hit a bus at a crossing near Pune on Wednesday and 40 people were killed.",
        FLOOD.format(n=3),
    ]
    for n, text in enumerate(texts):
        _write(folder / f"{n}.txt", text, START + timedelta(days=n))
    _write(folder / "broken.json", "{", START)
    return folder


def _write(path: Path, text: str, at: datetime) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at.timestamp(), at.timestamp()))


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """The rule of deaths with a limit."""

    def load(limit: int, more: str = "") -> RuleSet:
        folder = tmp_path / f"rules-{limit}"
        folder.mkdir(exist_ok=True)
        (folder / "r.yml").write_text(RULE.format(limit=limit) + more, encoding="utf-8")
        return load_rule_set(folder)[0]

    return load


@pytest.fixture(scope="module", autouse=True)
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for tests that do not look at it: a worker starts in half a second."""
    SHARED.append(tmp_path_factory.mktemp("cache"))
    return SHARED[0]


SHARED: list[Path] = []


def run_over(archive: Path, new: RuleSet, **wish: object) -> Run:
    settings = wish.get("settings")
    wish = {"cache": SHARED[-1]} | wish
    files = FolderArchive(archive, settings if isinstance(settings, Settings) else None)
    return Run(Wish(archive=files, files=files.count(), new=new, **wish))  # type: ignore[arg-type]


def lines_of(run: Run) -> list[dict[str, object]]:
    return [line_of(one, with_facts=True, with_all=True) for one in run.outcomes()]


def test_the_second_run_reads_the_cache_and_says_the_same(
    tmp_path: Path, archive: Path, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = lines_of(run_over(archive, rules(1), cache=cache))
    monkeypatch.setattr("monitor.backtesting.facts.Workers.start", _refused)
    monkeypatch.setattr("monitor.backtesting.placing.StoryIndex.place", _refused)
    assert lines_of(run_over(archive, rules(1), cache=cache)) == first
    assert [line["file"] for line in first] == ["broken.json", "0.txt", "1.txt", "2.txt", "3.txt"]
    assert [line.get("relation") for line in first] == [None, "new", "new", "new", "copy"]
    assert first[4]["story"] == first[1]["story"]
    assert first[4]["decisions"] == []
    with pytest.raises(AssertionError):
        lines_of(run_over(archive, rules(1), cache=None))  # without a cache everything is read anew


FEED = """<rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>"""
ITEM = (
    "<item><guid>{guid}</guid><title>{title}</title><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>"
    "<description>{text}</description></item>"
)


def test_an_entry_of_a_feed_that_is_fetched_again_is_told_once_unless_it_says_something_else(
    tmp_path: Path, rules: Rules
) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    flood = ITEM.format(guid="a", title="Flood", text=FLOOD.format(n=3))
    crash = "A bus crashed near Pune on Sunday and {n} people were killed."
    fetched = [flood, ITEM.format(guid="b", title="Crash", text=crash.format(n=4))]
    again = [flood, ITEM.format(guid="b", title="Crash", text=crash.format(n=9))]
    for n, items in enumerate((fetched, again)):
        _write(folder / f"{n}.xml", FEED.format(items="".join(items)), START + timedelta(hours=n))
    run = run_over(folder, rules(1), cache=tmp_path / "cache")
    told = [
        (one.placed.due.name, one.placed.seats[0].relation, [decision.kind for decision in one.decided.decisions])
        for one in run.outcomes()
        if isinstance(one, Decision)
    ]
    assert told == [
        ("0.xml", "new", ["first"]),
        ("0.xml", "new", ["first"]),
        ("1.xml", "copy", []),
        ("1.xml", "revision", ["update"]),
    ]


SOURCES = """sources:
  - {id: agency, inbox: agency/, kind: agency}
  - {id: daily, inbox: daily/, kind: outlet}
"""


def test_an_outlet_that_is_known_is_heard_after_a_strangers_print_of_its_bytes(tmp_path: Path, rules: Rules) -> None:
    """As at intake: a stranger's print silences nobody; who comes after one that is known has nothing of its own."""
    folder = tmp_path / "prints"
    for hours, outlet in enumerate(("stranger", "agency", "daily", "stranger2")):
        (folder / outlet).mkdir(parents=True)
        _write(folder / outlet / "flood.txt", FLOOD.format(n=3), START + timedelta(hours=hours))
    config = tmp_path / "monitor.yaml"
    config.write_text(CONFIG + SOURCES, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    for _ in ("worked out", "from the cache"):
        run = run_over(folder, rules(1), cache=tmp_path / "cache", settings=load_settings(config))
        told = [one for one in run.outcomes() if isinstance(one, Decision)]
        assert [str(one.placed.seats[0].relation) for one in told] == ["new", "report", "copy", "copy"]
        assert [one.placed.copy for one in told] == [False, False, True, True]
        assert len({one.placed.seats[0].story_id for one in told}) == 1
        assert len({one.placed.analysed.article.id for one in told}) == 2


def _refused(*_: object) -> None:
    raise AssertionError("it was to come from the cache")


def test_a_changed_file_is_read_again(tmp_path: Path, archive: Path, rules: Rules) -> None:
    cache = tmp_path / "cache"
    lines_of(run_over(archive, rules(5), cache=cache))
    _write(archive / "0.txt", FLOOD.format(n=12), START)
    told = [one for one in run_over(archive, rules(5), cache=cache).outcomes() if isinstance(one, Decision)]
    assert [one.decided.decisions[0].kind for one in told if one.placed.due.name == "0.txt"] == ["first"]


def test_what_another_program_read_is_forgotten(tmp_path: Path) -> None:
    with FactCache(tmp_path / "facts.db", "one", date(2026, 3, 2)) as cache:
        cache.keep(b"key", ("2026",), ())
        assert cache.find(b"key") == (("2026",), None)
    with FactCache(tmp_path / "facts.db", "one", date(2026, 5, 2)) as cache:
        assert cache.find(b"key") == (("2026",), None)
    with FactCache(tmp_path / "facts.db", "one", date(2026, 7, 2)) as cache:  # asked for two months ago: kept
        assert cache.find(b"key") is not None
    with FactCache(tmp_path / "facts.db", "two", date(2026, 7, 2)) as cache:
        assert cache.find(b"key") is None
    assert len(extractor_version()) == 32


def test_a_cache_of_another_form_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "facts.db") as old:
        old.execute("CREATE TABLE facts (key BLOB PRIMARY KEY, version TEXT, used INTEGER, due TEXT)")
        old.execute("INSERT INTO facts VALUES (x'01', 'one', 1, '[]')")
    old.close()
    text = FLOOD.format(n=3)
    seen = replace(read_text(text), features="what the index of stories sees")
    with FactCache(tmp_path / "facts.db", "one", date(2026, 3, 2)) as cache:
        assert cache.find(b"\x01") is None
        cache.keep(b"\x01", ("2026",), (seen,))
        assert cache.articles_to_place(b"\x01") == (seen,)
        assert cache.articles(b"\x01") == (replace(seen, features=""),)


def read_text(text: str) -> Analysed:
    meta = DropMeta(name="a.txt", received_at=START, modified_at=START)
    (analysed,) = analyse(text.encode(), meta, load_knowledge(Gazetteer()))
    return analysed


def test_a_comparison_says_what_a_change_adds_and_loses_with_the_evidence(archive: Path, rules: Rules) -> None:
    other = "---\ntitle: Mines\nid: mines\nlevel: low\nwhen:\n  keywords: [miners]\n"
    run = run_over(archive, rules(2), old=rules(10, other))
    changes = [change for one in run.outcomes() if isinstance(one, Decision) for change in one.changes]
    assert [(one.kind, one.file, one.rules) for one in changes] == [(ADDED, "0.txt", ("deaths",))]
    assert changes[0].evidence[0].startswith("casualties: killed at least 2: killed 3 “")
    assert changes[0].why_not == ("deaths: killed 3, needs at least 10",)
    back = run_over(archive, rules(10, other), old=rules(2))
    lost = [change for one in back.outcomes() if isinstance(one, Decision) for change in one.changes]
    assert [(one.kind, one.file) for one in lost] == [(LOST, "0.txt")]
    assert list(sum_lines(back.tally))[-1] == {
        "total": {"articles": 4, "unreadable": 1, "notices": 2, "before": 3, "added": 0, "lost": 1, "digest_only": 0}
    }
    assert {"day": "2026-03-03", "rule": "mines", "notices": 1, "before": 0} in list(sum_lines(back.tally))


def test_a_rule_set_with_other_actors_has_facts_of_its_own(tmp_path: Path, archive: Path, rules: Rules) -> None:
    new, old = rules(1), rules(2)
    (tmp_path / "rules-2" / "actors").mkdir()
    actor = "- {id: ansaldo, name: Ansaldo, kind: organisation}\n"
    (tmp_path / "rules-2" / "actors" / "own.yml").write_text(actor, encoding="utf-8")
    old = load_rule_set(tmp_path / "rules-2")[0]
    run = run_over(archive, new, old=old)
    told = [one for one in run.outcomes() if isinstance(one, Decision)]
    assert [one.before is not None and one.before.analysed.facts == one.decided.analysed.facts for one in told] == [
        False,
        True,
        True,
        False,
    ]


def test_digests_come_as_lines_at_their_time(tmp_path: Path, archive: Path, rules: Rules) -> None:
    (tmp_path / "monitor.yaml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    settings = load_settings(tmp_path / "monitor.yaml")
    outcomes = list(run_over(archive, rules(1), settings=settings).outcomes())
    digests = [one for one in outcomes if isinstance(one, Letter)]
    assert [one.notice.created_at for one in digests] == [datetime(2026, 3, day, 7, tzinfo=UTC) for day in (3, 4, 5, 6)]
    assert [len(one.entries) for one in digests] == [1, 1, 1, 0]
    files = [line_of(one, with_facts=False, with_all=False) for one in outcomes]
    told = [line.get("file") or line["notice"] for line in files]
    assert told == ["broken.json", "0.txt", "digest", "1.txt", "digest", "2.txt", "digest", "3.txt", "digest"]
    assert "drops 1 = 1 processed + 0 quarantined + 0 waiting + 0 ignored" in digests[0].text


def test_a_million_articles_are_sorted_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.backtesting.order.RUN", 10)
    order = Order(tmp_path)
    for n in reversed(range(95)):
        order.add(Due(at=f"2026-01-{n % 28 + 1:02}", name=f"{n}\udcff", entry=n))
    order.add_error("bad", "it is broken")
    heard = list(order)
    assert heard[0].error == "it is broken"
    assert heard == sorted(heard)
    assert {due.entry for due in heard[1:]} == set(range(95))
    assert len(list(tmp_path.iterdir())) == 10
    assert list(order) == heard  # it may be asked again


def test_what_an_experimental_rule_would_put_into_digests_is_counted_and_shown(
    tmp_path: Path, archive: Path, rules: Rules, capsys: pytest.CaptureFixture[str]
) -> None:
    run = run_over(archive, rules(1, "status: experimental\n"))
    decided = [one for outcome in run.outcomes() if isinstance(outcome, Decision) for one in outcome.decided.decisions]
    assert decided
    assert not any(one.alert for one in decided)
    ((rule, count),) = run.tally.digest_only.items()
    assert count > 1
    assert run.tally.rules() == [rule]
    print_tables(run.tally, "archive", compared=False)
    assert re.search(rf"digest only.*\n{rule} +0 +{count} ", capsys.readouterr().out)
    write_page(tmp_path / "page.html", run.tally, archive="archive", compared=False)
    assert '<th class="n">Digest only</th>' in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_page_needs_nothing_from_elsewhere_and_shows_text_as_text(
    tmp_path: Path, archive: Path, rules: Rules
) -> None:
    _write(archive / "<b>x.txt", "<script>alert(1)</script>\n\n" + FLOOD.format(n=4), START + timedelta(hours=1))
    run = run_over(archive, rules(1), old=rules(30))
    assert [one.name for one in run.outcomes() if isinstance(one, Unreadable)] == ["broken.json"]
    write_page(tmp_path / "page.html", run.tally, archive="archive", compared=True)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not [word for word in ("http:", "https:", "src=", "url(", "@import") if word in page]
    assert "needs at least 30" in page
    assert page.count('<rect class="now"') == 2 * 4  # one for each day, for wide screens and for phones
    assert page.count('<rect class="up"') == 2 * 4
    assert "fewer in 4 days, " in page or "more in 4 days, " in page


def test_bars_stand_for_spans_of_days_where_there_are_many() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(200)]
    wide, narrow = SCREENS
    chart = chart_of({days[3]: 7, days[4]: 5}, {}, days, wide)
    assert chart.unit == "per 4 days"
    assert len(chart.bars) == 50
    assert [bar.label for bar in chart.bars[:2]] == [
        "2024-01-01 to 2024-01-04: 7 notices",
        "2024-01-05 to 2024-01-08: 5 notices",
    ]
    assert [tick.label for tick in chart.heights] == ["0", "2", "4", "6", "8"]
    assert chart_of({days[3]: 7}, {}, days, narrow).unit == "per 8 days"
    assert chart_of({days[3]: 7}, {}, days[:197], wide).unit == "per 4 days (the last bar: 1 day)"


def test_the_summary_says_how_many_more_or_fewer_and_how_many_a_day() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(10)]
    tally = Tally()
    tally.notices[days[1], "r"] = 1
    tally.days.update({days[1]: 1_200, days[4]: 34})
    assert summary_of(tally, days, compared=False) == (
        "123.4 notices a day in 10 days; the busiest day was 2024-01-02 with 1,200."
    )
    tally.days_before[days[2]] = 1_300
    tally.totals.update({ADDED: 4, LOST: 70})
    assert summary_of(tally, days, compared=True) == (
        "66 notices fewer in 10 days, 123.4 a day instead of 130.0: 4 are new, 70 are no longer told."
    )
    tally.days_before[days[2]] = 1_233
    tally.totals[ADDED] = 1
    assert summary_of(tally, days, compared=True) == (
        "1 notice more in 10 days, 123.4 a day instead of 123.3: 1 is new, 70 are no longer told."
    )
    tally.days_before = tally.days
    assert summary_of(tally, days[:1], compared=True).startswith("As many in one day, 1,234.0 a day instead of 1,234.0")
    assert not summary_of(Tally(), [], compared=True)


@pytest.mark.parametrize("count", [0, 3, SHOWN, SHOWN + 1, 5_000])
def test_the_examples_are_of_the_whole_time_however_many_changes_there_are(count: int) -> None:
    tally = Tally()
    for n in range(count):
        tally.note(_change(n))
    numbers = [int(one.file) for one in tally.examples[ADDED]]
    assert tally.totals[ADDED] == count
    assert len(numbers) == count if count <= SHOWN else SHOWN / 2 <= len(numbers) <= SHOWN
    assert len({after - before for before, after in pairwise(numbers)}) <= 1
    assert count - numbers[-1] <= count / 40 + 1 if numbers else not count
    few = [int(one.file) for one in some_of(tally.examples[ADDED], 10)]
    assert len(few) == min(count, 10)
    assert not few or (few[0] == 0 and few[-1] >= count * 0.6)


def _change(n: int) -> Change:
    return Change(
        kind=ADDED, file=str(n), article="a", title="t", day=date(2024, 1, 1), receiver="desk", story="s",
        decision="first", rules=("r",), evidence=(), why_not=(),
    )  # fmt: skip


def test_a_strip_shows_what_a_change_adds_and_loses_where_the_totals_are_alike() -> None:
    days = [date(2024, 1, 1) + timedelta(days=n) for n in range(10)]
    tally = Tally()
    tally.changed_days.update({(ADDED, days[2]): 4, (LOST, days[2]): 1, (LOST, days[5]): 2})
    strip = strip_of(tally, days, SCREENS[0])
    assert strip.most == 4
    assert [(bar.now, bar.before) for bar in strip.bars if bar.now or bar.before] == [
        (STRIP / 2, STRIP / 8),
        (0.0, STRIP / 4),
    ]
    assert strip.bars[2].label == "2024-01-03: 4 added, 1 lost"
    assert strip_of(Tally(), [], SCREENS[0]) == Strip(bars=(), most=0)


def test_every_line_is_json(archive: Path, rules: Rules) -> None:
    run = run_over(archive, rules(1), old=rules(1))
    lines = [json.dumps(line) for line in lines_of(run)]
    assert len(lines) == 5
    assert json.loads(lines[1])["changes"] == []


def test_a_cache_without_room_says_which_and_what_to_do(tmp_path: Path) -> None:
    """The database's own limit of pages stands in for a full disk."""
    cache = FactCache(tmp_path / "facts.db", "one", date(2026, 3, 2))
    cache._db.execute("PRAGMA max_page_count = 4")
    with pytest.raises(StoreError, match=r"facts\.db cannot be used: database or disk is full; name another folder"):
        cache.keep(b"key", tuple(str(n) for n in range(10_000)), ())
    cache.__exit__(StoreError, StoreError("the same"), None)


class Interrupting:
    """An archive at whose fortieth file somebody presses Ctrl-C."""

    def __init__(self, task: list[asyncio.Task[None]]) -> None:
        self._task = task

    def names(self) -> Iterator[str]:
        for n in range(80):
            if n == 40:
                self._task[0].cancel()
            yield f"{n}.txt"

    def read(self, name: str) -> tuple[bytes, DropMeta]:
        return FLOOD.format(n=int(name[:-4]) + 2).encode(), DropMeta(name=name, received_at=START)


async def test_an_interrupt_of_the_reading_is_nobodys_error(tmp_path: Path) -> None:
    said: list[dict[str, object]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: said.append(context))
    order, task = Order(tmp_path / "order.db"), []
    with FactCache(tmp_path / "facts.db", "one", date(2026, 3, 2)) as cache:
        reading = analyse_archive(
            Interrupting(task), order, cache=cache, gazetteer=Gazetteer(), jobs=1, on_file=lambda: None
        )
        task.append(asyncio.create_task(reading))
        await asyncio.wait(task)
    assert task.pop().cancelled()  # the last that knows of what was under way
    gc.collect()
    assert said == []
