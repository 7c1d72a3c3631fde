"""The part of the configuration that decides who is disturbed, as one value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.alerting.windows import Intervals, intervals_of
from monitor.settings import InhibitRule, Limits, Receiver, Route, Settings
from monitor.vocabulary import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """A receiver as far as deciding goes. `immediate=None` is digest only."""

    name: str
    immediate: Level | None = Level.INFORMATIONAL
    has_digest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Who may be told, by which route, how often. `limits=None` and `max_age=None` are off."""

    listeners: tuple[Listener, ...]
    route: Route
    limits: Limits | None = None
    max_age: timedelta | None = None
    operator: str | None = None
    sources: frozenset[str] = frozenset()  # the configured ones: each has its share of a limit before it is first heard
    intervals: Intervals = field(default_factory=dict)
    inhibit_rules: tuple[InhibitRule, ...] = ()

    @property
    def has_hours(self) -> bool:
        """Whether any route has quiet hours, or escalates."""
        return any(
            route.mute_time_intervals or route.active_time_intervals or route.escalate for route in _nodes(self.route)
        )

    def listener(self, name: str) -> Listener | None:
        """Return a receiver by name; one that was taken out of the configuration hears nothing more."""
        return next((one for one in self.listeners if one.name == name), None)


def policy_of(settings: Settings) -> Policy:
    """Return what the configuration says of deciding."""
    return Policy(
        listeners=tuple(_listener(receiver) for receiver in settings.receivers),
        route=settings.route,
        limits=settings.limits,
        max_age=settings.max_age,
        operator=settings.operator,
        sources=frozenset(source.id for source in settings.sources),
        intervals=intervals_of(settings.time_intervals),
        inhibit_rules=settings.inhibit_rules,
    )


def everything_at_once(receiver: str = "default") -> Policy:
    """Return the policy of a backtest without a configuration: one receiver gets everything at once."""
    return Policy(listeners=(Listener(name=receiver),), route=Route(receiver=receiver))


def _nodes(route: Route) -> Iterator[Route]:
    yield route
    for child in route.routes:
        yield from _nodes(child)


def _listener(receiver: Receiver) -> Listener:
    return Listener(name=receiver.name, immediate=receiver.lowest_immediate, has_digest=receiver.digest is not None)
