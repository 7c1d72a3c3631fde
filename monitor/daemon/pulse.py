"""Whether every loop still goes round: each asks its own clock on every round, and the clock notes it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

LONGEST_ROUND = timedelta(seconds=90)
"""A loop that did not ask the time for that long hangs; with a long scan for longer than three of these."""


class Pulse:
    """The clocks of the loops. What a watchdog is told rests on it, and on nothing that runs by itself."""

    def __init__(self, *, scan: timedelta) -> None:
        self._longest = max(LONGEST_ROUND, 3 * scan).total_seconds()
        self._rounds: dict[str, float] = {}

    def clock_of(self, loop: str) -> Callable[[], datetime]:
        """Return the clock for one loop."""

        def now() -> datetime:
            self._rounds[loop] = time.monotonic()
            return datetime.now(UTC)

        return now

    def hanging(self) -> tuple[str, ...]:
        """Return the loops that did not go round for too long."""
        now = time.monotonic()
        return tuple(loop for loop, at in self._rounds.items() if now - at > self._longest)
