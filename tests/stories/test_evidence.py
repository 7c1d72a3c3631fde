"""docs/stories.md tells all that speaks for one event and against it, as it stands in the code."""

from __future__ import annotations

import re
from pathlib import Path

from monitor.stories import evidence
from monitor.stories.vetoes import VETOES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "stories.md").read_text(encoding="utf-8")


def test_the_table_of_evidence_has_every_weight_of_the_code() -> None:
    weights = {name: value for name, value in vars(evidence).items() if name.isupper()}
    assert weights.pop("MOST_NAMES") == 3
    assert "| each rare name, three at most, " in PAGE
    told = re.findall(r"\| (-?[\d.]+) \| `([A-Z_]+)` \|$", PAGE, flags=re.MULTILINE)
    assert {name: float(value) for value, name in told} == weights


def test_the_table_of_vetoes_has_every_veto_in_order() -> None:
    table = PAGE.partition("| veto | forbids | gives way |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, flags=re.MULTILINE) == list(VETOES)
