"""A stop and a start with the real daemon: what came meanwhile is one summary, marked late."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.desk import EVERYTHING, Desk, article


def test_what_came_during_a_stop_is_one_late_summary(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    (desk.folder / "rules" / "all.yml").write_text(EVERYTHING.replace("critical", "high"))
    try:
        desk.start()
        desk.drop("before.txt", article(0))
        desk.wait_until(lambda: len(desk.mails()) == 1, "the first mail")
        assert desk.stop() == 0
        stopped_longer(desk, timedelta(minutes=11))
        for n in range(1, 12):
            desk.drop(f"{n}.txt", article(n))
        desk.start()
        desk.wait_until(lambda: len(desk.mails()) == 2, "the summary", seconds=60)
        desk.drop("after.txt", article(999))
        desk.wait_until(lambda: len(desk.mails()) == 3, "the next mail")
        summary = desk.mails()[1]
        assert summary["Subject"] == "Summary: 11 stories that came while the monitor was stopped"
        assert "Begin00999" in str(desk.mails()[2])
        assert desk.command("audit").returncode == 0
    finally:
        desk.close()


def stopped_longer(desk: Desk, ago: timedelta) -> None:
    """Move back the moment of the stop that the daemon noted."""
    with sqlite3.connect(desk.folder / "monitor.db") as store:
        (noted,) = store.execute("SELECT value FROM meta WHERE key = 'stopped_in_order'").fetchone()
        assert datetime.now(UTC) - datetime.fromisoformat(noted) < timedelta(minutes=1)
        moved = (datetime.now(UTC) - ago).isoformat()
        store.execute("UPDATE meta SET value = ? WHERE key = 'stopped_in_order'", (moved,))
    store.close()
