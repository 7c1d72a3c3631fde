"""Figures as an editor reads them, by phenomenon; the cases stand in `casualty_cases.txt` (figures_case.py)."""

from collections.abc import Callable

import pytest

from monitor.model import Facts
from tests.extraction.figures_case import cases, told


@pytest.mark.parametrize(("text", "expected"), cases("casualty_cases.txt"))
def test_figures_are_those_an_editor_reads(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    assert told(facts_of(text)) == expected
