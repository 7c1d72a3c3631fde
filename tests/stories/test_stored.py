"""A story is stored without its claims told twice, and read back as it was."""

from __future__ import annotations

import json

from sqlalchemy.dialects import sqlite

from monitor.model import Story
from monitor.store.types import Json, StoryJson, unpack
from monitor.stories import StoryIndex
from tests.stories.conftest import AGENCY, DAILY, RADIO, Tell

STRIKE = "A missile hit a market in Kharkiv on Monday. At least {} people were killed and 30 were injured, {} said."
DIALECT = sqlite.dialect()


def stories_of(tell: Tell) -> list[Story]:
    """Return one story after each of its reports; an outlet takes its first figure back in the last."""
    reports = [
        (STRIKE.format(11, "the mayor"), AGENCY),
        (STRIKE.format(12, "governor Oleh Syniehubov"), DAILY),
        (STRIKE.format(14, "the police"), RADIO),
        ("Correction: " + STRIKE.format(9, "the mayor"), AGENCY),
    ]
    index = StoryIndex()
    placed = [
        index.place(tell(text, source=source, hours=n), tell(text, hours=n).article.received_at)
        for n, (text, source) in enumerate(reports)
    ]
    return [change.story for (change,) in placed]


def written(story: Story) -> bytes:
    return StoryJson().process_bind_param(story, DIALECT) or b""


def test_a_story_is_read_back_as_it_was_after_each_report(tell: Tell) -> None:
    stories = stories_of(tell)
    assert len({story.id for story in stories}) == 1
    assert any(one.withdrawn for one in stories[-1].figures[0].told)
    for story in stories:
        assert StoryJson().process_result_value(written(story), DIALECT) == story


def test_what_the_figures_tell_is_not_told_again_in_the_event(tell: Tell) -> None:
    last = stories_of(tell)[-1]
    assert last.event
    assert last.event.casualties.killed
    assert last.event.casualties.killed.claims
    casualties = json.loads(unpack(written(last)))["event"]["casualties"]
    assert [casualties[harm]["claims"] for harm in ("killed", "injured")] == [[], []]


def test_a_story_that_was_stored_with_all_its_claims_is_read_as_it_was(tell: Tell) -> None:
    for story in stories_of(tell):
        before = Json(Story).process_bind_param(story, DIALECT)
        assert StoryJson().process_result_value(before, DIALECT) == story


def test_a_story_without_an_event_is_stored(tell: Tell) -> None:
    index = StoryIndex()
    quiet = tell("The council of Sumy voted for a new tram line on Monday.")
    (change,) = index.place(quiet, quiet.article.received_at)
    assert change.story.event is None
    assert StoryJson().process_result_value(written(change.story), DIALECT) == change.story
