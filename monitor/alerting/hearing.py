"""Who is asked about one story: the route's receivers, those that rules name, and who has an alert already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from monitor.alerting.fired import Fired, highest, rank
from monitor.alerting.labels import Labels, alert_labels, labels_of
from monitor.alerting.policy import Policy
from monitor.alerting.routes import walk
from monitor.alerting.standing import Standing
from monitor.model import Article, Story
from monitor.settings import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Ear:
    """Why one receiver is asked: the rules that fired for it, and the routes that lead to it."""

    fired: tuple[Fired, ...] = ()
    routes: tuple[Route, ...] = ()


Hearing = dict[str, Ear]
"""By receiver."""


def who_hears(
    policy: Policy, story: Story, article: Article, fired: tuple[Fired, ...], known: Mapping[str, Standing]
) -> Hearing:
    """Return whom this story concerns now, in the order of the route.

    A receiver that only experimental rules lead to gets these alone, so that they cause no mail; one
    that has an alert hears every change, whether or not a rule fired.
    """
    stable = tuple(one for one in fired if not one.experimental)
    experimental = tuple(one for one in fired if one.experimental)
    led_to = _led_to(policy, story, article, stable, known)
    hearing: Hearing = {name: Ear(fired=fired, routes=routes) for name, routes in led_to.items()}
    for name, routes in _led_to(policy, story, article, experimental, {}).items():
        hearing.setdefault(name, Ear(fired=experimental, routes=routes))
    for name, standing in known.items():
        if name not in hearing:
            hearing[name] = Ear(routes=_routes_again(policy, story, article, standing))
    reminded = {one.reason.rule_id: _reminded(policy, story, article, one) for one in fired if one.realert}
    return {name: _reminding(ear, name, reminded) for name, ear in hearing.items() if policy.listener(name)}


def _reminded(policy: Policy, story: Story, article: Article, rule: Fired) -> frozenset[str]:
    """Return whom a rule would reach alone, at once and at its own level: nobody else asked for its reminders."""
    level = rule.reason.level
    names = {*_by_receiver(walk(policy.route, labels_of(story, article, (rule,), level))), *rule.receivers}
    listeners = (policy.listener(name) for name in names)
    return frozenset(one.name for one in listeners if one and one.immediate and rank(level) >= rank(one.immediate))


def _reminding(ear: Ear, name: str, reminded: Mapping[str, frozenset[str]]) -> Ear:
    """Leave out the reminders of rules that would not lead to this receiver alone."""
    if not reminded:
        return ear
    fired = (one if name in reminded.get(one.reason.rule_id, ()) else replace(one, realert=None) for one in ear.fired)
    return replace(ear, fired=tuple(fired))


def _led_to(
    policy: Policy, story: Story, article: Article, fired: tuple[Fired, ...], known: Mapping[str, Standing]
) -> dict[str, tuple[Route, ...]]:
    """Return where the routes lead at the alert's level, and whom the rules name beside."""
    level = highest([*(one.reason.level for one in fired), *(standing.level for standing in known.values())])
    if not fired or level is None:
        return {}
    found = _by_receiver(walk(policy.route, labels_of(story, article, fired, level)))
    for name in (receiver for one in fired for receiver in one.receivers):
        found.setdefault(name, ())
    return found


def _routes_again(policy: Policy, story: Story, article: Article, standing: Standing) -> tuple[Route, ...]:
    """Return the routes that lead a known alert to its receiver: their quiet hours hold for its updates, too."""
    if not policy.has_hours:
        return ()
    labels = alert_labels(story, article, (), standing.level, standing)
    return routes_to(policy, standing.receiver, labels)


def routes_to(policy: Policy, receiver: str, labels: Labels) -> tuple[Route, ...]:
    """Return the routes that lead an alert with these labels to one receiver."""
    return _by_receiver(walk(policy.route, labels)).get(receiver, ())


def _by_receiver(nodes: Iterable[tuple[str | None, Route]]) -> dict[str, tuple[Route, ...]]:
    found: dict[str, tuple[Route, ...]] = {}
    for receiver, route in nodes:
        if receiver:
            found[receiver] = (*found.get(receiver, ()), route)
    return found
