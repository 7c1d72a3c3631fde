"""One kind of event in one town that little else is told of: short reports find each other, unless facts differ."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model import StoryChange
from monitor.stories import StoryIndex
from monitor.vocabulary import Relation
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell

FIRST = "Gunmen shot dead five passengers of a minibus in Kulachi on Monday, police said."
AGAIN = "Men on motorbikes sprayed a van with bullets in Kulachi, a surgeon told Dawn. Six were killed."


def _told_again(tell: Tell, second: str, *between: str) -> tuple[StoryChange, StoryChange]:
    index = StoryIndex()
    (one,) = index.place(tell(FIRST, source=AGENCY), START)[:1]
    for text in between:
        index.place(tell(text, source=RADIO), START)
    return one, index.place(tell(second, source=DAILY, hours=5), START + timedelta(hours=5))[0]


def test_two_short_reports_of_one_kind_and_town_are_one_story(tell_undated: Tell) -> None:
    one, again = _told_again(tell_undated, AGAIN)
    assert again.story.id == one.story.id, again.why
    assert "+3.3 of it for a rare name or town" in again.why[0]


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(AGAIN.replace("Six", "Twenty"), id="another toll"),
        pytest.param(AGAIN.replace("in Kulachi", "in Kulachi last Tuesday"), id="another day"),
        pytest.param(AGAIN.replace("van", "school"), id="another thing was hit"),
        pytest.param(AGAIN.replace("Six were killed", "Nobody was hurt"), id="nobody was hurt"),
        pytest.param(
            "Hours after a van was sprayed with bullets in Kulachi, men on motorbikes attacked again, a surgeon told "
            "Dawn. Six were killed.",
            id="another one beside it",
        ),
        pytest.param(AGAIN.replace("Kulachi", "Daraban"), id="another town"),
    ],
)
def test_what_differs_in_fact_is_a_story_of_its_own(tell_undated: Tell, second: str) -> None:
    one, other = _told_again(tell_undated, second)
    assert other.story.id != one.story.id, other.why
    assert other.relation in (Relation.NEW, Relation.POSSIBLE)
    assert not any("rare name or town" in why for why in other.why)


def test_a_town_of_which_much_is_told_adds_nothing(tell_undated: Tell) -> None:
    told = [f"{what} in Kulachi, officials say." for what in ("Schools open", "Prices fall", "A mayor is sworn in")]
    one, other = _told_again(tell_undated, AGAIN, *told)
    assert other.story.id != one.story.id, other.why


def test_a_town_that_one_report_of_a_story_brought_draws_no_others_in(tell_undated: Tell) -> None:
    """That report may be of another event, joined wrongly: without it the town is none of the story's."""
    index = StoryIndex()
    first = "Gunmen shot dead five passengers of a minibus in Daraban on Monday, police said. It went to a wedding."
    for text, source in ((first, AGENCY), (first.replace("Daraban", "Daraban and Kulachi"), RADIO)):
        (told,) = index.place(tell_undated(text, source=source), START)
    assert {place.name for place in told.story.event.places} == {"Daraban", "Kulachi"}
    (other,) = index.place(tell_undated(AGAIN, source=DAILY, hours=5), START + timedelta(hours=5))
    assert other.story.id != told.story.id, other.why
    assert not any("rare name or town" in why for why in other.why)
