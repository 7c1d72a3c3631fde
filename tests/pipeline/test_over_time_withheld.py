"""What rules over time tell is silenced, held and folded like everything, and told in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model import Letter
from monitor.vocabulary import NoticeKind
from tests.pipeline.conftest import START, Newsroom, newsroom_of
from tests.pipeline.test_flatlines import DEAD, SOURCES, Clock
from tests.pipeline.test_over_time import BUSY, CARDINALITY, agrees, say, strike
from tests.pipeline.test_silences import silence, suppressed

Room = Callable[..., Newsroom]
QUIET = {  # START is noon
    "time_intervals": [{"name": "siesta", "times": [{"start_time": "12:00", "end_time": "20:00"}]}],
    "route": {"receiver": "desk", "routes": [{"mute_time_intervals": ["siesta"]}]},
}
EVENING = START + timedelta(hours=8)


@pytest.fixture
def open_room(tmp_path: Path) -> Iterator[Room]:
    rooms: list[Newsroom] = []

    def make(rules: str, **changed: object) -> Newsroom:
        rooms.append(newsroom_of(tmp_path, rules, **changed))
        return rooms[-1]

    yield make
    for room in rooms:
        assert agrees(room)
        room.store.close()


def three(room: Newsroom, place: str = "Kharkiv", since: int = 0) -> list[str]:
    """Let three strikes come on one place: the third crosses the line."""
    return [kind for n in range(3) for kind in room.hear(strike(since + n, room, place=place))]


def summary(room: Newsroom) -> Letter:
    (letter,) = room.outbox()
    assert letter.notice.kind is NoticeKind.SUMMARY
    return letter


def subjects(letter: Letter) -> list[str]:
    return [entry.subject for entry in letter.entries]


@pytest.mark.parametrize("matcher", ["rule=busy", "place=Kharkiv", "level=high"])
def test_a_count_is_silenced_by_its_labels_and_told_when_that_is_over(open_room: Room, matcher: str) -> None:
    room = open_room(BUSY)
    silence(room, matcher, hours=2)
    assert three(room) == ["silenced"]
    assert room.outbox() == []
    room.later(hours=2)
    assert room.keep_schedule() == 1
    assert subjects(summary(room)) == ["[HIGH] 3 articles in 1h: Kharkiv"]
    assert suppressed(room) == [1]
    assert room.keep_schedule() == 0


def test_another_count_is_not_silenced(open_room: Room) -> None:
    room = open_room(BUSY)
    silence(room, "place=Sumy", hours=2)
    assert three(room) == ["first"]


def test_a_count_that_raises_a_silenced_story_breaks_through(open_room: Room) -> None:
    high = CARDINALITY.replace("id: three", "id: one").replace("level: critical", "level: high").replace(": 3", ": 2")
    room = open_room(f"{high}---\n{CARDINALITY}")
    room.hear(say(room, "reuters"))
    silence(room, "place=Kharkiv")
    assert room.hear(say(room, "afp")) == ["silenced"]
    assert room.hear(say(room, "ap")) == ["escalated"]
    (letter,) = room.outbox()
    assert letter.notice.kind is NoticeKind.FIRST, "it is the first that is sent of it"


def test_counts_in_quiet_hours_are_one_summary_when_they_are_over(open_room: Room) -> None:
    room = open_room(BUSY, **QUIET)
    assert three(room) == ["held"]
    room.later(minutes=10)
    assert three(room, "Sumy", since=3) == ["held"]
    room.now = EVENING - timedelta(seconds=1)
    assert room.keep_schedule() == 0
    room.now = EVENING
    assert room.keep_schedule() == 1
    assert subjects(summary(room)) == ["[HIGH] 3 articles in 1h: Kharkiv", "[HIGH] 3 articles in 1h: Sumy"]


def test_counts_past_the_limit_fold_into_a_summary(open_room: Room) -> None:
    room = open_room(BUSY, limits={"per_receiver": "1/h"})
    assert three(room) == ["first"]
    assert three(room, "Sumy", since=3) == ["folded"]
    assert three(room, "Odesa", since=6) == ["folded"]
    room.later(minutes=1)
    assert room.keep_schedule() == 1
    assert subjects(room.outbox()[-1]) == ["[HIGH] 3 articles in 1h: Sumy", "[HIGH] 3 articles in 1h: Odesa"]


def test_a_feed_that_dies_while_it_is_silenced_is_told_at_the_end(open_room: Room) -> None:
    room = open_room(DEAD, sources=SOURCES[:1])
    clock = Clock(room)
    clock.turn()
    silence(room, "source=reuters", hours=10)
    assert clock.run(hours=7) == 1
    assert room.outbox() == []
    room.later(hours=3)
    assert room.keep_schedule() == 1
    assert subjects(summary(room)) == ["[HIGH] Silent: reuters, no article in 6h"]


def test_a_feed_that_dies_and_is_back_in_quiet_hours_is_one_line_of_the_summary(open_room: Room) -> None:
    room = open_room(DEAD, sources=SOURCES[:1], **QUIET)
    clock = Clock(room)
    assert clock.run(hours=6, minutes=30) == 1
    room.hear(strike(1, room))
    assert clock.run(minutes=2) == 1
    room.now = EVENING
    assert room.keep_schedule() == 1
    assert subjects(summary(room)) == ["[HIGH] Heard again: reuters, after 6 hours"]


def test_feeds_that_die_together_fold_past_the_limit(open_room: Room) -> None:
    room = open_room(DEAD, sources=SOURCES, limits={"per_receiver": "1/h"})
    assert Clock(room).run(hours=6, minutes=5) == 2
    room.later(minutes=1)
    assert room.keep_schedule() == 1
    kinds = [letter.notice.kind for letter in room.outbox()]
    assert kinds == [NoticeKind.FIRST, NoticeKind.SUMMARY]
