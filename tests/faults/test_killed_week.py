"""The scripted week of tests/week with kill -9 in between: everybody hears the same, nobody anything twice."""

from __future__ import annotations

import multiprocessing
import random
from pathlib import Path

import pytest

from monitor.store.audit import audit
from tests.week.journal import delivered, journal
from tests.week.week import END, HERE, Week, play_week, the_analysed

KILLS = 15


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_the_same_list_with_kill_9_in_between(tmp_path: Path) -> None:
    the_analysed()  # read before the fork: the process that is killed only decides and sends
    chance = random.Random(9)  # noqa: S311 - any moments will do
    forked = multiprocessing.get_context("fork")
    kills = 0
    while True:
        desk = forked.Process(target=play_week, args=(tmp_path,))
        desk.start()
        desk.join(chance.uniform(0.3, 4) if kills < KILLS else None)
        if not desk.is_alive():
            break
        desk.kill()
        desk.join()
        kills += 1
    assert desk.exitcode == 0
    assert kills >= KILLS // 3, "it was over before it was killed"
    week = Week(tmp_path, at=END)
    log, wrong = journal(week.store), [one for one in week.store.read(audit) if not one.agrees]
    week.close()
    assert wrong == []
    assert log == (HERE / "golden.txt").read_text(encoding="utf-8")
    assert delivered(tmp_path)
