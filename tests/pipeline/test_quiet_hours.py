"""Quiet hours at the desk: held, told by one summary when they are over, and critical passes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.alerting.policy import policy_of
from monitor.model import Letter
from monitor.store.audit import audit
from monitor.vocabulary import NoticeKind
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, settings
from tests.pipeline.test_silences import CRITICAL, silence, strike

NIGHT = {"name": "night", "times": [{"start_time": "22:00", "end_time": "06:00"}], "location": "Europe/Kyiv"}
QUIET = {
    "time_intervals": [NIGHT],
    "receivers": [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "duty")],
    "route": {
        "receiver": "desk",
        "routes": [
            {"receiver": "duty", "matchers": ["level=critical"], "continue": True},
            {"receiver": "desk", "mute_time_intervals": ["night"]},
        ],
    },
}
EVENING = datetime(2026, 3, 1, 21, 0, tzinfo=UTC)  # 23:00 in Kyiv
MORNING = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def at_night(folder: Path, **changed: object) -> Newsroom:
    room = newsroom_of(folder, f"{RULE}---\n{CRITICAL}", **(QUIET | changed))
    room.now = EVENING
    return room


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = at_night(tmp_path)
    yield made
    made.store.close()


def summaries(room: Newsroom) -> list[Letter]:
    return [letter for letter in room.outbox() if letter.notice.kind is NoticeKind.SUMMARY]


def test_what_comes_at_night_is_one_summary_in_the_morning(room: Newsroom) -> None:
    assert room.hear(strike(14, "reuters")) == ["held"]
    assert room.hear(strike(3, "reuters", place="Odesa")) == ["held"]
    assert room.hear(strike(14, "tass")) == ["repeat"]
    assert room.hear(strike(17, "afp")) == ["held"]
    assert room.outbox() == []
    room.now = MORNING - timedelta(seconds=1)
    assert room.keep_schedule() == 0
    room.now = MORNING
    assert room.keep_schedule() == 1
    assert room.keep_schedule() == 0
    (letter,) = summaries(room)
    assert letter.title == "Summary: 2 stories that came in quiet hours"
    assert letter.entries[0].reason == "match of strike" or "night, until" in letter.entries[0].reason
    subjects = {entry.story.number: entry.subject for entry in letter.entries}
    assert "17" in subjects[1]
    assert room.hear(strike(21, "dpa")) == ["update"]
    assert [one for one in room.store.read(audit) if not one.agrees] == []


def test_hours_that_ended_during_a_stop_are_told_once_at_the_start_and_say_that_it_is_late(room: Newsroom) -> None:
    room.hear(strike(14, "reuters"))
    room.now = MORNING + timedelta(hours=3)
    room.restart()
    assert [room.keep_schedule(), room.keep_schedule()] == [1, 0]
    (letter,) = summaries(room)
    assert letter.notice.late
    assert letter.text == ("This summary is late: it was due at 2026-03-02 04:00 UTC, when the monitor was stopped.",)


def test_a_busy_minute_makes_no_summary_late(room: Newsroom) -> None:
    room.hear(strike(14, "reuters"))
    room.now = MORNING + timedelta(minutes=1)
    assert room.keep_schedule() == 1
    (letter,) = summaries(room)
    assert (letter.notice.late, letter.text) == (False, ())


def test_critical_passes_and_what_waited_is_told_with_it(room: Newsroom) -> None:
    assert room.hear(strike(14, "reuters")) == ["held"]
    assert sorted(room.hear(strike(60, "tass"))) == ["escalated", "first"]
    kinds = {letter.notice.receiver: letter.notice.kind for letter in room.outbox()}
    assert kinds == {"desk": NoticeKind.FIRST, "duty": NoticeKind.FIRST}
    room.now = MORNING
    assert room.keep_schedule() == 0, "nothing is left to tell"


def test_unless_the_route_holds_it(tmp_path: Path) -> None:
    route = {"receiver": "desk", "routes": [{"mute_time_intervals": ["night"], "hold_critical": True}]}
    room = at_night(tmp_path, route=route)
    assert room.hear(strike(60, "reuters")) == ["held"]
    room.now = MORNING
    assert room.keep_schedule() == 1
    room.store.close()


def test_an_update_at_night_of_a_story_told_by_day_waits_too(room: Newsroom) -> None:
    room.now = EVENING - timedelta(hours=2)
    assert room.hear(strike(14, "reuters")) == ["first"]
    room.now = EVENING
    assert room.hear(strike(17, "tass")) == ["held"]
    room.now = MORNING
    room.keep_schedule()
    (entry,) = summaries(room)[0].entries
    assert [(one.before.min, one.after.min) for one in entry.changes if one.before and one.after] == [(14, 17)]


def test_only_in_active_hours(tmp_path: Path) -> None:
    route = {"receiver": "desk", "routes": [{"active_time_intervals": ["office"]}]}
    office = {"name": "office", "times": [{"start_time": "09:00", "end_time": "17:00"}], "weekdays": ["monday:friday"]}
    room = at_night(tmp_path, route=route, time_intervals=[office])
    assert room.hear(strike(14, "reuters")) == ["held"], "a Sunday evening"
    room.now = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert room.keep_schedule() == 1
    room.store.close()


def test_a_clock_that_jumps_tells_it_once(room: Newsroom) -> None:
    room.hear(strike(14, "reuters"))
    made = []
    for hours in (8, 1, 0, 7, 8, 24, 7):
        room.now = EVENING + timedelta(hours=hours)
        made.append(room.keep_schedule())
    assert made == [1, 0, 0, 0, 0, 0, 0]


def test_a_restart_forgets_nothing_that_is_held(room: Newsroom) -> None:
    room.hear(strike(14, "reuters"))
    room.restart()
    room.now = MORNING
    assert room.keep_schedule() == 1


def test_hours_that_leave_the_configuration_open_the_way(room: Newsroom, tmp_path: Path) -> None:
    room.hear(strike(14, "reuters"))
    room.desk.policy = policy_of(settings(tmp_path, **(QUIET | {"time_intervals": []})))
    room.later(hours=1)
    assert room.keep_schedule() == 1
    assert not summaries(room)[0].notice.late, "these hours have no end that was missed"


def test_the_end_of_a_silence_at_night_is_told_in_the_morning(room: Newsroom) -> None:
    silence(room, "place=Belgorod", hours=2)
    assert room.hear(strike(14, "reuters")) == ["silenced"]
    room.later(hours=3)
    assert room.keep_schedule() == 0
    room.now = MORNING
    assert room.keep_schedule() == 1


def test_what_was_held_and_what_was_silenced_is_one_summary(room: Newsroom) -> None:
    silence(room, "place=Belgorod", hours=2)
    room.hear(strike(14, "reuters"))
    room.hear(strike(3, "reuters", place="Odesa"))
    room.now = MORNING
    assert room.keep_schedule() == 1
    (letter,) = summaries(room)
    assert letter.title == "Summary: 2 stories; 1 came in quiet hours, 1 changed while silenced"
    assert len(letter.entries) == 2
