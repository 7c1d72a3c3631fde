"""Five cron fields: what is wrong with them, and what their writer hardly means."""

from __future__ import annotations

from collections.abc import Iterator

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CRON = (
    ("minute", 0, 59, ()),
    ("hour", 0, 23, ()),
    ("day of the month", 1, 31, ()),
    ("month", 1, 12, _MONTHS),
    ("day of the week", 0, 7, _DAYS),
)


def wrong_cron(schedule: str) -> str | None:
    """Say what is wrong with five cron fields; `None` when nothing is."""
    fields = schedule.split()
    if len(fields) != len(_CRON):
        return 'a schedule has five fields: minute, hour, day, month, day of the week, like "0 7 * * mon-fri"'
    for text, (what, low, high, names) in zip(fields, _CRON, strict=True):
        if not all(_is_cron_part(part.lower(), low, high, names) for part in text.split(",")):
            words = f" or {names[0]}-{names[-1]}" if names else ""
            return f"`{text}` is no {what}; it takes {low}-{high}{words}, `*`, `*/n`, ranges and commas"
    return None


_LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def odd_cron(schedule: str) -> str | None:
    """Say what in five readable cron fields is hardly meant; `None` when nothing is."""
    _, _, days, months, weekdays = schedule.lower().split()
    first_day = min(_cron_starts(days, _CRON[2][1], ()))
    if all(first_day > _LONGEST_MONTHS[month - 1] for month in _cron_numbers(months, *_CRON[3][1:])):
        return f"this never comes: no month that `{months}` names has a day {first_day}"
    if not days.startswith("*") and not weekdays.startswith("*"):
        return (
            f"only days that are both day `{days}` of the month and `{weekdays}` are meant here (cron itself would "
            "take either); put `*` for one of the two"
        )
    return None


def _cron_starts(field: str, low: int, names: tuple[str, ...]) -> Iterator[int]:
    """Return where each part of a checked field begins."""
    for part in field.split(","):
        begin = part.partition("/")[0].partition("-")[0]
        yield low if begin == "*" else names.index(begin) + low if begin in names else int(begin)


def _cron_numbers(field: str, low: int, high: int, names: tuple[str, ...]) -> Iterator[int]:
    """Return every number that a checked field means."""
    for part, begin in zip(field.split(","), _cron_starts(field, low, names), strict=True):
        span, slash, step = part.partition("/")
        until = span.partition("-")[2]
        to_the_end = span == "*" or (slash and not until)
        end = high if to_the_end else next(_cron_starts(until, low, names)) if until else begin
        yield from range(begin, end + 1, int(step or 1))


def _is_cron_part(part: str, low: int, high: int, names: tuple[str, ...]) -> bool:
    span, slash, step = part.partition("/")
    if slash and not (step.isdecimal() and int(step)):
        return False
    if span == "*":
        return True
    ends = [names.index(end) + low if end in names else int(end) if end.isdecimal() else -1 for end in span.split("-")]
    return len(ends) <= 2 and ends == sorted(ends) and all(low <= end <= high for end in ends)
