"""Look-alikes and reports of one event that were written blind, and how many of them the desk decides rightly."""

from __future__ import annotations

import pytest

from tests.stories.blind import BLIND_TOLD_TWICE, BLIND_TWINS
from tests.stories.conftest import Tell, rows
from tests.stories.test_same_event import (
    test_look_alikes_of_one_week_are_two_stories as two_stories,
)
from tests.stories.test_same_event import (
    test_one_event_told_twice_is_one_story as one_story,
)


@pytest.mark.parametrize(("hours", "first", "second"), rows(BLIND_TWINS))
def test_look_alikes_written_blind_are_two_stories(tell: Tell, hours: int, first: str, second: str) -> None:
    two_stories(tell, hours, first, second)


UNSURE = {
    "a train, spelled twice": "a suburb that is on no map, spelled two ways, in two reports of 20 words",
    "a collapse, from the first hour to the evening": "a quarter spelled two ways and no other word: maybe the same",
}


@pytest.mark.parametrize(
    ("hours", "first", "second"),
    rows(BLIND_TOLD_TWICE, UNSURE),
)
def test_one_event_written_blind_twice_is_one_story(tell: Tell, hours: int, first: str, second: str) -> None:
    one_story(tell, hours, first, second)
