"""When a digest is due: five cron fields read on the clock of a place, and nothing else.

The fields name times as a clock on the wall shows them. A time that the clock shows twice (clocks go back)
counts once, the first time; one that it never shows (clocks go forward) comes as much later as was skipped.
So a daily digest comes once on every day of the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

TOLERANCE = timedelta(minutes=5)
"""What is made so long after its time is not called late: a busy minute is no downtime."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_LONGEST_SHIFT = timedelta(hours=3)  # no zone sets its clocks by more
_FAR = timedelta(days=366 * 9)  # 29 February may be eight years away; what does not come until then never comes
_LOOKS_BACK = (*(timedelta(days=days) for days in (0.1, 1, 8, 32, 400)), _FAR)
_WRONG_CLOCK = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What one digest tells: everything from `start` to `end`, its due time.

    `late` when it is made after its time; `several` when more than one was due and this one is made for all.
    """

    start: datetime
    end: datetime
    late: bool = False
    several: bool = False


def is_late(due: datetime, now: datetime) -> bool:
    """Whether what was due then is told so much later that a reader must know: the monitor was stopped."""
    return now - due > TOLERANCE


def due_period(schedule: str, location: str, start: datetime, now: datetime) -> Period | None:
    """Return the period that began at `start` if it is over, `None` while it lasts.

    A stop over several due times makes one late period of them all.
    """
    first = next_due(schedule, location, start)
    if first is None or first > now:
        return None
    last = _last_due(schedule, location, start, now) or first
    several = last > first
    return Period(start=start, end=last, late=several or is_late(last, now), several=several)


def next_due(schedule: str, location: str, after: datetime) -> datetime | None:
    """Return the first due time after a moment; `None` for days that no calendar has."""
    return next(_due_times(schedule, location, after), None)


def began_in_the_future(schedule: str, location: str, start: datetime, now: datetime) -> bool:
    """Whether a period began so far ahead that only a wrong clock explains it: it would be silent until then."""
    if start - now <= _WRONG_CLOCK:
        return False
    due = next_due(schedule, location, now)
    return due is not None and due < start


def _last_due(schedule: str, location: str, after: datetime, now: datetime) -> datetime | None:
    """Return the latest due time in (after, now], looking back in steps: a year of minutes is not counted through."""
    for span in _LOOKS_BACK:
        last = None
        for due in _due_times(schedule, location, max(after, now - span)):
            if due > now:
                break
            last = due
        if last or now - span <= after:
            return last
    return None


def _due_times(schedule: str, location: str, after: datetime) -> Iterator[datetime]:
    """Give the due times after a moment, in UTC and in order.

    The cron arithmetic is done on wall times that are called UTC, where every day has 24 hours: in a
    zone of its own the trigger fires twice when clocks go back and leaves out midnight where they go forward then.
    """
    zone = ZoneInfo(location)
    trigger = trigger_of(schedule, "UTC")
    wall = after.astimezone(zone).replace(tzinfo=UTC) - _LONGEST_SHIFT
    end = wall + _FAR
    last = after
    while (shown := trigger.get_next_fire_time(None, wall)) and shown < end:
        wall = shown + timedelta(seconds=1)
        due = shown.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if due > last:
            last = due
            yield due


@lru_cache(maxsize=64)
def trigger_of(schedule: str, location: str) -> CronTrigger:
    """Read five checked fields as cron does: Sunday is 0 and 7, where APScheduler counts from Monday."""
    from apscheduler.triggers.cron import CronTrigger  # noqa: PLC0415 - not for a desk without digests

    minute, hour, day, month, weekday = schedule.lower().split()
    months, weekdays = _named(month, 1, _MONTHS), _named(weekday, 0, (*_DAYS, "sun"))
    zone = ZoneInfo(location)
    return CronTrigger(minute=minute, hour=hour, day=day, month=months, day_of_week=weekdays, timezone=zone)


def _named(field: str, low: int, names: tuple[str, ...]) -> str:
    """Write a field of months or weekdays as a list of names: `1-5` and `mon-fri` are `mon,tue,wed,thu,fri`."""
    if field == "*":
        return field
    chosen: dict[str, None] = {}
    for part in field.split(","):
        span, _, step = part.partition("/")
        first, _, until = span.partition("-")
        start = 0 if first == "*" else _place(first, low, names)
        if first == "*" or (step and not until):
            stop = len(names) - 1
        else:
            stop = _last_place(until, low, names) if until else start
        chosen |= dict.fromkeys(names[start : stop + 1 : int(step or 1)])
    return ",".join(chosen)


def _place(word: str, low: int, names: tuple[str, ...]) -> int:
    return int(word) - low if word.isdecimal() else names.index(word)


def _last_place(word: str, low: int, names: tuple[str, ...]) -> int:
    """Sunday ends a week as well as it begins one."""
    return int(word) - low if word.isdecimal() else len(names) - 1 - names[::-1].index(word)
