"""Rules over time in a backtest: counted and told as the daemon counts and tells them, silences at their time."""

from __future__ import annotations

import json
import os
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.commands import run_command

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
RULES = """\
title: Much of the river
id: river
level: high
when: {keywords: [river]}
type: frequency
timeframe: 3h
num_events: 3
---
title: The wire is silent
id: silent
level: high
when: {sources: [wire]}
type: flatline
timeframe: 6h
threshold: 1
query_key: source
"""


def write(archive: Path, source: str, hour: float, n: int, words: str = "") -> None:
    chance = random.Random(n)  # noqa: S311 - any words will do
    text = " ".join("".join(chance.choice("kalomineruta") for _ in range(7)) for _ in range(80))
    path = archive / source / f"{n}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{text}. {words}\n", encoding="utf-8")
    at = (START + timedelta(hours=hour)).timestamp()
    os.utime(path, (at, at))


def backtest(archive: Path, rules: Path, *options: str) -> subprocess.CompletedProcess[str]:
    cache = {"XDG_CACHE_HOME": str(archive.parent / "cache")}
    done = run_command("backtest", str(archive), "--rules", str(rules), *options, environment=cache)
    assert done.returncode == 0, done.stderr
    return done


def test_counts_and_silences_are_told_in_their_places(tmp_path: Path) -> None:
    archive, rules = tmp_path / "archive", tmp_path / "rules"
    rules.mkdir()
    (rules / "over-time.yml").write_text(RULES)
    for n, hour in enumerate([0, 1, 2, 13, 14]):
        write(archive, "wire", hour, n, "The river rose.")
    for n, hour in enumerate([5, 9, 21], start=10):
        write(archive, "daily", hour, n)
    lines: list[dict[str, Any]] = [json.loads(line) for line in backtest(archive, rules, "--json").stdout.splitlines()]
    told = [
        (line.get("file"), line["decisions"][0]["rules"]) if "file" in line else (line["at"][11:16], line["headline"])
        for line in lines
        if line.get("decisions") or "notice" in line
    ]
    assert told == [
        ("wire/2.txt", ["river"]),
        ("16:00", "Silent: wire, no article in 6h"),
        ("04:00", "Silent: wire, no article in 6h"),
    ]
    assert lines[4] | {"receiver": "", "stories": []} == {
        "notice": "first",
        "receiver": "",
        "at": "2026-03-02T16:00:00+00:00",
        "stories": [],
        "rules": ["silent"],
        "headline": "Silent: wire, no article in 6h",
    }
    assert "silent" in backtest(archive, rules).stdout, "the table counts them"
