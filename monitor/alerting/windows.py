"""The hours in which a route tells nothing: Alertmanager's mute and active time intervals.

A receiver that several routes lead to is told as long as one of them is open. Whether it is open is asked
of the clock each time and never remembered, so a restart, a reload or a clock that is set changes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.intervals import MIDNIGHT, Hours, read_hours
from monitor.settings import Route, TimeInterval
from monitor.vocabulary import Level

_LOOK_AHEAD = 400  # days: an interval may name a month


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One route to a receiver, by the names of its intervals: never in `mute`, and with `active` only in these."""

    mute: tuple[str, ...] = ()
    active: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The ways to a receiver; while all of them are closed it is told nothing."""

    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One named interval: hours on the clock of a place."""

    name: str
    hours: Hours
    location: str

    def contains(self, moment: datetime) -> bool:
        """Whether a moment lies in it."""
        return self.hours.contain(moment.astimezone(ZoneInfo(self.location)))


Intervals = Mapping[str, Interval]
"""By name."""


def quiet_hours(routes: Iterable[Route], level: Level) -> Quiet | None:
    """Return the quiet hours of the routes that lead to a receiver; `None` when one of them is always open.

    A critical alert passes, unless the route says `hold_critical: true`.
    """
    routes = tuple(routes)
    ways = [
        Way(mute=route.mute_time_intervals, active=route.active_time_intervals)
        for route in routes
        if level is not Level.CRITICAL or route.hold_critical
    ]
    if not ways or len(ways) < len(routes) or any(not (way.mute or way.active) for way in ways):
        return None
    return Quiet(ways=tuple(ways))


def intervals_of(settings: Iterable[TimeInterval]) -> Intervals:
    """Return the intervals of a configuration by name.

    One that cannot be read closes nothing: it is of a configuration that an earlier version accepted.
    """
    read = (_interval_of(one) for one in settings)
    return {one.name: one for one in read if one}


def _interval_of(settings: TimeInterval) -> Interval | None:
    try:
        hours = read_hours(
            tuple((span.start_time, span.end_time) for span in settings.times),
            settings.weekdays,
            settings.days_of_month,
            settings.months,
            settings.years,
        )
    except ValueError:
        return None
    return Interval(name=settings.name, hours=hours, location=settings.location)


def is_closed(quiet: Quiet | None, intervals: Intervals, now: datetime) -> bool:
    """Whether nothing may be told now. A name that the configuration has no more closes nothing."""
    if quiet is None or not quiet.ways:
        return False
    return all(_is_closed(way, intervals, now) for way in quiet.ways)


def opens_at(quiet: Quiet | None, intervals: Intervals, now: datetime) -> datetime | None:
    """Return the first moment, `now` or later, that is not closed; `None` if none comes within a year."""
    if quiet is None or not is_closed(quiet, intervals, now):
        return now
    named = [intervals[name] for way in quiet.ways for name in (*way.mute, *way.active) if name in intervals]
    moments = (moment for moment in _borders(named, now) if moment > now)
    return next((moment for moment in moments if not is_closed(quiet, intervals, moment)), None)


def in_words(quiet: Quiet, intervals: Intervals, now: datetime) -> str:
    """Say what closes the ways and until when: `night, until 06:00 Europe/Kyiv`."""
    names = dict.fromkeys(name for way in quiet.ways for name in _closing(way, intervals, now))
    places = [intervals[name].location for name in names if name in intervals]
    opening = opens_at(quiet, intervals, now)
    if opening is None or not places:
        return ", ".join(names)
    wall = opening.astimezone(ZoneInfo(places[0]))
    day = "" if wall.date() == now.astimezone(wall.tzinfo).date() else f"{wall:%Y-%m-%d} "
    return f"{', '.join(names)}, until {day}{wall:%H:%M} {places[0]}"


def _is_closed(way: Way, intervals: Intervals, now: datetime) -> bool:
    return bool(_closing(way, intervals, now))


def _closing(way: Way, intervals: Intervals, now: datetime) -> tuple[str, ...]:
    """Return the names of the intervals that close a way now."""
    muting = tuple(name for name in way.mute if name in intervals and intervals[name].contains(now))
    if muting:
        return muting
    active = tuple(name for name in way.active if name in intervals)
    return () if any(intervals[name].contains(now) for name in active) else active


def _borders(intervals: list[Interval], now: datetime) -> Iterator[datetime]:
    """Give, in order, every moment at which an interval may begin or end.

    Quarters of an hour are among them, because clocks are set at one: a border that the wall never shows
    is passed when they go forward.
    """
    quarters = {start + timedelta(minutes=15 * n) for start in (_floor(now),) for n in range(96)}
    for day in range(_LOOK_AHEAD):
        moments = {moment + timedelta(days=day) for moment in quarters}
        for interval in intervals:
            moments |= set(_borders_on(interval, now + timedelta(days=day)))
        yield from sorted(moments)


def _borders_on(interval: Interval, moment: datetime) -> Iterator[datetime]:
    zone = ZoneInfo(interval.location)
    today = moment.astimezone(zone).date()
    for minute in {border for span in interval.hours.times for border in span}:
        day, rest = divmod(minute, MIDNIGHT)
        wall = datetime.combine(today + timedelta(days=day), time(rest // 60, rest % 60), zone)
        yield from (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _floor(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
