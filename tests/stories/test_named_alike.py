"""Long reports in other words: joined by rare names where the facts go together, and not by what they recall."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from tests.stories.conftest import AGENCY, DAILY, START, Tell
from tests.stories.look_alikes import FOLDER, articles

TOLD = [text for _, text in articles(FOLDER / "seven.txt")]


def _called(headline: str) -> str:
    (found,) = (text for text in TOLD if text.startswith(headline))
    return found


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Gunmen storm beach-side hotel", "Five officers suspended"),
        ("Blast at Bondhere cafe", "Rickshaw drivers bury"),
        ("Fire at Dhaka garment factory", "19th victim of Rupnagar"),
    ],
)
def test_a_report_of_days_later_in_other_words_is_joined_by_names_of_both_leads(
    tell_undated: Tell, first: str, again: str
) -> None:
    index = StoryIndex()
    one = index.place(tell_undated(_called(first), source=AGENCY), START)[0]
    other = index.place(tell_undated(_called(again), source=DAILY, hours=26), START + timedelta(hours=26))[0]
    assert other.story.id == one.story.id, other.why


@pytest.mark.parametrize(
    ("first", "recalling"),
    [
        ("Gunmen storm beach-side hotel", "Somali agents hold two over bombing"),
        ("Bus plunges into Andean ravine", "Peru: 12 killed as bus and lorry collide"),
        ("Fire at Dhaka garment factory", "Eleven dead as fire guts Dhaka restaurant"),
        ("Drones hit high-rise in Odesa", "Missile attack on Odesa port"),
    ],
)
def test_a_report_that_recalls_the_event_of_three_days_ago_is_of_another(
    tell_undated: Tell, first: str, recalling: str
) -> None:
    for former, latter in ((first, recalling), (recalling, first)):
        index = StoryIndex()
        one = index.place(tell_undated(_called(former), source=AGENCY), START)[0]
        other = index.place(tell_undated(_called(latter), source=DAILY, hours=72), START + timedelta(hours=72))[0]
        assert other.story.id != one.story.id, other.why
