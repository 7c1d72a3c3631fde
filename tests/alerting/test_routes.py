"""The routing tree, row by row as Alertmanager walks it, and the labels it looks at."""

from __future__ import annotations

import pytest

from monitor.alerting.hearing import Ear, who_hears
from monitor.alerting.labels import labels_of
from monitor.alerting.policy import Listener, Policy
from monitor.alerting.routes import route_receivers
from monitor.model import Event, Place, Verification
from monitor.settings import Route
from monitor.vocabulary import EventKind, Level, Status
from tests.alerting.conftest import article, fired, standing, story


def route(tree: dict[str, object]) -> Route:
    return Route.model_validate(tree)


LABELS = {"level": ("critical",), "place": ("Kyiv", "Belgorod"), "tag": ()}
CHILD = {"matchers": ['level="critical"'], "receiver": "duty"}
TREES: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "a root alone gets everything": ({"receiver": "desk"}, ("desk",)),
    "a child takes it from its parent": ({"receiver": "desk", "routes": [CHILD]}, ("duty",)),
    "continue alone gives the parent nothing": (
        {"receiver": "desk", "routes": [CHILD | {"continue": True}]},
        ("duty",),
    ),
    "continue goes on to the next child": (
        {"receiver": "desk", "routes": [CHILD | {"continue": True}, {"receiver": "all"}]},
        ("duty", "all"),
    ),
    "without continue it ends there": ({"receiver": "desk", "routes": [CHILD, {"receiver": "all"}]}, ("duty",)),
    "what no child takes stays": (
        {"receiver": "desk", "routes": [{"matchers": ['level="low"'], "receiver": "duty"}]},
        ("desk",),
    ),
    "a child without receiver has its parent's": (
        {"receiver": "desk", "routes": [{"matchers": ['level="critical"']}]},
        ("desk",),
    ),
    "grandchildren": (
        {"receiver": "desk", "routes": [CHILD | {"routes": [{"matchers": ["place=Kyiv"], "receiver": "kyiv"}]}]},
        ("kyiv",),
    ),
    "of several values any counts": (
        {"receiver": "desk", "routes": [{"matchers": ["place=~Bel.*"], "receiver": "bel"}]},
        ("bel",),
    ),
    "for != none may": ({"receiver": "desk", "routes": [{"matchers": ["place!=Kyiv"], "receiver": "rest"}]}, ("desk",)),
    "a label without value is empty": (
        {"receiver": "desk", "routes": [{"matchers": ['tag=""'], "receiver": "untagged"}]},
        ("untagged",),
    ),
    "one receiver hears once": ({"receiver": "desk", "routes": [CHILD | {"continue": True}, CHILD]}, ("duty",)),
}


@pytest.mark.parametrize(("tree", "expected"), TREES.values(), ids=TREES.keys())
def test_the_tree_is_walked_as_alertmanager_walks_it(tree: dict[str, object], expected: tuple[str, ...]) -> None:
    assert route_receivers(route(tree), LABELS) == expected


def test_the_labels_are_those_of_the_contract() -> None:
    event = Event(
        kind=EventKind.STRIKE,
        places=(Place(name="Belgorod", country="RU"), Place(name="Shebekino", country="RU")),
        verification=Verification(status=Status.CLAIMED),
    )
    labels = labels_of(story(event=event), article(), (fired(tags=("ukraine",)),), Level.CRITICAL)
    assert labels["place"] == ("Belgorod", "Shebekino")
    assert labels["country"] == ("RU",)
    assert labels["verification"] == ("claimed",)
    assert labels["tag"] == ("ukraine",)
    assert labels["level"] == ("critical",)
    assert "417" in labels["story"]


TWO = (Listener(name="desk"), Listener(name="duty"), Listener(name="lab"))
BY_LEVEL = Policy(listeners=TWO, route=route({"receiver": "desk", "routes": [CHILD]}))


def test_a_rule_names_receivers_beside_the_route() -> None:
    hearing = who_hears(BY_LEVEL, story(), article(), (fired(receivers=("lab",)),), {})
    assert list(hearing) == ["desk", "lab"]


def test_the_route_goes_by_the_alerts_level_not_by_the_rule_in_hand() -> None:
    critical = {"duty": standing(receiver="duty", level=Level.CRITICAL)}
    hearing = who_hears(BY_LEVEL, story(), article(), (fired(level=Level.LOW),), critical)
    assert list(hearing) == ["duty"]


def test_who_has_an_alert_hears_without_any_match() -> None:
    assert who_hears(BY_LEVEL, story(), article(), (), {"desk": standing()}) == {"desk": Ear()}


def test_where_only_an_experimental_rule_leads_nobody_gets_the_stable_one() -> None:
    tree = {"receiver": "desk", "routes": [{"matchers": ["rule=try"], "receiver": "lab", "continue": True}]}
    policy = Policy(listeners=TWO, route=route(tree))
    stable, trial = fired("strike"), fired("try", Level.CRITICAL, experimental=True)
    hearing = who_hears(policy, story(), article(), (stable, trial), {})
    assert {name: ear.fired for name, ear in hearing.items()} == {"desk": (stable, trial), "lab": (trial,)}


def test_a_receiver_that_left_the_configuration_hears_nothing_more() -> None:
    assert who_hears(BY_LEVEL, story(), article(), (), {"gone": standing(receiver="gone")}) == {}
