"""The facts of an article in a few lines that an editor reads at a glance, for golden files."""

from __future__ import annotations

from monitor.model import BackgroundToll, Casualty, Event, Facts, Interval
from monitor.vocabulary import Bound, Harm


def facts_in_short(facts: Facts) -> list[str]:
    """One line an event (kind, place, day, figures, who, how sure), then background; the first is the article's."""
    if not facts.read:
        return ["not read: no pack for this language"]
    lines = [_event(event) for event in facts.events] or ["no event"]
    return lines + [f"background: {_background(one)}" for one in facts.background]


def _event(event: Event) -> str:
    parts = [
        event.kind.value,
        "at " + ", ".join(place.name for place in event.places) if event.places else "nowhere named",
        f"on {event.on} ({event.on_precision})" if event.on else "on no day",
        *(_figure(harm, casualty) for harm in Harm if (casualty := event.casualties.of(harm))),
        *(f"{actor.role} {actor.name}" for actor in event.actors),
    ]
    return "; ".join([*parts, _how_sure(event.verification.status, event.verification.flags)])


def _figure(harm: Harm, casualty: Casualty) -> str:
    feared = f", feared {_interval(casualty.feared)}" if casualty.feared else ""
    return f"{harm} {_interval(casualty.value)}{feared}, {_how_sure(casualty.status, casualty.flags)}"


def _background(toll: BackgroundToll) -> str:
    return f"{toll.harm} {_interval(toll.value)}"


def _interval(value: Interval) -> str:
    if value.bound is Bound.EXACT:
        return str(value.min)
    return f"{value.bound} {value.min}..{'' if value.max is None else value.max}"


def _how_sure(status: str, flags: tuple[str, ...]) -> str:
    return f"{status} ({' '.join(flags)})" if flags else str(status)
