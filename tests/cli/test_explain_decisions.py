"""`explain` beside a daemon: what each receiver was told of an article, and what withheld it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import Desk

ARTICLE = "A missile hit the market of Belgorod on Sunday. Fourteen people were killed, the governor said."


def test_explain_says_who_was_told_and_what_withheld_the_rest(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.configure()
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
    finally:
        desk.close()
