# ruff: noqa: E501 - a line is an article as it would be dropped
"""A second attack on a town within the day is a story of its own where its report says so; an arrest for it is none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from tests.stories import follow_ups
from tests.stories import second_strikes as written_blind
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell, rows
from tests.stories.test_same_event import (
    test_look_alikes_of_one_week_are_two_stories as two_stories,
)
from tests.stories.test_same_event import (
    test_one_event_told_twice_is_one_story as one_story,
)

SECOND_STRIKES = (
    (
        "a hospital, hours after houses",
        "Four people were killed and nine wounded on Monday when glide bombs hit a residential district of Kostiantynivka in eastern Ukraine, the governor said.",
        "A missile struck a hospital in Kostiantynivka in eastern Ukraine on Monday, killing a nurse and wounding three people, the governor said, hours after glide bombs killed four in a residential district of the town.",
    ),
    (
        "a car, not connected with the house",
        "Five people were killed and eleven injured on Monday when a drone hit an apartment building in Grayvoron in Russia's Belgorod region, the governor said.",
        "A man was killed and his wife injured when a drone attacked a car near Grayvoron in Russia's Belgorod region on Monday, the governor said. The attack is not connected with the strike on the apartment building during the night.",
    ),
    (
        "a post office, the second attack",
        "A rocket attack on a railway depot in Kherson killed six people on Monday, the regional administration said.",
        "Two people were killed by shells at a post office in Kherson on Monday, the regional administration said, the second attack on the city in a day.",
    ),
    (
        "a tea stall, beside the mosque's eight",
        "A bomb killed eight worshippers at a mosque in Quetta in Pakistan on Monday, the police said. Thirty were injured.",
        "A bomb on a motorcycle killed two people at a tea stall in Quetta in Pakistan on Monday, the police said. An earlier attack on a mosque of the city had killed eight.",
    ),
    (
        "a filling station, a separate attack",
        "Seven passengers died on Monday when gunmen fired at a bus near Kaduna in Nigeria, the police said.",
        "Gunmen killed two attendants at a filling station near Kaduna in Nigeria on Monday, the police said. In a separate attack on a bus in the same area seven passengers died.",
    ),
)

ONE_STRIKE = (
    (
        "those who died are told hours after",
        "At least 40 people were killed on Monday when a shell hit a school in Deir al-Balah in the Gaza Strip, doctors said.",
        "Hours after the attack on a school in Deir al-Balah in the Gaza Strip that killed 40 people on Monday, families were looking for their children, doctors said.",
    ),
    (
        "the toll is set right",
        "Six people were killed on Monday when a drone hit a bus in Nikopol in Ukraine, the mayor said. Ten were wounded.",
        "Three people, not six, were killed on Monday when a drone hit a bus in Nikopol in Ukraine, the mayor said. Ten were wounded.",
    ),
    (
        "a second attack is told of, with the toll of the first",
        "Six people were killed on Monday when a drone hit a bus in Nikopol in Ukraine, the mayor said. Ten were wounded.",
        "Six people were killed and eleven wounded on Monday when a drone hit a bus in Nikopol in Ukraine, the governor said. A second attack on the town in the evening hurt nobody.",
    ),
)

ARRESTS = (
    (
        "at a station, for a shooting in an estate",
        "Two men were shot dead in the Busserine housing estate in Marseille on Monday. The gunmen fled in a car that was found burnt out in front of a block of flats.",
        "Arrest after the shooting in the Busserine estate\n\nA 22-year-old man was arrested on Tuesday at Saint-Charles railway station in connection with the shooting that killed two men in Marseille on Monday night.",
    ),
    (
        "at an airport, for a bomb in a market",
        "A bomb in a market of Garissa in Kenya killed three people on Monday, the police said. Traders were opening their stalls.",
        "Kenyan police detained two men at the airport of Garissa on Monday over the bomb that killed three people in the town in the morning.",
    ),
)

ARRESTS_APART = {
    "at an airport, for a bomb in a market": "the town and three dead in common, and no word: maybe the same"
}


WRITTEN_KNOWN = {
    "goma, camp": '"ended with another": what the other one is stands in the next words alone',
    "a week of bombs in kano": 'a "Friday mosque" that was hit on Monday: two days in one clause',
    "liveblog-like": '"Monday, 19:00" and "around nine this morning": an hour is no part of the day that is known',
    "letter from the front": '"13 explosions" and "two women died" are no attack of anybody',
}
ONE_KNOWN = {
    "second wave of arrests": "two suspects killed in a raid the day after are an event of their own to the desk",
    "retaliation elsewhere": "raids on another land the day after, of which no place is read",
    "funeral clash": "stones thrown at a checkpoint, which is read as hit",
}


@pytest.mark.parametrize(("first", "second"), rows(SECOND_STRIKES))
def test_a_second_strike_on_a_town_is_a_story_of_its_own(tell: Tell, first: str, second: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)
    other = index.place(tell(second, source=DAILY, hours=9), START + timedelta(hours=9))[0]
    assert other.story.id != one.story.id, other.why
    again = index.place(tell("Update: " + second, source=RADIO, hours=10), START + timedelta(hours=10))[0]
    assert again.story.id == other.story.id, again.why


@pytest.mark.parametrize(
    ("hours", "first", "second"), rows((*written_blind.SECOND_STRIKES, *follow_ups.SECOND_STRIKES), WRITTEN_KNOWN)
)
def test_a_second_strike_is_one_whoever_tells_it_how(tell: Tell, hours: int, first: str, second: str) -> None:
    two_stories(tell, hours, first, second)


@pytest.mark.parametrize(
    ("hours", "first", "second"), rows((*written_blind.ONE_STRIKE, *follow_ups.ONE_STRIKE), ONE_KNOWN)
)
def test_words_of_a_second_thing_make_no_second_strike(tell: Tell, hours: int, first: str, second: str) -> None:
    one_story(tell, hours, first, second)


@pytest.mark.parametrize(("first", "second"), rows(ONE_STRIKE))
def test_who_tells_of_another_attack_may_still_tell_of_the_first(tell: Tell, first: str, second: str) -> None:
    index = StoryIndex()
    (one,) = index.place(tell(first, source=AGENCY), START)
    again = index.place(tell(second, source=DAILY, hours=5), START + timedelta(hours=5))[0]
    assert again.story.id == one.story.id, again.why


@pytest.mark.parametrize(("first", "second"), rows(ARRESTS, ARRESTS_APART))
def test_where_somebody_is_arrested_is_no_other_thing_that_was_hit(tell: Tell, first: str, second: str) -> None:
    test_who_tells_of_another_attack_may_still_tell_of_the_first(tell, first, second)


def test_far_fewer_killed_beside_another_event_says_why_it_is_no_report_of_it(tell: Tell) -> None:
    _, first, second = SECOND_STRIKES[0]
    index = StoryIndex()
    index.place(tell(first, source=AGENCY), START)
    (other,) = index.place(tell(second, source=DAILY, hours=9), START + timedelta(hours=9))
    assert "forbidden: fewer killed, and another event is told beside it: 1 and 4, with an earlier story" in other.why
