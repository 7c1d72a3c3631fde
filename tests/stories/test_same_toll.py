"""The same toll: it finds a story for a report without a day, and for a line of a round-up; alone it joins nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell, rows
from tests.stories.same_toll import TOLD_AGAIN_WITH_ITS_TOLL, TWINS_OF_A_TOLL
from tests.stories.test_same_event import (
    test_look_alikes_of_one_week_are_two_stories as two_stories,
)
from tests.stories.test_same_event import (
    test_one_event_told_twice_is_one_story as one_story,
)

KNOWN = {
    "a minibus and a lane of money changers": "only one of them names a thing that is known as hit",
    "a tent camp and a car": "a car is hit and carries bombs: it is no sign, or every car bomb parts two reports",
    "two wrecks on one road": "a bus in both, one road, one toll: nothing but the hour differs",
}


@pytest.mark.parametrize(
    ("hours", "first", "second"),
    rows(TWINS_OF_A_TOLL, KNOWN),
)
def test_two_events_that_killed_equally_many_in_one_town_on_one_day_are_two_stories(
    tell: Tell, hours: int, first: str, second: str
) -> None:
    two_stories(tell, hours, first, second)


@pytest.mark.parametrize(("hours", "first", "second"), rows(TOLD_AGAIN_WITH_ITS_TOLL))
def test_who_tells_an_event_again_with_its_toll_is_of_its_story(
    tell: Tell, hours: int, first: str, second: str
) -> None:
    one_story(tell, hours, first, second)


STATION = (
    "A bomb exploded at the railway station of Quetta on Monday and killed 19 people, police said. Another 40 were "
    "wounded on the platform."
)
MARKET = "A Russian missile hit a market in Kharkiv on Monday and killed 13 people, the governor said."
ROUND_UP = (
    "On Monday a bomb killed 19 people in Quetta, and 13 died at a market in Kharkiv. The Pope prayed for both cities."
)


def test_what_a_line_of_a_round_up_names_as_hit_elsewhere_parts_nothing(tell: Tell) -> None:
    index = StoryIndex()
    stories = {index.place(tell(text, source=AGENCY), START)[0].story.id: text[:20] for text in (STATION, MARKET)}
    changes = index.place(tell(ROUND_UP, source=RADIO, hours=30), START + timedelta(hours=30))
    assert [change.story.id in stories for change in changes] == [True] * len(changes), [one.why for one in changes]


FIRST_WORD = "Explosions in the Saltivka district of Kharkiv right now, people write of a fire in a high-rise."
STRIKE = (
    "Drones hit a block of flats in Kharkiv before dawn on Monday, killing 11 people and injuring 25, the governor "
    "said. Rescuers ended their search in the Saltivka district in the evening."
)
MOURNING = (
    "Kharkiv held a day of mourning on Tuesday for the 11 people killed when drones struck a block of flats in the "
    "Saltivka district on Monday. Flags flew at half-mast and trams stopped for a minute at nine."
)


def test_a_story_of_another_toll_is_no_rival_of_the_one_that_has_the_reports_toll(tell: Tell) -> None:
    index = StoryIndex()
    index.place(tell(FIRST_WORD, source=DAILY, hours=-4), START - timedelta(hours=4))
    (strike,) = index.place(tell(STRIKE, source=AGENCY), START)
    (mourning,) = index.place(tell(MOURNING, source=RADIO, hours=26), START + timedelta(hours=26))
    assert mourning.story.id == strike.story.id, mourning.why
