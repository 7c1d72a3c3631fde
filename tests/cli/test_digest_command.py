"""`media-monitor digest`: beside a real daemon, the next digest is looked at and sent before its time."""

from __future__ import annotations

import json
from pathlib import Path

from tests.desk import Desk

YEARLY = '[{name: desk, email: {to: [desk@example.org]}, digest: {schedule: "0 7 1 1 *"}}]'
ARTICLE = "A missile hit the market of Belgorod on Sunday. Fourteen people were killed, the governor said."


def test_a_digest_is_previewed_and_sent_before_its_time(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.configure(receivers=YEARLY)
    try:
        desk.start()
        desk.drop("a.txt", ARTICLE)
        desk.wait_until(
            lambda: json.loads(desk.command("digest", "preview", "desk", "--json").stdout)["stories"], "told"
        )
        page = desk.command("digest", "preview", "desk").stdout
        assert "drops 1 = 1 processed + 0 quarantined + 0 waiting + 0 ignored" in page
        assert desk.mails() == []
        sent = desk.command("digest", "send", "desk", "--why", "the editor leaves early")
        assert (sent.returncode, sent.stdout) == (0, "the digest is on its way\n")
        desk.wait_until(desk.mails, "mailed")
        (mail,) = desk.mails()
        assert "1 story" in mail["Subject"]
        assert json.loads(desk.command("digest", "preview", "desk", "--json").stdout)["stories"] == []
        wrong = desk.command("digest", "preview", "nobody")
        assert wrong.returncode == 64
        assert "there are desk" in " ".join(wrong.stderr.replace("│", " ").split())
        assert desk.command("audit").returncode == 0
        assert desk.stop() == 0
    finally:
        desk.close()
