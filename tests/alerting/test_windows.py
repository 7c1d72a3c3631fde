"""Quiet hours: what Alertmanager's words mean, on the clock of a place, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerting.windows import Quiet, Way, in_words, intervals_of, is_closed, opens_at, quiet_hours
from monitor.intervals import read_days_of_month, read_minute, read_months, read_weekdays, read_years
from monitor.settings import Route, TimeInterval
from monitor.vocabulary import Level


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def interval(location: str = "UTC", **fields: object) -> TimeInterval:
    return TimeInterval.model_validate({"name": "quiet", "location": location} | fields)


def times(*spans: str) -> list[dict[str, str]]:
    return [dict(zip(("start_time", "end_time"), span.split("-"), strict=True)) for span in spans]


MUTED = Quiet(ways=(Way(mute=("quiet",)),))
ACTIVE = Quiet(ways=(Way(active=("quiet",)),))

CONTAINS: dict[str, tuple[TimeInterval, dict[str, bool]]] = {
    "the end is excluded": (
        interval(times=times("09:00-17:00")),
        {"2026-03-02 08:59": False, "2026-03-02 09:00": True, "2026-03-02 16:59": True, "2026-03-02 17:00": False},
    ),
    "over midnight": (
        interval(times=times("22:00-06:00")),
        {"2026-03-02 21:59": False, "2026-03-02 22:00": True, "2026-03-03 05:59": True, "2026-03-03 06:00": False},
    ),
    "until midnight": (
        interval(times=times("22:00-24:00")),
        {"2026-03-02 23:59": True, "2026-03-03 00:00": False},
    ),
    "what is after midnight belongs to the day it began on": (
        interval(times=times("22:00-06:00"), weekdays=["saturday"]),
        {
            "2026-03-07 21:00": False,  # a Saturday
            "2026-03-07 23:00": True,
            "2026-03-08 03:00": True,
            "2026-03-08 23:00": False,
            "2026-03-07 03:00": False,
        },
    ),
    "weekdays": (
        interval(weekdays=["monday:friday"]),
        {"2026-03-06 23:59": True, "2026-03-07 00:00": False, "2026-03-09 00:00": True},
    ),
    "the last day of the month, leap years too": (
        interval(days_of_month=["-1"]),
        {"2028-02-28 12:00": False, "2028-02-29 12:00": True, "2027-02-28 12:00": True, "2026-04-30 12:00": True},
    ),
    "29 February": (
        interval(days_of_month=["29"], months=["february"]),
        {"2028-02-29 00:00": True, "2028-03-01 00:00": False, "2027-02-28 12:00": False},
    ),
    "the last week": (interval(days_of_month=["-7:-1"]), {"2026-03-24 12:00": False, "2026-03-25 12:00": True}),
    "months and years": (
        interval(months=["june:august"], years=["2026"]),
        {"2026-06-01 00:00": True, "2026-09-01 00:00": False, "2027-07-01 00:00": False},
    ),
    "a place": (
        interval("Europe/Kyiv", times=times("22:00-06:00")),
        {"2026-01-15 20:00": True, "2026-01-15 19:59": False, "2026-07-15 19:00": True, "2026-07-15 03:00": False},
    ),
}


@pytest.mark.parametrize(("given", "moments"), CONTAINS.values(), ids=CONTAINS.keys())
def test_an_interval_holds_when_each_field_does(given: TimeInterval, moments: dict[str, bool]) -> None:
    intervals = intervals_of([given])
    assert {moment: is_closed(MUTED, intervals, utc(moment)) for moment in moments} == moments
    assert {moment: not is_closed(ACTIVE, intervals, utc(moment)) for moment in moments} == moments


OPENS: dict[str, tuple[TimeInterval, str, str]] = {
    "in the morning": (interval("Europe/Kyiv", times=times("22:00-06:00")), "2026-03-02 21:00", "2026-03-03 04:00"),
    "an hour less when clocks go forward": (
        interval("Europe/Berlin", times=times("22:00-06:00")),
        "2026-03-28 21:00",
        "2026-03-29 04:00",
    ),
    "an hour more when they go back": (
        interval("Europe/Berlin", times=times("22:00-06:00")),
        "2026-10-24 20:00",
        "2026-10-25 05:00",
    ),
    "at an hour that the wall never shows": (
        interval("Europe/Berlin", times=times("22:00-02:30")),
        "2026-03-28 21:00",
        "2026-03-29 01:00",  # 02:00 is 03:00
    ),
    "at an hour that it shows twice, the first time": (
        interval("Europe/Berlin", times=times("22:00-02:30")),
        "2026-10-24 20:00",
        "2026-10-25 00:30",
    ),
    "after a weekend": (interval(weekdays=["saturday", "sunday"]), "2026-03-07 10:00", "2026-03-09 00:00"),
    "after a leap day": (
        interval(days_of_month=["29"], months=["february"]),
        "2028-02-29 10:00",
        "2028-03-01 00:00",
    ),
    "after a summer": (interval(months=["june:august"]), "2026-06-10 10:00", "2026-09-01 00:00"),
    "at once when it is open": (interval(times=times("22:00-06:00")), "2026-03-02 12:00", "2026-03-02 12:00"),
}


@pytest.mark.parametrize(("given", "now", "opens"), OPENS.values(), ids=OPENS.keys())
def test_quiet_hours_end_at_the_first_moment_that_is_not_in_them(given: TimeInterval, now: str, opens: str) -> None:
    intervals = intervals_of([given])
    assert opens_at(MUTED, intervals, utc(now)) == utc(opens)


@pytest.mark.parametrize("night", ["2026-03-28", "2026-10-24", "2026-07-01", "2028-02-28"])
def test_looked_at_each_minute_a_night_closes_once_and_opens_once(night: str) -> None:
    intervals = intervals_of([interval("Europe/Berlin", times=times("22:00-06:00"))])
    start = utc(f"{night} 12:00")
    closed = [is_closed(MUTED, intervals, start + timedelta(minutes=n)) for n in range(24 * 60)]
    borders = [n for n in range(1, len(closed)) if closed[n] != closed[n - 1]]
    assert len(borders) == 2
    assert opens_at(MUTED, intervals, start + timedelta(minutes=borders[0])) == start + timedelta(minutes=borders[1])


def test_what_never_opens_says_so() -> None:
    assert opens_at(MUTED, intervals_of([interval()]), utc("2026-03-02 12:00")) is None


def test_it_is_said_what_is_closed_and_until_when() -> None:
    intervals = intervals_of([interval("Europe/Kyiv", times=times("22:00-06:00"))])
    assert in_words(MUTED, intervals, utc("2026-03-02 23:00")) == "quiet, until 06:00 Europe/Kyiv"
    assert in_words(MUTED, intervals, utc("2026-03-02 20:30")) == "quiet, until 2026-03-03 06:00 Europe/Kyiv"


def route(**fields: object) -> Route:
    return Route.model_validate({"receiver": "desk"} | fields)


QUIET_ROUTE = route(mute_time_intervals=["quiet"])
FIRM_ROUTE = route(mute_time_intervals=["quiet"], hold_critical=True)


def test_critical_passes_unless_the_route_says_otherwise() -> None:
    assert quiet_hours([QUIET_ROUTE], Level.HIGH) == MUTED
    assert quiet_hours([QUIET_ROUTE], Level.CRITICAL) is None
    assert quiet_hours([FIRM_ROUTE], Level.CRITICAL) == MUTED


def test_a_receiver_is_told_as_long_as_one_route_to_it_is_open() -> None:
    assert quiet_hours([QUIET_ROUTE, route()], Level.HIGH) is None
    both = quiet_hours([QUIET_ROUTE, route(active_time_intervals=["quiet"])], Level.HIGH)
    intervals = intervals_of([interval(times=times("22:00-06:00"))])
    assert not is_closed(both, intervals, utc("2026-03-02 23:00"))
    assert not is_closed(both, intervals, utc("2026-03-02 12:00"))


def test_a_name_that_is_gone_closes_nothing() -> None:
    assert not is_closed(MUTED, {}, utc("2026-03-02 23:00"))
    assert not is_closed(ACTIVE, {}, utc("2026-03-02 23:00"))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_minute, "25:00"),
        (read_minute, "6:00"),
        (read_weekdays, "mon"),
        (read_weekdays, "friday:monday"),
        (read_days_of_month, "0"),
        (read_days_of_month, "32"),
        (read_days_of_month, "7:1"),
        (read_days_of_month, "-1:3"),
        (read_months, "juni"),
        (read_months, "13"),
        (read_years, "26"),
    ],
)
def test_a_word_that_no_calendar_has_is_refused(read: object, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read(text)  # type: ignore[operator]
