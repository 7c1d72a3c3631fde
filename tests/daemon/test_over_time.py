"""A rule over time with the real daemon: killed between the articles that it counts, it tells them once."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.desk import Desk, text_of

THREE = """\
title: Three about the river
id: river
level: high
when: {keywords: [river]}
type: frequency
timeframe: 6h
num_events: 3
"""
TEXTS = [
    "The river Elbe rose by two metres at Dresden on Monday, the water office said.",
    "Fishermen in the delta say that the river has never been so clean since the mill closed.",
    "Police found a stolen tractor at the bottom of the river near the old ferry on Tuesday.",
]


def test_a_daemon_killed_between_articles_counts_on(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    (tmp_path / "rules" / "all.yml").write_text(THREE)
    try:
        for n, text in enumerate(TEXTS):
            desk.start()
            desk.drop(f"{n}.txt", text)
            desk.drop(f"{n}-again.txt", text)
            desk.wait_until(lambda n=n: desk.status()["drops"]["processed"] == 2 * (n + 1), "processed")
            if n < 2:
                desk.stop(signal.SIGKILL)
        desk.wait_until(desk.mails, "mail")
        mails = desk.mails()
        assert [one["Subject"] for one in mails] == ["[HIGH] 3 articles in 6h"]
        assert all(text[:40] in text_of(mails[0]) for text in TEXTS)
        assert desk.status()["counting"][0].startswith("river: frequency in 6h, 3 counted since")
        assert desk.command("audit").returncode == 0
    finally:
        desk.close()
