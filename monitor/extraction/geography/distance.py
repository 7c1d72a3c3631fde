"""How far two places lie from one another."""

from __future__ import annotations

from typing import Protocol

from monitor.model import great_circle


class Located(Protocol):
    """A place of an article, or a row of the table."""

    @property
    def lat(self) -> float | None:
        """Degrees north; nothing where it is not resolved."""

    @property
    def lon(self) -> float | None:
        """Degrees east; nothing where it is not resolved."""


def kilometres(one: Located, other: Located) -> float:
    """Return the distance of two resolved places; 0 where a side is not resolved."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 0.0
    return great_circle(one.lat, one.lon, other.lat, other.lon)
