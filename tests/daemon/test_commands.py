"""The commands beside a running daemon: what they say, and that they only ever insert instructions."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli.status import look
from monitor.settings import load_settings
from tests.commands import run_command
from tests.desk import Desk, article, as_message, free_port


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One running desk that has alerted on one article, for all tests of this file."""
    desk = Desk(tmp_path_factory.mktemp("commands") / "desk")
    desk.configure(metrics=f"{{listen: 127.0.0.1:{free_port()}}}")
    desk.start()
    desk.drop("reuters/a.txt", article(1))
    desk.wait_until(desk.mails, "mailed")
    yield desk
    desk.close()


def test_status_says_that_all_is_well(desk: Desk) -> None:
    told = desk.command("status")
    assert told.returncode == 0
    assert f"running, pid {desk.process.pid if desk.process else 0}" in told.stdout
    assert "1 = 1 processed + 0 quarantined + 0 waiting + 0 ignored" in told.stdout
    assert told.stdout.endswith("all is well\n")
    as_json = desk.status()
    assert as_json["problems"] == []
    assert as_json["notices"]["sent"] == 1
    assert as_json["receivers"]["desk"]["health"] == "ok"


def test_a_full_disk_and_a_daemon_that_cannot_write_are_told_though_the_store_says_nothing_of_them(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings, now = load_settings(desk.config), datetime.now(UTC)
    assert look(settings, 1, now)[2] == []
    (silent,) = look(settings, 1, now + timedelta(minutes=2))[2]
    assert silent.endswith("UTC: it hangs or cannot write; its log says why")
    there = os.statvfs(desk.folder)
    full = os.statvfs_result((*there[:4], 0, *there[5:]))
    monkeypatch.setattr(os, "statvfs", lambda _path: full)
    (told,) = look(settings, 1, now)[2]
    assert told == f"the disk of the store is full: 0 KiB free at {desk.folder}; nothing is accepted or told"
    unreadable = settings.model_copy(update={"store": f"sqlite:///{desk.folder}/none.db"})
    assert look(unreadable, 1, now)[2][0] == told, "also where a full disk is why the store cannot be read"


def test_prometheus_and_health_checks_are_answered_on_loopback(desk: Desk) -> None:
    address = "http://" + desk.settings["metrics"].split(" ")[1].rstrip("}")
    with urllib.request.urlopen(f"{address}/metrics", timeout=5) as answer:  # noqa: S310 - our own loopback server
        metrics = answer.read().decode()
    assert 'media_monitor_drops{state="processed"} 1.0' in metrics
    assert 'media_monitor_receiver_ok{receiver="desk"} 1.0' in metrics
    assert "media_monitor_degraded 0.0" in metrics
    with urllib.request.urlopen(f"{address}/healthz", timeout=5) as answer:  # noqa: S310 - same
        assert (answer.status, json.load(answer)) == (200, {"problems": []})


def test_messages_are_listed_shown_and_kept_from_a_second_sending(desk: Desk) -> None:
    (listed,) = [json.loads(line) for line in desk.command("deliveries", "list", "--json").stdout.splitlines()]
    assert (listed["receiver"], listed["state"], listed["attempts"]) == ("desk", "sent", 1)
    start = listed["notice"][:8]
    assert "desk@example.org: sent" in desk.command("deliveries", "show", start).stdout
    assert listed["message_id"] in desk.command("deliveries", "show", start, "--raw").stdout
    assert desk.command("deliveries", "list", "--state", "dead").stdout == "no message is dead\n"
    assert desk.command("deliveries", "drop", start).returncode == 1, "what was sent cannot be dropped"
    assert desk.command("deliveries", "retry", "nothing").returncode == 1


def test_alerts_are_listed_shown_and_taken_up(desk: Desk) -> None:
    (listed,) = [json.loads(line) for line in desk.command("alerts", "list", "--json").stdout.splitlines()]
    assert (listed["receiver"], listed["level"], listed["rules"]) == ("desk", "critical", ["everything"])
    shown = desk.command("alerts", "show", listed["alert"][:8]).stdout
    assert "Everything (everything, critical): match" in shown
    assert "desk@example.org: sent" in shown
    assert desk.command("alerts", "ack", str(listed["number"]), "--why", "calling").returncode == 0
    again = json.loads(desk.command("alerts", "list", "--json").stdout)
    assert again["acked_at"]
    assert desk.command("alerts", "list", "--open").stdout == "no alert is open\n"
    assert desk.command("alerts", "ack", "4711").returncode == 1


def test_receivers_are_listed_and_a_test_message_gets_through(desk: Desk) -> None:
    (listed,) = [json.loads(line) for line in desk.command("receivers", "list", "--json").stdout.splitlines()]
    assert (listed["name"], listed["health"], listed["waiting"]) == ("desk", "ok", 0)
    told = desk.command("receivers", "test", "desk")
    assert told.returncode == 0
    assert "desk: desk@example.org: sent" in told.stdout
    assert told.stderr == "desk: asking desk@example.org; a silent server may take ten minutes\n"
    assert any("test message" in mail["Subject"] for mail in desk.mails())
    assert desk.command("receivers", "test", "nobody").returncode == 64


def test_a_backup_of_a_running_store_is_whole(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    told = desk.command("db", "backup", str(target))
    assert told.returncode == 0, told.stderr
    restored = Desk(tmp_path / "restored")
    target.rename(restored.folder / "monitor.db")
    assert restored.command("audit").returncode == 0
    assert restored.status()["drops"]["processed"] == 1
    refused = desk.command("db", "backup", str(desk.folder / "monitor.db"))
    assert refused.returncode == 75
    assert "overwrites nothing" in refused.stderr


def test_an_upgrade_waits_for_the_daemon_to_stop_and_copies_before(desk: Desk, tmp_path: Path) -> None:
    refused = desk.command("db", "upgrade")
    assert refused.returncode == 75
    assert "stop it first" in refused.stderr
    target = tmp_path / "copy.db"
    desk.command("db", "backup", str(target))
    stopped = Desk(tmp_path / "stopped")
    target.rename(stopped.folder / "monitor.db")
    assert stopped.command("db", "upgrade").stdout == "the store is up to date\n"


def test_an_empty_quarantine_says_so(desk: Desk) -> None:
    assert desk.command("quarantine", "list").stdout == "nothing is in quarantine\n"
    assert desk.command("quarantine", "show", "4711").returncode == 1


@pytest.mark.parametrize("command", ["run", "status", "demo", "alerts list", "quarantine release", "receivers test"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    told = run_command(*command.split(), "--help")
    assert "Example" in told.stdout
    assert f"media-monitor {command}" in told.stdout


def test_a_help_is_wrapped_by_the_terminal_and_not_by_our_source() -> None:
    told = run_command("backtest", "--help", environment={"COLUMNS": "300"})
    assert "What is read from an article is kept, so that the next backtest" in told.stdout


def test_without_a_configuration_it_is_said_where_one_was_looked_for(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "monitor", "status"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PATH": "/usr/bin:/bin"},
    )
    assert told.returncode == 78
    assert "/etc/media-monitor/monitor.yaml" in told.stderr


def test_the_demo_shows_the_alert_and_goes_on_until_ctrl_c(tmp_path: Path) -> None:
    log = tmp_path / "said"
    with log.open("wb") as output:
        demo = subprocess.Popen(
            [sys.executable, "-m", "monitor", "demo", "--dir", str(tmp_path / "demo")], stdout=output, stderr=output
        )
    try:
        wait_for(log, "Ctrl-C stops")
        said = log.read_text()
        assert "Subject: [CRITICAL] Belgorod" in said
        assert "UNVERIFIED" in said
        path = Path(said.split("The whole message, text and HTML: ")[1].splitlines()[0])
        assert as_message(path.read_bytes())["To"] == "desk@example.org"
        inbox = Path(said.split("Drop more articles into:")[1].splitlines()[0].strip())
        (inbox / "more.txt").write_text(
            "Blast in Aleppo kills 30\n\nAt least 30 people were killed in a bombing in Aleppo, police said.\n"
        )
        wait_for(log, "Aleppo")
        demo.send_signal(signal.SIGINT)
        assert demo.wait(10) == 0
    finally:
        demo.kill()
    assert "Everything is kept in" in log.read_text()


def wait_for(log: Path, words: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while words not in log.read_text():
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.1)
