# ruff: noqa: E501 - a line is an article as it would be dropped
"""Each line of a round-up is of its own event's story, whichever stands first."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from monitor.stories import StoryIndex
from tests.stories.conftest import AGENCY, DAILY, START, Tell

EVENTS = {
    "bus": (
        "Fourteen people were killed and 21 injured on Monday when a coach fell off a mountain road near Potosi in Bolivia, the police said. The coach was on its way to Sucre, and it rained.",
        "Bolivia: Fourteen people were killed when a coach fell off a road near Potosi.",
    ),
    "bomb": (
        "A suicide bomber killed nine people at a tea stall in Maiduguri in Nigeria's north-east on Monday, a hospital official said. Boko Haram is active in the region.",
        "Nigeria: A suicide bomber killed nine people in Maiduguri.",
    ),
    "quake": (
        "An earthquake of magnitude 6.1 killed 32 people in Van in eastern Turkey on Monday, the disaster agency said. Hundreds of houses of mud brick have collapsed.",
        "Turkey: At least 32 people were killed in an earthquake in Van.",
    ),
    "plant": (
        "Six workers died on Monday in an explosion at a fertiliser plant in Dahej in the Indian state of Gujarat, officials said. The blast broke windows two kilometres away.",
        "India: Six people died in an explosion at a plant in Dahej.",
    ),
}
"""Each with its first report, and the line that a round-up of the same evening has of it."""


@pytest.mark.parametrize("order", tuple(permutations(EVENTS, 3)), ids="-".join)
@pytest.mark.parametrize("title", ["The world in brief", "Monday's news in short\n\nAll that counts in one place."])
def test_each_line_of_a_round_up_finds_its_event(tell: Tell, order: tuple[str, ...], title: str) -> None:
    index = StoryIndex()
    opened = {
        event: index.place(tell(first, source=AGENCY, hours=n), START + timedelta(hours=n))[0].story.id
        for n, (event, (first, _)) in enumerate(EVENTS.items())
    }
    assert len(set(opened.values())) == len(EVENTS)
    text = "\n\n".join((title, *(EVENTS[event][1] for event in order)))
    told = index.place(tell(text, source=DAILY, hours=9), START + timedelta(hours=9))
    assert [change.story.id for change in told] == [opened[event] for event in order], [one.why for one in told]


def test_the_first_line_of_a_round_up_of_what_nobody_told_is_a_story_of_its_own(tell: Tell) -> None:
    """Its neighbours' words are not its own: beside a line on the quake it is no report of the quake."""
    index = StoryIndex()
    (quake,) = index.place(tell(EVENTS["quake"][0], source=AGENCY), START)
    text = "\n\n".join(("The world in brief", EVENTS["bomb"][1], EVENTS["quake"][1]))
    bomb, again = index.place(tell(text, source=DAILY, hours=9), START + timedelta(hours=9))
    assert bomb.story.id != quake.story.id
    assert again.story.id == quake.story.id


def test_an_article_on_one_event_is_known_by_all_its_words_though_it_recalls_another(tell: Tell) -> None:
    index = StoryIndex()
    (first,) = index.place(tell(EVENTS["bus"][0], source=AGENCY), START)
    text = (
        "Bolivian coach falls into a ravine, 15 dead\n\nThe police put the dead of the coach that left the road to Sucre at "
        "15 on Monday.\n\nIn Maiduguri in Nigeria, a suicide bomber killed nine people on Monday.\n\nIt had rained near Potosi for days."
    )
    changes = index.place(tell(text, source=DAILY, hours=5), START + timedelta(hours=5))
    assert changes[0].story.id == first.story.id, changes[0].why
