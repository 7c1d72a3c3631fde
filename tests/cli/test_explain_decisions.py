"""`explain` beside a daemon: what each receiver was told of an article, and what withheld it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.desk import Desk, text_of

ARTICLE = "A missile hit the market of Belgorod on Sunday. Fourteen people were killed, the governor said."


MINISTRY = "A missile hit the market of Belgorod on Sunday. Nineteen people were killed, the ministry said."
STRIKES = """\
title: Strikes on Belgorod
id: strikes
level: high
when: {places: [Belgorod], casualties: {killed: {gte: 10}}}
"""
DISAGREE = """\
title: Tolls that differ
id: differ
level: low
when: {casualties: {disagreement: {gte: 5}}}
"""


def test_explain_says_who_was_told_and_what_withheld_the_rest(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "rules" / "differ.yml").write_text(DISAGREE)
    (tmp_path / "rules" / "strikes.yml").write_text(STRIKES)
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
        _the_mail_gives_the_same_trace(desk, page, lines)
        other = tmp_path / "b.txt"
        other.write_text("Nothing happened in Oslo.")
        assert "Receiver" not in desk.command("explain", str(other)).stdout
        _explain_a_reprint(desk)
        _explain_a_toll_that_differs(desk)
    finally:
        desk.close()


def _the_mail_gives_the_same_trace(desk: Desk, page: str, lines: list[dict[str, Any]]) -> None:
    """Why you get this: each line of the mail is a clause of the trace, with the same verdict, words and quotes."""
    (trace,) = [line["trace"] for line in lines if line.get("rule") == "strikes"]
    mail = text_of(desk.mails()[0])
    _, _, below = mail.partition("\n- Strikes on Belgorod (high)\n")
    in_mail = [line.strip() for line in below.partition("\n- ")[0].partition("\n\n")[0].splitlines()]
    leaves = [leaf for leaf in _leaves(trace) if leaf["verdict"] in ("match", "possible")]
    assert in_mail == [_as_in_mail(leaf) for leaf in leaves]
    assert len(in_mail) == 2
    for leaf in leaves:
        assert f"Yes: {leaf['clause']}. {leaf['said'][0].upper()}{leaf['said'][1:]}." in page
        assert all(
            f"“{quote['quote']}” (characters {quote['start']} to {quote['end']})" in page for quote in leaf["quotes"]
        )


def _leaves(trace: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if not trace["children"]:
        yield trace
    for child in trace["children"]:
        yield from _leaves(child)


def _as_in_mail(leaf: dict[str, Any]) -> str:
    quotes = "; ".join(f"“{quote['quote']}”" for quote in leaf["quotes"][:3])
    return f"{leaf['clause']}: {leaf['said']} {quotes}".strip()


def _explain_a_reprint(desk: Desk) -> None:
    """The same words under another roof: nobody is told, and `explain` says why."""
    reprint = desk.folder / "reprint.txt"
    reprint.write_text(ARTICLE + "\n")
    desk.drop("reprint.txt", ARTICLE + "\n")
    desk.wait_until(lambda: "2 reports" in desk.command("stories", "list").stdout, "decided")
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
