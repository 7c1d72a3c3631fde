"""`backtest --json`: the lines of docs/contracts.md 6.1, in order of publication."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tests.commands import run_command

RULE = """\
title: Every article
id: every-article
level: high
when: {every: article}
"""


def backtest(archive: Path, rules: Path, *options: str) -> tuple[int, list[dict[str, Any]]]:
    done = run_command("backtest", str(archive), "--rules", str(rules), "--json", *options)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_articles_are_decided_in_order_of_publication_and_a_copy_tells_nobody(tmp_path: Path) -> None:
    archive, rules = tmp_path / "archive", tmp_path / "rules"
    (archive / "daily").mkdir(parents=True)
    rules.mkdir()
    (rules / "every.yml").write_text(RULE)
    text = "A bridge fell into the river Polcevera in Genoa on Tuesday morning and 39 people were killed."
    for name, told, at in (
        ("b.txt", text, 1_700_000_000),
        ("daily/a.txt", text + "\n", 1_700_000_600),
        ("c.txt", "A train left the rails near Bari, and nobody was hurt in the two empty coaches.", 1_700_000_300),
    ):
        (archive / name).write_text(told)
        os.utime(archive / name, (at, at))
    (archive / "broken.json").write_text("{")
    code, lines = backtest(archive, rules, "--facts")
    assert code == 1
    assert "error" in lines[0]
    assert [line["file"] for line in lines[1:]] == ["b.txt", "c.txt", "daily/a.txt"]
    assert [line["relation"] for line in lines[1:]] == ["new", "new", "copy"]
    assert lines[1]["story"] == lines[3]["story"] != lines[2]["story"]
    assert [[one["decision"] for one in line["decisions"] if one["alert"]] for line in lines[1:]] == [
        ["first"],
        ["first"],
        [],
    ]
    assert lines[1]["matches"] == [{"rule": "every-article", "verdict": "match", "event": 0}]
    assert lines[3]["facts"]["source"] == "daily"


def test_silences_of_a_file_withhold_and_their_end_brings_a_summary(tmp_path: Path) -> None:
    archive, rules, silences = tmp_path / "archive", tmp_path / "rules", tmp_path / "silences.yml"
    archive.mkdir()
    rules.mkdir()
    (rules / "every.yml").write_text(RULE)
    silences.write_text(
        "- {matchers: [level=high], starts_at: 2023-11-01, ends_at: 2023-11-15T08:00, owner: eva, reason: trial}\n"
    )
    for name, told, at in (
        ("a.txt", "A bridge fell into the river in Genoa on Tuesday and 39 people were killed.", 1_700_000_000),
        ("b.txt", "A train left the rails near Bari, and nobody was hurt in the two empty coaches.", 1_700_100_000),
    ):
        (archive / name).write_text(told)
        os.utime(archive / name, (at, at))
    code, lines = backtest(archive, rules, "--silences", str(silences))
    assert code == 0
    assert [one["decision"] for line in lines for one in line.get("decisions", ())] == ["silenced", "first"]
    (summary,) = [line for line in lines if "notice" in line]
    assert (summary["notice"], summary["receiver"], summary["at"]) == (
        "summary",
        "default",
        "2023-11-15T08:00:00+00:00",
    )
    assert summary["stories"] == [lines[0]["story"]]
