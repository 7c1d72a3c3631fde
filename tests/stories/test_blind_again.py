"""The second set that was written blind: what the desk decides rightly, and the one it does not."""

from __future__ import annotations

import pytest

from tests.stories.blind_again import (
    BLIND_ANNIVERSARIES,
    BLIND_LIVE_BLOGS,
    BLIND_ROUND_UPS,
    BLIND_TOLD_TWICE,
    BLIND_TWINS,
)
from tests.stories.conftest import Tell, rows
from tests.stories.test_same_event import (
    test_a_live_blog_glues_no_stories_together as glues_nothing,
)
from tests.stories.test_same_event import (
    test_a_round_up_joins_no_story_and_glues_none_together as joins_nothing,
)
from tests.stories.test_same_event import (
    test_an_anniversary_joins_no_story_of_the_week as is_memory,
)
from tests.stories.test_same_event import (
    test_look_alikes_of_one_week_are_two_stories as two_stories,
)
from tests.stories.test_same_event import (
    test_one_event_told_twice_is_one_story as one_story,
)


@pytest.mark.parametrize(("hours", "first", "second"), rows(BLIND_TWINS))
def test_look_alikes_are_two_stories(tell: Tell, hours: int, first: str, second: str) -> None:
    two_stories(tell, hours, first, second)


@pytest.mark.parametrize(("hours", "first", "second"), rows(BLIND_TOLD_TWICE))
def test_one_event_told_twice_is_one_story(tell: Tell, hours: int, first: str, second: str) -> None:
    one_story(tell, hours, first, second)


@pytest.mark.parametrize("text", rows(BLIND_ROUND_UPS))
def test_a_round_up_joins_nothing(tell: Tell, text: str) -> None:
    joins_nothing(tell, text)


KNOWN = {"a flood remembered": "the old flood's name and toll are read as this week's"}


@pytest.mark.parametrize(("news", "memory"), rows(BLIND_ANNIVERSARIES, KNOWN))
def test_an_anniversary_joins_no_story_of_the_week(tell: Tell, news: str, memory: str) -> None:
    is_memory(tell, news, memory)


@pytest.mark.parametrize("text", rows(BLIND_LIVE_BLOGS))
def test_a_live_blog_glues_nothing(tell: Tell, text: str) -> None:
    glues_nothing(tell, text)
