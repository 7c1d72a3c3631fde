# ruff: noqa: E501 - a line is an article as it would be dropped
"""A town spelled as another language writes it is the same word for the stories; another town is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.stories import StoryIndex
from monitor.stories.texts import spelled_one_way
from tests.stories.conftest import AGENCY, DAILY, START, Tell


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("Gorlovka", "Horlivka"),
        ("Kharkov", "Kharkiv"),
        ("Zaporozhye", "Zaporizhzhia"),
        ("Lugansk", "Luhansk"),
        ("Lvov", "Lviv"),
    ],
)
def test_a_town_in_another_languages_letters_is_spelled_as_the_gazetteer_does(
    tell: Tell, spelled: str, name: str
) -> None:
    (report,) = tell(f"Two people were killed when a drone hit a bus in {spelled} in Ukraine on Monday.").reports
    assert spelled_one_way(f"A bus in {spelled} was hit.", report.event) == f"A bus in {name} was hit."


@pytest.mark.parametrize("text", ["Russian police in Moscow", "The Kremlin in Moscow", "Turkish rescuers in Ankara"])
def test_a_people_and_a_palace_are_no_spelling_of_a_place(tell: Tell, text: str) -> None:
    for report in tell(f"{text} said that two people were killed in a fire on Monday.").reports:
        assert spelled_one_way(text, report.event) == text


def test_two_sides_of_the_front_spell_one_town_in_their_ways_and_tell_one_event(tell: Tell) -> None:
    index = StoryIndex()
    first = "One person was killed and six were injured when a Ukrainian drone attacked a bus in Gorlovka on Monday morning, mayor Ivan Prikhodko said."
    second = "Two civilians died in the Russian-held city of Horlivka in eastern Ukraine on Monday when a drone struck their bus, its mayor said."
    (one,) = index.place(tell(first, source=AGENCY), START)
    (again,) = index.place(tell(second, source=DAILY, hours=2), START + timedelta(hours=2))
    assert again.story.id == one.story.id, again.why
