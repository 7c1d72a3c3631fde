"""The routes explained agree with the routes walked, and say when somebody is told."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.policy import Listener, Policy
from monitor.alerting.routes import route_receivers
from monitor.alerting.tracing import sundays_at_three, trace_routes, who_is_told
from monitor.alerting.windows import intervals_of
from monitor.settings import Route, TimeInterval
from monitor.vocabulary import Level

NIGHT = TimeInterval.model_validate({"name": "night", "times": [{"start_time": "22:00", "end_time": "06:00"}]})
TREE = Route.model_validate(
    {
        "receiver": "desk",
        "routes": [
            {
                "receiver": "duty",
                "matchers": ["level=critical"],
                "continue": True,
                "escalate": {"after": "15m", "receiver": "ops"},
            },
            {"receiver": "lab", "matchers": ["place=Kyiv"], "mute_time_intervals": ["night"]},
        ],
    }
)
POLICY = Policy(
    listeners=(Listener(name="desk", immediate=Level.HIGH), Listener(name="duty"), Listener(name="lab")),
    route=TREE,
    intervals=intervals_of([NIGHT]),
)
NOON, MIDNIGHT = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 2, 0, tzinfo=UTC)


def told(level: Level, now: datetime, **labels: str) -> dict[str, str]:
    given = {"level": (level.value,), **{name: (value,) for name, value in labels.items()}}
    return {hears.receiver: hears.why for hears in who_is_told(POLICY, given, level, now)}


def test_it_says_who_is_told_when() -> None:
    assert told(Level.HIGH, NOON) == {"desk": "at once"}
    assert told(Level.LOW, NOON) == {"desk": "in its digest: low is below high"}
    assert told(Level.HIGH, NOON, place="Kyiv") == {"lab": "at once"}
    assert told(Level.HIGH, MIDNIGHT, place="Kyiv") == {"lab": "when its quiet hours are over: night, until 06:00 UTC"}
    assert told(Level.CRITICAL, MIDNIGHT, place="Kyiv") == {"duty": "at once", "lab": "at once"}


def test_it_says_who_is_told_when_nobody_answers() -> None:
    (hears,) = who_is_told(POLICY, {"level": ("critical",)}, Level.CRITICAL, NOON)
    assert (hears.receiver, hears.escalates_to) == ("duty", "ops")


def test_each_node_says_what_it_lacks() -> None:
    nodes = trace_routes(TREE, {"level": ("low",)})
    assert [(node.depth, node.matches, node.takes) for node in nodes] == [
        (0, True, True),
        (1, False, False),
        (1, False, False),
    ]
    assert nodes[1].clauses[0].values == ("low",)


def route_trees() -> st.SearchStrategy[Route]:
    matchers = st.lists(st.sampled_from(["level=critical", "place=Kyiv", "place!=Kyiv"]), max_size=2)
    names = st.sampled_from(["a", "b", "c", None])
    leaf = st.builds(lambda r, m, c: {"receiver": r, "matchers": m, "continue": c}, names, matchers, st.booleans())
    trees = st.recursive(
        leaf,
        lambda children: st.builds(lambda n, r: {**n, "routes": r}, leaf, st.lists(children, max_size=3)),
        max_leaves=8,
    )
    return trees.map(lambda tree: Route.model_validate({"receiver": "top", "routes": [tree]}))


@given(
    route_trees(), st.sampled_from([{}, {"level": ("critical",)}, {"place": ("Kyiv",)}, {"place": ("Kyiv", "Lviv")}])
)
def test_the_nodes_that_take_are_those_that_the_walk_takes(tree: Route, labels: dict[str, tuple[str, ...]]) -> None:
    taking = dict.fromkeys(node.receiver for node in trace_routes(tree, labels) if node.takes)
    assert tuple(taking) == route_receivers(tree, labels)


def test_three_on_a_sunday_is_that_of_the_place() -> None:
    (sunday,) = sundays_at_three("Europe/Kyiv", datetime(2026, 3, 2, tzinfo=UTC), 1)
    assert sunday == datetime(2026, 3, 8, 1, tzinfo=UTC)
