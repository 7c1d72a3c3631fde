"""A scripted week: who was told what and when, to the letter, and the same after any interruption."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Select, func, select

from monitor.cli.story_page import history_of, page
from monitor.store import Connection
from monitor.store.audit import audit
from monitor.store.schema import alerts, articles, decisions, entries, notices
from monitor.store.stories import story_with_id
from monitor.vocabulary import NoticeKind, Verdict
from tests.desk import text_of
from tests.week.journal import as_mail, delivered, files_of, journal
from tests.week.script import read_week, write_week
from tests.week.week import END, HERE, Week, moments

GOLDEN = HERE / "golden.txt"
RESTARTS = 20
HITS = (Verdict.MATCH, Verdict.POSSIBLE, Verdict.EXCLUDED)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    """The week, its desk started again at twenty moments: the log was written without, and `backtest` knows of none."""
    folder = quick_folder(tmp_path_factory.mktemp("week"))
    script = moments(read_week(HERE / "stories"))
    stops = set(random.Random(7).sample(range(len(script)), RESTARTS))  # noqa: S311 - any moments will do
    week = Week(folder)
    for n, moment in enumerate(script):
        if n in stops:
            week.close()
            week = Week(folder, at=moment.at)
        week.play(moment)
    week.close()
    week = Week(folder, at=END)
    yield week
    week.close()
    shutil.rmtree(folder)


def quick_folder(otherwise: Path) -> Path:
    """Return an empty folder in memory where there is such a place: six hundred messages wait for no disk."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
    return Path(tempfile.mkdtemp(dir=memory)) if os.access(memory, os.W_OK) else otherwise


def test_everybody_hears_what_the_log_says(played: Week) -> None:
    log = journal(played.store)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(log, encoding="utf-8")
    assert log == GOLDEN.read_text(encoding="utf-8")


def test_every_message_written_was_delivered_and_no_other(played: Week) -> None:
    folder = played.settings.maildir
    assert folder
    rendered = played.store.read(lambda c: dict(c.execute(select(notices.c.message_id, notices.c.rendered)).all()))
    sent = delivered(folder.parent)
    assert set(sent) == set(rendered)


def test_the_script_is_as_rich_as_a_week() -> None:
    items = read_week(HERE / "stories")
    assert len(items) >= 150
    assert len(list((HERE / "stories").glob("*.txt"))) >= 12
    assert {item.form for item in items} == {"json", "eml", "rss", "txt"}


def test_nobody_hears_the_first_of_a_story_twice(played: Week) -> None:
    def firsts(connection: Connection) -> Counter[tuple[str, str]]:
        query = select(alerts.c.story_id, notices.c.receiver).join(alerts, alerts.c.id == notices.c.alert_id)
        by_story = query.where(notices.c.kind == NoticeKind.FIRST, alerts.c.about == alerts.c.story_id)
        return Counter((row.story_id, row.receiver) for row in connection.execute(by_story))

    counted = played.store.read(firsts)
    assert counted
    assert max(counted.values()) == 1


def test_every_match_is_told_or_withheld_with_a_reason(played: Week) -> None:
    rows = played.store.read(lambda c: c.execute(select(decisions.c.kind, decisions.c.reason)).all())
    assert len(rows) > len(read_week(HERE / "stories"))
    assert [row for row in rows if not row.reason] == []


def test_every_sum_agrees_at_the_end_of_the_week(played: Week) -> None:
    assert [one for one in played.store.read(audit) if not one.agrees] == []


def test_a_backtest_of_the_week_decides_the_same(played: Week, tmp_path: Path) -> None:
    write_week(read_week(HERE / "stories"), tmp_path)
    settings = ["--config", str(HERE / "monitor.yaml"), "--silences", str(HERE / "silences.yaml")]
    command = [sys.executable, "-m", "monitor", "backtest", str(tmp_path), *settings, "--json", "--no-cache"]
    told = subprocess.run([*command, "--jobs", "1"], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    rehearsed = {
        (line["file"], one["receiver"], one["story"]): (one["decision"], tuple(one["rules"]))
        for line in lines
        if "file" in line
        for one in line["decisions"]
    }
    assert rehearsed == played.store.read(decided)
    assert [(one["notice"], one["receiver"], one["at"]) for one in lines if "notice" in one] == played.store.read(
        gathered
    )


def decided(connection: Connection) -> dict[tuple[str, str, str], tuple[str, tuple[str, ...]]]:
    """Return what was decided by file, receiver and story."""
    files = files_of(connection)
    rows = connection.execute(select(decisions)).mappings()
    return {
        (files[row["article_id"]], row["receiver"], row["story_id"]): (row["kind"], tuple(row["rules"])) for row in rows
    }


def gathered(connection: Connection) -> list[tuple[str, str, str]]:
    """Return the summaries and digests in the order a backtest tells them: the summary first."""
    of_many = notices.c.kind.in_((NoticeKind.SUMMARY, NoticeKind.DIGEST))
    order = (notices.c.created_at, notices.c.kind.desc(), notices.c.receiver)
    rows = connection.execute(select(notices).where(of_many).order_by(*order)).mappings()
    return [(row["kind"], row["receiver"], row["created_at"].isoformat()) for row in rows]


def test_every_article_that_a_rule_matched_was_told_or_withheld_with_a_reason(played: Week) -> None:
    def left_out(connection: Connection) -> list[str]:
        said = connection.execute(select(articles.c.id, articles.c.matches))
        matched = {article for article, matches in said if any(one.verdict in HITS for one in matches or ())}
        reasons = connection.execute(select(decisions.c.article_id, decisions.c.reason))
        return sorted(matched - {article for article, reason in reasons if reason})

    assert played.store.read(left_out) == []


def test_each_entry_of_a_digest_is_listed_once_and_the_sums_are_those_of_the_decisions(played: Week) -> None:
    for receiver in ("desk", "analyst"):
        digests = played.store.read(partial(digests_of, receiver=receiver))
        unlisted = select(func.count()).where(
            entries.c.receiver == receiver, entries.c.digest_id.is_(None), entries.c.at < digests[-1][0]
        )
        assert played.store.read(partial(_count, query=unlisted)) == 0
        made = select(func.count()).where(decisions.c.receiver == receiver, decisions.c.at < digests[-1][0])
        sums = [sum_of(text) for _, text in digests]
        assert sum(whole for whole, _ in sums) == played.store.read(partial(_count, query=made))
        assert all(whole == sum(parts) for whole, parts in sums)


def digests_of(connection: Connection, receiver: str) -> list[tuple[datetime, str]]:
    query = select(notices.c.created_at, notices.c.rendered).where(
        notices.c.receiver == receiver, notices.c.kind == NoticeKind.DIGEST
    )
    return [(at, text_of(as_mail(raw))) for at, raw in connection.execute(query.order_by(notices.c.created_at))]


def sum_of(digest: str) -> tuple[int, list[int]]:
    """Read `decisions 47 = 22 told at once + 5 for this digest only + 20 not sent`."""
    (line,) = [line for line in digest.splitlines() if line.startswith("decisions ")]
    whole, *parts = [int(number) for number in re.findall(r"\d+", line)]
    return whole, parts


def _count(connection: Connection, query: Select[tuple[int]]) -> int:
    return int(connection.execute(query).scalar_one())


def test_what_is_known_to_be_wrong_is_still_in_the_log() -> None:
    """A line that became right leaves the list."""
    log = GOLDEN.read_text(encoding="utf-8")
    known = re.findall(r"^- `([^`]+)`", (HERE / "known_wrong.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert known
    assert [piece for piece in known if piece not in log] == []


def test_the_history_of_a_story_holds_every_message_about_it(played: Week) -> None:
    """Those of its own, and the summaries and digests that told it."""
    own = select(alerts.c.story_id, notices.c.n).join(notices, notices.c.alert_id == alerts.c.id)
    told = played.store.read(lambda c: c.execute(own).all())
    listed = select(entries.c.story_id, notices.c.subject).join(notices, notices.c.id == entries.c.summary_id)
    by_summary = played.store.read(lambda c: c.execute(listed.where(notices.c.kind == NoticeKind.SUMMARY)).all())
    wanted = [(row.story_id, f"message {row.n} ") for row in told]
    wanted += [(row.story_id, f"told by a summary, sent: {row.subject}") for row in by_summary]
    pages = {story: played.store.read(partial(_page_of, story_id=story)) for story in {story for story, _ in wanted}}
    assert len(pages) > 12
    assert [(story, words) for story, words in wanted if words not in pages[story]] == []


def _page_of(connection: Connection, story_id: str) -> str:
    row = story_with_id(connection, story_id)
    assert row
    return page(history_of(connection, row))
