"""Whether a feed fell silent: measured against its own pauses, not against a number that somebody set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

WINDOW = timedelta(days=30)
"""So far back a source's pauses are looked at."""

_HOURS = 6
"""A source that gave something in fewer hours than these has no rhythm yet."""
_KNOWN = 21 * 24
"""After so many hours the two longest pauses are left out: one outage a month is no habit, three weekends are."""
_MUCH_LONGER = 1.5
SHORTEST = timedelta(hours=_MUCH_LONGER)
"""No source that gave something since then is called silent; nobody need look at its pauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """When a source gave something: the hours since the epoch, ascending, and the last moment."""

    source: str
    hours: Sequence[int]
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FellSilent:
    """A source that has been quiet for much longer than it usually is."""

    source: str
    last_at: datetime
    usual: timedelta  # the longest pause that it usually makes


def has_rhythm(delivered: Delivered) -> bool:
    """Whether a source gave enough to know its pauses."""
    return len(delivered.hours) >= _HOURS


def fell_silent(delivered: Delivered, now: datetime) -> FellSilent | None:
    """Say whether a source has been quiet half as long again as its usual longest pause."""
    if not has_rhythm(delivered):
        return None
    hours = delivered.hours
    pauses = sorted((later - earlier for earlier, later in pairwise(hours)), reverse=True)
    usual = pauses[2 if hours[-1] - hours[0] >= _KNOWN else 0]
    quiet = (now - delivered.last_at) / timedelta(hours=1)
    if quiet <= max(usual, 1) * _MUCH_LONGER:
        return None
    return FellSilent(source=delivered.source, last_at=delivered.last_at, usual=timedelta(hours=usual))
