"""Whatever comes in whatever order: one alert for a story unless it changed, and none forgotten."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import NAMESPACE_URL, uuid5

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from monitor.alerting.silences import Silence
from monitor.model import Analysed, Event, Interval, Letter, MaterialChange, Story, StoryChange
from monitor.store.audit import audit
from monitor.store.desk import live_stories
from monitor.store.silences import add_silence
from monitor.vocabulary import Change, Harm, NoticeKind, Relation
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, told

RULES = RULE.replace("gte: 1}", "gte: 10}")


class ByPlace:
    """Stories joined by the name of the place, so that a sequence of articles says what should happen."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}

    def place(self, analysed: Analysed, now: datetime) -> tuple[StoryChange, ...]:
        report = analysed.reports[0]
        assert report.event
        name = report.event.places[0].name
        before = self.stories.get(name)
        if before is None:
            story_id = str(uuid5(NAMESPACE_URL, name))
            story = Story(id=story_id, opened_at=now, updated_at=now, headline=name, event=report.event)
            changes: tuple[MaterialChange, ...] = ()
        else:
            story = replace(before, updated_at=now, event=report.event)
            changes = _toll_change(before.event, report.event)
        self.stories[name] = story
        relation = Relation.UPDATE if changes else Relation.REPORT if before else Relation.NEW
        return (StoryChange(report=report, relation=relation, story=story, changes=changes),)

    def restore(self, stories: Iterable[Story], _analysed: Iterable[Analysed]) -> None:
        self.stories = {story.headline: story for story in stories}

    def number(self, story_id: str, n: int) -> None:
        for name, story in self.stories.items():
            if story.id == story_id:
                self.stories[name] = replace(story, number=n)


def _toll_change(before: Event | None, after: Event) -> tuple[MaterialChange, ...]:
    old, new = killed(before), killed(after)
    if old == new:
        return ()
    return (MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=old, after=new),)


def killed(event: Event | None) -> Interval | None:
    figure = event.casualties.killed if event else None
    return figure.value if figure else None


LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

arrivals = st.lists(
    st.tuples(
        st.sampled_from(["Belgorod", "Kharkiv", "Sumy"]),
        st.integers(8, 13),  # ten is what the rule asks for
        st.sampled_from([0, 1, 30, 61]),  # minutes later
        st.booleans(),  # the daemon was restarted before
    ),
    max_size=25,
)


def run(room: Newsroom, script: list[tuple[str, int, int, bool]]) -> None:
    index = ByPlace()
    room.desk.index = index  # type: ignore[assignment] # the same three methods
    for n, (place, dead, minutes, restarted) in enumerate(script):
        room.later(minutes=minutes)
        if restarted:
            room.restart()
            index.restore(room.store.read(lambda connection: list(live_stories(connection, LONG_AGO))), ())
            room.desk.index = index  # type: ignore[assignment] # the same three methods
        room.hear(told(f"Article {n}.", place=place, killed=dead, at=room.now))
        room.later(seconds=1)
        room.keep_schedule()
        room.later(seconds=1)
    room.later(hours=3)
    room.keep_schedule()


@given(arrivals, st.sampled_from(["30/h", "2/h"]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_one_story_is_told_again_only_when_it_changed_and_never_forgotten(
    script: list[tuple[str, int, int, bool]], limit: str
) -> None:
    with TemporaryDirectory() as folder:
        room = newsroom_of(Path(folder), RULES, limits={"per_receiver": limit})
        try:
            run(room, script)
            letters = room.outbox()
            assert [one for one in room.store.read(audit) if not one.agrees] == []
        finally:
            room.store.close()
    for place in {place for place, *_ in script}:
        tolls = [dead for where, dead, *_ in script if where == place]
        heard = _told_of(letters, place)
        assert bool(heard) == any(dead >= 10 for dead in tolls), "told if and only if it ever matched"
        if heard:
            assert heard[-1] == tolls[-1], "what was told last is how it stands"
            moved = sum(one != other for one, other in itertools.pairwise(tolls))
            assert len(heard) <= 1 + moved, "nothing is told twice"
            assert all(one != other for one, other in itertools.pairwise(heard)), "not even up and down again"


silenced = st.lists(
    st.tuples(
        st.sampled_from(["place=Belgorod", "place=Kharkiv", "level=high", "source=reuters"]),
        st.integers(0, 24),  # before which article
        st.sampled_from([5, 40, 120]),  # minutes
        st.booleans(),  # whether it lets something through
    ),
    max_size=3,
)
HOURS = {
    "time_intervals": [{"name": "late", "times": [{"start_time": "12:30", "end_time": "14:00"}]}],
    "route": {"receiver": "desk", "routes": [{"mute_time_intervals": ["late"]}]},
}


@example(  # told late by a window, and back before the summary was made
    script=[
        ("Belgorod", 8, 0, False),
        ("Belgorod", 10, 61, False),
        ("Belgorod", 8, 0, False),
        ("Belgorod", 10, 0, False),
    ],
    silences=[("place=Belgorod", 2, 120, False)],
    limit="30/h",
    hours=True,
)
@given(arrivals, silenced, st.sampled_from(["30/h", "2/h"]), st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_people_withhold_for_a_time_is_told_in_the_end_and_nothing_twice(
    script: list[tuple[str, int, int, bool]], silences: list[tuple[str, int, int, bool]], limit: str, hours: bool
) -> None:
    with TemporaryDirectory() as folder:
        room = newsroom_of(Path(folder), RULES, limits={"per_receiver": limit}, **(HOURS if hours else {}))
        try:
            index = ByPlace()
            room.desk.index = index  # type: ignore[assignment] # the same three methods
            for n, (place, dead, minutes, restarted) in enumerate(script):
                for matcher, before, lasts, through in silences:
                    if before == n:
                        _silence(room, matcher, lasts, break_through=through)
                if restarted:
                    index.restore(room.store.read(lambda connection: list(live_stories(connection, LONG_AGO))), ())
                room.later(minutes=minutes)
                room.hear(told(f"Article {n}.", place=place, killed=dead, at=room.now))
                room.later(seconds=1)
                room.keep_schedule()
                room.later(seconds=1)
            for _ in range(8):
                room.later(hours=1)
                room.keep_schedule()
            letters = room.outbox()
            assert [one for one in room.store.read(audit) if not one.agrees] == []
        finally:
            room.store.close()
    for place in {place for place, *_ in script}:
        tolls = [dead for where, dead, *_ in script if where == place]
        heard = _told_of(letters, place)
        assert bool(heard) == any(dead >= 10 for dead in tolls)
        if heard:
            assert heard[-1] == tolls[-1]
            assert all(one != other for one, other in itertools.pairwise(heard))


def _silence(room: Newsroom, matcher: str, minutes: int, *, break_through: bool) -> None:
    made = Silence(
        matchers=(matcher,),
        starts_at=room.now,
        ends_at=room.now + timedelta(minutes=minutes),
        owner="eva",
        reason="exercise",
        break_through=break_through,
    )
    room.store.write(partial(add_silence, silence=made, now=room.now)).result()


def _told_of(letters: list[Letter], place: str) -> list[int]:
    """Return the tolls that a receiver was told of one place, in order, by alerts and summaries."""
    moments: list[tuple[datetime, int, int, int]] = []
    for letter in letters:
        if letter.notice.kind is NoticeKind.SUMMARY:
            entries = [entry for entry in letter.entries if entry.story.headline == place]
            if entries:
                moments.append((letter.notice.created_at, 1, 0, _toll(entries[-1].story)))
        elif letter.story and letter.story.headline == place:
            moments.append((letter.notice.created_at, 0, letter.notice.n, _toll(letter.story)))
    return [toll for *_, toll in sorted(moments)]


def _toll(story: Story) -> int:
    figure = killed(story.event)
    assert figure
    return figure.min
