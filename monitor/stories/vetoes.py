"""Facts that forbid one story, however alike the words are: another day, place, kind or toll.

A veto holds only between things that both sides state firmly: a day that was reckoned from the time of a
file is no firm day, and a place is another place only when neither side's text knows the other's name.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import timedelta

from monitor.model import Interval
from monitor.stories.agreeing import hit_another, in_one_town
from monitor.stories.beside import Beside
from monitor.stories.figures import overlap
from monitor.stories.sides import Side
from monitor.stories.whereabouts import ONE_AREA, is_named, kilometres, place_key
from monitor.vocabulary import EventKind, Harm

_ONE_EVENT_SPANS = timedelta(days=3)  # midnight, time zones, and outlets that give the day of their own report
_ONE_REPORT_SPANS = timedelta(days=1)  # midnight and time zones alone
_TOLLS_APART = 5  # times: no toll grows so much while place and target differ as well
_FELL = 1.5  # times: no toll of one event falls so far days later
_HURT_FELL = 3.0  # times: who is hurt is counted anew by each hospital
_HUMAN = frozenset(
    (EventKind.STRIKE, EventKind.BOMBING, EventKind.SHOOTING, EventKind.CLASH, EventKind.KILLING, EventKind.ABDUCTION)
)
_NATURAL = frozenset((EventKind.DISASTER, EventKind.EPIDEMIC))


def veto(report: Side, story: Side, off: Iterable[str] = ()) -> str | None:
    """Return why a report and a story cannot be one event, or nothing. `off` switches vetoes off by name."""
    for name, objection in VETOES.items():
        if name not in off:
            found = objection(report, story)
            if found:
                return found
    return None


def lies_elsewhere(report: Side, story: Side) -> bool:
    """Return whether the report's event lies where the story's does not, in places that its texts never name.

    No veto: a first report may name the province and the next one a village of it.
    """
    here, there = report.event.places, story.event.places
    if not here or not there or any(is_named(place, story.terms) for place in here):
        return False
    nearest = kilometres(here, there)
    return math.isfinite(nearest) and nearest > ONE_AREA


def _other_day(report: Side, story: Side) -> str | None:
    return _days_apart(report, story, _ONE_EVENT_SPANS)


def _next_days(report: Side, story: Side) -> str | None:
    """Two or three days apart: told of one event now and then, and of two as soon as little else is shared."""
    return _days_apart(report, story, _ONE_REPORT_SPANS, or_named=report.beside is None)


def _fewer_dead(report: Side, story: Side) -> str | None:
    """On another day, and much fewer: a toll is corrected by some, not by a third, two days after its event."""
    if not _days_apart(report, story, _ONE_REPORT_SPANS):
        return None
    return f"fewer killed on another day: {_counts(report, story)}" if _fell(report, story) else None


def _beside(report: Side, story: Side) -> str | None:
    """Clearly less harm, "hours after bombs killed four", or the story's toll told as of before the report's own."""
    own, killed, injured = report.beside, story.event.casualties.killed, story.event.casualties.injured
    if own is None:
        return None
    if killed and killed.value.min and (own.killed or own.injured):
        return _fewer_killed_beside(own, killed.value) or _told_before(own, killed.value)
    alive = own.killed is None or own.killed.max == 0
    if injured and own.injured and alive and _is_fewer(own.injured, injured.value, _HURT_FELL):
        return f"fewer injured, and another event is told beside it: {own.injured.max} and {injured.value.min}"
    return None


def _fewer_killed_beside(own: Beside, known: Interval) -> str | None:
    fewer = "fewer killed, and another event is told beside it: "
    if own.killed is None:
        return f"{fewer}nobody and {known.min}"
    return f"{fewer}{own.killed.max} and {known.min}" if _is_fewer(own.killed, known) else None


def _told_before(own: Beside, known: Interval) -> str | None:
    if not own.killed or not own.before or own.before.min != known.min or overlap(own.killed, known):
        return None
    return f"the {known.min} killed are told as of before its own event, which killed {own.killed.min}"


def _fell(report: Side, story: Side) -> bool:
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    return bool(ours and theirs and _is_fewer(ours.value, theirs.value))


def _is_fewer(ours: Interval, theirs: Interval, times: float = _FELL) -> bool:
    return ours.max is not None and ours.max * times < theirs.min


def _counts(report: Side, story: Side) -> str:
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    return f"{ours.value.max} and {theirs.value.min}" if ours and theirs else ""


def _days_apart(report: Side, story: Side, more_than: timedelta, *, or_named: bool = True) -> str | None:
    """Return that firm days lie further apart; not where the report names the story's, unless as another's."""
    apart = [abs(one - other) for one in report.days for other in story.days]
    if apart and min(apart) > more_than and not (or_named and _names_its_day(report, story)):
        return f"another day: {min(report.days)} and {min(story.days)}"
    return None


def _names_its_day(report: Side, story: Side) -> bool:
    """Return whether the report names a day that the story's texts name, or the firm day of its event."""
    known = {*story.named_days, *((day.month, day.day) for day in story.days)}
    return not known.isdisjoint(report.named_days)


def _other_place(report: Side, story: Side) -> str | None:
    if not _elsewhere(report, story):
        return None
    here, there = report.event.places, story.event.places
    nearest = kilometres(here, there)
    if nearest > ONE_AREA and math.isfinite(nearest):
        return f"another place: {here[0].name} and {there[0].name}"
    return None


def _other_target(report: Side, story: Side) -> str | None:
    """A market is no station: two things were hit in one town within a day, and neither text knows the other's."""
    if not _within_a_day(report, story) or not in_one_town(report, story):
        return None
    return "another target in the same town at the same time" if hit_another(report, story) else None


def _within_a_day(report: Side, story: Side) -> bool:
    return any(abs(one - other) <= _ONE_REPORT_SPANS for one in report.likely_days for other in story.likely_days)


def _other_kind(report: Side, story: Side) -> str | None:
    kinds = {report.event.kind, story.event.kind}
    if len(kinds) == 2 and kinds & _NATURAL and (kinds & _HUMAN or kinds <= _NATURAL):
        return f"another kind of event: {report.event.kind} and {story.event.kind}"
    return None


def _other_toll(report: Side, story: Side) -> str | None:
    if not _elsewhere(report, story):
        return None
    for harm in Harm:
        ours, theirs = report.event.casualties.of(harm), story.event.casualties.of(harm)
        if ours and theirs and _far_apart(ours.value, theirs.value):
            return f"another toll in another place: {ours.value.min} and {theirs.value.min} {harm}"
    return None


VETOES: dict[str, Callable[[Side, Side], str | None]] = {
    "day": _other_day,
    "next_days": _next_days,
    "fewer": _fewer_dead,
    "beside": _beside,
    "place": _other_place,
    "target": _other_target,
    "kind": _other_kind,
    "toll": _other_toll,
}
"""Every veto by its name, in the order they are asked."""


def _far_apart(one: Interval, other: Interval) -> bool:
    low, high = sorted((one, other), key=lambda value: value.min)
    return low.max is not None and high.min >= _TOLLS_APART * max(low.max, 2)


def _elsewhere(report: Side, story: Side) -> bool:
    """Return whether both name places, none in common, and neither text knows the other's."""
    here, there = report.event.places, story.event.places
    if (
        not here
        or not there
        or not {place_key(place) for place in here}.isdisjoint(place_key(place) for place in there)
    ):
        return False
    return not any(is_named(place, story.terms) for place in here) and not any(
        is_named(place, report.terms) for place in there
    )
