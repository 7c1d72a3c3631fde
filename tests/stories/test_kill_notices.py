# ruff: noqa: E501 - a line is a notice as it would be dropped
"""A kill notice in plain text, without a key, takes back what its own outlet told; a correction takes back no more than it sets right."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model import WITHDRAWN, Source, Story, StoryChange
from monitor.stories import StoryIndex
from monitor.vocabulary import Change, Harm, Relation, Status
from tests.stories.conftest import AGENCY, DAILY, START, STRANGER, Tell

FIRE = """Fire in Karachi textile mill kills 12

KARACHI, Jan 8 (Agency) - A fire in a textile mill in the Korangi district of Karachi killed 12 workers on Monday, the rescue service said. The mill stands in a lane too narrow for ladders, and the roof fell before they came. Owner Rashid Memon could not be reached."""
CRASH = """Bus falls into gorge in Kashmir, nine dead

SRINAGAR, Jan 8 (Agency) - Nine pilgrims died when a bus fell into a gorge near Ramban in Kashmir on Monday, police said."""
FIREMEN = """Twelve die in mill blaze

Twelve workers were killed on Monday when fire swept through a mill making cloth in the Korangi district of Karachi, firemen said. Ladders came late."""

NOTICES = {
    "editors, slugged": "EDITORS: Please kill the story slugged PAKISTAN-FIRE on a textile mill fire in Karachi that killed 12. The rescue service says there was no fire in Korangi. A kill is mandatory.",
    "a mandatory kill": "MANDATORY KILL\n\nKARACHI - Editors: kill the story slugged BC-AS-Pakistan-Mill Fire, moved at 1412 GMT. The textile mill in Korangi did not burn. Do not use the story.",
    "attention": 'ATTENTION - KILL\n\nPlease kill our story "Fire in Karachi textile mill kills 12" sent on January 8. The report of a fire in the Korangi district is wrong. We apologise for the error.',
    "a withdrawal": 'WITHDRAWAL: Fire in Karachi textile mill kills 12\n\nThe Jan. 8 story headlined "Fire in Karachi textile mill kills 12" is withdrawn. The rescue service said that it had mistaken an exercise for a fire. There will be no substitute story.',
    "an advisory": "ADVISORY: Please be advised that the story on a fire in a textile mill in Karachi's Korangi district has been withdrawn. Please delete it from your files.",
    "kill, by its slug": "KILL: PAKISTAN-FIRE. Please kill the item on 12 workers killed in a mill in Korangi, Karachi. An unconfirmed call was reported as a fire.",
    "in its own words": "KILL NOTICE: Editors, please kill our story on a blaze among weavers in Karachi, where the roof of a textile hall fell. We are checking the facts.",
    "disregard": "Editors, please disregard our story on the fire in the Karachi textile mill that killed 12 workers on Monday. It was sent in error.",
    "with the whole text": f"KILL KILL KILL\n\nEditors: please kill the following story. It is wrong.\n\n{FIRE}",
}


def after(tell: Tell, text: str, source: Source, *others: tuple[str, Source]) -> tuple[str, StoryChange]:
    """Return the id of the fire's story, and what a text made of it or of another one."""
    index = StoryIndex()
    told = ((FIRE, AGENCY), (CRASH, AGENCY), *others, (text, source))
    changes = [
        index.place(tell(one, source=by, hours=n), START + timedelta(hours=n))[0] for n, (one, by) in enumerate(told)
    ]
    return changes[0].story.id, changes[-1]


def killed(story: Story) -> tuple[int, Status] | None:
    return next(((one.value.min, one.status) for one in story.figures if one.harm is Harm.KILLED), None)


@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES.keys())
def test_a_kill_notice_takes_back_what_its_outlet_told(tell: Tell, text: str) -> None:
    story_id, change = after(tell, text, AGENCY)
    assert (change.story.id, change.relation) == (story_id, Relation.UPDATE), change.why
    assert killed(change.story) is None
    assert WITHDRAWN in [one.now for one in change.changes if one.kind is Change.CORRECTION]
    assert {one.harm for one in change.changes if one.kind is Change.TOLL} == {Harm.KILLED}


@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES.keys())
def test_it_takes_nothing_from_another_outlet(tell: Tell, text: str) -> None:
    _, change = after(tell, text, AGENCY, (FIREMEN, DAILY))
    assert killed(change.story) == (12, Status.REPORTED)


VAGUER = """Many feared lost in mill blaze

Up to 30 workers were killed on Monday when fire swept through a mill making cloth in the Korangi district of Karachi, the mill's union said. Ladders came late."""


def test_what_stands_after_a_kill_notice_is_told_though_it_holds_the_figure_that_is_gone(tell: Tell) -> None:
    _, change = after(tell, NOTICES["a withdrawal"], AGENCY, (VAGUER, DAILY))
    tolls = [(one.before, one.after) for one in change.changes if one.kind is Change.TOLL]
    assert [(was and was.min, now and (now.min, now.max)) for was, now in tolls] == [(12, (0, 30))], change.changes


@pytest.mark.parametrize("source", [STRANGER, DAILY], ids=["a stranger", "an outlet that told nothing"])
@pytest.mark.parametrize("text", NOTICES.values(), ids=NOTICES.keys())
def test_nobody_else_takes_it_back(tell: Tell, text: str, source: Source) -> None:
    story_id, change = after(tell, text, source)
    assert not any(told.withdrawn for figure in change.story.figures for told in figure.told)
    assert killed(change.story) == ((12, Status.REPORTED) if change.story.id == story_id else None)


QUOTING = {
    "of another's story": "Rescuers confirm mill fire toll\n\nKARACHI, Jan 9 (Agency) - A rival outlet's story has been withdrawn, but the rescue service confirmed on Tuesday that 14 workers were killed by the fire in a textile mill in the Korangi district of Karachi.",
    "in a quote": 'KARACHI, Jan 9 (Agency) - "Take that from your files", Rashid Memon, owner of the textile mill in the Korangi district of Karachi, told reporters after the fire that killed 14 workers on Monday, the rescue service said.',
    "in an embargo": f"BITTE NICHT VERWENDEN vor 18.00 Uhr\n\n{FIRE.replace('12', '14')}",
}


@pytest.mark.parametrize("text", QUOTING.values(), ids=QUOTING.keys())
def test_a_report_with_the_words_of_a_notice_takes_nothing_back(tell: Tell, text: str) -> None:
    story_id, change = after(tell, text, AGENCY)
    assert not any(told.withdrawn for figure in change.story.figures for told in figure.told), change.why
    assert (change.story.id, killed(change.story)) == (story_id, (14, Status.REPORTED)), change.why


def test_a_notice_that_fits_two_stories_takes_back_neither(tell: Tell) -> None:
    mills = [
        FIRE.replace("Korangi", quarter).replace("12", toll) for quarter, toll in (("Landhi", "3"), ("Saddar", "8"))
    ]
    index = StoryIndex()
    for n, text in enumerate(mills):
        index.place(tell(text.replace("textile", ("sugar", "paper")[n]), source=AGENCY, hours=n), START)
    (change,) = index.place(
        tell("EDITORS: please kill the story on the mill in Karachi.", source=AGENCY, hours=2), START
    )
    assert not any(told.withdrawn for figure in change.story.figures for told in figure.told), change.why


OF_ANOTHER_STORY = {
    "of the town": "Please withdraw our story on the election in Karachi, headlined 'Opposition claims victory in Pakistan'.",
    "of its quarter": "EDITORS: please kill the story on a football match in Korangi, Karachi.",
}


@pytest.mark.parametrize("text", OF_ANOTHER_STORY.values(), ids=OF_ANOTHER_STORY.keys())
def test_a_notice_that_shares_but_places_with_a_story_takes_nothing_of_it_back(tell: Tell, text: str) -> None:
    index = StoryIndex()
    index.place(tell(FIRE, source=AGENCY), START)
    (change,) = index.place(tell(text, source=AGENCY, hours=2), START)
    assert not any(told.withdrawn for figure in change.story.figures for told in figure.told), change.why


RIGHT = "CORRECTION\n\nIn our story on the fire in a textile mill in the Korangi district of Karachi please read in third sentence: owner Rashid Mehmood, not Rashid Memon. The rest stands."


def test_a_correction_of_a_name_takes_no_toll_back(tell: Tell) -> None:
    story_id, change = after(tell, RIGHT, AGENCY)
    assert change.story.id == story_id
    assert killed(change.story) == (12, Status.REPORTED)


TOLL = "CORRECTION: Fire in Karachi textile mill\n\nPlease read in first paragraph of our story on the fire in a textile mill in the Korangi district of Karachi: two workers were killed on Monday, not 12, the rescue service said. A corrected version follows."


def test_a_correction_of_the_toll_puts_the_new_one_for_the_old(tell: Tell) -> None:
    _, change = after(tell, TOLL, AGENCY)
    assert killed(change.story) == (2, Status.REPORTED)


RIOT = """Prison riot kills 20 in Guayaquil

GUAYAQUIL, Jan 8 (Agency) - Twenty inmates were killed on Monday in a riot at the Litoral prison in Guayaquil, the prison service said. Gangs fought for hours."""
OFFICERS = {
    "correctional officers": "Three correctional officers were",
    "of a department of corrections": "Three officers of the Department of Corrections were",
}


@pytest.mark.parametrize("who", OFFICERS.values(), ids=OFFICERS.keys())
def test_a_word_that_begins_as_a_correction_corrects_nothing(tell: Tell, who: str) -> None:
    text = f"{who} among the dead of the riot at the Litoral prison in Guayaquil on Monday, the prison service said on Tuesday."
    index = StoryIndex()
    index.place(tell(RIOT, source=AGENCY), START)
    (change,) = index.place(tell(text, source=AGENCY, hours=24), START + timedelta(hours=24))
    assert not any(one.kind is Change.CORRECTION for one in change.changes), change.why
    assert not any(told.withdrawn for figure in change.story.figures for told in figure.told)
