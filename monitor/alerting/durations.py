"""Durations as people say them."""

from __future__ import annotations

from datetime import timedelta

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def spelled(duration: timedelta) -> str:
    """Return `15 minutes`, `1 hour`, `90 seconds`: in the largest unit of which it is a whole number."""
    seconds = int(duration.total_seconds())
    unit, length = next((one for one in _UNITS if seconds and seconds % one[1] == 0), _UNITS[-1])
    count = seconds // length
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
