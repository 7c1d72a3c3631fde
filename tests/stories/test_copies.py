"""What is a copy and what is an update: any changed number or name makes the difference."""

from __future__ import annotations

import pytest

from monitor.stories import StoryIndex
from monitor.vocabulary import Change, Relation
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


CONVOY = """Gunmen ambush convoy in northern Benin

NATITINGOU, Benin, Jan 8 (Reuters) - Gunmen on motorcycles fired at a convoy of the forest service in northern Benin
at 14:30 on Monday, wounding one ranger, the third such attack since October, the service said.

Between thirty and forty men came over the border from the east, said the mayor, Yacoubou Bio. Hundreds of villagers
fled to Tanguieta, and half of the cattle was driven off. Damage was put at $2.9 million. Fighting went on until Tuesday
in the villages around Tanguieta.

A 34-year-old driver was seized at 5 a.m. in Kerou. The second convoy turned back."""

CONVOY_CHANGES = {
    "a time of day": ("at 14:30", "at 15:10"),
    "an hour": ("at 5 a.m.", "at 7 a.m."),
    "a weekday": ("on Monday, wounding", "on Tuesday, wounding"),
    "a month": ("since October", "since June"),
    "a word number above twenty": ("Between thirty and", "Between twenty and"),
    "one": ("wounding one ranger", "wounding two rangers"),
    "an order": ("the third such", "the fifth such"),
    "the first for the second": ("The second convoy", "The first convoy"),
    "a scale": ("$2.9 million", "$2.9 billion"),
    "an amount without a number": ("Hundreds of villagers", "Thousands of villagers"),
    "a part": ("and half of", "and a quarter of"),
    "a side": ("border from the east", "border from the west"),
    "an age": ("A 34-year-old", "A 43-year-old"),
    "a place by another of the text": ("seized at 5 a.m. in Kerou", "seized at 5 a.m. in Tanguieta"),
    "a name that begins with a side": ("service in northern Benin", "service in Upper Volta"),
    "a title's side": ("convoy in northern Benin\n", "convoy in southern Benin\n"),
}


@pytest.mark.parametrize(("was", "now"), CONVOY_CHANGES.values(), ids=CONVOY_CHANGES.keys())
def test_whatever_is_changed_of_what_is_told_is_an_update(tell: Tell, was: str, now: str) -> None:
    assert _relation_with(tell, was, now) is Relation.UPDATE


def _relation_with(tell: Tell, was: str, now: str) -> Relation:
    """What the convoy's article is to itself with one thing in it replaced."""
    assert CONVOY.count(was) == 1
    return relation_after(tell, CONVOY, CONVOY.replace(was, now))


_DATELINE = "NATITINGOU, Benin, Jan 8 (Reuters) -"
_BEGINS = f"{_DATELINE} Gunmen on"
FURNITURE = {
    "another agency's dateline": (_DATELINE, "NATITINGOU (AP) \u2014"),
    "a dateline of the next day": (_DATELINE, "NATITINGOU, Benin, Jan. 9 -"),
    "no dateline": (_BEGINS, "Gunmen on"),
    "an hour of the page": (_BEGINS, f"Updated 12:31 GMT, 9 January 2024\n\n{_BEGINS}"),
    "a byline": (_BEGINS, f"By Margaret Halloway\n\n{_BEGINS}"),
    "how long it takes to read": (_BEGINS, f"3 min read\n\n{_BEGINS}"),
    "how many comment on it": (_BEGINS, f"Share this article 24 comments\n\n{_BEGINS}"),
    "what a subscription costs": (
        "turned back.",
        "turned back.\n\nSubscribe for $1 a week for 6 months. Cancel anytime.",
    ),
    "word numbers in digits": ("thirty and forty men", "30 and 40 men"),
    "am and pm": ("5 a.m.", "5am"),
}


@pytest.mark.parametrize(("was", "now"), FURNITURE.values(), ids=FURNITURE.keys())
def test_what_stands_around_an_article_and_how_it_is_written_makes_no_update(tell: Tell, was: str, now: str) -> None:
    assert _relation_with(tell, was, now) is Relation.COPY


def test_what_another_event_of_the_same_article_counts_is_not_new_in_a_reprint(tell: Tell) -> None:
    """Read for another event, a reprint's first one may have a sentence more: the page's date is not its only day."""
    blast = (
        "A blast killed three people in Kohat in Pakistan on Monday, the police said. The bazaar was shut until the "
        "evening, traders swept up glass, and the hospital asked for blood. A spice shop was gutted and "
        "the owner of the tea house next to them said that a parcel had been left under a bench by a man with a limp."
    )
    crash = (
        "In Quetta, a bus that was on its way to the coast with traders, drivers and their families fell into a ravine "
        "behind the old toll gate before dawn on Monday and killed 17 people, the police said."
    )
    index = StoryIndex()
    index.place(tell(f"{blast}\n\n{crash}"), START)
    again = crash.replace("and killed 17 people", "with 17 travellers on board")
    reprint = index.place(tell(f"{blast}\n\n{again}"), START)
    assert reprint[0].relation is Relation.COPY, reprint[0].why


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


BOMB = """Seven soldiers were killed on Monday when a bomb went off beside their bus near Hasakah in Syria, a doctor
said.

The bus was taking the men home on leave. Shopkeepers pulled the wounded out through its windows before any ambulance
came."""

SAID_OF_IT = {
    "who claims it": ("Islamic State claimed responsibility for the attack.", Change.ACTOR),
    "who is blamed": ("Officials in Qamishli blamed Turkey.", Change.ACTOR),
    "that it is denied": ("The defence ministry denied that any soldiers were killed.", Change.VERIFICATION),
}


@pytest.mark.parametrize(("sentence", "kind"), SAID_OF_IT.values(), ids=SAID_OF_IT.keys())
def test_a_reprint_that_names_a_doer_nobody_named_or_a_denial_is_an_update(
    tell: Tell, sentence: str, kind: Change
) -> None:
    index = StoryIndex()
    index.place(tell(BOMB, source=AGENCY), START)
    (change,) = index.place(tell(f"{BOMB}\n\n{sentence}", source=DAILY, hours=2), START)
    assert (change.relation, kind in [one.kind for one in change.changes]) == (Relation.UPDATE, True), change
    (again,) = index.place(tell(f"{BOMB}\n\n{sentence}\n\nRead more.", source=RADIO, hours=3), START)
    assert again.relation is Relation.COPY, again.why
