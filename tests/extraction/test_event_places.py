"""Where each event is set: the cases of `event_place_cases.txt`, figures before and places behind an "@"."""

from collections.abc import Callable

import pytest

from monitor.model import Event, Facts
from tests.extraction.figures_case import cases, figures


def _figures_and_places(event: Event) -> str:
    return f"{figures(event)} @ {', '.join(place.name for place in event.places)}"


@pytest.mark.parametrize(("text", "expected"), cases("event_place_cases.txt"))
def test_each_toll_stands_with_its_own_places(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    assert " | ".join(map(_figures_and_places, facts_of(text).events)) == expected
