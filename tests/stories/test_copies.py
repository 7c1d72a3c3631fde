"""What is a copy and what is an update: any changed number or name makes the difference."""

from __future__ import annotations

import pytest

from monitor.stories import StoryIndex
from monitor.vocabulary import Relation
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell
from tests.stories.pairs import TWINS

STORY = """Eleven miners were brought up alive from the Zasyadko pit in Donetsk on Monday, two days after a gas blast
cut them off at a depth of 1,078 metres, the rescue service said. Four men are still missing.

The blast tore through a gallery shortly after the night shift had begun. Rescuers led by Oleksandr Petrenko
dug through 60 metres of rubble and heard knocking from behind a wall of coal.

Relatives waited in the canteen, where the union handed out tea and lists of names. The pit has a history of
accidents, and its owner promised to install new sensors before the end of the spring."""


def relation_after(tell: Tell, *texts: str) -> Relation:
    """Return how the last of the texts relates to the story of the first."""
    index = StoryIndex()
    changes = [
        index.place(tell(text, source=source, hours=n), START)[0]
        for n, (text, source) in enumerate(zip(texts, (AGENCY, DAILY, RADIO, DAILY), strict=False))
    ]
    assert {change.story.id for change in changes} == {changes[0].story.id}
    return changes[-1].relation


REPRINTS = {
    "word for word": STORY,
    "shouted and re-wrapped": " ".join(STORY.upper().split()),
    "the end is cut": STORY.rpartition("\n\n")[0],
    "an outlet's furniture around it": f"{STORY}\n\nFollow us and subscribe to our newsletter for more stories.",
    "a name mistyped": STORY.replace("Petrenko", "Petrneko"),
    "numbers in digits": STORY.replace("Eleven", "11").replace("Four", "4").replace("two days", "2 days"),
    "typographic apostrophes and dashes": STORY.replace("'", "\u2019").replace(" - ", " \u2013 "),
}


@pytest.mark.parametrize("text", REPRINTS.values(), ids=REPRINTS.keys())
def test_a_reprint_is_a_copy(tell: Tell, text: str) -> None:
    assert relation_after(tell, STORY, text) is Relation.COPY


CHANGES = {
    "a toll": STORY.replace("Four men are still missing", "Three men are still missing"),
    "a toll in words to digits": STORY.replace("Four men are still missing", "19 men are still missing"),
    "a depth": STORY.replace("1,078", "1,178"),
    "a name": STORY.replace("Oleksandr Petrenko", "Dmytro Kovalenko"),
    "a place": STORY.replace("in Donetsk on", "in Makiivka on"),
    "a place by a name one letter from another of the text": STORY.replace("in Donetsk on", "in Zasyadka on"),
    "a sentence with a new number": f"{STORY}\n\nLater 17 more miners reached the surface.",
}


@pytest.mark.parametrize("text", CHANGES.values(), ids=CHANGES.keys())
def test_a_near_copy_with_something_changed_is_an_update(tell: Tell, text: str) -> None:
    assert relation_after(tell, STORY, text) is Relation.UPDATE


def test_a_reprint_of_the_updated_text_is_a_copy_again(tell: Tell) -> None:
    updated = STORY.replace("Four men are still missing", "Three men are still missing")
    assert relation_after(tell, STORY, updated, updated.rpartition("\n\n")[0]) is Relation.COPY


def test_a_late_reprint_of_the_first_version_is_a_copy_and_no_fall_of_the_toll(tell: Tell) -> None:
    updated = STORY.replace("Four men are still missing", "Three men are still missing")
    assert relation_after(tell, STORY, updated, STORY) is Relation.COPY


def test_what_every_article_of_an_outlet_ends_with_makes_no_copies(tell: Tell) -> None:
    furniture = "\n\nThis story was written by our newsroom and is free to read thanks to the gifts of our members."
    index = StoryIndex()
    changes = [index.place(tell(row[2] + furniture), START)[0] for row in TWINS[:10]]
    assert len({change.story.id for change in changes}) == len(changes)
