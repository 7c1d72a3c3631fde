"""Two events of one kind in one town on one day: what was hit and what fell tell them apart, not their words."""

from __future__ import annotations

import pytest

from tests.stories.conftest import Tell
from tests.stories.same_town import TWINS_OF_A_TOWN
from tests.stories.test_same_event import (
    test_look_alikes_of_one_week_are_two_stories as two_stories,
)

KNOWN = {
    "an ambulance and a minibus": "an ambulance is no sign of what was hit: it comes to every strike",
    "two murders in a border town": "only one of them names a thing that is known as hit",
}


@pytest.mark.parametrize(
    ("hours", "first", "second"),
    [
        pytest.param(
            *row[1:], id=row[0], marks=[pytest.mark.xfail(strict=True, reason=KNOWN[row[0]])] if row[0] in KNOWN else []
        )
        for row in TWINS_OF_A_TOWN
    ],
)
def test_two_events_of_one_kind_in_one_town_are_two_stories(tell: Tell, hours: int, first: str, second: str) -> None:
    two_stories(tell, hours, first, second)
