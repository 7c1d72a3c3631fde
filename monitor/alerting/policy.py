"""The part of the configuration that decides who is disturbed, as one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.settings import Limits, Receiver, Route, Settings
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
    )


def everything_at_once(receiver: str = "default") -> Policy:
    """Return the policy of a backtest without a configuration: one receiver gets everything at once."""
    return Policy(listeners=(Listener(name=receiver),), route=Route(receiver=receiver))


def _listener(receiver: Receiver) -> Listener:
    return Listener(name=receiver.name, immediate=receiver.lowest_immediate, has_digest=receiver.digest is not None)
