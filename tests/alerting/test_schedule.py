"""When a digest is due: once for every time that its schedule names, whatever the clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alerting.schedule import began_in_the_future, due_period, next_due


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def due_times(schedule: str, location: str, start: str, end: str) -> list[str]:
    """Look every minute, as a daemon would, and write down when a digest is made."""
    period_start, now, made = utc(start), utc(start), []
    while now <= utc(end):
        due = due_period(schedule, location, period_start, now)
        if due:
            assert due.start == period_start
            assert not due.late
            made.append(f"{due.end:%m-%d %H:%M}")
            period_start = due.end
        now += timedelta(minutes=1)
    return made


@pytest.mark.parametrize(
    ("schedule", "location", "start", "end", "due"),
    [
        ("30 1 * * *", "Europe/London", "2026-03-28", "2026-03-31", ["03-28 01:30", "03-29 01:30", "03-30 00:30"]),
        ("30 1 * * *", "Europe/London", "2026-10-24", "2026-10-27", ["10-24 00:30", "10-25 00:30", "10-26 01:30"]),
        ("0 7 * * *", "Europe/Berlin", "2026-03-28", "2026-03-31", ["03-28 06:00", "03-29 05:00", "03-30 05:00"]),
        ("30 0 * * *", "America/Santiago", "2026-09-05", "2026-09-08", ["09-05 04:30", "09-06 04:30", "09-07 03:30"]),
        ("0 7 29 2 *", "UTC", "2028-02-28", "2028-03-02", ["02-29 07:00"]),
        ("0 7 * * *", "UTC", "2028-02-28", "2028-03-01", ["02-28 07:00", "02-29 07:00"]),
    ],
)
def test_once_for_each_day_over_changes_of_the_clocks_and_leap_days(
    schedule: str, location: str, start: str, end: str, due: list[str]
) -> None:
    assert due_times(schedule, location, start, end) == due


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("1-5", "Mon Tue Wed Thu Fri"),
        ("mon-fri", "Mon Tue Wed Thu Fri"),
        ("0", "Sun"),
        ("7", "Sun"),
        ("SUN", "Sun"),
        ("sat-sun", "Sat Sun"),
        ("1,3", "Mon Wed"),
        ("*", "Mon Tue Wed Thu Fri Sat Sun"),
    ],
)
def test_weekdays_are_read_as_cron_reads_them(field: str, days: str) -> None:
    monday = utc("2026-03-02")
    due, at = [], monday
    while (at := next_due(f"0 7 * * {field}", "UTC", at) or monday) < monday + timedelta(days=7):
        due.append(f"{at:%a}")
    assert due == days.split()


def test_a_stop_over_several_due_times_makes_one_late_period() -> None:
    period = due_period("0 7 * * *", "UTC", utc("2026-03-01 07:00"), utc("2026-03-04 09:00"))
    assert period
    assert (period.start, period.end) == (utc("2026-03-01 07:00"), utc("2026-03-04 07:00"))
    assert period.late
    assert period.several


def test_an_hour_too_late_is_late_and_a_minute_is_not() -> None:
    start = utc("2026-03-01 07:00")
    hour = due_period("0 7 * * *", "UTC", start, utc("2026-03-02 08:00"))
    minute = due_period("0 7 * * *", "UTC", start, utc("2026-03-02 07:01"))
    assert hour
    assert minute
    assert (hour.late, hour.several) == (True, False)
    assert not minute.late


def test_a_clock_set_back_an_hour_brings_nothing_twice() -> None:
    made_for = utc("2026-03-02 07:00")
    for minutes in range(120):
        now = utc("2026-03-02 06:00") + timedelta(minutes=minutes)
        assert due_period("0 7 * * *", "UTC", made_for, now) is None
        assert not began_in_the_future("0 7 * * *", "UTC", made_for, now)


def test_a_clock_set_forward_brings_the_digest_once() -> None:
    start = utc("2026-03-01 07:00")
    assert due_period("0 7 * * *", "UTC", start, utc("2026-03-02 06:59")) is None
    due = due_period("0 7 * * *", "UTC", start, utc("2026-03-02 08:59"))
    assert due
    assert due.end == utc("2026-03-02 07:00")
    assert due_period("0 7 * * *", "UTC", due.end, utc("2026-03-02 09:00")) is None


def test_a_period_far_ahead_is_known_to_come_of_a_wrong_clock() -> None:
    assert began_in_the_future("0 7 * * *", "UTC", utc("2027-03-01 07:00"), utc("2026-03-01 09:00"))


def test_a_day_that_no_calendar_has_never_comes() -> None:
    assert next_due("0 7 31 2 *", "UTC", utc("2026-01-01")) is None


def test_a_year_of_minutes_is_one_period() -> None:
    period = due_period("* * * * *", "UTC", utc("2025-01-01"), datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC))
    assert period
    assert period.end == utc("2026-01-01")
