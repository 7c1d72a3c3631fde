"""The reference pages are those of this program."""

from __future__ import annotations

import pytest

from tools.make_reference import DOCS, PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_reference_page_is_current(name: str) -> None:
    written = (DOCS / name).read_text(encoding="utf-8")
    assert written == PAGES[name](), "run: python -m tools.make_reference"
