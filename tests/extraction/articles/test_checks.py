"""The checks themselves: a wrong answer fails, whatever the program says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from monitor.extraction import extract
from monitor.model import Facts
from tests.extraction.articles.golden import FOLDER, Golden, checks, equal, read_golden
from tests.extraction.articles.known import read_known, write_known
from tests.extraction.names_case import full_knowledge


@pytest.fixture(scope="module")
def golden() -> Golden:
    return read_golden(FOLDER / "odesa-drones.yaml")


@pytest.fixture(scope="module")
def facts(golden: Golden) -> Facts:
    return extract(golden.article, full_knowledge())


def holds(golden: Golden, facts: Facts, name: str, **answers: Any) -> bool:  # noqa: ANN401 - whatever a file may say
    """Whether a check holds with other answers for the first event, or for the article where it has none."""
    first, *rest = golden.answers["events"]
    top = {key: value for key, value in answers.items() if key == "background"}
    first = first | {key: value for key, value in answers.items() if key != "background"}
    other = replace(golden, answers={**golden.answers, **top, "events": [first, *rest]})
    (check,) = [one for one in checks(other, facts) if one.name == f"odesa-drones/{name}"]
    return check.holds


WRONG = {
    "kind": ("1/kind", {"kind": "fire"}),
    "place": ("1/place", {"place": "Kyiv"}),
    "day": ("1/on", {"on": "2025-03-01"}),
    "status": ("1/status", {"status": "unverified"}),
    "a figure": ("1/killed", {"killed": 3}),
    "the bound of a figure": ("1/injured", {"injured": 15}),
    "a figure that is not stated": ("1/missing", {"missing": 4}),
    "a role": ("1/actors", {"actors": {"russia": "victim"}}),
    "a forbidden role": ("1/actors", {"actors": {"russia": "not attacker"}}),
    "an actor who is not there": ("1/actors", {"actors": {"hezbollah": "named"}}),
    "a background toll too many": ("background", {"background": ["killed >12000", "killed 9"]}),
    "a background toll too few": ("background", {"background": []}),
    "a speaker's kind": ("1/said by", {"said by": {"Oleh Hrytsenko": "social"}}),
    "a speaker who is not there": ("1/said by", {"said by": {"Maria Zakharova": "party / official"}}),
}


@pytest.mark.parametrize(("name", "answers"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_fails_its_check(golden: Golden, facts: Facts, name: str, answers: dict[str, Any]) -> None:
    assert not holds(golden, facts, name, **answers)


def test_any_of_the_answers_that_are_equally_right_will_do() -> None:
    assert equal("a", "8 / 8+", "8+").holds
    assert equal("a", "Izmir", "İzmir").holds
    assert not equal("a", "8", "8+").holds


@pytest.mark.parametrize("line", ["kiled: 2", "killed: 2\n    who: me"], ids=["misspelt", "unknown"])
def test_a_key_that_nobody_knows_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.yaml"
    needed = "kind: fire\n    place: none\n    on: none\n    status: reported"
    path.write_text(f"published: 2025-03-04T08:10:00+00:00\nevents:\n  - {needed}\n    {line}\n")
    path.with_suffix(".txt").write_text("A fire broke out.")
    with pytest.raises(ValueError, match=r"a\.yaml"):
        read_golden(path)


def test_the_list_keeps_its_reasons(tmp_path: Path) -> None:
    known = {"b/killed": "why: because", "a/injured": "another"}
    write_known(known, tmp_path / "known.txt")
    assert read_known(tmp_path / "known.txt") == known
