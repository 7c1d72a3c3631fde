"""Publication times as files write them: UTC with a precision, `None` for what cannot be read."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from monitor.reading.entry import Stamp
from monitor.vocabulary import TimePrecision

_DAY_ONLY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_LOOSE_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})?")
_WORDED = re.compile(
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<m1>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?(?P<y1>\d{4}|\d{2})\b"
    r"|(?P<m2>[^\W\d_]{3,12})\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})\b"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4})"
)
_SLASHED = re.compile(r"\b(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4}|\d{2})\b")


def read_time(written: object, location: str = "UTC") -> Stamp | None:
    """Read an ISO 8601 or RFC 5322 time, or a number of seconds; a time without a zone is `location`'s."""
    if isinstance(written, bool) or written is None:
        return None
    if isinstance(written, int | float):
        return _from_seconds(written)
    text = str(written).strip()[:64]
    return _from_day(text) or _from_iso(text, location) or _from_mail(text, location)


def stamp_of_parts(parts: tuple[int, ...] | None) -> Stamp | None:
    """Return the time that a library has taken apart already, in UTC."""
    return _from_seconds(calendar.timegm(parts)) if parts else None


def _from_seconds(seconds: float) -> Stamp | None:
    """Seconds, or milliseconds when the number is too large for a near century."""
    try:
        at = datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
    return Stamp(at=at, precision=TimePrecision.SECOND) if seconds > 0 else None


def _from_day(text: str) -> Stamp | None:
    found = _DAY_ONLY.fullmatch(text)
    return _day(int(found[1]), int(found[2]), int(found[3])) if found else None


def _day(year: int, month: int, day: int) -> Stamp | None:
    try:
        return Stamp(at=datetime(year, month, day, tzinfo=UTC), precision=TimePrecision.DAY)
    except ValueError:
        return None


def _from_iso(text: str, location: str) -> Stamp | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = (
            f"{compact[1]}-{compact[2]}-{compact[3]}T{compact[4]}:{compact[5]}:{compact[6] or '00'}{compact[7] or ''}"
        )
    found = _LOOSE_ISO.match(text)
    if not found:
        return None
    clock = found[2] if len(found[2].split(":")[0]) == 2 else f"0{found[2]}"
    zone = (found[3] or "").replace("UTC", "Z").replace("GMT", "Z")
    try:
        return _stamp(datetime.fromisoformat(f"{found[1]}T{clock}{zone}"), location)
    except ValueError:
        return None


def _from_mail(text: str, location: str) -> Stamp | None:
    try:
        at = parsedate_to_datetime(text)
        return _stamp(at, "UTC" if text.endswith("-0000") else location)  # RFC 5322: UTC, from who knows where
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _stamp(at: datetime, location: str) -> Stamp | None:
    try:
        aware = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(location))
        return Stamp(at=aware.astimezone(UTC), precision=TimePrecision.SECOND)
    except (OverflowError, ValueError, KeyError):  # year 1 or 9999 in a far zone, or no such zone
        return None


def find_day(text: str, months: Mapping[str, int]) -> Stamp | None:
    """Find the first full date in a short line: `1 January 2024`, `Jan. 1, 2024`, `2024-01-01`, `1.2.2024`.

    Dates with slashes are read only when one number cannot be a month: nobody can tell 1/2/2024.
    """
    for found in _WORDED.finditer(text):
        parts = [part for part in ("1", "2", "3", "4") if found["d" + part]]
        day, month, year = (found[name + parts[0]] for name in "dmy")
        number = int(month) if month.isdigit() else months.get(month.lower())
        if number:
            return _day(_full_year(year), number, int(day))
    slashed = _SLASHED.search(text)
    return _from_slashes(*slashed.groups()) if slashed else None


def _from_slashes(one: str, other: str, year: str) -> Stamp | None:
    low, high = sorted((int(one), int(other)))
    return _day(_full_year(year), low, high) if low <= 12 < high or low == high else None


def _full_year(written: str) -> int:
    """Two digits are of 1970-2069 (the pivot that POSIX strptime uses is 1969)."""
    year = int(written)
    return year if len(written) > 2 else year + (1900 if year >= 70 else 2000)
