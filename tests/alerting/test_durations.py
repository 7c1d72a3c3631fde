"""Durations as people say them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.alerting.durations import spelled


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(5, "5 seconds"), (60, "1 minute"), (90, "90 seconds"), (900, "15 minutes"), (7200, "2 hours"), (86_400, "1 day")],
)
def test_the_largest_unit_that_says_it_whole(seconds: int, words: str) -> None:
    assert spelled(timedelta(seconds=seconds)) == words
