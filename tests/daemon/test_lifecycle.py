"""Start, reload and stop of the real daemon, as an administrator and systemd see them."""

from __future__ import annotations

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.daemon.configuration import read_configuration
from monitor.daemon.pulse import Pulse
from tests.desk import EVERYTHING, Desk, article, text_of

PROMPT = 12.0
"""Seconds: a stop takes less than five, and this machine may have much else to do; who waits for a lock takes 15."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk")
    yield desk
    desk.close()


BAD_RULES = """\
title: Five mistakes
id: five mistakes!
level: urgent
colour: red
when: {casualties: {killed: {gte: many}}}
receivers: [nobody]
"""


def test_an_article_becomes_a_mail_and_sigterm_ends_soon_and_well(desk: Desk) -> None:
    desk.start()
    desk.drop("a.txt", article(1))
    desk.wait_until(desk.mails, "mailed")
    assert "Begin00001" in str(desk.mails()[0])
    start = time.monotonic()
    assert desk.stop() == 0
    assert time.monotonic() - start < PROMPT
    assert list((desk.inbox / ".work").rglob("*.txt")) == []
    (kept,) = (desk.folder / "spool" / "archive").glob("*.txt")
    assert kept.read_text() == article(1)


def test_a_second_daemon_is_refused_with_the_first_ones_pid(desk: Desk) -> None:
    first = desk.start()
    second = desk.command("run")
    assert second.returncode == 75
    assert f"pid {first.pid}" in second.stderr
    assert desk.command("status", "--check").stdout == "all is well\n"


def started_until_the_pid_can_be_read(desk: Desk) -> None:
    desk.start(ready=False)
    lock = desk.folder / "spool" / ".lock"
    desk.wait_until(lambda: lock.exists() and lock.read_text().strip(), "locked")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_during_the_start_ends_soon_and_well(desk: Desk, number: signal.Signals) -> None:
    started_until_the_pid_can_be_read(desk)
    start = time.monotonic()
    assert desk.stop(number) == 0
    assert time.monotonic() - start < PROMPT
    assert "Traceback" not in desk.log_file.read_text()
    desk.start()
    assert desk.stop() == 0


def test_a_stop_before_the_configuration_is_read_ends_well(desk: Desk) -> None:
    process = desk.start(ready=False)
    status = Path(f"/proc/{process.pid}/status")
    hangup = 1 << (signal.SIGHUP - 1)

    def heeds() -> bool:
        """Whether a hangup is ignored or, a moment later, heard."""
        masks = [line.split()[1] for line in status.read_text().splitlines() if line.startswith(("SigIgn", "SigCgt"))]
        return any(int(mask, 16) & hangup for mask in masks)

    desk.wait_until(heeds, "heeding")
    time.sleep(0.05)
    process.send_signal(signal.SIGHUP)
    assert desk.stop() == 0
    assert "Traceback" not in desk.log_file.read_text()


def test_a_hangup_during_the_start_reloads_once_it_is_up(desk: Desk) -> None:
    started_until_the_pid_can_be_read(desk)
    assert desk.process
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(lambda: desk.events("reloaded"), "reloaded")
    assert desk.stop() == 0


def test_a_bad_reload_changes_nothing_and_status_says_so(desk: Desk) -> None:
    desk.start()
    (desk.folder / "rules" / "bad.yml").write_text(BAD_RULES)
    assert desk.process
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(lambda: desk.events("reload_refused"), "refused")
    checked = desk.command("check")
    assert checked.returncode == 78
    assert [line["problem"] for line in desk.events("reload_refused")] == checked.stderr.splitlines()
    assert desk.status()["degraded"] is True
    assert desk.command("status", "--check").returncode == 1
    desk.drop("a.txt", article(1))
    desk.wait_until(desk.mails, "mailed by the old rules")


def test_a_restart_with_bad_files_runs_the_last_accepted_rules_loudly(desk: Desk) -> None:
    desk.start()
    desk.stop()
    (desk.folder / "rules" / "bad.yml").write_text(BAD_RULES)
    desk.start()
    assert len(desk.events("degraded_start")) == len(desk.command("check").stderr.splitlines()) >= 5
    desk.drop("a.txt", article(1))
    desk.wait_until(desk.mails, "mailed by the last accepted rules")
    assert "degraded" in desk.command("status").stdout


@pytest.mark.parametrize("broken", ["receivers: [{nam: desk}]\n", "receivers: [\n", "spool: nonsense\n"])
def test_a_restart_with_a_broken_configuration_runs_on_the_last_accepted_one(desk: Desk, broken: str) -> None:
    desk.start()
    desk.stop()
    desk.config.write_text(desk.config.read_text() + broken)
    desk.start()
    assert desk.events("degraded_start")
    assert desk.command("status", "--check").returncode == 1
    desk.drop("a.txt", article(1))
    desk.wait_until(desk.mails, "mailed by the last accepted configuration")


@pytest.mark.parametrize("state_folder", [True, False])
def test_a_configuration_of_which_nothing_is_legible_keeps_daemon_and_commands_running(
    desk: Desk, tmp_path: Path, *, state_folder: bool
) -> None:
    state = tmp_path / "state"
    state.mkdir()
    environment = {"STATE_DIRECTORY": str(state)} if state_folder else {}
    desk.start(environment=environment)
    desk.stop()
    assert bool(list(state.iterdir())) is state_folder
    assert (desk.folder / ".monitor.yaml.accepted").exists() is not state_folder
    desk.config.write_text("spool: [broken\n")
    running = desk.start(environment=environment)
    assert desk.events("degraded_start")
    desk.drop("a.txt", article(1))
    desk.wait_until(lambda: any("Begin00001" in text_of(one) for one in desk.mails()), "mailed by what was accepted")
    told = desk.command("status", environment=environment).stdout
    assert f"running, pid {running.pid}" in told
    assert "files      1 = " in told
    assert told.count("monitor.yaml:") == 1, told
    for words in (("alerts", "list"), ("receivers", "list"), ("quarantine", "list")):
        listed = desk.command(*words, environment=environment)
        assert listed.returncode == 0, listed
        assert "monitor.yaml:" in listed.stderr
        assert "monitor.yaml:" not in listed.stdout
    assert desk.command("alerts", "list", "--json", environment=environment).stdout.count("\n") == 1


def test_what_only_some_may_read_is_not_copied_for_everybody(desk: Desk) -> None:
    desk.config.chmod(0o640)
    desk.start()
    assert (desk.folder / ".monitor.yaml.accepted").stat().st_mode & 0o777 == 0o640


def test_without_anything_accepted_the_lists_say_what_is_wrong(desk: Desk) -> None:
    desk.config.write_text("spool: [broken\n")
    for words in (("status",), ("alerts", "list"), ("receivers", "list"), ("quarantine", "list")):
        told = desk.command(*words)
        assert told.returncode == 78
        assert "monitor.yaml:" in told.stderr


def test_bad_files_and_nothing_accepted_before_ends_with_every_problem(desk: Desk) -> None:
    (desk.folder / "rules" / "bad.yml").write_text(BAD_RULES)
    ended = desk.command("run")
    assert ended.returncode == 78
    assert ended.stderr.splitlines() == desk.command("check").stderr.splitlines()
    assert "Traceback" not in ended.stderr


def test_an_unknown_template_of_a_rule_is_told_at_its_value(desk: Desk) -> None:
    path = desk.folder / "rules" / "all.yml"
    path.write_text(EVERYTHING + "template: shrt\n")
    (told,) = read_configuration(desk.config).errors
    assert str(told) == f"{path}:5:11: the rule `everything` names the template `shrt`, which does not exist"


def test_a_reload_puts_new_rules_and_receivers_in_force(desk: Desk) -> None:
    desk.start()
    (desk.folder / "rules" / "all.yml").write_text(EVERYTHING.replace("Everything", "All of it"))
    desk.configure(receivers="[{name: desk, email: {to: [other@example.org]}}]")
    assert desk.process
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(lambda: desk.events("reloaded"), "reloaded")
    desk.drop("a.txt", article(1))
    desk.wait_until(desk.mails, "mailed")
    assert desk.mails()[0]["To"] == "other@example.org"
    assert "All of it" in text_of(desk.mails()[0])


def test_a_reload_that_moves_the_spool_is_refused(desk: Desk) -> None:
    desk.start()
    desk.configure(spool="{path: ./elsewhere}")
    assert desk.process
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(lambda: desk.events("reload_refused"), "refused")
    assert "spool.path changes only at a restart" in desk.events("reload_refused")[0]["problem"]


IMPATIENT = """\
import sys
import monitor.pipeline, monitor.store.store
monitor.pipeline.TRY_AGAIN, monitor.store.store.BUSY_MILLISECONDS = 0.1, 20
from monitor.cli import main
sys.exit(main(["run", "--config", sys.argv[1]]))
"""
"""Starts the daemon; it waits 20 ms for a locked store instead of seconds."""

CONFUSED = """\
import sys
import monitor.daemon.reloading
monitor.daemon.reloading.read_configuration = lambda path: {}[path]
from monitor.cli import main
sys.exit(main(["run", "--config", sys.argv[1]]))
"""
"""Starts the daemon; when it is told to read its files again, it has a bug."""


def test_a_store_that_is_locked_delays_a_reload_and_makes_no_stop_a_failure(desk: Desk) -> None:
    with desk.log_file.open("wb") as log:
        desk.process = subprocess.Popen([sys.executable, "-c", IMPATIENT, str(desk.config)], stderr=log)
    desk.wait_until(lambda: desk.events("ready"), "ready")
    other = sqlite3.connect(desk.folder / "monitor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(lambda: desk.events("reload_waits"), "waiting")
    other.execute("ROLLBACK")
    desk.wait_until(lambda: desk.events("reloaded"), "reloaded")
    other.execute("BEGIN IMMEDIATE")
    assert desk.stop() == 0
    assert "locked" in desk.events("stop_not_recorded")[0]["why"]
    other.close()


def test_a_stop_waits_for_no_locked_store(desk: Desk) -> None:
    desk.start()
    other = sqlite3.connect(desk.folder / "monitor.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    desk.drop("a.txt", article(1))
    time.sleep(0.5)  # so that something waits for the lock, which is longer than a stop may take
    start = time.monotonic()
    assert desk.stop() == 0
    assert time.monotonic() - start < PROMPT
    other.close()
    desk.start()
    desk.wait_until(desk.mails, "told by the next start")


def test_a_bug_while_files_are_read_again_costs_that_reload_alone(desk: Desk) -> None:
    with desk.log_file.open("wb") as log:
        desk.process = subprocess.Popen([sys.executable, "-c", CONFUSED, str(desk.config)], stderr=log)
    desk.wait_until(lambda: desk.events("ready"), "ready")
    desk.process.send_signal(signal.SIGHUP)
    desk.wait_until(lambda: desk.events("reload_refused"), "refused")
    assert "a bug in this program, please report it: KeyError" in desk.events("reload_refused")[0]["problem"]
    desk.drop("a.txt", article(1))
    desk.wait_until(desk.mails, "mailed by what was in force")
    assert desk.stop() == 0


def test_systemd_hears_ready_watchdog_reload_and_stop(desk: Desk, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        desk.start(environment={"NOTIFY_SOCKET": str(tmp_path / "notify")})
        heard = hear_until(systemd, "WATCHDOG=1")
        assert "READY=1" in heard
        assert desk.process
        desk.process.send_signal(signal.SIGHUP)
        assert "RELOADING=1" in hear_until(systemd, "RELOADING=1")
        hear_until(systemd, "READY=1")
        desk.process.send_signal(signal.SIGTERM)
        hear_until(systemd, "STOPPING=1")
        assert desk.process.wait(5) == 0


def hear_until(systemd: socket.socket, word: str) -> set[str]:
    heard: set[str] = set()
    while word not in heard:
        heard |= set(systemd.recv(4096).decode().split("\n"))
    return heard


def test_a_loop_that_hangs_is_named_and_one_that_goes_round_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("monitor.daemon.pulse.time.monotonic", lambda: now)
    pulse = Pulse(scan=timedelta(seconds=30))
    desk_clock = pulse.clock_of("desk")
    assert pulse.hanging() == ()
    desk_clock()
    now += 89
    assert pulse.hanging() == ()
    now += 2
    assert pulse.hanging() == ("desk",)
    desk_clock()
    assert pulse.hanging() == ()


def test_a_file_nobody_can_read_is_quarantined_shown_and_released(desk: Desk) -> None:
    desk.start()
    (desk.inbox / "bad.json").write_bytes(b"\x00\x01\x02\xff" * 50)
    desk.wait_until(lambda: desk.events("quarantined"), "quarantined")
    listed = [json.loads(line) for line in desk.command("quarantine", "list", "--json").stdout.splitlines()]
    assert [one["file"] for one in listed] == ["bad.json"]
    number = str(listed[0]["number"])
    assert (desk.folder / "spool" / listed[0]["kept_at"]).read_bytes() == b"\x00\x01\x02\xff" * 50
    assert listed[0]["reason"] in desk.command("quarantine", "show", number).stdout
    released = desk.command("quarantine", "release", number)
    assert released.returncode == 0, released
    assert "back in the inbox" in released.stdout
    desk.wait_until(lambda: len(desk.events("quarantined")) == 2, "read and quarantined again")
    assert desk.command("quarantine", "release", number).returncode == 1


def test_a_bad_line_is_logged_and_costs_no_good_one(desk: Desk) -> None:
    desk.start()
    good = [json.dumps({"title": f"Title {n}", "text": article(n)}) for n in (1, 2)]
    desk.drop("a.jsonl", f"{good[0]}\n{{broken\n{good[1]}\n")
    desk.wait_until(lambda: len(desk.mails()) == 3, "both articles mailed, and what was left out")
    assert sum("a.jsonl is read without" in str(mail["Subject"]) for mail in desk.mails()) == 1
    assert sum(str(mail["Subject"]).startswith("[CRITICAL] Title") for mail in desk.mails()) == 2
    assert "line 2 is no valid JSON" in desk.events("entries_left_out")[0]["why"][0]
    assert desk.status()["drops"]["quarantined"] == 0


def test_five_thousand_old_files_at_the_first_start_make_one_summary(desk: Desk) -> None:
    count = 300  # the floor is 200; the long run with 5,000 is in tests/faults
    for n in range(count):
        desk.drop(f"{n}.txt", article(n, words=30))
    desk.start()
    desk.wait_until(lambda: desk.status()["drops"]["processed"] == count, "processed", 60)
    desk.wait_until(desk.mails, "summarised")
    time.sleep(2)
    assert len(desk.mails()) == 1
    assert "Summary" in desk.mails()[0]["Subject"] or str(count) in desk.mails()[0]["Subject"]
    desk.drop("news.txt", article(99999))
    desk.wait_until(lambda: len(desk.mails()) == 2, "mailed at once")
