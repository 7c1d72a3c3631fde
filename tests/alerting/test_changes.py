"""What changed since a receiver was last told."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerting.changes import between, join_changes, material, step
from monitor.alerting.standing import Terms
from monitor.model import Casualties, Casualty, Event, Interval, MaterialChange, Story, Verification
from monitor.vocabulary import Bound, Change, EventKind, Harm, Status
from tests.alerting.conftest import FEAR, VERIFIED, exactly, toll


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (exactly(14), exactly(21), 7),
        (exactly(21), exactly(14), 7),
        (None, exactly(3), 3),
        (None, exactly(0), 1),
        (exactly(0), None, 1),
        (exactly(14), Interval(min=14, max=None, bound=Bound.AT_LEAST), 1),
        (Interval(min=100, max=None), Interval(min=100, max=None), 0),
        (Interval(min=100, max=None), Interval(min=120, max=None), 20),
        (Interval(min=0, max=12, bound=Bound.UP_TO), Interval(min=0, max=20, bound=Bound.UP_TO), 8),
    ],
)
def test_how_far_a_figure_moved(before: Interval | None, after: Interval | None, expected: int) -> None:
    assert step(before, after) == expected


def test_the_figures_of_two_harms_are_told_apart() -> None:
    joined = join_changes((toll(1, 2),), (toll(1, 2, Harm.INJURED),))
    assert {change.harm for change in joined} == {Harm.KILLED, Harm.INJURED}


def test_what_is_feared_is_not_joined_with_what_is_stated() -> None:
    """Else "killed 4 -> 5" and a fear of 50 would be "feared dead 4 -> 50"."""
    assert join_changes((toll(4, 5),), (FEAR,)) == (toll(4, 5), FEAR)
    assert join_changes((FEAR,), (toll(4, 5), replace(FEAR, before=exactly(50), after=exactly(60)))) == (
        replace(FEAR, after=exactly(60)),
        toll(4, 5),
    )


def test_a_status_that_came_back_is_no_change() -> None:
    back = MaterialChange(kind=Change.VERIFICATION, was="reported", now="unverified")
    assert join_changes((VERIFIED,), (back,)) == ()


def test_corrections_are_kept_one_by_one() -> None:
    first = MaterialChange(kind=Change.CORRECTION, now="the toll was wrong")
    second = MaterialChange(kind=Change.CORRECTION, now="the place was wrong")
    assert join_changes((first,), (second,)) == (first, second)


@given(st.lists(st.integers(0, 50), min_size=2, max_size=20), st.integers(1, 20))
def test_whatever_the_steps_between_what_is_told_is_from_first_to_last(tolls: list[int], toll_step: int) -> None:
    untold: tuple[MaterialChange, ...] = ()
    for before, after in itertools.pairwise(tolls):
        untold = join_changes(untold, (toll(before, after),))
    told = material(untold, Terms(toll_step=toll_step))
    if abs(tolls[-1] - tolls[0]) >= toll_step:
        assert [(one.before, one.after) for one in told] == [(exactly(tolls[0]), exactly(tolls[-1]))]
    else:
        assert told == ()


def story(killed: Interval | None, status: Status = Status.REPORTED) -> Story:
    dead = Casualty(value=killed, status=status) if killed else None
    event = Event(kind=EventKind.STRIKE, casualties=Casualties(killed=dead), verification=Verification(status=status))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Story(id="s", opened_at=at, updated_at=at, headline="A strike", event=event)


def test_between_two_digests_figures_and_status_are_compared() -> None:
    assert between(story(exactly(14)), story(exactly(14))) == ()
    assert between(story(None), story(exactly(14))) == (
        MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, after=exactly(14)),
    )
    assert between(story(exactly(14)), story(exactly(21), Status.DISPUTED)) == (
        toll(14, 21),
        MaterialChange(kind=Change.VERIFICATION, was="reported", now="disputed"),
    )
