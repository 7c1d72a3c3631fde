"""Several numbers of one harm added up."""

from __future__ import annotations

from monitor.extraction.harm.naming import NO_ONE, Naming, People
from monitor.extraction.harm.numbers import bounded
from monitor.model import Interval
from monitor.vocabulary import Bound


def total(groups: tuple[People, ...]) -> Interval:
    """Add the groups of one harm word up; "no children or staff" are none."""
    if any(group.naming is Naming.NONE for group in groups):
        return NO_ONE
    return total_of([group.interval for group in groups])


def total_of(intervals: list[Interval]) -> Interval:
    """Add intervals up: an open or vague one leaves the sum open."""
    if len(intervals) == 1:
        return intervals[0]
    low = sum(one.min for one in intervals)
    if any(one.max is None for one in intervals):
        bounds = {one.bound for one in intervals if one.max is None}
        return bounded(low, bounds.pop() if len(bounds) == 1 else Bound.AT_LEAST)
    high = sum(one.max or 0 for one in intervals)
    bounds = {one.bound for one in intervals} - {Bound.EXACT}
    return Interval(
        min=low, max=high, bound=bounds.pop() if len(bounds) == 1 else Bound.RANGE if bounds else Bound.EXACT
    )
