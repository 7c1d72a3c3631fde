"""The alarm clock: it rings at the start, when the wall clock is set, and at least every thirty seconds."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import alarm
from monitor.alarm import AlarmClock
from monitor.settings import Settings
from tests.pipeline.conftest import settings


def with_digest(folder: Path, schedule: str) -> Settings:
    digest = {"schedule": schedule, "location": "Europe/Kyiv"}
    return settings(folder, receivers=[{"name": "desk", "email": {"to": ["desk@example.org"]}, "digest": digest}])


def test_it_rings_at_the_start_and_when_the_clock_is_set_either_way(tmp_path: Path) -> None:
    async def looks() -> list[bool]:
        with AlarmClock() as clock:
            clock.set_for(with_digest(tmp_path, "0 7 * * mon-fri"))
            hours = [0, 0, 2, 2, -1, -1]
            return [clock.rang(datetime.now(UTC) + timedelta(hours=hour)) for hour in hours]

    assert asyncio.run(looks()) == [True, False, True, False, True, False]


def test_it_rings_when_a_reload_changes_the_schedules_and_not_for_the_same_ones(tmp_path: Path) -> None:
    async def looks() -> list[bool]:
        rang = []
        with AlarmClock() as clock:
            for schedule in ("0 7 * * *", "0 7 * * *", "30 7 * * *"):
                clock.set_for(with_digest(tmp_path, schedule))
                rang.append(clock.rang(datetime.now(UTC)))
        return rang

    assert asyncio.run(looks()) == [True, False, True]


def test_without_any_alarm_it_is_looked_every_thirty_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert alarm.LOOK_ANYWAY <= 30
    monkeypatch.setattr(alarm, "LOOK_ANYWAY", 0.05)

    async def looks() -> list[bool]:
        with AlarmClock() as clock:
            rang = [clock.rang(datetime.now(UTC)), clock.rang(datetime.now(UTC))]
            await asyncio.sleep(0.1)
            return [*rang, clock.rang(datetime.now(UTC))]

    assert asyncio.run(looks()) == [True, False, True]
