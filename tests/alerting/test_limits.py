"""When folded messages are told, and who hears of the daemon's own trouble."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.limits import BETWEEN, COLLECT, Sent, summary_due_at, why_folded
from monitor.alerting.operator import operator_receiver
from monitor.alerting.policy import Listener, Policy
from monitor.settings import Limits, Route
from monitor.vocabulary import Level
from tests.alerting.conftest import NOW


def test_a_summary_waits_until_the_burst_is_over() -> None:
    assert summary_due_at(NOW, None) == NOW + COLLECT


def test_while_the_flood_goes_on_summaries_keep_their_distance() -> None:
    last = NOW + timedelta(minutes=1)
    assert summary_due_at(NOW + timedelta(minutes=2), last) == last + BETWEEN
    assert summary_due_at(NOW + timedelta(hours=2), last) == NOW + timedelta(hours=2) + COLLECT


@given(st.lists(st.sampled_from("ABC"), max_size=200), st.integers(1, 40))
def test_one_flooding_source_never_takes_the_last_place_of_the_others(arrivals: list[str], limit: int) -> None:
    limits = Limits.model_validate({"per_receiver": f"{limit}/h"})
    sent: list[str] = []
    for source in arrivals:
        counts = Sent(all=len(sent), from_source=sent.count(source), several_sources=True)
        if why_folded(limits, counts, Level.HIGH, source) is None:
            sent.append(source)
    assert len(sent) <= limit
    assert all(sent.count(source) <= max(1, limit * 2 // 3) for source in "ABC")
    assert limit < 3 or len(sent) < limit or len(set(sent)) > 1


POLICY = Policy(
    listeners=(Listener(name="desk"), Listener(name="duty"), Listener(name="ops")),
    route=Route(receiver="desk"),
    operator="ops",
)


@pytest.mark.parametrize(
    ("about", "unwell", "expected"),
    [
        (set(), set(), "ops"),
        ({"desk"}, {"desk"}, "ops"),
        ({"ops"}, {"ops"}, "desk"),
        ({"ops"}, set(), "desk"),
        ({"ops"}, {"ops", "desk"}, "duty"),
        ({"ops"}, {"ops", "desk", "duty"}, None),
    ],
)
def test_a_failure_is_told_through_another_receiver(about: set[str], unwell: set[str], expected: str | None) -> None:
    assert operator_receiver(POLICY, about, unwell) == expected


def test_with_one_receiver_nobody_is_left_to_tell_of_its_failure() -> None:
    alone = Policy(listeners=(Listener(name="desk"),), route=Route(receiver="desk"))
    assert operator_receiver(alone, {"desk"}, set()) is None
    assert operator_receiver(alone, set(), set()) == "desk"
