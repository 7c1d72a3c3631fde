"""A week of fifteen events, each told by three or four outlets: which reports find their story; none hides another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model import StoryChange
from monitor.stories import StoryIndex
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, STRANGER, Tell
from tests.stories.fifteen_events import EVENTS

OUTLETS = {"agency": AGENCY, "daily": DAILY, "radio": RADIO, "stranger": STRANGER}

Placed = dict[tuple[str, str], StoryChange]

APART = {
    ("pupils taken at Kuriga", "daily"): "an abduction without any word that is read as an event: maybe the same",
    ("landslide on a Colombian road", "daily"): "a day later, almost twice as many, and hardly a word in common",
    ("landslide on a Colombian road", "stranger"): "two stories of it by then: maybe one of them",
    ("strike on a clinic in El Fasher", "daily"): "the clinic is a hospital, hardly a word in common: maybe the same",
}
"""Reports that open a story of their own though their event has one: each is a mail too many."""


@pytest.fixture(scope="module")
def placed(tell: Tell) -> Placed:
    """All reports in order of arrival, each with what became of it, by event and outlet."""
    told = sorted((hours, event, outlet, text) for event, rows in EVENTS.items() for hours, outlet, text in rows)
    index, found = StoryIndex(), {}
    for hours, event, outlet, text in told:
        analysed = tell(text, hours=hours, source=OUTLETS[outlet])
        found[event, outlet] = index.place(analysed, START + timedelta(hours=hours))[0]
    return found


def test_no_event_goes_into_the_story_of_another(placed: Placed) -> None:
    event_of: dict[str, str] = {}
    for (event, _), change in placed.items():
        assert event_of.setdefault(change.story.id, event) == event, change.why


@pytest.mark.parametrize(
    ("event", "outlet"),
    [
        pytest.param(
            event,
            outlet,
            marks=[pytest.mark.xfail(strict=True, reason=APART[event, outlet])] if (event, outlet) in APART else [],
        )
        for event, rows in EVENTS.items()
        for _, outlet, _ in rows[1:]
    ],
)
def test_a_further_outlet_is_of_its_events_story(placed: Placed, event: str, outlet: str) -> None:
    first = EVENTS[event][0][1]
    assert placed[event, outlet].story.id == placed[event, first].story.id, placed[event, outlet].why
