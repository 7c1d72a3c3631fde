"""`media-monitor alerts` beside a running daemon: the whole history of one alert, and taking it up."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.desk import Desk

BRIDGE = "Two drones hit the railway bridge at Voronezh on Sunday and killed nine passengers of a train, police said.\n"
UPDATE = "Sunday's drone attack on the railway bridge at Voronezh killed eleven passengers of the train, police said.\n"


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("alerts") / "desk")
    desk.configure(sources="[{id: reuters, inbox: reuters/, kind: agency}, {id: tass, inbox: tass/, kind: agency}]")
    desk.start()
    yield desk
    desk.close()


def test_an_alert_shows_what_came_what_was_decided_who_was_told_and_who_took_it_up(desk: Desk) -> None:
    for n, (name, text) in enumerate((("reuters/a.txt", BRIDGE), ("tass/b.txt", UPDATE)), 1):
        desk.drop(name, text)
        desk.wait_until(lambda n=n: len(desk.mails()) == n, f"mailed {n}")  # type: ignore[misc]
    assert desk.command("alerts", "ack", "1", "--why", "calling the bureau").returncode == 0
    history = json.loads(desk.command("alerts", "show", "1", "--json").stdout)["history"]
    assert [one["what"] for one in history] == [
        "came", "decided", "made", "answered", "came", "decided", "made", "answered", "taken_up",
    ]  # fmt: skip
    assert history[0]["words"].startswith("reuters: ")
    assert history[5]["words"].startswith("update: changed: toll")
    assert history[6]["words"].startswith("2 (update), sent: [CRITICAL] Voronezh: killed 9 -> 11")
    assert history[7]["words"].startswith("desk@example.org: sent")
    assert "calling the bureau" in history[8]["words"]
    page = desk.command("alerts", "show", "1").stdout
    assert "What happened (UTC):" in page
    assert "taken up  by " in page
