"""Pairs of look-alike events in web news, in an arbitrary order: each event is told of, and none too often."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import timedelta

import pytest

from monitor.model import Analysed
from monitor.stories import StoryIndex
from tests.stories.conftest import START, Tell
from tests.stories.look_alikes import FOLDER, articles

AT_MOST = {"one": 3.3, "two": 2.7, "three": 2.6, "four": 3.4, "seven": 3.5}
"""Stories an event: what is reached, and a little more. One would be right; that many are mails too many."""

APART = timedelta(seconds=30)


@pytest.mark.parametrize("name", AT_MOST)
def test_every_event_of_a_set_opens_a_story_and_few_open_many(tell_undated: Tell, name: str) -> None:
    told = list(articles(FOLDER / f"{name}.txt"))
    random.Random(1).shuffle(told)  # noqa: S311 - an order, no keys
    opened = _opened([(event, tell_undated(text)) for event, text in told])
    assert opened.keys() == {event for event, _ in told}, "an event that opened no story is hidden in another's"
    assert sum(opened.values()) / len(opened) <= AT_MOST[name], dict(opened)


def _opened(told: list[tuple[str, Analysed]]) -> defaultdict[str, int]:
    """Place the reports in this order; return how many stories each event opened."""
    index, known, opened = StoryIndex(), set[str](), defaultdict[str, int](int)
    for n, (event, analysed) in enumerate(told):
        story_id = index.place(analysed, START + n * APART)[0].story.id
        opened[event] += story_id not in known
        known.add(story_id)
    return opened
