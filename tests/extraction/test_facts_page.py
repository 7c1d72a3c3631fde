"""docs/facts.md against the program: every quote, figure, speaker and rung on the page is what `facts --json` gives."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tests.extraction.names_case import read

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "facts.md").read_text(encoding="utf-8")
SAMPLE = (ROOT / "seeds" / "belgorod.txt").read_text(encoding="utf-8")
QUOTE = re.compile(r"“([^”]+)” \((\d+)–(\d+)\)")

WORDED = {"exact": "{min}", "over": "over {min}", "at_least": "at least {min}"}


@lru_cache(maxsize=1)
def facts() -> dict[str, Any]:
    command = [sys.executable, "-m", "monitor", "facts", "--json", "seeds/belgorod.txt"]
    found: dict[str, Any] = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)
    return found


def rows(heading: str) -> list[list[str]]:
    """The cells of the table under a heading, without its head."""
    (section,) = re.findall(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    table = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[1:]]


def span(cell: str) -> tuple[int, int]:
    found = QUOTE.search(cell)
    assert found, cell
    return int(found[2]), int(found[3])


def spans(evidence: list[dict[str, Any]]) -> set[tuple[int, int]]:
    return {(one["start"], one["end"]) for one in evidence}


def sure(claim: dict[str, Any]) -> str:
    return f"{claim['verification']}: {', '.join(flag.replace('_', ' ') for flag in claim['flags'])}"


def speaker(claim: dict[str, Any]) -> str:
    by = claim["by"]
    if by is None:
        return "nobody" if "alleged" in claim["flags"] else "the article itself"
    return f"{by['source']}, via {by['via']}" if by["via"] else str(by["source"])


@pytest.mark.parametrize(("quote", "start", "end"), QUOTE.findall(PAGE))
def test_every_quote_stands_where_the_page_says(quote: str, start: str, end: str) -> None:
    assert SAMPLE[int(start) : int(end)] == quote


@pytest.mark.parametrize("cells", rows("First, what is the article and what is not"), ids=lambda cells: cells[0])
def test_every_zone_is_the_readers(cells: list[str]) -> None:
    assert zones_of(cells[1]) == {cells[0]}


@pytest.mark.parametrize("cells", rows("What looks like a figure and is none"), ids=lambda cells: cells[0])
def test_what_is_no_figure_is_counted_nowhere(cells: list[str]) -> None:
    start, end = span(cells[0])
    counted = [spans(toll["evidence"]) for toll in facts()["background"]]
    counted += [spans(figure["evidence"]) for event in facts()["events"] for figure in stated(event).values()]
    assert zones_of(cells[0]) == {cells[1]}
    assert [at for one in counted for at in one if at[0] < end and start < at[1]] == []


def zones_of(cell: str) -> set[str]:
    start, end = span(cell)
    return {str(zone.zone) for zone in read(SAMPLE).zones if zone.start < end and start < zone.end}


def stated(event: dict[str, Any]) -> dict[str, Any]:
    return {harm: figure for harm, figure in event["casualties"].items() if figure}


def test_the_page_shows_every_event() -> None:
    told = [
        [
            str(number),
            event["kind"],
            event["places"][0],
            f"{event['on']} ({event['on_precision']})" if event["on"] else "none",
            sure({"verification": event["verification"]["status"], **event["verification"]}),
        ]
        for number, event in enumerate(facts()["events"], start=1)
    ]
    assert rows("Two events, each with its own figures") == told


def test_the_page_shows_every_figure_and_no_other() -> None:
    told = [
        [
            str(number),
            harm,
            WORDED[figure["bound"]].format(**figure),
            str(*spans(figure["evidence"])),
            who,
            sure(figure),
        ]
        for number, event in enumerate(facts()["events"], start=1)
        for harm, figure in stated(event).items()
        for who in map(speaker, figure["claims"])
    ]
    shown = [
        [number, harm, figure, str(span(words)), who, how_sure]
        for number, harm, figure, words, who, how_sure in rows("The figures that count")
    ]
    assert shown == told


def test_who_is_behind_it_is_claimed_as_the_page_says() -> None:
    names = {actor["name"]: actor["id"] for actor in facts()["actors"]}
    told = {
        (claim["actor"], claim["role"], at, speaker(claim), claim["verification"])
        for claim in facts()["events"][0]["claims"]
        if claim["about"] == "perpetrator"
        for at in spans(claim["evidence"])
    }
    shown = {
        (names[who], role, span(words), said_by.split(":")[0], how_sure)
        for who, role, words, said_by, how_sure in rows("Who is behind it, according to whom")
    }
    assert shown <= told
    assert {claim[:2] for claim in shown} == {claim[:2] for claim in told}, "an accusation that the page does not tell"


def test_the_subject_on_the_page_is_that_of_the_mail() -> None:
    (subject,) = re.findall(r"^    (\[CRITICAL\].*)$", PAGE, re.MULTILINE)
    golden = (ROOT / "tests" / "golden" / "belgorod.txt").read_text(encoding="utf-8")
    assert golden.splitlines()[0] == subject
