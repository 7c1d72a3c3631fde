"""Inhibition at the desk: as long as the story of the source is open, for the same receiver, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model import Analysed
from monitor.store.audit import audit
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, told
from tests.pipeline.test_silences import CRITICAL, strike

SETTINGS = {
    "receivers": [{"name": name, "email": {"to": [f"{name}@example.org"]}} for name in ("desk", "duty")],
    "route": {"receiver": "desk", "routes": [{"receiver": "duty", "matchers": ["level=critical"]}]},
    "inhibit_rules": [
        {"source_matchers": ["level=critical"], "target_matchers": ["level=~low|high"], "equal": ["place"]}
    ],
}
BOTH = {**SETTINGS, "route": {"receiver": "desk"}}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}", **BOTH)
    yield made
    made.store.close()


def another(days: int, place: str = "Belgorod") -> Analysed:
    """A lesser event, days before the great strike."""
    plain = told(f"Shells fell on a farm near {place} {days} days ago.", killed=1, source="dpa", place=place)
    event = replace(plain.facts.events[0], on=plain.article.received_at.date() - timedelta(days=days))
    facts = replace(plain.facts, events=(event,))
    return replace(plain, facts=facts, reports=(replace(plain.reports[0], event=event),))


def test_a_lesser_alert_is_held_back_while_a_greater_one_is_open(room: Newsroom) -> None:
    assert room.hear(strike(60, "reuters")) == ["first"]
    assert room.hear(another(9)) == ["inhibited"]
    assert len(room.outbox()) == 1
    room.restart()
    assert room.hear(another(9)) == [], "the same bytes"
    assert room.hear(another(9, place="Odesa")) == ["first"], "another place"
    room.later(days=31)
    assert room.hear(another(25)) == ["first"], "the great story is closed"
    assert [one for one in room.store.read(audit) if not one.agrees] == []


def test_who_was_not_told_of_the_greater_one_is_told_of_the_lesser(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, f"{RULE}---\n{CRITICAL}", **SETTINGS)
    assert room.hear(strike(60, "reuters")) == ["first"]
    assert room.hear(another(9)) == ["first"]
    assert [letter.notice.receiver for letter in room.outbox()] == ["duty", "desk"]
    room.store.close()


def test_the_greater_one_is_told_though_the_lesser_came_first(room: Newsroom) -> None:
    assert room.hear(another(9)) == ["first"]
    assert room.hear(strike(60, "reuters")) == ["first"]
