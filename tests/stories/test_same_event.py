"""Which reports are one story: look-alikes apart, one event together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from monitor.vocabulary import Relation
from tests.stories.conftest import AGENCY, DAILY, START, Tell
from tests.stories.pairs import ANNIVERSARIES, ROUND_UPS, TOLD_TWICE, TWINS

JOINING = (Relation.REPORT, Relation.UPDATE, Relation.COPY)


@pytest.mark.parametrize(("hours", "first", "second"), [row[1:] for row in TWINS], ids=[row[0] for row in TWINS])
def test_look_alikes_of_one_week_are_two_stories(tell: Tell, hours: int, first: str, second: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)[:1]
    (other,) = index.place(tell(second, source=DAILY, hours=hours), START + timedelta(hours=hours))[:1]
    assert other.story.id != one.story.id, other.why


@pytest.mark.parametrize(
    ("hours", "first", "second"), [row[1:] for row in TOLD_TWICE], ids=[row[0] for row in TOLD_TWICE]
)
def test_one_event_told_twice_is_one_story(tell: Tell, hours: int, first: str, second: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)[:1]
    (again,) = index.place(tell(second, source=DAILY, hours=hours), START + timedelta(hours=hours))[:1]
    assert again.story.id == one.story.id, again.why
    assert again.relation in JOINING


@pytest.mark.parametrize("text", [row[1] for row in ROUND_UPS], ids=[row[0] for row in ROUND_UPS])
def test_a_round_up_joins_no_story_and_glues_none_together(tell: Tell, text: str) -> None:
    index = StoryIndex()
    before = {index.place(tell(row[2], hours=n), START + timedelta(hours=n))[0].story.id for n, row in enumerate(TWINS)}
    round_up = index.place(tell(text, hours=30), START + timedelta(hours=30))
    assert {change.story.id for change in round_up}.isdisjoint(before)


@pytest.mark.parametrize(("news", "memory"), [row[1:] for row in ANNIVERSARIES], ids=[row[0] for row in ANNIVERSARIES])
def test_an_anniversary_joins_no_story_of_the_week(tell: Tell, news: str, memory: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(news), START)[:1]
    (other,) = index.place(tell(memory, hours=20), START + timedelta(hours=20))[:1]
    assert other.story.id != one.story.id, other.why
