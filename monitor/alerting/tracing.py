"""Who hears of an alert and why: the routing tree with every node's answer, and who is told now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alerting.fired import rank
from monitor.alerting.labels import Labels
from monitor.alerting.policy import Policy
from monitor.alerting.routes import walk
from monitor.alerting.windows import in_words, is_closed, quiet_hours
from monitor.matchers import parse_matcher
from monitor.settings import Route
from monitor.vocabulary import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One matcher of a route, whether it holds, and what the alert has instead."""

    matcher: str
    holds: bool
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One route: how deep it lies, what its matchers say, and what became of the alert there.

    `takes`: it gives the alert to `receiver`. `asked`: the routes before it did not take it already.
    """

    depth: int
    receiver: str | None
    clauses: tuple[Clause, ...]
    asked: bool
    matches: bool
    takes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hears:
    """One receiver that the alert reaches, whether it is told now, and why not; who is told when nobody answers."""

    receiver: str
    now: bool
    why: str
    escalates_to: str = ""
    after: timedelta | None = None


def trace_routes(route: Route, labels: Labels) -> tuple[Node, ...]:
    """Return every node of the tree in its order, with its answer."""
    taking = [id(node) for _, node in walk(route, labels)]
    return tuple(_trace(route, labels, taking, depth=0, inherited=None, asked=True))


def who_is_told(policy: Policy, labels: Labels, level: Level, now: datetime) -> tuple[Hears, ...]:
    """Return whom an alert with these labels and this level reaches, in the order of the routes."""
    routes: dict[str, list[Route]] = {}
    for receiver, node in walk(policy.route, labels):
        if receiver and policy.listener(receiver):
            routes.setdefault(receiver, []).append(node)
    return tuple(_hears(policy, receiver, nodes, level, now) for receiver, nodes in routes.items())


def _hears(policy: Policy, receiver: str, nodes: list[Route], level: Level, now: datetime) -> Hears:
    listener, quiet = policy.listener(receiver), quiet_hours(nodes, level)
    lowest = listener.immediate if listener else None
    asked = min((node.escalate for node in nodes if node.escalate), key=lambda one: one.after, default=None)
    why = "at once"
    if lowest is None:
        why = "in its digest only"
    elif rank(level) < rank(lowest):
        why = f"in its digest: {level} is below {lowest}"
    elif quiet and is_closed(quiet, policy.intervals, now):
        why = f"when its quiet hours are over: {in_words(quiet, policy.intervals, now)}"
    escalates = asked if level is Level.CRITICAL else None
    return Hears(
        receiver=receiver,
        now=why == "at once",
        why=why,
        escalates_to=escalates.receiver if escalates else "",
        after=escalates.after if escalates else None,
    )


def _trace(  # noqa: PLR0913 - where in the tree it stands
    route: Route, labels: Labels, taking: list[int], *, depth: int, inherited: str | None, asked: bool
) -> Iterator[Node]:
    receiver = route.receiver or inherited
    clauses = tuple(_clause(text, labels) for text in route.matchers)
    matches = asked and all(clause.holds for clause in clauses)
    takes = matches and id(route) in taking
    yield Node(depth=depth, receiver=receiver, clauses=clauses, asked=asked, matches=matches, takes=takes)
    still_asked = matches
    for child in route.routes:
        nodes = tuple(_trace(child, labels, taking, depth=depth + 1, inherited=receiver, asked=still_asked))
        yield from nodes
        if nodes[0].matches and not child.continue_:
            still_asked = False


def _clause(text: str, labels: Labels) -> Clause:
    matcher = parse_matcher(text)
    values = tuple(labels.get(matcher.label, ()))
    return Clause(matcher=text, holds=matcher.holds(values), values=values)


def who_hears_critical(policy: Policy, now: datetime) -> tuple[Hears, ...]:
    """Return whom a critical alert reaches about which nothing else is known."""
    return who_is_told(policy, {"level": (Level.CRITICAL.value,)}, Level.CRITICAL, now)


def sundays_at_three(location: str, after: datetime, count: int) -> Iterator[datetime]:
    """Give the next Sundays at 03:00 on the clock of a place, the hour at which nobody looks by himself."""
    wall = after.astimezone(ZoneInfo(location)).replace(hour=3, minute=0, second=0, microsecond=0, fold=0)
    first = wall + timedelta(days=(6 - wall.weekday()) % 7)
    return ((first + timedelta(days=7 * n)).astimezone(UTC) for n in range(count))
