"""What kind of event an article reports, by the words it tells it with; the cases stand in `kind_cases.txt`."""

from collections.abc import Callable

import pytest

from monitor.model import Facts
from tests.extraction.figures_case import cases


@pytest.mark.parametrize(("text", "expected"), cases("kind_cases.txt"))
def test_an_event_has_the_kind_of_its_words(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    assert facts_of(text).events[0].kind == expected
