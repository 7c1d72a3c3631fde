# ruff: noqa: E501 - a line is an article as it would be dropped
"""An article says itself when its outlet takes a story back or sets it right; whoever only has such words does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model import Facts
from monitor.vocabulary import Amendment

BLAST = "Three people were killed in a blast in Kharkiv on Monday, police said."
AMENDING = {
    "a kill": ("EDITORS: Please kill our item on the Kharkiv blast. It is wrong.", Amendment.WITHDRAWAL),
    "asked to kill": ("Clients are urged to kill the dispatch headlined Blast in Kharkiv.", Amendment.WITHDRAWAL),
    "from the files": ("Subscribers should remove it from your archives: the Kharkiv report is false.", Amendment.WITHDRAWAL),
    "a heading": (f"CORRECTION\n\n{BLAST}", Amendment.CORRECTION),
    "a heading with its day": (f"Correction (3 May): Blast in Kharkiv\n\n{BLAST}", Amendment.CORRECTION),
    "a note of an agency": (f"(Corrects day of blast in first paragraph)\n\n{BLAST}", Amendment.CORRECTION),
    "in a headline": (f"UPDATE 2-CORRECTED-Blast kills three in Kharkiv\n\n{BLAST}", Amendment.CORRECTION),
    "below": (f"{BLAST}\n\nAn earlier version of this article gave a wrong day.", Amendment.CORRECTION),
    "without any harm": ("Correction: the mayor's name is Ivanov. This story has been corrected.", Amendment.CORRECTION),
    "news": (BLAST, None),
    "a minister's wish": ("A minister told the paper to kill this story. " + BLAST, None),
    "officers": ("Correction officers were among the three people killed in a blast in Kharkiv on Monday.", None),
    "a department": ("Three guards of the Department of Correction were killed in Kharkiv on Monday.", None),
    "a pilot": (f"{BLAST} The pilot corrected his course and asked for clarification.", None),
    "a market": ("Shares fell in a sharp correction. Three people were killed in Kharkiv on Monday.", None),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), AMENDING.values(), ids=AMENDING.keys())
def test_an_article_says_what_it_does_to_what_was_told(
    facts_of: Callable[[str], Facts], text: str, wanted: Amendment | None
) -> None:
    assert facts_of(text).amends is wanted


@pytest.mark.parametrize("name", ["a heading", "below", "news", "a minister's wish", "officers", "a pilot", "a market"])
def test_what_sets_right_still_tells_its_event(facts_of: Callable[[str], Facts], name: str) -> None:
    (event,) = facts_of(AMENDING[name][0]).events
    assert event.casualties.killed is not None
    assert event.casualties.killed.value.min == 3
