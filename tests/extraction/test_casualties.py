"""Figures as an editor reads them, by phenomenon; the cases stand in `casualty_cases.txt`.

A line is `text => figures`: `14` exact, `14+` at least, `>14` over, `~14` about, `<=14` up to, `3..5` a
range, `24++` vague; `feared 20` beside it; events are parted by `|`, and what is not named must be unstated.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from monitor.model import Casualty, Event, Facts, Interval
from monitor.vocabulary import Bound, Harm

CASES = Path(__file__).with_name("casualty_cases.txt")
MARKS = {
    Bound.EXACT: "{0.min}",
    Bound.AT_LEAST: "{0.min}+",
    Bound.OVER: ">{0.min}",
    Bound.ABOUT: "~{0.min}",
    Bound.RANGE: "{0.min}..{0.max}",
    Bound.VAGUE: "{0.min}++",
}


def written(value: Interval) -> str:
    if value.bound is Bound.UP_TO:
        return f"<={'inf' if value.max is None else value.max}"
    return MARKS[value.bound].format(value)


def figure(harm: Harm, casualty: Casualty) -> str:
    feared = f" feared {written(casualty.feared)}" if casualty.feared else ""
    return f"{harm} {written(casualty.value)}{feared}"


def figures(event: Event) -> str:
    stated = [figure(harm, casualty) for harm in Harm if (casualty := event.casualties.of(harm))]
    return ", ".join(stated)


def told(facts: Facts) -> str:
    return " | ".join(filter(None, map(figures, facts.events))) or "none"


def cases() -> Iterator[object]:
    section = ""
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            section = line[2:]
        elif line:
            text, _, expected = line.partition(" => ")
            yield pytest.param(text, expected, id=f"{section}:{number}")


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_figures_are_those_an_editor_reads(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    assert told(facts_of(text)) == expected
