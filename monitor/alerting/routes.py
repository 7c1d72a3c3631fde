"""The routing tree, as Alertmanager walks it (prometheus/alertmanager, dispatch/route.go).

A node without matchers matches everything. The children are tried in order; the first that matches takes
the alert, and the next ones are tried only after one with `continue: true`. A node's own receiver serves
only what no child took. A child without a receiver has its parent's.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from monitor.alerting.labels import Labels
from monitor.matchers import LabelMatcher, parse_matcher
from monitor.settings import Route


def route_receivers(route: Route, labels: Labels) -> tuple[str, ...]:
    """Return who hears of an alert with these labels, each once, in the order of the tree."""
    return tuple(dict.fromkeys(receiver for receiver, _ in walk(route, labels) if receiver))


def walk(route: Route, labels: Labels, inherited: str | None = None) -> Iterator[tuple[str | None, Route]]:
    """Give the nodes that take an alert, with the receiver each of them has or inherits."""
    if not holds(route.matchers, labels):
        return
    receiver = route.receiver or inherited
    taken = False
    for child in route.routes:
        found = tuple(walk(child, labels, receiver))
        yield from found
        taken = taken or bool(found)
        if found and not child.continue_:
            break
    if not taken:
        yield receiver, route


def holds(matchers: tuple[str, ...], labels: Labels) -> bool:
    """Whether every matcher is satisfied: of several values any counts, for `!=` and `!~` none may."""
    return all(matcher.holds(labels.get(matcher.label, ())) for matcher in _parsed(matchers))


@lru_cache(maxsize=1024)
def _parsed(matchers: tuple[str, ...]) -> tuple[LabelMatcher, ...]:
    return tuple(parse_matcher(text) for text in matchers)
