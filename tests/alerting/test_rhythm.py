"""A feed fell silent when it is quiet for much longer than it ever is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerting.rhythm import Delivered, fell_silent

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
FIRST = int(MONDAY.timestamp()) // 3600

HOURLY = list(range(14 * 24))
BY_DAY = [day * 24 + hour for day in range(28) for hour in range(8, 20)]
WORKDAYS = [day * 24 + hour for day in range(26) if day % 7 < 5 for hour in range(8, 20)]  # to Friday, 19:00
ONE_OUTAGE = [hour for hour in range(28 * 24) if not 200 <= hour < 300]


@pytest.mark.parametrize(
    ("hours", "quiet", "silent"),
    [
        (HOURLY, 1, False),
        (HOURLY, 2, True),
        (BY_DAY, 13, False),
        (BY_DAY, 22, True),
        (WORKDAYS, 61, False),
        (WORKDAYS, 100, True),
        (ONE_OUTAGE, 3, True),
        (HOURLY[:5], 500, False),
        ([], 500, False),
    ],
    ids=[
        "an hourly feed after an hour",
        "an hourly feed after two",
        "a night is no silence",
        "a morning without a word is",
        "a weekend is no silence",
        "a Tuesday morning without a word is",
        "an outage of last week is no habit",
        "too little is known",
        "nothing is known",
    ],
)
def test_a_pause_is_measured_against_the_feeds_own(hours: list[int], quiet: int, *, silent: bool) -> None:
    last = hours[-1] if hours else 0
    delivered = Delivered(
        source="reuters",
        hours=tuple(FIRST + hour for hour in hours),
        last_at=MONDAY + timedelta(hours=last),
    )
    found = fell_silent(delivered, MONDAY + timedelta(hours=last + quiet))
    assert (found is not None) is silent
    if found:
        assert found.last_at == delivered.last_at
