"""A desk to measure: an SMTP sink that notes when it said 250, and the daemon or the naive script before it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tools.bench.articles import rules

CONFIG = """\
spool: {{path: {folder}/spool}}
store: sqlite:///{folder}/monitor.db
rules: {folder}/rules
smtp: {{host: 127.0.0.1, port: {port}, tls: none, from: desk@example.org}}
receivers: [{{name: desk, email: {{to: [desk@example.org]}}}}]
route: {{receiver: desk}}
limits: {{per_receiver: 900000/h, critical: 900000/h, operator: 6/h}}
log: {{format: json, level: warning}}
"""


@dataclass
class Sink:
    """What arrived: the monotonic second of each 250, with the message's Subject line."""

    arrived: list[tuple[float, str]] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        content = envelope.original_content or b""
        subject = next((line for line in content.splitlines() if line.startswith(b"Subject:")), b"")
        self.arrived.append((time.monotonic(), subject.decode("ascii", "replace")))
        return "250 OK"

    def wait_for(self, count: int, seconds: float) -> None:
        """Wait until `count` messages are there; a figure of fewer would be a lie.

        Raises:
            TimeoutError: when they do not come.
        """
        end = time.monotonic() + seconds
        while len(self.arrived) < count:
            if time.monotonic() > end:
                raise TimeoutError(f"{len(self.arrived)} of {count} messages after {seconds:.0f} s")
            time.sleep(0.001)


@contextlib.contextmanager
def sink() -> Iterator[tuple[Sink, int]]:
    """Run an SMTP server on a free loopback port; give what it notes and the port."""
    noted = Sink()
    with socket.socket() as free:  # aiosmtpd cannot start on port 0: it connects to the port it was given
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(noted, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield noted, port
    finally:
        controller.stop()


@contextlib.contextmanager
def daemon(folder: Path, port: int, rule_count: int) -> Iterator[Path]:
    """Run the daemon on `rule_count` rules; give its inbox once it watches."""
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "bench.yml").write_text(rules(rule_count), encoding="utf-8")
    config = folder / "monitor.yaml"
    config.write_text(CONFIG.format(folder=folder, port=port), encoding="utf-8")
    with _process([sys.executable, "-m", "monitor", "run", "--config", str(config)], folder / "log") as process:
        _wait_until_ready(process, config)
        yield folder / "spool" / "inbox"


@contextlib.contextmanager
def naive(folder: Path, port: int, rule_count: int) -> Iterator[Path]:
    """Run the 60-line script on the same rules; give its inbox once it watches."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    (folder / "rules.yml").write_text(rules(rule_count), encoding="utf-8")
    command = [sys.executable, "-m", "tools.bench.naive", str(inbox), str(folder / "rules.yml"), str(port)]
    with _process(command, folder / "log"):
        while "ready" not in (folder / "log").read_text():
            time.sleep(0.01)
        yield inbox


@contextlib.contextmanager
def _process(command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_ready(process: subprocess.Popen[bytes], config: Path) -> None:
    status = [sys.executable, "-m", "monitor", "status", "--check", "--config", str(config)]
    for _ in range(60):
        if process.poll() is not None:
            raise RuntimeError(f"the daemon stopped with {process.returncode}; see {config.parent / 'log'}")
        if subprocess.run(status, capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.25)
    raise TimeoutError(f"the daemon is not ready; see {config.parent / 'log'}")
