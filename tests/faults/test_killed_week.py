"""The scripted week of tests/week with kill -9 in between: everybody hears the same, nobody anything twice."""

from __future__ import annotations

import multiprocessing
import random
from pathlib import Path

import pytest

from tests.week.journal import delivered
from tests.week.week import HERE, heard, play_week, the_analysed

KILLS = 15


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
    kills = 0
    while True:
        desk = forked.Process(target=play_week, args=(killed,))
        desk.start()
        desk.join(chance.uniform(0.1, 0.9) if kills < KILLS else None)
        if not desk.is_alive():
            break
        desk.kill()
        desk.join()
        kills += 1
    assert desk.exitcode == 0
    assert kills == KILLS, "it was over before it was killed so often"
    assert heard(killed) == (HERE / "golden.txt").read_text(encoding="utf-8")
    assert set(delivered(killed)) == set(delivered(calm))
