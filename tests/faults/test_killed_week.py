"""The scripted week of tests/week with kill -9 in between: everybody hears the same, nobody anything twice."""

from __future__ import annotations

import multiprocessing
import random
import signal
from pathlib import Path

import pytest

from tests.week.journal import delivered
from tests.week.week import HERE, heard, play_week, the_analysed

KILLS = 15
MOMENTS = 500
"""So many of the week's moments may be over when it is killed; it has some more."""


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_the_same_list_with_kill_9_in_between(tmp_path: Path) -> None:
    the_analysed()  # read before the fork: the process that is killed only decides and sends
    calm, killed = (tmp_path / name for name in ("calm", "killed"))
    for folder in (calm, killed):
        folder.mkdir()
    play_week(calm)
    chance = random.Random(9)  # noqa: S311 - any moments will do
    forked = multiprocessing.get_context("fork")
    for moment in sorted(chance.sample(range(MOMENTS), KILLS)):
        desk = forked.Process(target=play_week, args=(killed,))
        desk.start()
        while over(killed) < moment:
            desk.join(0.005)
            assert desk.is_alive()
        desk.join(chance.uniform(0.0, 0.05))
        desk.kill()
        desk.join()
        assert desk.exitcode == -signal.SIGKILL, "it was over before it was killed"
    play_week(killed)
    assert heard(killed) == (HERE / "golden.txt").read_text(encoding="utf-8")
    assert set(delivered(killed)) == set(delivered(calm))


def over(folder: Path) -> int:
    """Return how many moments of the week are over."""
    told = folder / "over"
    return int(told.read_text()) if told.exists() else 0
