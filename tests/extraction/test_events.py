"""Which event a harm belongs to: the cases of `event_cases.txt`, written as those of `test_casualties`.

`|` parts the events, ` / background` lists what is kept apart from them; a pilcrow is a paragraph border.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.extraction.test_casualties import told, written

from monitor.model import Facts

CASES = Path(__file__).with_name("event_cases.txt")


def background(facts: Facts) -> str:
    tolls = [f"{toll.harm} {written(toll.value)}" for toll in facts.background]
    return " / background " + ", ".join(tolls) if tolls else ""


def cases() -> Iterator[object]:
    section = ""
    for number, line in enumerate(CASES.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# "):
            section = line[2:]
        elif line:
            text, _, expected = line.partition(" => ")
            yield pytest.param(text.replace(" ¶ ", "\n\n"), expected, id=f"{section}:{number}")


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_each_harm_belongs_to_its_event(text: str, expected: str, facts_of: Callable[[str], Facts]) -> None:
    facts = facts_of(text)
    assert told(facts) + background(facts) == expected
