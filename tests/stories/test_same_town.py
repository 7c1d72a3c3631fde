"""Two events of one kind in one town on one day have the same words; what only one of them says tells them apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from monitor.vocabulary import Relation
from tests.stories.blind_town import BLIND_TOLD_TWICE_IN_A_TOWN, BLIND_TWINS_OF_A_TOWN
from tests.stories.conftest import AGENCY, DAILY, START, Tell, rows
from tests.stories.same_toll import TWINS_OF_A_TOLL
from tests.stories.same_town import TWINS_OF_A_TOWN
from tests.stories.test_same_event import (
    test_look_alikes_of_one_week_are_two_stories as two_stories,
)
from tests.stories.test_same_event import (
    test_one_event_told_twice_is_one_story as one_story,
)
from tests.stories.test_same_toll import KNOWN as KNOWN_TOLLS


@pytest.mark.parametrize(("hours", "first", "second"), rows((*TWINS_OF_A_TOWN, *BLIND_TWINS_OF_A_TOWN)))
def test_two_events_of_one_kind_in_one_town_are_two_stories(tell: Tell, hours: int, first: str, second: str) -> None:
    two_stories(tell, hours, first, second)


UNSURE = {
    "a cart bomb, by a hospital": "the city and four dead in common, and no word: maybe the same",
    "a school bus, next morning": "who was buried is not counted, so the tenth alone is read as killed: maybe the same",
}


@pytest.mark.parametrize(
    ("hours", "first", "second"),
    rows(BLIND_TOLD_TWICE_IN_A_TOWN, UNSURE),
)
def test_one_event_in_other_words_is_one_story(tell: Tell, hours: int, first: str, second: str) -> None:
    one_story(tell, hours, first, second)


def test_who_shares_but_town_and_day_may_be_the_story_and_says_why(tell: Tell) -> None:
    _, hours, first, second = next(row for row in BLIND_TWINS_OF_A_TOWN if row[0] == "two blazes in one suburb")
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)
    (other,) = index.place(tell(second, source=DAILY, hours=hours), START + timedelta(hours=hours))
    assert (other.relation, other.story.may_be) == (Relation.POSSIBLE, one.story.id)
    assert other.why[-1] == (
        "only maybe one event: nothing is shared but town, day, kind and the words of all such news"
    )


TWINS_TOLD_APART = [*TWINS_OF_A_TOWN, *(row for row in TWINS_OF_A_TOLL if row[0] not in KNOWN_TOLLS)]


@pytest.mark.parametrize("row", TWINS_TOLD_APART, ids=lambda row: row[0])
def test_texts_without_a_date_of_their_own_are_told_apart_as_well(
    tell_undated: Tell, row: tuple[str, int, str, str]
) -> None:
    two_stories(tell_undated, *row[1:])
