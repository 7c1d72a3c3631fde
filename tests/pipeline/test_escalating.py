"""A critical alert that nobody takes up goes to another receiver, once, whatever is restarted meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.alerting.policy import policy_of
from monitor.delivery import Templates, render, subject_of
from monitor.delivery.compose import brief_of
from monitor.store.audit import audit
from monitor.store.instructions import Instruction, InstructionKind, instruct
from monitor.vocabulary import NoticeKind
from tests.pipeline.conftest import RULE, START, Newsroom, newsroom_of, settings
from tests.pipeline.conftest import told as say
from tests.pipeline.test_digests import claimed
from tests.pipeline.test_silences import CRITICAL, strike, tell

SETTINGS = {
    "receivers": [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("duty", "ops")],
    "route": {"receiver": "duty", "routes": [{"escalate": {"after": "15m", "receiver": "ops"}}]},
}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}", **SETTINGS)
    yield made
    made.store.close()


def told(room: Newsroom) -> list[tuple[str, str]]:
    return [(letter.notice.receiver, letter.notice.kind.value) for letter in room.outbox()]


def test_what_nobody_takes_up_goes_to_another_receiver_once(room: Newsroom) -> None:
    assert room.hear(strike(60, "reuters")) == ["first"]
    room.later(minutes=14)
    assert room.keep_schedule() == 0
    room.restart()
    room.later(minutes=1)
    assert room.keep_schedule() == 1
    room.later(hours=1)
    assert room.keep_schedule() == 0
    assert told(room) == [("duty", "first"), ("ops", "escalated")]
    letter = room.outbox()[-1]
    assert subject_of(letter).startswith("[CRITICAL] NOT TAKEN UP: Belgorod: 60 killed")
    assert subject_of(letter, "thread").startswith("[CRITICAL] NOT TAKEN UP: Belgorod: ")
    assert letter.text == (
        "Nobody has taken this up: `duty` was told 15 minutes ago and did not answer. "
        "Take it up with: media-monitor alerts ack 1",
    )
    assert letter.article
    assert letter.report
    assert [one for one in room.store.read(audit) if not one.agrees] == []


def test_a_time_that_ended_during_a_stop_is_told_once_at_the_start_and_says_how_late_it_is(room: Newsroom) -> None:
    room.hear(strike(60, "reuters"))
    room.later(hours=3, minutes=20)
    room.restart()
    assert [room.keep_schedule(), room.keep_schedule()] == [1, 0]
    letter = room.outbox()[-1]
    assert letter.notice.late
    assert letter.text[0].startswith("Nobody has taken this up: `duty` was told over 3 hours ago and did not answer.")
    brief = brief_of(letter, ZoneInfo("UTC"), subject_of(letter))
    assert brief.first_line.startswith("LATE: NOT TAKEN UP: 60 killed")
    assert "still" not in brief.first_line, "it is the first that this receiver hears of it"


def test_what_somebody_took_up_during_a_stop_is_not_passed_on_before_that_is_written_down(room: Newsroom) -> None:
    room.hear(strike(60, "reuters"))
    alert = room.outbox()[0].alert
    assert alert
    wish = Instruction(kind=InstructionKind.ACK, target=alert.id, who="eva", why="")
    room.store.write(lambda connection: instruct(connection, wish, room.now)).result()
    room.later(hours=1)
    assert room.keep_schedule() == 0, "the schedule may look before the desk does"
    room.decide()
    assert room.keep_schedule() == 0
    assert told(room) == [("duty", "first")]


def test_who_was_told_in_the_end_hears_what_changes(room: Newsroom) -> None:
    room.hear(strike(60, "reuters"))
    room.later(minutes=15)
    room.keep_schedule()
    assert room.hear(strike(70, "tass")) == ["update", "update"]
    assert told(room)[-2:] == [("duty", "update"), ("ops", "update")]
    room.later(hours=1)
    assert room.keep_schedule() == 0, "an alert is passed on once, and not back"


def test_what_somebody_took_up_goes_to_nobody_else(room: Newsroom) -> None:
    room.hear(strike(60, "reuters"))
    alert = room.outbox()[0].alert
    assert alert
    assert tell(room, InstructionKind.ACK, alert.id) == (True, "acknowledged by eva")
    room.later(hours=1)
    assert room.keep_schedule() == 0
    assert room.hear(strike(70, "tass")) == ["update"]
    room.later(hours=1)
    assert room.keep_schedule() == 0


def test_only_critical_alerts_wait_for_somebody_from_when_they_are_critical(room: Newsroom) -> None:
    assert room.hear(strike(14, "reuters")) == ["first"]
    room.later(hours=1)
    assert room.keep_schedule() == 0
    assert room.hear(strike(60, "tass")) == ["escalated"]
    room.later(minutes=15)
    assert room.keep_schedule() == 1


def test_a_receiver_that_left_the_configuration_is_told_nothing(room: Newsroom, tmp_path: Path) -> None:
    room.hear(strike(60, "reuters"))
    alone = {"receivers": SETTINGS["receivers"][:1], "route": {"receiver": "duty"}}  # type: ignore[index]
    room.desk.policy = policy_of(settings(tmp_path, **alone))
    room.later(hours=1)
    assert room.keep_schedule() == 0


def test_the_mail_says_first_that_nobody_took_it_up(room: Newsroom, tmp_path: Path) -> None:
    room.hear(strike(60, "reuters"))
    room.later(minutes=15)
    room.keep_schedule()
    letter = room.outbox()[-1]
    assert letter.notice.kind is NoticeKind.ESCALATED
    receiver = settings(tmp_path, **SETTINGS).receivers[1]
    mail = render(letter, receiver, from_="m@example.org", templates=Templates.load(), now=START)
    text = mail.raw.decode()
    assert "NOT TAKEN UP: 60 killed" in text
    assert "! Nobody has taken this up: `duty` was told 15 minutes ago" in text.replace("=\r\n", "")


def test_a_reminder_goes_to_those_whom_the_rule_that_asks_for_it_leads_to(tmp_path: Path) -> None:
    everybody = {"receiver": "desk"}
    route = {"receiver": "duty", "matchers": ["level=critical"], "continue": True}
    receivers = [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "duty")]
    settled = {"receivers": receivers, "route": {"receiver": "desk", "routes": [route, everybody]}}
    room = newsroom_of(tmp_path, f"{RULE}realert: 1h\n---\n{CRITICAL}", **settled)
    assert room.hear(strike(60, "reuters")) == ["first", "first"]
    room.later(hours=2)
    words = "Traders were opening their stalls on Sunday when a missile hit the market of Belgorod. 60 were killed."
    assert sorted(room.hear(claimed(say(words, killed=60, source="reuters")))) == ["reminder", "repeat"]
    assert told(room)[2:] == [("desk", "reminder")]
    room.store.close()
