from __future__ import annotations

import re
from pathlib import Path

from monitor.reading.formats import FORMATS

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")


def test_the_page_of_formats_names_every_ending() -> None:
    assert {suffix for format_ in FORMATS for suffix in format_.suffixes} <= set(re.findall(r"`(\.\w+)`", PAGE))


def test_the_page_of_formats_explains_every_reason_that_is_given() -> None:
    sources = (ROOT / "monitor").rglob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    given = set(re.findall(r"ArticleError\(\s*\"(\w+)\"", code)) | set(re.findall(r"\(b\"[^\n]*?\", \"(\w+)\",", code))
    explained = set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE))
    assert given
    assert given == explained
