"""Alertmanager's time intervals in words: `monday:friday`, `1:7`, `-1`, `june:august`, `22:00` to `06:00`.

A moment is in an interval when each field that is given holds, on the clock of a place. A part of a day
that ends before it starts runs over midnight, and what is after midnight belongs to the day it began on.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MIDNIGHT = 24 * 60

Span = tuple[int, int]
"""First and last, both included; a span of days of the month may count from its end: -1 is the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Times on the clock of one place: minutes of the day (the end excluded) and days; an empty field holds always."""

    times: tuple[Span, ...] = ()
    weekdays: tuple[Span, ...] = ()
    days_of_month: tuple[Span, ...] = ()
    months: tuple[Span, ...] = ()
    years: tuple[Span, ...] = ()

    def contain(self, wall: datetime) -> bool:
        """Whether a moment, as the clock on the wall shows it, lies in these hours."""
        minute, today = wall.hour * 60 + wall.minute, wall.date()
        if not self.times:
            return self._is_on(today)
        evening = any(start <= minute < (end if end > start else MIDNIGHT) for start, end in self.times)
        morning = any(end < start and minute < end for start, end in self.times)
        return (evening and self._is_on(today)) or (morning and self._is_on(today - timedelta(days=1)))

    def _is_on(self, day: date) -> bool:
        last = monthrange(day.year, day.month)[1]
        fields = (
            (self.weekdays, day.weekday()),
            (self.months, day.month),
            (self.years, day.year),
            (tuple((_from_end(a, last), _from_end(b, last)) for a, b in self.days_of_month), day.day),
        )
        return all(not spans or any(a <= value <= b for a, b in spans) for spans, value in fields)


def _from_end(day: int, last: int) -> int:
    return day if day > 0 else last + 1 + day


# --- words ------------------------------------------------------------------------------------


def read_minute(text: str) -> int:
    """Read `22:00` as minutes since midnight; `24:00` is the end of the day.

    Raises:
        ValueError: with what to write instead.
    """
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", text):
        raise ValueError(f"`{text}` is no time of day; write it like '22:00'")
    return int(text[:2]) * 60 + int(text[3:])


def read_weekdays(text: str) -> Span:
    """Read `monday` or `monday:friday`, both included.

    Raises:
        ValueError: with what to write instead.
    """
    names = {name: n for n, name in enumerate(WEEKDAYS)}
    return _span(text, names, "weekday, like monday or monday:friday", low=None, high=None)


def read_months(text: str) -> Span:
    """Read `june`, `6` or `june:august`, both included.

    Raises:
        ValueError: with what to write instead.
    """
    names = {name: n for n, name in enumerate(MONTHS, 1)}
    return _span(text, names, "month, like june or june:august", low=1, high=12)


def read_years(text: str) -> Span:
    """Read `2026` or `2026:2027`, both included.

    Raises:
        ValueError: with what to write instead.
    """
    return _span(text, {}, "year, like 2026 or 2026:2027", low=1970, high=9999)


def read_days_of_month(text: str) -> Span:
    """Read `1`, `1:7` or `-3:-1`, both included; negative ones count from the end of the month.

    Raises:
        ValueError: with what to write instead.
    """
    first, _, last = text.partition(":")
    ends = [int(end) if re.fullmatch(r"-?\d{1,2}", end) else 0 for end in (first, last or first)]
    wrong = any(not 1 <= abs(end) <= 31 for end in ends) or (ends[0] < 0) > (ends[1] < 0)
    if wrong or ((ends[0] > 0) == (ends[1] > 0) and ends[0] > ends[1]):
        raise ValueError(f"`{text}` is no day of the month; it takes 1 to 31, -1 for the last, and spans like 1:7")
    return ends[0], ends[1]


def _span(text: str, names: Mapping[str, int], what: str, *, low: int | None, high: int | None) -> Span:
    first, _, last = text.lower().partition(":")
    ends = [_end(word, names, low, high) for word in (first, last or first)]
    if ends[0] is None or ends[1] is None or ends[0] > ends[1]:
        raise ValueError(f"`{text}` is no {what}")
    return ends[0], ends[1]


def _end(word: str, names: Mapping[str, int], low: int | None, high: int | None) -> int | None:
    if word in names:
        return names[word]
    if low is None or high is None or not re.fullmatch(r"\d{1,4}", word):
        return None
    return int(word) if low <= int(word) <= high else None


@lru_cache(maxsize=256)
def read_hours(
    times: tuple[tuple[str, str], ...],
    weekdays: tuple[str, ...],
    days_of_month: tuple[str, ...],
    months: tuple[str, ...],
    years: tuple[str, ...],
) -> Hours:
    """Read the fields of one interval.

    Raises:
        ValueError: the first word that cannot be read.
    """
    return Hours(
        times=tuple((read_minute(start), read_minute(end)) for start, end in times),
        weekdays=_all(read_weekdays, weekdays),
        days_of_month=_all(read_days_of_month, days_of_month),
        months=_all(read_months, months),
        years=_all(read_years, years),
    )


def _all(read: Callable[[str], Span], words: Iterable[str]) -> tuple[Span, ...]:
    return tuple(read(word) for word in words)
