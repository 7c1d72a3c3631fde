"""The notify protocol against a socket of our own."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.daemon.condition import Condition
from monitor.daemon.notify import Notifier
from monitor.daemon.pulse import Pulse
from monitor.inbox import Inbox
from monitor.settings import Spool
from monitor.store import Store


@pytest.fixture(params=["path", "abstract"])
def systemd(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    name = str(tmp_path / "notify") if request.param == "path" else f"@media-monitor-test-{id(tmp_path)}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as server:
        server.bind("\0" + name[1:] if name.startswith("@") else name)
        server.settimeout(2)
        monkeypatch.setenv("NOTIFY_SOCKET", name)
        yield server


def test_systemd_hears_each_step(systemd: socket.socket) -> None:
    notifier = Notifier()
    notifier.ready("waiting for articles")
    notifier.reloading()
    notifier.alive("3 drops")
    notifier.stopping()
    notifier.close()
    heard = [systemd.recv(4096).decode().split("\n") for _ in range(4)]
    assert heard[0] == ["READY=1", "STATUS=waiting for articles"]
    assert heard[1][0] == "RELOADING=1"
    assert abs(int(heard[1][1].removeprefix("MONOTONIC_USEC=")) / 1e6 - time.monotonic()) < 5
    assert heard[2] == ["WATCHDOG=1", "STATUS=3 drops"]
    assert heard[3] == ["STOPPING=1"]


def test_the_watchdog_hears_of_work_and_of_nothing_while_a_loop_hangs(
    systemd: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1000.0
    monkeypatch.setattr("monitor.daemon.pulse.time.monotonic", lambda: now)
    pulse = Pulse(scan=timedelta(seconds=30))
    desk = pulse.clock_of("desk")
    desk()
    with Store.open(f"sqlite:///{tmp_path}/monitor.db") as store:
        inbox = Inbox(Spool(path=tmp_path / "spool"))
        notifier = Notifier()
        condition = Condition(inbox=inbox, store=store, pulse=pulse, notifier=notifier)
        condition.report_progress()
        assert systemd.recv(4096).startswith(b"WATCHDOG=1")
        now += 300
        condition.report_progress()
        systemd.settimeout(0.2)
        with pytest.raises(TimeoutError):
            systemd.recv(4096)
        desk()
        condition.report_progress()
        assert systemd.recv(4096).startswith(b"WATCHDOG=1")
        notifier.close()


def test_without_systemd_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    Notifier().ready("nobody listens")


def test_a_deaf_systemd_does_not_hurt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    notifier = Notifier()
    notifier.stopping()
    notifier.close()


def test_a_systemd_that_never_reads_does_not_hold_the_daemon(systemd: socket.socket) -> None:
    """A datagram socket of Unix blocks its sender when the queue of the receiver is full (unix(7))."""
    notifier = Notifier()
    systemd.setblocking(False)
    notifier._socket.settimeout(0.01)  # twenty times less patience than it has
    queue = int(Path("/proc/sys/net/unix/max_dgram_qlen").read_text(encoding="ascii"))
    for _ in range(queue + 20):
        notifier.alive("busy")
    notifier.close()
    assert systemd.recv(4096).startswith(b"WATCHDOG=1")
