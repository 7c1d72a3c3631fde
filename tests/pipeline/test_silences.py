"""Silences at the desk: nothing withheld is lost, what gets much worse is told, and the end brings the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.alerting.silences import Silence
from monitor.model import Analysed, Letter
from monitor.store.audit import audit
from monitor.store.instructions import Instruction, InstructionKind, instruct, result_of
from monitor.store.silences import list_silences, silence_request
from monitor.vocabulary import NoticeKind
from tests.pipeline.conftest import RULE, START, Newsroom, newsroom_of, told
from tests.pipeline.test_digests import Office, claimed

CRITICAL = RULE.replace("id: strike", "id: mass").replace("level: high", "level: critical").replace("gte: 1", "gte: 50")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}")
    yield made
    made.store.close()


STRIKE = (
    "A missile hit the covered market of {0} on Sunday morning while traders were opening their stalls, "
    "the governor of the region said. Rescue teams searched the ruins for survivors, and {1} people were killed."
)


def strike(killed: int, source: str, place: str = "Belgorod") -> Analysed:
    return claimed(told(STRIKE.format(place, killed), source=source, killed=killed, place=place))


def tell(room: Newsroom, kind: InstructionKind, target: str) -> tuple[bool, str] | None:
    wish = Instruction(kind=kind, target=target, who="eva", why="exercise")
    number = room.store.write(lambda connection: instruct(connection, wish, room.now)).result()
    room.decide()
    return room.store.read(lambda connection: result_of(connection, number))


def silence(room: Newsroom, *matchers: str, hours: float = 8, break_through: bool = True) -> None:
    asked = Silence(
        matchers=matchers,
        starts_at=room.now,
        ends_at=room.now + timedelta(hours=hours),
        owner="eva",
        reason="exercise",
        break_through=break_through,
    )
    applied, _ = tell(room, InstructionKind.SILENCE, silence_request(asked)) or (False, "")
    assert applied


def suppressed(room: Newsroom) -> list[int]:
    return [row.suppressed for row in room.store.read(partial(list_silences, now=room.now, ended=True))]


def agrees(room: Newsroom) -> bool:
    return all(one.agrees for one in room.store.read(audit))


def summary(room: Newsroom) -> Letter:
    (letter,) = [one for one in room.outbox() if one.notice.kind is NoticeKind.SUMMARY]
    return letter


def test_what_is_silenced_is_counted_and_told_once_when_it_is_over(room: Newsroom) -> None:
    silence(room, "place=Belgorod")
    assert room.hear(strike(14, "reuters")) == ["silenced"]
    assert room.hear(strike(14, "tass")) == ["repeat"]
    assert room.hear(strike(17, "afp")) == ["silenced"]
    assert room.hear(strike(3, "afp", place="Odesa")) == ["first"], "another place is not silenced"
    assert suppressed(room) == [2]
    room.later(hours=7)
    assert room.keep_schedule() == 0
    room.later(hours=1)
    assert room.keep_schedule() == 1
    assert room.keep_schedule() == 0
    letter = summary(room)
    assert letter.title == "Summary: 1 story that changed while silenced"
    assert letter.text == (
        "Silence 1 of eva ended at 2026-03-01 20:00 UTC (exercise); "
        "1 story changed meanwhile that you were not told of.",
    )
    assert len(letter.entries) == 1
    assert "17" in letter.entries[0].subject
    assert room.hear(strike(21, "dpa")) == ["update"], "who was told by the summary hears an update, no first alert"
    assert agrees(room)


def test_a_story_known_before_is_silent_until_it_is_much_worse(room: Newsroom) -> None:
    assert room.hear(strike(14, "reuters")) == ["first"]
    silence(room, "story=1")
    assert room.hear(strike(17, "tass")) == ["silenced"]
    assert room.hear(strike(21, "afp")) == ["silenced"]
    assert room.hear(strike(24, "dpa")) == ["update"], "ten more than when it was silenced"
    update = room.outbox()[-1]
    assert [(one.before.min, one.after.min) for one in update.changes if one.before and one.after] == [(14, 24)]
    assert room.hear(strike(26, "cnn")) == ["silenced"], "what was told is the new measure"
    assert room.hear(strike(60, "bbc")) == ["escalated"]
    room.later(hours=9)
    assert room.keep_schedule() == 0, "everything was told when it broke through"
    assert agrees(room)


def test_its_owner_may_let_nothing_through(room: Newsroom) -> None:
    room.hear(strike(14, "reuters"))
    silence(room, "story=1", break_through=False)
    assert room.hear(strike(60, "tass")) == ["silenced"]
    room.later(hours=9)
    assert room.keep_schedule() == 1
    assert [one.harm for one in summary(room).entries[0].changes] == ["killed"]


def test_what_came_back_to_what_was_told_is_not_told(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, RULE + "update_on: [toll]\n")
    room.hear(strike(14, "reuters"))
    silence(room, "story=1")
    assert room.hear(keyed(strike(17, "tass"))) == ["silenced"]
    assert room.hear(keyed(strike(14, "tass"))) == ["repeat"], "the agency took its figure back"
    room.later(hours=9)
    assert room.keep_schedule() == 0
    assert agrees(room)
    room.store.close()


def keyed(one: Analysed) -> Analysed:
    """Give an article the key by which a later one of its outlet is a revision of it."""
    return replace(one, article=replace(one.article, revision_key="urn:strike"))


def test_a_silence_that_a_person_ends_is_over_at_once_and_only_once(room: Newsroom) -> None:
    silence(room, "place=Belgorod")
    room.hear(strike(14, "reuters"))
    assert tell(room, InstructionKind.EXPIRE, "1") == (True, "silence 1 is over; what changed meanwhile is told now")
    assert tell(room, InstructionKind.EXPIRE, "1") == (False, "there is no silence 1 that is not over")
    assert room.keep_schedule() == 1
    assert room.hear(strike(17, "tass")) == ["update"]


def test_a_restart_forgets_no_silence(room: Newsroom) -> None:
    silence(room, "place=Belgorod")
    room.restart()
    assert room.hear(strike(14, "reuters")) == ["silenced"]
    room.later(hours=8)
    room.restart()
    assert room.keep_schedule() == 1


def test_a_silence_that_ended_during_a_stop_is_told_once_at_the_start_and_says_that_it_is_late(room: Newsroom) -> None:
    silence(room, "place=Belgorod", hours=2)
    room.hear(strike(14, "reuters"))
    room.later(hours=5)
    room.restart()
    assert [room.keep_schedule(), room.keep_schedule()] == [1, 0]
    letter = summary(room)
    assert letter.notice.late
    assert letter.text[0].startswith("This summary is late: it was due at 2026-03-01 14:00 UTC")
    assert letter.text[1].startswith("Silence 1 of eva ended at 2026-03-01 14:00 UTC (exercise)")


def test_a_clock_that_jumps_tells_what_was_silenced_once(room: Newsroom) -> None:
    silence(room, "place=Belgorod")
    room.hear(strike(14, "reuters"))
    made = []
    for hours in (9, 2, 0, 8, 24, 8):
        room.now = START + timedelta(hours=hours)
        made.append(room.keep_schedule())
    assert made == [1, 0, 0, 0, 0, 0]
    room.now = START + timedelta(hours=3)
    assert room.hear(strike(17, "tass")) == ["silenced"], "set back into its time it is in force again"
    room.now = START + timedelta(hours=8)
    assert room.keep_schedule() == 1


def test_what_a_digest_told_meanwhile_is_not_told_again(tmp_path: Path) -> None:
    office = Office(tmp_path)
    silence(office.room, "place=Belgorod", hours=24)
    assert office.room.hear(strike(14, "reuters")) == ["silenced"]
    assert office.at(START + timedelta(hours=19)) == 1
    assert len(office.digests()[0].entries) == 1
    office.room.later(hours=24)
    assert office.room.keep_schedule() == 0
    office.room.store.close()


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"ends_at": START + timedelta(days=31)}, "a silence lasts at most 30 days"),
        ({"ends_at": START}, "it ends at 2026-03-01 12:00 UTC, which is not after its start"),
        ({"matchers": ()}, "a silence needs a matcher: without one it would hide everything"),
        ({"owner": " "}, "a silence needs an owner and a reason, which the others read"),
    ],
)
def test_a_silence_that_cannot_be_is_refused(room: Newsroom, changed: dict[str, object], answer: str) -> None:
    plain = {
        "matchers": ("level=low",),
        "starts_at": START,
        "ends_at": START + timedelta(hours=1),
        "owner": "eva",
        "reason": "exercise",
    }
    asked = Silence(**(plain | changed))  # type: ignore[arg-type]
    assert tell(room, InstructionKind.SILENCE, silence_request(asked)) == (False, answer)


DUTY_TOO = {
    "receivers": [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "duty")],
    "route": {"receiver": "desk", "routes": [{"receiver": "duty", "matchers": ["level=critical"], "continue": True}]},
}


def test_who_hears_of_the_worst_only_is_told_when_a_silenced_story_becomes_that(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}", **DUTY_TOO)
    silence(room, "place=Belgorod")
    assert room.hear(strike(14, "reuters")) == ["silenced"]
    room.hear(strike(60, "afp"))
    assert {letter.notice.receiver for letter in room.outbox()} == {"desk", "duty"}
    assert agrees(room)
    room.store.close()


def test_what_is_the_worst_from_the_start_stays_silenced_for_all(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}", **DUTY_TOO)
    silence(room, "place=Belgorod")
    assert set(room.hear(strike(60, "reuters"))) == {"silenced"}
    assert set(room.hear(strike(62, "afp"))) == {"silenced"}
    assert room.outbox() == []
    room.store.close()


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2028-02-29"])
def test_a_silence_is_as_long_as_was_said_whatever_the_clocks_do(room: Newsroom, day: str) -> None:
    """Over the hours that the wall shows never or twice, and into or out of a leap day."""
    room.now = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(UTC)
    silence(room, "place=Belgorod", hours=26)
    room.later(hours=25, minutes=59)
    assert room.hear(strike(14, "reuters")) == ["silenced"]
    assert room.keep_schedule() == 0
    room.later(minutes=1)
    assert room.keep_schedule() == 1
    assert room.hear(strike(17, "afp")) == ["update"]
    assert agrees(room)
