"""Rules over time at the desk: what is counted is in the store, and what comes of it is told like everything."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from monitor.cli.status import counting_lines
from monitor.delivery.render import render
from monitor.delivery.templates import Templates
from monitor.model import Analysed, Letter
from monitor.rules.over_time import OverTime
from monitor.rules.over_time_counting import Key, Occurrence, crossing_at, crossings, tally_of
from monitor.rules.ruleset import counting_rules
from monitor.store.alerts import list_alerts
from monitor.store.audit import audit
from monitor.store.desk import live_stories
from monitor.store.instructions import Instruction, InstructionKind, instruct, result_of
from monitor.store.over_time import Counted, add_occurrence, begin_counting, countings
from monitor.store.overview import overview
from monitor.store.rule_sets import canonical_of
from monitor.store.tallies import came_later, tally_at
from monitor.vocabulary import OverTimeType, Relation
from tests.pipeline.conftest import RULE, START, Newsroom, newsroom_of, settings, told

Room = Callable[..., Newsroom]

BUSY = """\
title: Strikes come thick
id: busy
level: high
when: {kind: [strike]}
type: frequency
timeframe: 1h
num_events: 3
query_key: place
"""
CARDINALITY = """\
title: Three sources say so
id: three
level: critical
when: {kind: [strike]}
type: cardinality
timeframe: 12h
threshold: 3
"""
SPIKE = """\
title: Twice as many strikes
id: spike
level: high
when: {kind: [strike]}
type: spike
timeframe: 1h
spike_height: 2
threshold: 3
"""
NEW = """\
title: A place that was quiet
id: quiet
level: medium
when: {kind: [strike]}
type: new_term
timeframe: 7d
query_key: place
"""


@pytest.fixture
def open_room(tmp_path: Path) -> Iterator[Room]:
    rooms: list[Newsroom] = []

    def make(rules: str, **changed: object) -> Newsroom:
        (tmp_path / str(len(rooms))).mkdir()
        rooms.append(newsroom_of(tmp_path / str(len(rooms)), rules, **changed))
        return rooms[-1]

    yield make
    for room in rooms:
        room.store.close()


def strike(n: int, room: Newsroom | None = None, *, source: str = "reuters", place: str = "Kharkiv") -> Analysed:
    """One of many strikes that have nothing to do with one another."""
    words = random.Random(n)  # noqa: S311 - any words will do
    text = " ".join(
        "".join(words.choice("bdfgklmnprstvz") + words.choice("aeiou") for _ in range(4)) for _ in range(60)
    )
    return told(text, at=room.now if room else START, source=source, killed=None, place=place)


def published(article: Analysed, at: datetime) -> Analysed:
    return replace(article, article=replace(article.article, published_at=at, published_by_format=True))


def agrees(room: Newsroom) -> bool:
    return all(one.agrees for one in room.store.read(audit))


def watches(room: Newsroom) -> list[Letter]:
    return [letter for letter in room.outbox() if letter.story and letter.story.watch]


# --- frequency -------------------------------------------------------------------------------------


def test_the_third_in_an_hour_is_told_with_all_three(open_room: Room) -> None:
    room = open_room(BUSY)
    for n in range(3):
        assert watches(room) == []
        room.hear(strike(n, room))
        room.later(minutes=20)
    (letter,) = room.outbox()
    assert letter.story
    assert letter.story.headline == "3 articles in 1h: Kharkiv"
    assert len(letter.story.members) == 3
    assert letter.rules[0].explanation[0] == ("frequency: 3 articles in 1h up to 2026-03-01 12:40 UTC; num_events is 3")
    assert agrees(room)


def test_each_place_is_counted_for_itself(open_room: Room) -> None:
    room = open_room(BUSY)
    room.hear(strike(1, room), strike(2, room), strike(3, room, place="Sumy"), strike(4, room, place="Odesa"))
    assert room.outbox() == []


def test_what_goes_on_is_told_once_and_what_begins_anew_again(open_room: Room) -> None:
    room = open_room(BUSY)
    for n in range(8):
        room.hear(strike(n, room))
        room.later(minutes=15)
    assert len(room.outbox()) == 1
    room.later(hours=3)
    room.hear(*(strike(20 + n, room) for n in range(3)))
    first, second = room.outbox()
    assert first.story and second.story and first.story.id != second.story.id  # noqa: PT018 - for the types
    assert agrees(room)


def test_a_reminder_comes_after_realert_with_the_count_of_then(open_room: Room) -> None:
    room = open_room(BUSY + "realert: 1h\n")
    for n in range(10):
        room.hear(strike(n, room))
        room.later(minutes=15)
    told_ = room.outbox()
    assert [letter.notice.kind.value for letter in told_] == ["first", "reminder"]
    assert told_[1].story and told_[1].story.headline == "4 articles in 1h: Kharkiv"  # noqa: PT018 - for the types


def test_no_single_match_is_told(open_room: Room) -> None:
    room = open_room(BUSY)
    assert room.hear(strike(1, room)) == []


def test_routes_silences_and_digests_treat_a_count_like_everything(open_room: Room) -> None:
    route = {"receiver": "desk", "routes": [{"matchers": ['place="Kharkiv"', 'rule="busy"'], "receiver": "duty"}]}
    receivers = [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "duty")]
    receivers[1]["immediate"] = "none"
    receivers[1]["digest"] = {"schedule": "0 7 * * *"}
    room = open_room(BUSY, receivers=receivers, route=route)
    assert room.hear(*(strike(n, room) for n in range(3))) == ["digest_only"]
    (alert,) = room.store.read(partial(list_alerts, limit=5))
    assert (alert.receiver, alert.headline) == ("duty", "3 articles in 1h: Kharkiv")
    assert agrees(room)


def test_no_report_ever_joins_what_only_counts(open_room: Room) -> None:
    room = open_room(BUSY)
    room.hear(*(strike(n, room) for n in range(3)))
    live = room.store.read(lambda connection: list(live_stories(connection, START - timedelta(days=1))))
    assert [story.watch for story in live] == [None] * 3


def test_too_late_counts_nowhere_and_says_so(open_room: Room) -> None:
    room = open_room(BUSY)
    room.hear(*(published(strike(n, room), room.now - timedelta(hours=25)) for n in range(3)))
    assert room.outbox() == []
    (counting,) = room.store.read(countings)
    assert (counting.rule_id, counting.late, counting.occurrences) == ("busy", 3, 0)


def test_a_late_file_counts_where_it_belongs(open_room: Room) -> None:
    room = open_room(BUSY)
    room.hear(strike(1, room), strike(2, room))
    room.later(hours=5)
    room.hear(strike(3, room), strike(4, room))
    assert room.outbox() == []
    room.hear(published(strike(5, room), START + timedelta(minutes=10)))
    (letter,) = room.outbox()
    assert letter.rules[0].explanation[0].startswith("frequency: 3 articles in 1h up to 2026-03-01 12:10")


def test_a_desk_that_is_stopped_between_all_articles_tells_the_same(open_room: Room) -> None:
    rules = f"{BUSY}---\n{CARDINALITY}---\n{SPIKE}---\n{NEW}"
    steady, restarted = open_room(rules), open_room(rules)
    begin = [Counted(rule_id=rule.id, meaning=rule.over_time.meaning) for rule in _rules(steady) if rule.over_time]
    for room in (steady, restarted):
        room.store.write(partial(begin_counting, counted=begin, now=START - timedelta(days=9))).result()
        chance = random.Random(7)  # noqa: S311 - a stream like any other
        for n in range(60):
            place, source = chance.choice(["Kharkiv", "Sumy", "Odesa"]), chance.choice(["reuters", "afp", "ap"])
            article = strike(n, room, source=source, place=place)
            late = chance.choice([0, 0, 0, 30, 90])
            room.hear(published(article, room.now - timedelta(minutes=late)))
            room.later(minutes=chance.choice([1, 5, 30, 70]))
            if room is restarted:
                room.restart()
    assert [(one.notice.id, one.story and one.story.headline) for one in steady.outbox()] == [
        (one.notice.id, one.story and one.story.headline) for one in restarted.outbox()
    ]
    assert {one.story.watch.rule_id for one in watches(steady) if one.story and one.story.watch} == {
        "busy", "spike", "quiet"
    }  # fmt: skip
    assert agrees(restarted)


def _rules(room: Newsroom):  # type: ignore[no-untyped-def] # noqa: ANN202 - rules
    return room.desk.book.rule_set.rules


def test_every_episode_is_that_of_a_brute_force_count(open_room: Room) -> None:
    """Of a stream that comes in order each episode is told exactly once."""
    room = open_room(BUSY)
    (rule,) = _rules(room)
    chance, seen = random.Random(3), []  # noqa: S311 - as above
    for n in range(80):
        room.hear(strike(n, room))
        seen.append(Occurrence(article_id=str(n), at=room.now, source="reuters"))
        room.later(minutes=chance.choice([5, 20, 50, 61, 130]))
    spans = [(one.first, one.last) for one in crossings(rule.over_time, seen, START)]
    episodes: list[tuple[datetime, datetime]] = []
    for first, last in spans:
        if episodes and first <= episodes[-1][1]:
            episodes[-1] = (episodes[-1][0], last)
        else:
            episodes.append((first, last))
    opened = [letter.story.opened_at for letter in room.outbox() if letter.story]
    assert len(episodes) > 3
    assert [[one for one in opened if first <= one <= last] for first, last in episodes] == [[one] for one in opened]


@pytest.mark.parametrize("kind", [one for one in OverTimeType if one is not OverTimeType.FLATLINE])
def test_the_store_counts_a_window_as_a_list_of_it_does(open_room: Room, kind: OverTimeType) -> None:
    room, counted, key = open_room(BUSY), Counted(rule_id="busy", meaning="m"), Key(id="place:1", name="Kharkiv")
    rule = OverTime(type=kind, timeframe=timedelta(hours=2), number=2, height=2.0, meaning="m")
    chance = random.Random(5)  # noqa: S311 - a stream like any other
    known = [
        Occurrence(
            article_id=str(n),
            at=START + timedelta(minutes=10 * chance.randrange(60)),
            source=chance.choice(["reuters", "afp", "ap"]),
            witness=chance.random() < 0.6,
            revised=chance.random() < 0.2,
        )
        for n in range(80)
    ]
    said = []
    for one in known:
        room.store.write(partial(add_occurrence, counted=counted, key=key, one=one)).result()
    for one in known:
        stored = room.store.read(partial(tally_at, counted=counted, key=key, rule=rule, end=one.at))
        listed = tally_of(rule, known, one.at)
        said.append(crossing_at(rule, stored, one.at, START - timedelta(days=9)))
        assert said[-1] == crossing_at(rule, listed, one.at, START - timedelta(days=9))
        assert room.store.read(partial(came_later, counted=counted, key=key, at=one.at)) == any(
            other.at > one.at for other in known
        )
    assert len(set(said)) > 1, "windows that say different things"


# --- the other types -----------------------------------------------------------------------------------


SAID = {
    "reuters": "A missile hit the covered market of Kharkiv on Sunday morning while traders were opening their stalls. "
    "The governor said that rescue teams were searching the ruins of the market, and that fires still burned.",
    "afp": "The covered market of Kharkiv lay in ruins after a missile struck it on Sunday. Doctors at the central "
    "hospital treated traders for burns and asked everybody who could to give blood.",
    "ap": "Twelve fire engines stood on Sunday in front of what had been the eastern entrance of the Kharkiv covered "
    "market. A missile had come down among the stalls before the first customers arrived, traders told our reporter.",
}


def say(room: Newsroom, source: str) -> Analysed:
    return told(SAID[source], at=room.now, source=source, killed=14, place="Kharkiv")


def test_three_sources_are_told_as_the_story_itself(open_room: Room) -> None:
    room = open_room(CARDINALITY)
    assert room.hear(say(room, "reuters"), say(room, "afp")) == []
    assert room.hear(say(room, "ap")) == ["first"]
    (letter,) = room.outbox()
    assert letter.story
    assert letter.story.watch is None
    assert len(letter.story.members) == 3
    assert letter.rules[0].explanation[0].startswith("cardinality: 3 independent sources in 12h")


def test_a_reprint_is_no_source(open_room: Room) -> None:
    room = open_room(CARDINALITY)
    first = say(room, "reuters")
    room.hear(first, say(room, "afp"))
    copy = told(first.article.text + " ", at=room.now, source="daily", killed=None, place="Kharkiv")
    (decided,) = (room.arrive(copy), room.decide())[1]
    assert decided.changes[0].relation is Relation.COPY
    assert room.outbox() == []


def test_a_level_that_the_count_raises_is_told_to_who_knows_the_story(open_room: Room) -> None:
    room = open_room(f"{RULE.replace('casualties: {killed: {gte: 1}}', '')}---\n{CARDINALITY}")
    kinds = [room.hear(say(room, source)) for source in SAID]
    assert kinds[0] == ["first"]
    assert kinds[2] == ["escalated"]


def test_a_place_that_was_quiet_is_told_after_learning(open_room: Room) -> None:
    room = open_room(NEW)
    room.hear(strike(1, room))
    room.later(days=6)
    room.hear(strike(2, room, place="Sumy"))
    assert room.outbox() == [], "it still learns"
    room.later(days=2)
    room.hear(strike(3, room, place="Sumy"))
    room.hear(strike(4, room, place="Odesa"))
    (letter,) = room.outbox()
    assert letter.story
    assert letter.story.headline == "New place: Odesa, not seen for 7d"


def test_a_spike_is_told_with_what_was_before(open_room: Room) -> None:
    room = open_room(SPIKE)
    for n in range(4):
        room.hear(strike(n, room))
        room.later(minutes=40)
    room.later(minutes=10)
    for n in range(10, 14):
        room.hear(strike(n, room))
        room.later(minutes=5)
    (letter,) = room.outbox()
    assert letter.story
    assert letter.story.headline == "3 articles in 1h (1 in the 1h before)"
    assert agrees(room)


def test_status_says_how_each_rule_counts_and_until_when_it_learns(open_room: Room) -> None:
    room = open_room(f"{BUSY}---\n{NEW}")
    room.hear(strike(1, room), published(strike(2, room), room.now - timedelta(hours=30)))
    seen = room.store.read(partial(overview, since=START))
    assert seen.in_force
    text = room.store.read(partial(canonical_of, rule_set_id=seen.in_force.rule_set_id))
    counting = counting_rules(text)
    assert list(counting_lines(seen, counting, room.now)) == [
        "busy: frequency in 1h by place, 1 counted since 2026-03-01 12:00:00 UTC, too late to count: 1 article",
        "quiet: new_term in 7d by place, 1 counted since 2026-03-01 12:00:00 UTC, "
        "learns until 2026-03-08 12:00:00 UTC and tells nothing before, "
        "too late to count: 1 article",
    ]
    assert not any("learns" in line for line in counting_lines(seen, counting, START + timedelta(days=8)))


def test_a_count_is_mailed_and_posted_without_a_word_of_doubt_about_an_event(open_room: Room, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    hook = {"url": "https://hooks.example.org/x", "secret_file": tmp_path / "secret"}
    receivers = [{"name": "desk", "email": {"to": ["desk@example.org"]}}, {"name": "hook", "webhook": hook}]
    room = open_room(BUSY)
    room.hear(*(strike(n, room) for n in range(3)))
    (letter,) = room.outbox()
    for receiver in settings(tmp_path, receivers=receivers).receivers:
        made = render(letter, receiver, from_="desk@example.org", templates=Templates.load(), now=room.now)
        assert not made.problem
        assert made.subject == "[HIGH] 3 articles in 1h: Kharkiv"
        assert b"FACTS NOT READ" not in made.raw
        assert b"frequency: 3 articles in 1h" in made.raw


def test_sources_of_two_stories_that_a_person_merged_are_counted_together(open_room: Room) -> None:
    room = open_room(CARDINALITY)
    room.hear(say(room, "reuters"), strike(1, room, source="daily", place="Odesa"))
    kept, gone = room.store.read(lambda c: list(live_stories(c, START)))
    wish = Instruction(kind=InstructionKind.MERGE, target=kept.id, other=gone.id, who="eva", why="one event")
    room.store.write(partial(instruct, instruction=wish, now=room.now)).result()
    room.decide()
    room.hear(say(room, "afp"))
    (letter,) = room.outbox()
    assert letter.rules[0].explanation[0].startswith("cardinality: 3 independent sources")
    assert agrees(room)


def test_what_was_counted_is_neither_merged_nor_split(open_room: Room) -> None:
    room = open_room(BUSY)
    room.hear(*(strike(n, room) for n in range(3)))
    (letter,) = room.outbox()
    (story, *_) = room.store.read(lambda c: list(live_stories(c, START)))
    assert letter.story
    for kind, other in ((InstructionKind.MERGE, story.id), (InstructionKind.SPLIT, letter.story.members[0].report_id)):
        wish = Instruction(kind=kind, target=letter.story.id, other=other, who="eva", why="exercise")
        number = room.store.write(partial(instruct, instruction=wish, now=room.now)).result()
        room.decide()
        applied, said = room.store.read(lambda c, number=number: result_of(c, number)) or (True, "")
        assert not applied
        assert said.startswith("what a rule over time counted is no event")
