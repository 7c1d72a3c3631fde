"""A feed that died is told by the clock: once, also over restarts, and never because the daemon itself was away."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery import Templates, render, subject_of
from monitor.flatlines import Watchman, find_silence, next_silence, tidy, watch_over_time
from monitor.store import Connection
from monitor.store.alerts import decisions_about, list_alerts
from monitor.store.audit import audit
from monitor.store.over_time import countings
from monitor.vocabulary import NoticeKind
from tests.pipeline.conftest import START, Newsroom, newsroom_of, settings
from tests.pipeline.test_over_time import BUSY, agrees, strike

DEAD = """\
title: A feed is silent
id: dead-feed
level: high
when: {every: article}
type: flatline
timeframe: 6h
threshold: 1
query_key: source
"""
SOURCES = [{"id": "reuters", "inbox": "reuters/"}, {"id": "afp", "inbox": "afp/"}]
TWO = {
    "receivers": [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "ops")],
    "route": {"receiver": "ops", "routes": [{"matchers": ["rule=dead-feed"], "receiver": "desk"}]},
}
Room = Callable[..., Newsroom]


@pytest.fixture
def open_room(tmp_path: Path) -> Iterator[Room]:
    rooms: list[Newsroom] = []

    def make(rules: str = DEAD, sources: object = SOURCES[:1], **changed: object) -> Newsroom:
        rooms.append(newsroom_of(tmp_path, rules, sources=sources, **changed))
        return rooms[-1]

    yield make
    for room in rooms:
        room.store.close()


class Clock:
    """The schedule's turns; `restart` is a daemon that starts anew and remembers nothing."""

    def __init__(self, room: Newsroom) -> None:
        self.room = room
        self.watchman = Watchman()

    def restart(self) -> None:
        self.watchman = Watchman()
        self.room.restart()

    def turn(self) -> int:
        return self.run(minutes=1, step=timedelta(0))

    def run(self, step: timedelta = timedelta(minutes=1), **duration: float) -> int:
        """Turn every minute for so long, or once; all in one transaction, which changes nothing but the speed."""
        return self.room.store.write(partial(self._run, duration=timedelta(**duration), step=step)).result()

    def _run(self, connection: Connection, duration: timedelta, step: timedelta) -> int:
        end, told = self.room.now + duration, 0
        while self.room.now < end:
            told += watch_over_time(connection, self.room.desk, self.watchman, self.room.now)
            self.room.now += step
            if not step:
                break
        return told


@pytest.fixture
def room(open_room: Room) -> Newsroom:
    return open_room()


def headlines(room: Newsroom) -> list[str]:
    return [letter.story.headline for letter in room.outbox() if letter.story]


def test_a_configured_feed_that_never_came_is_missed(room: Newsroom) -> None:
    clock = Clock(room)
    assert clock.run(hours=6) == 0, "it still learns"
    assert clock.run(minutes=2) == 1
    assert headlines(room) == ["Silent: reuters, no article in 6h"]
    assert agrees(room)


def test_a_feed_is_missed_a_timeframe_after_its_last_article_and_once(room: Newsroom) -> None:
    clock = Clock(room)
    clock.run(hours=5)
    room.hear(strike(1, room))
    assert clock.run(hours=5, minutes=59) == 0
    assert clock.run(hours=10) == 1
    (letter,) = room.outbox()
    assert letter.story
    assert [member.source.id for member in letter.story.members] == ["reuters"], "the last article is shown"
    assert letter.rules[0].explanation == (
        "flatline: 0 articles in the 6h before 2026-03-01 23:00 UTC; threshold is 1",
    )


def test_the_next_silence_is_told_anew(room: Newsroom) -> None:
    clock = Clock(room)
    clock.run(hours=7)
    room.hear(strike(1, room))
    clock.run(hours=7)
    assert headlines(room) == [
        "Silent: reuters, no article in 6h",
        "Heard again: reuters, after 7 hours",
        "Silent: reuters, no article in 6h",
    ]
    (alert, other) = room.store.read(partial(list_alerts, limit=5))
    assert alert.story_number != other.story_number
    assert agrees(room)


def test_who_was_told_of_a_silence_is_told_that_it_is_over(open_room: Room, tmp_path: Path) -> None:
    room = open_room(sources=SOURCES, **TWO)
    clock = Clock(room)
    room.hear(strike(1, room), strike(2, room, source="afp"))
    clock.run(hours=5)
    room.hear(strike(3, room, source="afp"))
    clock.run(hours=3)
    room.hear(strike(4, room))
    clock.run(minutes=1)
    first, update = room.outbox()
    assert [(one.notice.receiver, one.notice.kind) for one in (first, update)] == [
        ("desk", NoticeKind.FIRST),
        ("desk", NoticeKind.UPDATE),
    ], "ops is not asked for this"
    assert update.notice.first_notice_id == first.notice.id, "one thread"
    assert subject_of(update) == "[HIGH] Heard again: reuters, after 8 hours"
    assert update.story
    assert len(update.story.members) == 2, "the last before the silence, and the first after it"
    receiver = settings(tmp_path, **TWO).receivers[0]
    text = render(update, receiver, from_="m@example.org", templates=Templates.load(), now=room.now).raw.decode()
    assert "UPDATE 2: Heard again: reuters, after 8 hours" in text
    assert "CORRECTION" not in text
    clock.restart()
    assert clock.run(hours=1) == 0, "and once, also after a restart"
    assert agrees(room)


def test_a_rule_that_leaves_out_corrections_says_nothing_of_the_return(open_room: Room) -> None:
    room = open_room(DEAD + "update_on: [toll]\n")
    clock = Clock(room)
    clock.run(hours=7)
    room.hear(strike(1, room))
    clock.run(minutes=1)
    assert headlines(room) == ["Silent: reuters, no article in 6h"]
    assert agrees(room)


def test_one_feed_says_nothing_of_another(open_room: Room) -> None:
    room = open_room(sources=SOURCES)
    clock = Clock(room)
    for n in range(8):
        room.hear(strike(n, room, source="afp"))
        clock.run(hours=1)
    assert headlines(room) == ["Silent: reuters, no article in 6h"]


def test_a_restart_tells_nothing_twice(room: Newsroom) -> None:
    clock = Clock(room)
    clock.run(hours=7)
    for _ in range(3):
        clock.restart()
        assert clock.run(hours=1) == 0
    assert len(headlines(room)) == 1


def test_after_a_stop_what_lies_in_the_inbox_is_read_first(room: Newsroom) -> None:
    """The daemon was away for nine hours, in which the feed went on: its files are taken up within seconds."""
    clock = Clock(room)
    clock.run(hours=1)
    room.hear(strike(1, room))
    room.later(hours=9)
    clock.restart()
    assert clock.run(minutes=2) == 0, "nothing is known before the inbox was read"
    room.arrive(strike(2, room))
    assert clock.run(minutes=5) == 0, "and nothing as long as an article is not decided"
    room.decide()
    assert clock.run(hours=5) == 0
    assert clock.run(hours=2) == 1


def test_a_feed_that_died_during_a_stop_is_told_after_it(room: Newsroom) -> None:
    clock = Clock(room)
    clock.run(hours=1)
    room.later(days=3)
    clock.restart()
    assert clock.run(minutes=5) == 1


def test_a_clock_that_jumps_makes_nothing_silent_at_once(room: Newsroom) -> None:
    clock = Clock(room)
    room.hear(strike(1, room))
    clock.run(hours=1)
    room.later(hours=8)
    assert clock.turn() == 0
    room.later(hours=-8)
    assert clock.run(hours=4) == 0, "set back again: the feed is no more silent than before"
    assert headlines(room) == []


def test_a_clock_that_was_set_back_leaves_what_came_as_having_come(room: Newsroom) -> None:
    clock = Clock(room)
    clock.run(hours=1)
    room.hear(strike(1, room))
    room.later(hours=-3)
    assert clock.run(hours=8) == 0


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2028-02-29"])
def test_a_night_in_which_clocks_change_is_as_long_as_any(room: Newsroom, day: str) -> None:
    clock = Clock(room)
    room.now = datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(UTC)
    clock.run(minutes=1)
    room.hear(strike(1, room))
    last = room.now
    clock.run(hours=8)
    (letter,) = room.outbox()
    assert timedelta(hours=6) <= letter.notice.created_at - last < timedelta(hours=6, minutes=1)


def test_a_reminder_comes_as_often_as_realert_says(open_room: Room) -> None:
    room = open_room(DEAD + "realert: 4h\n")
    Clock(room).run(hours=15)
    assert [letter.notice.kind for letter in room.outbox()] == [
        NoticeKind.FIRST,
        NoticeKind.REMINDER,
        NoticeKind.REMINDER,
    ]
    (alert,) = room.store.read(partial(list_alerts, limit=5))
    told = room.store.read(partial(decisions_about, story_id=alert.story_id, receiver="desk"))
    assert [one.kind for one in told] == ["first", "reminder", "reminder"]
    assert agrees(room)


def test_what_people_drop_by_hand_is_no_feed(open_room: Room) -> None:
    room = open_room(sources=[])
    room.hear(strike(1, room, source="unknown"))
    assert Clock(room).run(hours=9) == 0


def test_fewer_than_the_threshold_are_too_few(open_room: Room) -> None:
    rule = DEAD.replace("threshold: 1", "threshold: 3").replace("query_key: source\n", "")
    room = open_room(rule)
    clock = Clock(room)
    for n in range(6):
        room.hear(strike(n, room))
        clock.run(hours=1.5)
    assert headlines(room) == []
    clock.run(hours=6)
    assert headlines(room) == ["Silent: only 2 articles in 6h"]


def test_silence_goes_the_way_of_routes_and_acknowledging(open_room: Room) -> None:
    """The source is a label, a critical one is passed on when nobody takes it up."""
    receivers = [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "ops", "boss")]
    escalate = {"after": "15m", "receiver": "boss"}
    route = {
        "receiver": "desk",
        "routes": [{"matchers": ['source="reuters"', 'rule="dead-feed"'], "receiver": "ops", "escalate": escalate}],
    }
    room = open_room(DEAD.replace("level: high", "level: critical"), receivers=receivers, route=route)
    Clock(room).run(hours=7)
    room.keep_schedule()
    assert [letter.notice.receiver for letter in room.outbox()] == ["ops", "boss"]
    assert agrees(room)


def test_the_moments_found_beforehand_are_those_of_a_brute_force_look(open_room: Room) -> None:
    """Looking every ten minutes finds the silences that `next_silence` foretells."""
    room = open_room()
    clock = Clock(room)
    clock.turn()
    chance, wanted, last = random.Random(5), [], room.now  # noqa: S311 - a stream like any other
    for n in range(12):
        foretold = room.store.read(partial(next_silence, desk=room.desk, after=room.now))
        assert foretold is None or foretold == last + timedelta(hours=6)
        gap = chance.choice([1, 3, 5, 7, 9])
        for _ in range(gap * 6):
            room.later(minutes=10)
            room.store.write(partial(find_silence, desk=room.desk, now=room.now)).result()
        if gap >= 6:
            wanted.append(last + timedelta(hours=6))
        room.hear(strike(n, room))
        last = room.now
        room.store.write(partial(find_silence, desk=room.desk, now=room.now)).result()
    silent = [letter for letter in room.outbox() if letter.notice.kind is NoticeKind.FIRST]
    assert [letter.notice.created_at for letter in silent] == wanted
    assert wanted[0] > START
    assert all(one.agrees for one in room.store.read(audit))


def test_what_no_window_reaches_is_taken_away_and_the_last_of_a_feed_stays(open_room: Room) -> None:
    room = open_room(f"{DEAD}---\n{BUSY}", sources=[])
    for n in range(5):
        room.hear(strike(n, room))
        room.later(hours=10)
    assert kept_of(room) == {"busy": 5, "dead-feed": 5}
    room.later(days=3)
    tidied(room)
    assert kept_of(room) == {"busy": 0, "dead-feed": 1}, "after a long stop the feed is missed still"
    assert Clock(room).run(minutes=5) == 1
    room.later(days=28)
    tidied(room)
    assert kept_of(room) == {"busy": 0, "dead-feed": 0}


def tidied(room: Newsroom) -> None:
    room.store.write(partial(tidy, rules=room.desk.book.rule_set.counting, now=room.now)).result()


def kept_of(room: Newsroom) -> dict[str, int]:
    return {one.rule_id: one.occurrences for one in room.store.read(countings)}
