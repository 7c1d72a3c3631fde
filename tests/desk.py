"""A whole desk for tests: a folder with configuration and rules, the real daemon as a process, a real mail server."""

from __future__ import annotations

import email
import email.policy
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.commands import run_command

EVERYTHING = """\
title: Everything
id: everything
level: critical
when: {every: article}
"""


@dataclass
class Desk:
    """`folder` holds everything; `settings` are lines of monitor.yaml beside the usual ones."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    runs: int = 0

    def __post_init__(self) -> None:
        (self.folder / "rules").mkdir(parents=True, exist_ok=True)
        (self.folder / "rules" / "all.yml").write_text(EVERYTHING)
        self.configure()

    @property
    def inbox(self) -> Path:
        return self.folder / "spool" / "inbox"

    @property
    def config(self) -> Path:
        return self.folder / "monitor.yaml"

    def configure(self, **settings: str) -> None:
        """Write monitor.yaml; what is given replaces the usual lines."""
        self.settings = {**self.settings, **settings}
        usual = {
            "spool": "{path: ./spool, settle: 300ms, scan: 1s, min_free: 0}",
            "store": "sqlite:///monitor.db",
            "rules": "./rules",
            "receivers": "[{name: desk, email: {to: [desk@example.org]}}]",
            "route": "{receiver: desk}",
            "limits": "{per_receiver: 9000/h, critical: 9000/h, operator: 6/h}",
        }
        if "smtp" not in self.settings:
            usual["maildir"] = "./mail"
        lines = {**usual, **self.settings}
        self.config.write_text("".join(f"{key}: {value}\n" for key, value in lines.items()))

    def smtp(self, port: int) -> None:
        self.configure(smtp=f"{{host: 127.0.0.1, port: {port}, tls: none, from: desk@example.org}}")

    def start(self, *, ready: bool = True, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start the daemon; return when it is ready (or has ended)."""
        self.runs += 1
        with self.log_file.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "monitor", "run", "--config", str(self.config)],
                stderr=log,
                env={**os.environ, **(environment or {})},
            )
        if ready:
            self.wait_until(lambda: self.events("ready") or self.ended, "ready")
        return self.process

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self, number: int = signal.SIGTERM, within: float = 60) -> int:
        """Send a signal and return the exit code."""
        assert self.process
        self.process.send_signal(number)
        return self.process.wait(within)

    @property
    def log_file(self) -> Path:
        return self.folder / f"log-{self.runs}"

    def log(self) -> list[dict[str, Any]]:
        """The lines of the current run's log; what is not yet a whole line is left out."""
        lines = self.log_file.read_text().splitlines() if self.log_file.exists() else []
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]

    def events(self, name: str) -> list[dict[str, Any]]:
        return [line for line in self.log() if line["event"] == name]

    def wait_until(self, done: Callable[[], object], what: str, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while not done():
            assert time.monotonic() < end, f"not {what} after {seconds} s:\n{self.log_file.read_text()[-3000:]}"
            time.sleep(0.02)

    def drop(self, name: str, text: str) -> Path:
        """Drop a file as a feeder should: whole, by a rename."""
        self.inbox.mkdir(parents=True, exist_ok=True)
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        hidden = path.with_name(f".{path.name}")
        hidden.write_text(text)
        hidden.rename(path)
        return path

    def mails(self) -> list[EmailMessage]:
        """The messages in the maildir, in the order they were written."""
        folder = self.folder / "mail" / "new"
        paths = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns) if folder.is_dir() else []
        return [as_message(path.read_bytes()) for path in paths]

    def command(
        self, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command on this desk."""
        return run_command(*arguments, "--config", str(self.config), environment=environment)

    def status(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.command("status", "--json").stdout)
        return told

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def as_message(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    return str(body.get_content())


@dataclass
class MailServer:
    """Notes each message it took with the second of its 250; `greylist` refuses every recipient's first try."""

    greylist: bool = False
    taken: list[tuple[float, EmailMessage]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        message = as_message(envelope.original_content or b"")
        identity = str(message["Message-ID"])
        if self.greylist and identity not in self.refused:
            self.refused.add(identity)
            return "451 4.7.1 greylisted, try again"
        self.taken.append((time.monotonic(), message))
        return "250 OK"


def mail_server(*, greylist: bool = False) -> Iterator[tuple[MailServer, int]]:
    """Run a mail server on a free loopback port."""
    noted = MailServer(greylist=greylist)
    port = free_port()
    controller = Controller(noted, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield noted, port
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def article(n: int, words: int = 200) -> str:
    """An article like no other, with a marker of its own first and last, so that a half would show."""
    letters = random.Random(n)  # noqa: S311 - any words will do
    made = ["".join(letters.choice("ka lo mi ne ru ta so vi pe du".split()) for _ in range(4)) for _ in range(words)]
    lines = [" ".join(made[at : at + 12]).capitalize() + "." for at in range(0, words, 12)]
    return "\n\n".join([f"Begin{n:05d} {lines[0]}", *lines[1:], f"End{n:05d}"]) + "\n"
