"""When to look whether a digest is due: APScheduler as an alarm clock, and a look of our own at least every 30 seconds.

Nothing rests on the alarm. A clock that is set makes APScheduler sleep past its time or stay silent for
the whole jump, so the wall clock is held against one that nobody sets.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import structlog

from monitor.settings import Settings

if TYPE_CHECKING:
    from apscheduler.events import JobExecutionEvent
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger(room="schedule")

LOOK_ANYWAY = 30.0
"""Seconds after which a look is worth while though no alarm rang."""

JUMP = 2.0
"""Seconds by which the wall clock may drift from the steady one between two looks and still be called the same."""


class AlarmClock:
    """Rings at the due times of all digests. Its jobs live in memory and are made anew from the configuration.

    A desk without digests needs no APScheduler, and no desk before it is ready.
    """

    def __init__(self) -> None:
        self._scheduler: AsyncIOScheduler | None = None
        self._set_for: frozenset[tuple[str, str]] = frozenset()
        self._rung = True  # the first look is at the start
        self._looked_at = 0.0
        self._offset = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._scheduler:
            self._scheduler.shutdown(wait=False)

    def set_for(self, settings: Settings) -> None:
        """Ring for the digests of this configuration; the same as before changes nothing."""
        digests = [receiver.digest for receiver in settings.receivers if receiver.digest]
        wanted = frozenset((digest.schedule, digest.location) for digest in digests)
        if wanted == self._set_for:
            return
        from monitor.alerting.schedule import trigger_of  # noqa: PLC0415 - brings APScheduler, 40 ms

        self._scheduler = self._scheduler or self._started()
        self._scheduler.remove_all_jobs()
        for schedule, location in wanted:
            self._scheduler.add_job(self._ring, trigger_of(schedule, location))
        self._set_for, self._rung = wanted, True

    def rang(self, now: datetime) -> bool:
        """Whether it is time to look: an alarm rang, the wall clock was set, or the last look was long ago."""
        steady = asyncio.get_running_loop().time()
        offset = now.timestamp() - steady
        if abs(offset - self._offset) > JUMP:
            self._offset, self._rung = offset, True
            if self._scheduler:
                self._scheduler.wakeup()
        if not self._rung and steady - self._looked_at < LOOK_ANYWAY:
            return False
        self._rung, self._looked_at = False, steady
        return True

    def _started(self) -> AsyncIOScheduler:
        from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED  # noqa: PLC0415 - same
        from apscheduler.schedulers.asyncio import AsyncIOScheduler  # noqa: PLC0415 - same

        once = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=once)
        scheduler.add_listener(self._note_trouble, EVENT_JOB_MISSED | EVENT_JOB_ERROR)
        scheduler.start()
        return scheduler

    async def _ring(self) -> None:
        self._rung = True

    def _note_trouble(self, event: JobExecutionEvent) -> None:
        """An alarm that was missed or broke is no alarm less."""
        log.warning("alarm_missed", due=str(event.scheduled_run_time))
        self._rung = True
