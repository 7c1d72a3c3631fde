"""The sums agree after a day with everything in it, and a row removed by hand is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, article


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A stopped desk with an alert, a duplicate and a quarantined file."""
    desk = Desk(tmp_path_factory.mktemp("audit") / "desk")
    desk.start()
    desk.drop("a.txt", article(1))
    desk.drop("bad.json", "\x00\x01" * 100)
    desk.wait_until(desk.mails, "mailed")
    desk.drop("same.txt", article(1))
    desk.drop("b.txt", article(2))
    desk.wait_until(lambda: sum(desk.status()["drops"].values()) == 4, "all read")
    desk.wait_until(lambda: desk.status()["notices"]["sent"] >= 2, "all sent")
    assert desk.stop() == 0
    yield desk
    desk.close()


def test_every_sum_agrees_with_the_daemon_stopped(kept: Desk) -> None:
    told = kept.command("audit")
    assert told.returncode == 0, told.stdout + told.stderr
    assert "files: numbers given = rows: expected 4, found 4: agrees" in told.stdout


@pytest.mark.parametrize(
    ("removed", "difference"),
    [
        ("DELETE FROM drops WHERE name = CAST('same.txt' AS BLOB)", "missing numbers: "),
        (
            "DELETE FROM drops WHERE name = CAST('b.txt' AS BLOB)",
            "articles without a file: expected 0, found 1: DIFFERS",
        ),
        ("DELETE FROM receipts WHERE notice_id IN (SELECT id FROM notices WHERE n = 1 LIMIT 1)", "no recipient has"),
        ("DELETE FROM notices WHERE n = 1 AND kind = 'first'", "decisions to tell = messages: expected 2, found 0"),
    ],
)
def test_a_row_removed_by_hand_is_named(kept: Desk, removed: str, difference: str, tmp_path: Path) -> None:
    copy = Desk(tmp_path / "copy")
    with sqlite3.connect(kept.folder / "monitor.db") as source, sqlite3.connect(copy.folder / "monitor.db") as target:
        source.backup(target)
        target.execute(removed)
        target.commit()
    told = copy.command("audit")
    source.close()
    target.close()
    assert told.returncode == 1
    assert any(difference in line and "DIFFERS" in line for line in told.stdout.splitlines()), told.stdout
