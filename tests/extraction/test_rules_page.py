"""docs/extraction-rules.md against the code: who looks for the room of a rule finds the module that the page names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "extraction-rules.md").read_text(encoding="utf-8")
ROOM = ROOT / "monitor" / "extraction"
RULE = re.compile(r"^\| [^|]*\((`[^|)]+`)\) \|", re.MULTILINE)


def named() -> set[str]:
    """Every module, word list or script that a row of the page names."""
    return {name for cell in RULE.findall(PAGE) for name in re.findall(r"`([^`]+)`", cell)}


def stands(name: str) -> bool:
    return any(ROOM.rglob(f"{name}.py")) or any(ROOM.rglob(name)) or (ROOT / name).is_file()


def test_the_page_names_many_rules_and_only_rooms_that_exist() -> None:
    assert len(RULE.findall(PAGE)) > 100
    assert sorted(name for name in named() if not stands(name)) == []


@pytest.mark.parametrize("folder", sorted(set(re.findall(r"`(tests/[\w/]+)[*`]", PAGE))))
def test_the_tests_it_speaks_of_exist(folder: str) -> None:
    assert list(ROOT.glob(f"{folder}*"))
