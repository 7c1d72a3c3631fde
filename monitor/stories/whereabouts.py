"""Where events are, as far as two reports of them can be compared: their places, and the towns among these."""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Iterable

from monitor.model import Place, great_circle
from monitor.stories.words import fold, stem

ONE_AREA = 50.0
"""Kilometres: a village and the town that reports name instead."""

_A_DEGREE = 111.0  # kilometres of latitude: 111.19, less a little to be sure


def place_key(place: Place) -> object:
    """Return what makes two mentions of a place the same one."""
    return place.geonameid or place.name.casefold()


def towns(places: Iterable[Place]) -> set[object]:
    """Return the keys of those places that are a point on the map: a country or a province is none."""
    return {place_key(place) for place in places if place.geonameid and place.lat is not None}


def is_named(place: Place, terms: Container[str]) -> bool:
    """Return whether a text with these stems names the place."""
    return all(stem(fold(word)) in terms for word in place.name.split())


def kilometres(here: Iterable[Place], there: Iterable[Place]) -> float:
    """Return the great-circle distance of the nearest two; infinite where a side is not resolved."""
    there = tuple(there)
    return min((_apart(one, other) for one in here for other in there), default=math.inf)


def lie_apart(here: Collection[Place], there: Collection[Place], least: float) -> bool:
    """Return whether no two of the places lie within so many kilometres: `kilometres(here, there) > least`."""
    return not any(_lie_within(one, other, least) for one in here for other in there)


def _lie_within(one: Place, other: Place, most: float) -> bool:
    """Degrees of latitude alone tell most towns apart, and cost no sine."""
    if one.lat is None or other.lat is None or abs(one.lat - other.lat) * _A_DEGREE > most:
        return False
    return _apart(one, other) <= most


def _apart(one: Place, other: Place) -> float:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    return great_circle(one.lat, one.lon, other.lat, other.lon)
