from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.delivery.backoff import back_off
from monitor.settings import Retry

RETRY = Retry(first=timedelta(minutes=1), max=timedelta(hours=1), give_up=timedelta(days=5))


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (5000, 60)])
def test_waiting_doubles_up_to_the_longest(attempts: int, minutes: int) -> None:
    assert back_off(RETRY, attempts, None) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("wish", "wait"),
    [
        (timedelta(seconds=7), timedelta(seconds=7)),
        (timedelta(0), timedelta(seconds=1)),
        (timedelta(days=365), timedelta(days=5)),
    ],
    ids=["followed", "never a hot loop", "never longer than giving up takes"],
)
def test_the_receivers_own_wish_is_followed_within_reason(wish: timedelta, wait: timedelta) -> None:
    assert back_off(RETRY, 4, wish) == wait


@given(st.integers(min_value=0, max_value=10**9))
def test_waiting_never_shrinks_with_more_failures(attempts: int) -> None:
    assert back_off(RETRY, attempts, None) <= back_off(RETRY, attempts + 1, None) <= RETRY.max
