"""`media-monitor routes explain` and what `check` says of the night."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from monitor.shipped import shipped
from tests.commands import run_command

CONFIGURATION = f"""\
spool: {{path: ./spool}}
store: sqlite:///m.db
rules: {shipped("rules")}
maildir: ./mail
operator: ops
receivers:
  - {{name: desk, email: {{to: [a@example.org]}}}}
  - {{name: duty, email: {{to: [b@example.org], location: Europe/Kyiv}}}}
  - {{name: ops, email: {{to: [c@example.org]}}}}
route:
  receiver: desk
  routes:
    - {{receiver: duty, matchers: ['level="critical"'], continue: true, escalate: {{after: 15m, receiver: ops}}}}
    - {{receiver: ops, matchers: [place=Kharkiv]}}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "monitor.yaml"
    path.write_text(CONFIGURATION)
    return path


def run(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_command(*arguments, "--config", str(config))


def test_labels_are_followed_through_the_tree(config: Path) -> None:
    told = run(config, "routes", "explain", "level=critical", "place=Kharkiv").stdout
    assert 'level="critical": yes -> duty' in told
    assert "place=Kharkiv: yes -> ops" in told
    assert "duty: at once; if nobody takes it up, ops after 15 minutes" in told


def test_an_article_is_followed_as_the_rules_would_alert_on_it(config: Path) -> None:
    done = run(config, "routes", "explain", "--file", str(shipped("seeds") / "belgorod.txt"), "--json")
    (line,) = [json.loads(text) for text in done.stdout.splitlines()]
    assert line["level"] == "critical"
    assert line["labels"]["place"][0] == "Belgorod"
    assert [one["receiver"] for one in line["receivers"]] == ["duty"]


@pytest.mark.parametrize(
    "arguments", [("level=hihg",), ("plaze=Kyiv",), ("level!=low",), (), ("level=low", "--at", "x")]
)
def test_what_is_no_label_is_refused(config: Path, arguments: tuple[str, ...]) -> None:
    assert run(config, "routes", "explain", *arguments).returncode == 64


def test_check_says_who_hears_at_night_and_refuses_when_nobody_does(config: Path) -> None:
    assert "03:00 on Sunday (Europe/Kyiv) is told at once to: duty\n" in run(config, "check").stdout
    night = "time_intervals: [{name: all, weekdays: ['monday:sunday']}]\n"
    held = CONFIGURATION.replace("continue: true", "mute_time_intervals: [all], hold_critical: true") + night
    config.write_text(held)
    refused = run(config, "check")
    assert refused.returncode == 78
    assert f"{config}:11:3: nobody would hear of a critical alert at 03:00 on Sunday" in refused.stderr
