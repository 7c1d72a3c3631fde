"""Which reports are one story: look-alikes apart, one event together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from monitor.vocabulary import Relation
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell, rows
from tests.stories.one_day import THREE_DAYS_OF_FIGHTING, TOLD_TWICE_IN_A_DAY, TWINS_OF_A_DAY
from tests.stories.pairs import ANNIVERSARIES, FILLED_ANEW, LIVE_BLOGS, ROUND_UPS, TOLD_TWICE, TWINS

JOINING = (Relation.REPORT, Relation.UPDATE, Relation.COPY)


@pytest.mark.parametrize(("hours", "first", "second"), rows(TWINS))
def test_look_alikes_of_one_week_are_two_stories(tell: Tell, hours: int, first: str, second: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)[:1]
    (other,) = index.place(tell(second, source=DAILY, hours=hours), START + timedelta(hours=hours))[:1]
    assert other.story.id != one.story.id, other.why


@pytest.mark.parametrize(("hours", "first", "second"), rows(TWINS_OF_A_DAY))
def test_what_was_hit_tells_two_events_of_one_day_and_town_apart(
    tell: Tell, hours: int, first: str, second: str
) -> None:
    test_look_alikes_of_one_week_are_two_stories(tell, hours, first, second)


@pytest.mark.parametrize(("hours", "first", "second"), rows(TOLD_TWICE_IN_A_DAY))
def test_day_town_and_kind_join_what_other_words_and_another_toll_tell(
    tell: Tell, hours: int, first: str, second: str
) -> None:
    test_one_event_told_twice_is_one_story(tell, hours, first, second)


@pytest.mark.parametrize(("hours", "first", "second"), rows(TOLD_TWICE))
def test_one_event_told_twice_is_one_story(tell: Tell, hours: int, first: str, second: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)[:1]
    (again,) = index.place(tell(second, source=DAILY, hours=hours), START + timedelta(hours=hours))[:1]
    assert again.story.id == one.story.id, again.why
    assert again.relation in JOINING


@pytest.mark.parametrize("text", rows(ROUND_UPS))
def test_a_round_up_joins_no_story_and_glues_none_together(tell: Tell, text: str) -> None:
    index = StoryIndex()
    before = {index.place(tell(row[2], hours=n), START + timedelta(hours=n))[0].story.id for n, row in enumerate(TWINS)}
    round_up = index.place(tell(text, hours=30), START + timedelta(hours=30))
    assert {change.story.id for change in round_up}.isdisjoint(before)


@pytest.mark.parametrize(("news", "memory"), rows(ANNIVERSARIES))
def test_an_anniversary_joins_no_story_of_the_week(tell: Tell, news: str, memory: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(news), START)[:1]
    (other,) = index.place(tell(memory, hours=20), START + timedelta(hours=20))[:1]
    assert other.story.id != one.story.id, other.why


@pytest.mark.parametrize("text", rows(LIVE_BLOGS))
def test_a_live_blog_glues_no_stories_together(tell: Tell, text: str) -> None:
    """Every event stays a story, and what is told of it after the blog still finds it."""
    index = StoryIndex()
    events = TWINS[:10]
    opened = [index.place(tell(row[2], source=AGENCY, hours=n / 4), START)[0].story.id for n, row in enumerate(events)]
    assert len(set(opened)) == len(events)
    index.place(tell(text, source=DAILY, hours=8), START + timedelta(hours=8))
    for story_id, row in zip(opened, events, strict=True):
        again = index.place(tell("Update: " + row[2], source=RADIO, hours=9), START + timedelta(hours=9))[0]
        assert again.story.id == story_id, (row[0], again.why)


def test_all_events_of_one_busy_day_are_stories_of_their_own(tell: Tell) -> None:
    index = StoryIndex()
    told = [index.place(tell(row[2], hours=n / 4), START + timedelta(hours=n / 4))[0] for n, row in enumerate(TWINS)]
    assert len({change.story.id for change in told}) == len(TWINS)


@pytest.mark.parametrize(("hours", "first", "second"), rows(FILLED_ANEW))
def test_an_outlets_words_used_again_for_another_event_are_another_story(
    tell: Tell, hours: int, first: str, second: str
) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)[:1]
    (other,) = index.place(tell(second, source=AGENCY, hours=hours), START + timedelta(hours=hours))[:1]
    assert other.story.id != one.story.id, other.why


TEMPLATES = [
    "At least {n} people were killed when a bomb exploded in a market in {city} on Monday, police said. Officials said "
    "the toll may rise. No group has claimed responsibility for the attack.",
    "Road notice: {n} people were injured on Monday in {city} when a bus left the road. Emergency services closed the "
    "junction for two hours and asked drivers to use other routes until the evening.",
]


@pytest.mark.parametrize("words", TEMPLATES, ids=["agency flash", "road notice"])
def test_the_same_words_filled_anew_for_other_cities_are_other_events(tell: Tell, words: str) -> None:
    index = StoryIndex()
    cities = ("Kharkiv", "Lagos", "Lima", "Izmir", "Manila")
    told = [
        index.place(tell(words.format(n=10 + n, city=city), hours=n), START + timedelta(hours=n))[0]
        for n, city in enumerate(cities)
    ]
    assert len({change.story.id for change in told}) == len(cities), [change.why for change in told]


@pytest.mark.parametrize("words", TEMPLATES, ids=["agency flash", "road notice"])
def test_the_same_words_with_another_toll_for_the_same_city_are_an_update(tell: Tell, words: str) -> None:
    index = StoryIndex()
    (first,) = index.place(tell(words.format(n=12, city="Lagos")), START)
    (second,) = index.place(tell(words.format(n=15, city="Lagos"), hours=1), START + timedelta(hours=1))
    assert (second.story.id, second.relation) == (first.story.id, Relation.UPDATE)


def test_far_fewer_killed_two_days_later_are_killed_in_another_attack(tell: Tell) -> None:
    first, again, later = THREE_DAYS_OF_FIGHTING
    index = StoryIndex()
    told = ((0, first, AGENCY), (3, again, DAILY), (50, later, RADIO))
    stories = [
        index.place(tell(text, source=source, hours=hours), START + timedelta(hours=hours))[0].story.id
        for hours, text, source in told
    ]
    assert stories[0] == stories[1] != stories[2]
