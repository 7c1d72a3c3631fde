"""The user's own sample through the real daemon and a real mail server: who is told what, and who is not."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, MailServer, mail_server, text_of

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "belgorod.txt"
GOLDEN = Path(__file__).parent / "golden" / "belgorod.txt"


@pytest.fixture(name="server")
def _server() -> Iterator[tuple[MailServer, int]]:
    yield from mail_server()


@pytest.fixture(name="desk")
def _desk(tmp_path: Path, server: tuple[MailServer, int]) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk")
    desk.smtp(server[1])
    (desk.folder / "rules" / "all.yml").unlink()
    yield desk
    desk.close()


def rule(name: str, when: str) -> str:
    return f"title: {name}\nid: {name.lower().replace(' ', '-')}\nlevel: high\nwhen: {{{when}}}\n"


def told_of(desk: Desk, server: MailServer, rules: list[str], mails: int) -> list[str]:
    """Run the sample through the daemon on these rules; return subject and text of every mail."""
    (desk.folder / "rules" / "these.yml").write_text("---\n".join(rules))
    desk.start()
    desk.drop("belgorod.txt", SAMPLE.read_text(encoding="utf-8"))
    desk.wait_until(lambda: desk.status()["drops"]["processed"] == 1, "processed")
    desk.wait_until(lambda: len(server.taken) >= mails, f"{mails} mails")
    assert desk.stop() == 0  # what is due is sent before it stops
    return [f"{message['Subject']}\n{text_of(message)}" for _, message in server.taken]


def test_the_sample_is_told_as_the_golden_mail(desk: Desk, server: tuple[MailServer, int]) -> None:
    shutil.copytree(ROOT / "rules", desk.folder / "rules", dirs_exist_ok=True)
    (told,) = told_of(desk, server[0], [rule("Belgorod", "places: [Belgorod]")], mails=1)
    told = re.sub(r"\d{1,2} \w{3} \d{4} \d{2}:\d{2} UTC", "NOW", told.replace("\r\n", "\n"))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8"), "read the difference as an editor, then run with UPDATE_GOLDEN=1"


def test_the_toll_of_one_city_never_meets_the_name_of_another(desk: Desk, server: tuple[MailServer, int]) -> None:
    rules = [
        rule("Kharkiv killed", "places: [Kharkiv], casualties: {killed: {gte: 10}}"),
        rule("Kharkiv injured", "places: [Kharkiv], casualties: {injured: {gte: 2}}"),
    ]
    (told,) = told_of(desk, server[0], rules, mails=1)
    assert "Kharkiv injured" in told
    assert "Kharkiv killed" not in told
    assert "two children among those injured" in told


def test_two_events_of_one_article_alert_under_two_stories(desk: Desk, server: tuple[MailServer, int]) -> None:
    rules = [rule("Belgorod", "places: [Belgorod]"), rule("Kharkiv", "places: [Kharkiv]")]
    told_of(desk, server[0], rules, mails=2)
    assert len({message["X-Monitor-Story"] for _, message in server[0].taken}) == 2
    assert len({message["X-Monitor-Alert"] for _, message in server[0].taken}) == 2


def test_two_rules_of_one_receiver_make_one_mail_that_names_both(desk: Desk, server: tuple[MailServer, int]) -> None:
    rules = [rule("Toll watch", "casualties: {killed: {gte: 10}}"), rule("Border watch", "keywords: [Belgorod]")]
    (told,) = told_of(desk, server[0], rules, mails=1)
    assert "Toll watch" in told
    assert "Border watch" in told
