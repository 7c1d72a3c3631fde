"""Durations as configuration and rules write them: `30s`, `15m`, `6h`, `5d`."""

from __future__ import annotations

import re
from datetime import timedelta

_WRITTEN = re.compile(r"(\d{1,9})(ms|s|m|h|d)")
_UNITS = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def read_duration(written: object) -> timedelta | None:
    """Read a whole number with ms, s, m, h or d; `None` for anything else: the caller says what to write instead."""
    found = _WRITTEN.fullmatch(written) if isinstance(written, str) else None
    return timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
