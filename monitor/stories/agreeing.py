"""Facts that speak for one event: the same town and kind, with the same day, a toll that goes on, or the same toll."""

from __future__ import annotations

import math
from datetime import timedelta

from monitor.stories.evidence import AGREED, AKIN, APART, FALLEN, GROWN, LIKELY, NEAR_TOLL, SAME_TARGET, SAME_TOLL
from monitor.stories.figures import is_below
from monitor.stories.sides import Side
from monitor.stories.whereabouts import ONE_AREA, is_named, lie_apart, place_key
from monitor.vocabulary import EventKind

_OF_CHANCE = 2.2  # what is left of twice the logarithm of a toll when chance has had its share
_NEARLY_OF_CHANCE = 1.0  # the same, of the logarithm, where the toll is only near

_TELLING_TOLL = 5  # killed: two days with fewer of them in one town are often two events
_A_FEW = 4  # killed: between fewer, growth is chance
_A_FEW_MORE = 1.25  # times: as a toll grows after its first day
_AS_MANY_AGAIN = 1.5  # times: as a toll grows on its first day
_NEXT_DAY = timedelta(days=1)
_LATELY = timedelta(days=3)  # so long after it an event is told without its day: "the strike that killed 11"

_BY_PEOPLE = frozenset(
    (
        EventKind.STRIKE,
        EventKind.BOMBING,
        EventKind.SHOOTING,
        EventKind.CLASH,
        EventKind.KILLING,
        EventKind.ABDUCTION,
        EventKind.UNREST,
    )
)
_BY_CHANCE = frozenset((EventKind.ACCIDENT, EventKind.FIRE, EventKind.DISASTER))
_BY_FIRE = frozenset((EventKind.FIRE, EventKind.STRIKE, EventKind.BOMBING))


def agreement(report: Side, story: Side) -> float:
    """Return what the facts add to the odds that report and story are one event.

    Of two first reports by two agencies, with other words and another toll, this is what they share. A
    country (which has no point) is no town: many things happen in it on one day.
    """
    same_kind = report.event.kind is story.event.kind is not EventKind.OTHER
    if not (same_kind or are_akin(report.event.kind, story.event.kind)) or not in_one_town(report, story):
        return 0.0
    if report.days and story.days:
        on_one_day = not report.days.isdisjoint(story.days) or _counts_on(report, story)
        return _by_facts(report, story, same_kind=same_kind) if on_one_day else 0.0
    if same_kind and not report.days and _is_of_late(report, story):
        return _by_same_toll(report, story)
    return LIKELY * _by_likely_day(report, story, same_kind=same_kind)


def _by_likely_day(report: Side, story: Side, *, same_kind: bool) -> float:
    """Return what speaks for one event, or against it, where a day was reckoned from the time of a file."""
    apart = [abs(one - other) for one in report.likely_days for other in story.likely_days]
    if not apart:
        return 0.0
    if min(apart) > _NEXT_DAY:
        return APART
    return 0.0 if min(apart) else _by_facts(report, story, same_kind=same_kind)


def _by_facts(report: Side, story: Side, *, same_kind: bool) -> float:
    agreed = AGREED if same_kind else AKIN
    if report.hit.isdisjoint(story.hit):
        return agreed + _by_toll(report, story)
    return agreed + SAME_TARGET + max(_by_toll(report, story), _by_near_toll(report, story))


def are_akin(one: EventKind, other: EventKind) -> bool:
    """Return whether reports of one event may be read as of these two kinds; `other` is nothing in particular."""
    kinds = {one, other}
    if EventKind.OTHER in kinds:
        return True
    return kinds <= _BY_PEOPLE or kinds <= _BY_CHANCE or kinds <= _BY_FIRE


def same_toll(report: Side, story: Side) -> bool:
    """Return whether both count the same killed, and more than chance brings together: how round-ups tell a story.

    Not where they count other injured: two bombs of one day may kill six each.
    """
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    if ours is None or theirs is None or ours.value != theirs.value or ours.value.min < _TELLING_TOLL:
        return False
    hurt, known = report.event.casualties.injured, story.event.casualties.injured
    return not (hurt and known and (is_below(hurt.value, known.value) or is_below(known.value, hurt.value)))


def _by_toll(report: Side, story: Side) -> float:
    """Return how much the killed speak for one event, or against it when they fell."""
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    if ours is None or theirs is None:
        return 0.0
    told, known = ours.value.min, theirs.value.min
    if ours.value.max is not None and ours.value.max * _AS_MANY_AGAIN < known:
        return FALLEN
    grown = GROWN if not report.crowded and _A_FEW <= known <= told <= known * _AS_MANY_AGAIN else 0.0
    return max(_by_same_toll(report, story), grown)


def _by_near_toll(report: Side, story: Side) -> float:
    """Return how much a few more killed where the same was hit speak for one event."""
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    if ours is None or theirs is None:
        return 0.0
    told, known = ours.value.min, theirs.value.min
    if not _TELLING_TOLL <= known < told <= known * _A_FEW_MORE:
        return 0.0
    return min(NEAR_TOLL, math.log(known) - _NEARLY_OF_CHANCE)


def _by_same_toll(report: Side, story: Side) -> float:
    """Return how much the same toll speaks for one event: two events kill n each about as often as 1 in n squared."""
    killed = report.event.casualties.killed
    if killed is None or not same_toll(report, story):
        return 0.0
    return min(SAME_TOLL, 2 * math.log(killed.value.min) - _OF_CHANCE)


def tell_one_day(report: Side, story: Side) -> bool:
    """Return whether both tell the day, or the time of a file does, and it is one."""
    return not report.likely_days.isdisjoint(story.likely_days)


def may_be_of_one_day(report: Side, story: Side) -> bool:
    """Return whether both tell one day, the next day's report goes on from the toll, or one tells no day."""
    if not report.likely_days or not story.likely_days:
        return True
    return tell_one_day(report, story) or _counts_on(report, story)


def _is_of_late(report: Side, story: Side) -> bool:
    """Return whether a report that tells no day was written soon after the story's event."""
    on = report.event.on
    return on is not None and any(timedelta() <= on - day <= _LATELY for day in story.days)


def _counts_on(report: Side, story: Side) -> bool:
    """Return whether the next day's report tells the story's toll and a few more: "a woman died overnight"."""
    apart = [abs(one - other) for one in report.days for other in story.days]
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    if not apart or min(apart) > _NEXT_DAY or ours is None or theirs is None:
        return False
    before = theirs.value.min
    return before >= _TELLING_TOLL and before <= ours.value.min <= before * _A_FEW_MORE


def in_one_town(report: Side, story: Side) -> bool:
    """Return whether both are set in one town, or one names the other's, near its own or having none on the map."""
    here, there = report.towns, story.towns
    if not here.isdisjoint(there):
        return True
    if here and there and lie_apart(report.event.places, story.event.places, ONE_AREA):
        return False
    return _names_a_town_of(report, story) or _names_a_town_of(story, report)


def hit_another(report: Side, story: Side) -> bool:
    """Return whether both tell what was hit, and neither knows the other's: a market is no station."""
    if not report.hit or not story.hit:
        return False
    return report.hit.isdisjoint(story.targets) and story.hit.isdisjoint(report.targets)


def _names_a_town_of(side: Side, other: Side) -> bool:
    return any(is_named(place, side.terms) for place in other.event.places if place_key(place) in other.towns)
