"""How the tests of extraction write figures, and how they read their tables of cases.

A line is `text => figures`: `14` exact, `14+` at least, `>14` over, `~14` about, `<=14` up to, `3..5` a
range, `24++` vague; `feared 20` beside it; events are parted by `|`, and what is not named must be
unstated. A pilcrow is a paragraph border, `# ` begins a phenomenon.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.model import Casualty, Event, Facts, Interval
from monitor.vocabulary import Bound, Harm

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


def background(facts: Facts) -> str:
    tolls = [f"{toll.harm} {written(toll.value)}" for toll in facts.background]
    return " / background " + ", ".join(tolls) if tolls else ""


def cases(name: str) -> list[object]:
    return list(_cases(Path(__file__).with_name(name)))


def _cases(path: Path) -> Iterator[object]:
    section = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            section = line[2:]
        elif line:
            text, _, expected = line.partition(" => ")
            yield pytest.param(text.replace(" ¶ ", "\n\n"), expected, id=f"{section}:{number}")
