"""A reminder is as loud as the rule that asks for it, whatever the alert has become."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery.render import render
from monitor.delivery.templates import Templates
from monitor.model import Letter
from monitor.vocabulary import Level, NoticeKind
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, settings
from tests.pipeline.conftest import told as say
from tests.pipeline.test_digests import claimed
from tests.pipeline.test_quiet_hours import EVENING, MORNING, QUIET
from tests.pipeline.test_silences import CRITICAL, silence, strike

REMINDING = f"{RULE}realert: 1h\n"
BOTH = f"{REMINDING}---\n{CRITICAL}"
SAME = {
    "tass": "Traders were opening their stalls on Sunday when a missile hit the market of Belgorod. 60 were killed.",
    "afp": "Sixty people died in Belgorod when its market was struck by a missile on Sunday, doctors say at noon.",
    "ap": "The market at Belgorod lies in ruins: that missile on Sunday cost 60 lives, and relatives gather outside.",
}
DESK = {"receivers": QUIET["receivers"][:1], "route": {"receiver": "desk"}}  # type: ignore[index]


def unchanged(room: Newsroom, source: str = "tass") -> list[str]:
    """Let another report come that tells nothing new, and is no copy."""
    return room.hear(claimed(say(SAME[source], killed=60, source=source, at=room.now)))


def last(room: Newsroom) -> Letter:
    return room.outbox()[-1]


def test_a_reminder_of_a_critical_story_has_the_level_of_the_rule_that_asks(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, BOTH, **DESK)
    assert room.hear(strike(60, "reuters")) == ["first"]
    assert last(room).notice.level is Level.CRITICAL
    room.later(hours=2)
    assert unchanged(room) == ["reminder"]
    letter = last(room)
    assert (letter.notice.level, letter.alert.level if letter.alert else None) == (Level.HIGH, Level.CRITICAL)
    receiver = settings(tmp_path, **DESK).receivers[0]
    raw = render(letter, receiver, from_="m@example.org", templates=Templates.load(), now=room.now).raw.decode()
    text = raw.replace("=\r\n", "")
    assert "Subject: [HIGH] Belgorod: 60 killed" in text
    assert "X-Monitor-Level: high" in text
    assert "This reminder is high, as the rule that asks for it; the alert itself is critical." in text
    room.store.close()


def test_the_rise_of_the_alert_is_remembered_over_a_lesser_reminder(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, BOTH, **DESK)
    room.hear(strike(60, "reuters"))
    room.later(hours=2)
    assert unchanged(room) == ["reminder"]
    assert room.hear(strike(70, "afp")) == ["update"], "it is critical already: nothing rose"
    assert last(room).notice.level is Level.CRITICAL
    room.store.close()


def test_a_lesser_reminder_wakes_nobody_at_night_though_the_alert_would(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, BOTH, **QUIET)
    room.now = EVENING
    assert sorted(room.hear(strike(60, "reuters"))) == ["first", "first"]
    room.later(hours=2)
    assert sorted(unchanged(room)) == ["held", "repeat"]
    room.later(minutes=10)
    assert sorted(room.hear(strike(70, "afp"))) == ["update", "update"], "what is critical itself passes the night"
    room.now = MORNING
    room.keep_schedule()
    kinds = [(one.notice.receiver, one.notice.kind) for one in room.outbox()]
    assert ("desk", NoticeKind.SUMMARY) not in kinds, "the update told what the reminder would have"
    room.store.close()


def test_a_reminder_held_at_night_is_told_in_the_morning_at_its_own_level(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, BOTH, **QUIET)
    room.now = EVENING
    room.hear(strike(60, "reuters"))
    room.later(hours=2)
    assert sorted(unchanged(room)) == ["held", "repeat"]
    room.now = MORNING
    assert room.keep_schedule() == 1
    summary = last(room)
    assert (summary.notice.kind, summary.notice.level) == (NoticeKind.SUMMARY, Level.HIGH)
    assert [entry.subject[:6] for entry in summary.entries] == ["[HIGH]"]
    room.store.close()


@pytest.mark.parametrize(("matcher", "kind"), [("level=high", "silenced"), ("level=critical", "reminder")])
def test_a_silence_by_level_means_the_level_of_the_reminder(tmp_path: Path, matcher: str, kind: str) -> None:
    room = newsroom_of(tmp_path, BOTH, **DESK)
    room.hear(strike(60, "reuters"))
    silence(room, matcher, hours=5)
    room.later(hours=2)
    assert unchanged(room) == [kind]
    room.store.close()


def test_a_lesser_reminder_waits_for_nobody_to_take_it_up(tmp_path: Path) -> None:
    escalating = {
        "receivers": QUIET["receivers"],
        "route": {"receiver": "desk", "escalate": {"after": "15m", "receiver": "duty"}},
    }
    room = newsroom_of(tmp_path, BOTH, **escalating)
    room.hear(strike(60, "reuters"))
    room.later(minutes=15)
    assert room.keep_schedule() == 1
    room.later(hours=2)
    assert "reminder" in unchanged(room)
    room.later(hours=1)
    assert room.keep_schedule() == 0
    room.store.close()


def test_no_reminder_is_early_or_twice_when_the_clocks_are_changed(tmp_path: Path) -> None:
    """Hours that pass are counted, not what a clock on the wall shows: also over the end of March in Kyiv."""
    room = newsroom_of(tmp_path, BOTH, **DESK)
    room.now = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # 02:30 in Kyiv; half an hour later it is 04:00 there
    room.hear(strike(60, "reuters"))
    room.later(minutes=59)
    assert unchanged(room) == ["repeat"]
    room.later(minutes=1)
    assert unchanged(room, "afp") == ["reminder"]
    room.now -= timedelta(hours=1)
    assert unchanged(room, "ap") == ["repeat"], "the clock was set back by an hour"
    room.store.close()


@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24", "2028-02-28"])
def test_a_day_until_the_reminder_has_24_hours_whatever_the_clocks_do(tmp_path: Path, day: str) -> None:
    room = newsroom_of(tmp_path, BOTH.replace("realert: 1h", "realert: 1d"), **DESK)
    room.now = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(UTC)
    room.hear(strike(60, "reuters"))
    room.later(hours=23, minutes=59)
    assert unchanged(room) == ["repeat"]
    room.later(minutes=1)
    assert unchanged(room, "afp") == ["reminder"]
    room.store.close()
