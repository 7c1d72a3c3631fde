"""Which event a harm belongs to: the cases of `event_cases.txt`, with what is kept apart as background."""

from collections.abc import Callable

import pytest

from monitor.model import Facts
from tests.extraction.figures_case import background, cases, told


@pytest.mark.parametrize(("text", "expected"), cases("event_cases.txt"))
def test_each_harm_belongs_to_its_event(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    facts = facts_of(text)
    assert told(facts) + background(facts) == expected


def test_the_day_that_owns_a_deed_is_the_event_s(facts_of: Callable[[str], Facts]) -> None:
    """What was found or said later has another day; published on Tuesday 12 March 2024."""
    text = "Two more bodies were found on Monday in the ruins of a mill, raising the toll from Sunday's fire to nine."
    assert str(facts_of(text).events[0].on) == "2024-03-10"
    text = "A man died on Monday of wounds suffered in Saturday's shelling of Izmir, the mayor said."
    assert str(facts_of(text).events[0].on) == "2024-03-09"
    text = "A bomb fell on Izmir on Friday night. By Sunday rescuers had taken 17 bodies from the ruins."
    assert str(facts_of(text).events[0].on) == "2024-03-08"
    text = "Six people died when a train left the rails near Izmir. All services are cancelled until Thursday."
    assert str(facts_of(text).events[0].on) == "2024-03-12"
    text = "A grenade killed five at a vigil. It was Saturday night. Ana, who had been shot on Friday, was 12."
    assert str(facts_of(text).events[0].on) == "2024-03-09"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two people died in a blast in Homs on Monday, the Daily Star reported.", "killed 2"),
        ("Two people die daily in blasts in Homs, doctors said on Monday.", "none / background killed 2"),
    ],
    ids=["name of a paper", "word"],
)
def test_a_paper_s_name_makes_no_statistic_of_a_toll(
    text: str, expected: str, facts_of: Callable[[str], Facts]
) -> None:
    facts = facts_of(text)
    assert told(facts) + background(facts) == expected
