"""Who is asked about one story: the route's receivers, those that rules name, and who has an alert already."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.alerting.fired import Fired, highest
from monitor.alerting.labels import labels_of
from monitor.alerting.policy import Policy
from monitor.alerting.routes import route_receivers
from monitor.alerting.standing import Standing
from monitor.model import Article, Story

Hearing = dict[str, tuple[Fired, ...]]
"""By receiver, the rules that fired for it."""


def who_hears(
    policy: Policy, story: Story, article: Article, fired: tuple[Fired, ...], known: Mapping[str, Standing]
) -> Hearing:
    """Return whom this story concerns now, in the order of the route.

    A receiver that only experimental rules lead to gets these alone, so that they cause no mail; one
    that has an alert hears every change, whether or not a rule fired.
    """
    stable = tuple(one for one in fired if not one.experimental)
    experimental = tuple(one for one in fired if one.experimental)
    hearing: Hearing = dict.fromkeys(_led_to(policy, story, article, stable, known), fired)
    for receiver in _led_to(policy, story, article, experimental, {}):
        hearing.setdefault(receiver, experimental)
    for receiver in known:
        hearing.setdefault(receiver, ())
    return {name: rules for name, rules in hearing.items() if policy.listener(name)}


def _led_to(
    policy: Policy, story: Story, article: Article, fired: tuple[Fired, ...], known: Mapping[str, Standing]
) -> tuple[str, ...]:
    """Return where the routes lead at the alert's level, and whom the rules name beside."""
    level = highest([*(one.reason.level for one in fired), *(standing.level for standing in known.values())])
    if not fired or level is None:
        return ()
    routed = route_receivers(policy.route, labels_of(story, article, fired, level))
    named = (receiver for one in fired for receiver in one.receivers)
    return tuple(dict.fromkeys((*routed, *named)))
