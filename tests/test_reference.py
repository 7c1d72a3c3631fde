"""The reference page is that of this program, and says something of every key."""

from __future__ import annotations

import re

from tools.make_reference import PAGE, page


def test_the_reference_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make reference"


def test_every_key_command_option_and_metric_says_what_it_is_for() -> None:
    rows = re.findall(r"^\| `.*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 150
    assert [row for row in rows if not row.rsplit("|", 2)[1].strip()] == []
