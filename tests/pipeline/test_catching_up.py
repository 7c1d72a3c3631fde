"""What came while the daemon was stopped: one summary, and what is critical at once, marked late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from monitor.store.meta import begin_catch_up_when_due, end_catch_up, note_stop, set_mark, take_stop
from monitor.vocabulary import NoticeKind
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of
from tests.pipeline.test_silences import CRITICAL, strike

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}")
    yield made
    made.store.close()


def begin(room: Newsroom, files: int, *, stopped_for: timedelta | None) -> bool:
    return room.store.write(partial(begin_catch_up_when_due, files=files, stopped_for=stopped_for)).result()


def test_what_came_during_a_stop_is_one_summary_and_what_is_critical_goes_at_once(room: Newsroom) -> None:
    assert room.hear(strike(3, "reuters", place="Lviv")) == ["first"]
    assert begin(room, 11, stopped_for=timedelta(minutes=10))
    assert room.hear(strike(14, "reuters"), strike(60, "reuters", place="Odesa"), strike(17, "tass")) == [
        "folded",
        "first",
        "folded",
    ]
    critical = room.outbox()[-1]
    assert critical.notice.late
    room.store.write(end_catch_up).result()
    room.later(minutes=1)
    assert room.keep_schedule() == 1
    summary = room.outbox()[-1]
    assert (summary.notice.kind, summary.notice.late) == (NoticeKind.SUMMARY, True)
    assert summary.title == "Summary: 1 story that came while the monitor was stopped"
    assert room.hear(strike(5, "afp", place="Sumy")) == ["first"], "what comes now is news"


def test_what_lay_there_at_the_first_start_is_an_archive_and_not_late(room: Newsroom) -> None:
    assert begin(room, 201, stopped_for=None)
    assert room.hear(strike(14, "reuters"), strike(60, "reuters", place="Odesa")) == ["folded", "folded"]
    room.store.write(end_catch_up).result()
    room.later(hours=1)
    assert room.keep_schedule() == 1
    summary = room.outbox()[-1]
    assert summary.title == "Summary: 2 stories that lay in the inbox at the start"
    assert not summary.notice.late


def test_after_a_crash_or_with_few_files_everything_is_news(room: Newsroom) -> None:
    room.hear(strike(3, "reuters", place="Lviv"))
    assert not begin(room, 5000, stopped_for=None)
    assert not begin(room, 10, stopped_for=timedelta(hours=8))
    assert not begin(room, 200, stopped_for=timedelta(minutes=9))
    assert begin(room, 201, stopped_for=timedelta(minutes=9))


def test_a_stop_and_how_long_it_was_are_remembered_for_one_start(room: Newsroom) -> None:
    take, note = partial(take_stop, now=NOON), partial(note_stop, now=NOON - timedelta(hours=2))
    assert room.store.write(take).result() is None
    room.store.write(note).result()
    assert room.store.write(take).result() == timedelta(hours=2)
    assert room.store.write(take).result() is None


def test_a_clock_set_back_or_a_stop_noted_by_a_former_version_is_a_short_stop(room: Newsroom) -> None:
    room.store.write(partial(note_stop, now=NOON + timedelta(hours=1))).result()
    assert room.store.write(partial(take_stop, now=NOON)).result() == timedelta(0)
    room.store.write(partial(set_mark, key="stopped_in_order", value="yes")).result()
    assert room.store.write(partial(take_stop, now=NOON)).result() == timedelta(0)
