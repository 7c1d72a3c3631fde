"""`media-monitor silence` beside a running daemon."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.desk import Desk, text_of

STRIKE = "Two drones hit the railway bridge at Voronezh on Sunday and killed nine passengers of a night train.\n"
FIRE = "Three firemen were killed in a fire at a paint warehouse in Lima on Sunday, the mayor said.\n"


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("silence") / "desk")
    desk.start()
    yield desk
    desk.close()


def test_a_silence_is_made_counted_listed_and_ended(desk: Desk) -> None:
    assert desk.command("silence", "list").stdout == "nothing is silenced\n"
    made = desk.command("silence", "add", "place=Voronezh", "--for", "8h", "--owner", "eva", "--reason", "exercise")
    assert made.returncode == 0, made.stderr
    assert made.stdout.startswith("silence 1 holds until ")
    desk.drop("a.txt", STRIKE)
    desk.drop("b.txt", FIRE)
    desk.wait_until(lambda: len(desk.mails()) == 1 and desk.status()["articles"]["pending"] == 0, "one told")
    assert "Lima" in desk.mails()[0]["Subject"]
    row = json.loads(desk.command("silence", "list", "--json").stdout)
    assert (row["silence"], row["owner"], row["reason"], row["suppressed"]) == (1, "eva", "exercise", 1)
    assert "withheld: 1" in desk.command("silence", "list").stdout
    assert desk.command("silence", "expire", "1").returncode == 0
    desk.wait_until(lambda: len(desk.mails()) == 2, "the summary")
    summary = desk.mails()[1]
    assert "Voronezh" in summary["Subject"]
    assert "1 story that changed while silenced" in text_of(summary)
    assert desk.command("silence", "list").stdout == "nothing is silenced\n"
    assert "ended by" in desk.command("silence", "list", "--all").stdout
    assert desk.command("silence", "expire", "1").returncode == 1
    assert desk.command("audit").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("plaze=Kyiv", "--for", "1h", "--reason", "x"), "unknown label `plaze`; did you mean `place`?"),
        (("place=Kyiv", "--for", "31d", "--reason", "x"), "a silence lasts at most 30 days"),
        (("place=Kyiv", "--reason", "x"), "say either how long"),
        (("place=Kyiv", "--for", "soon", "--reason", "x"), "a duration is a whole number"),
        (("place=Kyiv", "--until", "tomorrow", "--reason", "x"), "`tomorrow` is no time"),
        (("place=Kyiv", "--until", "2020-01-01", "--reason", "x"), "which is not after its start"),
    ],
)
def test_a_wrong_silence_is_refused_with_what_to_write_instead(
    tmp_path_factory: pytest.TempPathFactory, arguments: tuple[str, ...], told: str
) -> None:
    desk = Desk(tmp_path_factory.mktemp("silence") / "desk")
    refused = desk.command("silence", "add", *arguments)
    assert refused.returncode == 64
    assert told in " ".join(refused.stderr.replace("│", " ").split())
