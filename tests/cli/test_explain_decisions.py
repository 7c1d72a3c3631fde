"""`explain` beside a daemon: what each receiver was told of an article, and what withheld it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import Desk

ARTICLE = "A missile hit the market of Belgorod on Sunday. Fourteen people were killed, the governor said."


MINISTRY = "A missile hit the market of Belgorod on Sunday. Nineteen people were killed, the ministry said."
DISAGREE = """\
title: Tolls that differ
id: differ
level: low
when: {casualties: {disagreement: {gte: 5}}}
"""


def test_explain_says_who_was_told_and_what_withheld_the_rest(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "rules" / "differ.yml").write_text(DISAGREE)
    try:
        desk.start()
        desk.drop("a.txt", ARTICLE)
        desk.wait_until(desk.mails, "mailed")
        (kept,) = [path for path in (tmp_path / "spool" / "archive").rglob("*") if path.is_file()]
        copy = tmp_path / "a.txt"
        copy.write_bytes(kept.read_bytes())
        page = desk.command("explain", str(copy)).stdout
        assert "\nReceiver desk was told (" in page
        assert "\n  first: " in page
        lines = [json.loads(line) for line in desk.command("explain", str(copy), "--json").stdout.splitlines()]
        (decision,) = [line for line in lines if "decision" in line]
        assert (decision["receiver"], decision["decision"], decision["alert"]) == ("desk", "first", True)
        other = tmp_path / "b.txt"
        other.write_text("Nothing happened in Oslo.")
        assert "Receiver" not in desk.command("explain", str(other)).stdout
        _explain_a_reprint(desk)
        _explain_a_toll_that_differs(desk)
    finally:
        desk.close()


def _explain_a_reprint(desk: Desk) -> None:
    """The same words under another roof: nobody is told, and `explain` says why."""
    reprint = desk.folder / "reprint.txt"
    reprint.write_text(ARTICLE + "\n")
    desk.drop("reprint.txt", ARTICLE + "\n")
    desk.wait_until(lambda: "was not told" in desk.command("explain", str(reprint)).stdout, "decided")
    page = desk.command("explain", str(reprint)).stdout
    assert "\nStory: report 0 came into #1 " in page
    assert "\nReceiver desk was not told (" in page
    assert "\n  repeat: a copy of what is known" in page


def _explain_a_toll_that_differs(desk: Desk) -> None:
    """`disagreement` asks what the story holds open, also of articles that were not dropped yet."""
    (desk.folder / "new.json").write_text(
        json.dumps(
            [
                {"text": MINISTRY, "id": "m"},
                {"text": "Rain fell on the valley for most of the day, the office said.", "id": "r"},
            ]
        )
    )
    page = desk.command("explain", str(desk.folder / "new.json"), "--rule", "differ").stdout
    assert "Yes: casualties: claims apart by at least 5. Killed: claims from 14 to 19, 5 apart." in page
    assert "\nStory: report 0 would come into #1 " in page
    assert "\nStory: report 0 would come into a story of its own (new)" in page
    assert "\nNo: " in page
