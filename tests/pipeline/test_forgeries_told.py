"""What a stranger can do to receivers: each forgery through the whole desk, beside a day without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.model import Source
from monitor.store.schema import alerts
from monitor.store.stories import newest_stories
from monitor.vocabulary import DecisionKind, Status
from tests.pipeline.conftest import Newsroom, newsroom_of
from tests.pipeline.test_forgeries import AGENCY, DAILY, STRANGER, Tell, killed_in, tell
from tests.stories.test_forgeries import FORGERIES, MORE
from tests.stories.test_ladder import AGAIN, FIRE

__all__ = ["tell"]

RULE = """\
title: Many dead
id: many-dead
level: critical
when:
  casualties: {killed: {gte: 10}}
---
title: Any fire
id: fires
level: medium
when:
  kind: [fire]
"""
TOLD = (DecisionKind.FIRST, DecisionKind.ESCALATED, DecisionKind.UPDATE)
MONDAY = 24  # hours after the start of the desk's clock

Heard = dict[str, list[str]]
"""For each receiver, what it was told, in order."""


@pytest.fixture
def rooms(tmp_path: Path) -> Callable[[str], Newsroom]:
    """Return a function that opens a newsroom with a desk that hears all and a duty that hears the worst."""

    def one(name: str) -> Newsroom:
        (tmp_path / name).mkdir()
        receivers = [{"name": who, "email": {"to": [f"{who}@example.org"]}} for who in ("desk", "duty")]
        route = {
            "receiver": "desk",
            "routes": [
                {"receiver": "duty", "matchers": ['level="critical"'], "continue": True},
                {"receiver": "desk"},
            ],
        }
        return newsroom_of(tmp_path / name, RULE, receivers=receivers, route=route)

    return one


def tells(room: Newsroom, tell: Tell, text: str, source: Source, hour: float) -> Heard:
    """Let an article arrive; return who was told of it and how."""
    room.arrive(tell(text, source, hours=MONDAY + hour))
    heard: Heard = {}
    for one in room.decide():
        for decision in one.decisions:
            if decision.kind in TOLD:
                heard.setdefault(decision.receiver, []).append(str(decision.kind))
    return heard


def levels(room: Newsroom) -> dict[str, str]:
    """Return the level of each alert that stands."""
    return {row.id: str(row.level) for row in room.store.read(lambda c: c.execute(alerts.select()).all())}


def statuses(room: Newsroom) -> set[Status]:
    stories = [row.story for row in room.store.read(lambda c: list(newest_stories(c)))]
    return {one.event.verification.status for one in stories if one.event} | {
        figure.status for one in stories for figure in one.figures
    }


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES.keys())
def test_after_a_forgery_every_alert_stands_and_the_next_true_word_reaches_whom_it_would_have_reached(
    rooms: Callable[[str], Newsroom], tell: Tell, forged: tuple[tuple[str, Source], ...]
) -> None:
    calm, fooled = rooms("calm"), rooms("fooled")
    first = tells(fooled, tell, FIRE, AGENCY, 0)
    assert first == tells(calm, tell, FIRE, AGENCY, 0) != {}
    before = levels(fooled)
    for hour, (text, source) in enumerate(forged, 1):
        tells(fooled, tell, text, source, hour)
    after = levels(fooled)
    assert {alert: after.get(alert) for alert in before} == before
    assert Status.CORROBORATED not in statuses(fooled)
    assert tells(fooled, tell, MORE, DAILY, 9) == tells(calm, tell, MORE, DAILY, 9) != {}
    for room in (calm, fooled):
        room.store.close()


def test_an_agency_whose_very_bytes_a_stranger_dropped_first_is_heard_and_keeps_its_toll(
    rooms: Callable[[str], Newsroom], tell: Tell
) -> None:
    room = rooms("early")
    early = tell(FIRE, STRANGER, hours=MONDAY)
    room.hear(early)
    agencys = tell(FIRE, AGENCY, hours=MONDAY)
    assert agencys.article.id == early.article.id
    room.hear(agencys)
    before = levels(room)
    tells(room, tell, "Correction: " + AGAIN.replace("Twelve workers were", "Two workers were"), STRANGER, 2)
    (row,) = room.store.read(lambda c: list(newest_stories(c)))
    assert [member.source.id for member in row.story.members][:2] == ["drop-box", "agency"]
    assert killed_in(row.story) == 12
    assert levels(room) == before
    room.store.close()
