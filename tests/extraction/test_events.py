"""Which event a harm belongs to: the cases of `event_cases.txt`, with what is kept apart as background."""

from collections.abc import Callable

import pytest

from monitor.model import Facts
from tests.extraction.figures_case import background, cases, told


@pytest.mark.parametrize(("text", "expected"), cases("event_cases.txt"))
def test_each_harm_belongs_to_its_event(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    facts = facts_of(text)
    assert told(facts) + background(facts) == expected
