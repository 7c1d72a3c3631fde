"""Many rules in the real daemon: the seconds of its start, its memory, and what a reload of them costs an article.

Times of a start are of all its processes' CPU and of the clock; memory is the main process's own pages (what it maps
of the cache file is the disk's cache). A reload is measured on a desk that decides an article every tenth of a second:
what an article waited more than the slowest one of the same time without a reload.
"""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tools.bench.articles import article, city, rules
from tools.bench.desk import CONFIG, Sink, sink
from tools.bench.flow import percentile

MANY = 100_000
STARTS, START_LIMIT = {1_000: "1 s", MANY: "3 s"}, 900
ROUNDS = 3
EVERY, QUIET, LATEST = 0.1, 20, 5
"""Seconds between two articles, of articles before the reload, and after which an article was not told."""

LAST = round(LATEST / EVERY)
"""Articles whose message may still be on its way at the end."""


@dataclass(frozen=True)
class Started:
    """A daemon that has said READY: its process, where it lies, and what its start took."""

    process: subprocess.Popen[bytes]
    folder: Path
    told: queue.SimpleQueue[bytes]
    seconds: float
    cpu: float

    def megabytes(self) -> float:
        """Return the memory of the main process that is its own."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii").splitlines()
        (anonymous,) = [line for line in lines if line.startswith("RssAnon:")]
        return int(anonymous.split()[1]) / 1024


@contextlib.contextmanager
def started(folder: Path) -> Iterator[Started]:
    """Run the daemon in a folder that `prepare` made; give it once it is ready."""
    ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    with contextlib.closing(ear), (folder / "log").open("ab") as log:
        address = folder / "notify"
        address.unlink(missing_ok=True)
        ear.bind(str(address))
        threading.Thread(target=_hear, args=(ear, told), daemon=True).start()
        environment = {**os.environ, "NOTIFY_SOCKET": str(address), "XDG_CACHE_HOME": str(folder / "cache")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed daemon has its modules compiled
        command = [sys.executable, "-m", "monitor", "run", "--config", str(folder / "monitor.yaml")]
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        try:
            _until(told, b"READY=1")
            yield Started(process, folder, told, time.monotonic() - start, _cpu_of(process.pid))
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


def _until(told: queue.SimpleQueue[bytes], word: bytes) -> None:
    while word not in told.get(timeout=START_LIMIT):
        pass


def _hear(address: socket.socket, told: queue.SimpleQueue[bytes]) -> None:
    """Take every message at once, as systemd does: the daemon waits at a full socket."""
    with contextlib.suppress(OSError):  # closed
        while message := address.recv(4096):
            told.put(message)


def _cpu_of(pid: int) -> float:
    """Return the seconds of CPU of a process and of those that it waited for."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def prepare(folder: Path, port: int, rule_count: int) -> None:
    """Write the rules and the configuration of a desk."""
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "bench.yml").write_text(rules(rule_count), encoding="utf-8")
    (folder / "monitor.yaml").write_text(CONFIG.format(folder=folder, port=port), encoding="utf-8")


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print."""
    with tempfile.TemporaryDirectory() as name, sink() as (noted, port):
        bare = _bare(Path(name) / "bare", port)
        lines = [f"a daemon with one rule: {bare:.0f} MB"]
        for count in STARTS if not short else [1_000]:
            folder = Path(name) / str(count)
            prepare(folder, port, count)
            lines += _starts(folder, count, bare)
            if count == MANY:
                lines += _reloads(folder, noted)
    return lines


def _bare(folder: Path, port: int) -> float:
    prepare(folder, port, 1)
    with started(folder):
        pass  # makes the store, which takes memory once
    with started(folder) as daemon:
        return daemon.megabytes()


def _starts(folder: Path, count: int, bare: float) -> list[str]:
    with started(folder) as first:
        read_anew = f"{first.seconds:.1f} s ({first.cpu:.1f} s of CPU)"
    taken: list[Started] = []
    for _ in range(ROUNDS):
        with started(folder) as again:
            taken.append(again)
            held = again.megabytes()
    seconds, cpu = (statistics.median(getattr(one, what) for one in taken) for what in ("seconds", "cpu"))
    return [
        f"{count:,} rules: the first start {read_anew}; from the cache {seconds:.2f} s ({cpu:.2f} s of CPU), "
        f"asked <= {STARTS[count]}; memory {held:.0f} MB, {held - bare:.0f} MB over one rule"
    ]


def _reloads(folder: Path, noted: Sink) -> list[str]:
    """Reload after one rule of all has changed, while articles come."""
    with started(folder) as daemon, _articles_into(folder / "spool" / "inbox") as closed:
        time.sleep(QUIET)
        quiet = len(closed)
        changed = folder / "rules" / "bench.yml"
        changed.write_text(
            changed.read_text(encoding="utf-8").replace(f"term{MANY - 1}]", f"term{MANY - 1}x]"), encoding="utf-8"
        )
        daemon.process.send_signal(signal.SIGHUP)
        _until(daemon.told, b"RELOADING=1")
        start = time.monotonic()
        _until(daemon.told, b"READY=1")
        took = time.monotonic() - start
        time.sleep(LATEST)
    before, reloading = _waits(noted, closed, range(quiet)), _waits(noted, closed, range(quiet, len(closed) - LAST))
    return [
        f"a reload of {MANY:,} rules took {took:.0f} s in the background; ms from close to 250, p50 / p99 / longest:",
        f"  before it {_spread(before)} of {len(before)} articles, during it {_spread(reloading)} of {len(reloading)}",
        f"  the longest is {max(reloading) - max(before):.0f} ms above the longest before, asked <= 25",
    ]


def _waits(noted: Sink, closed: list[float], numbers: Iterable[int]) -> list[float]:
    """Return the milliseconds to the first message of each article's town; some articles are told with another."""
    found = []
    for n in numbers:
        told = (at for at, subject in noted.arrived if city(n) in subject and 0 < at - closed[n] < LATEST)
        found += [(at - closed[n]) * 1000 for at in told][:1]
    return found


def _spread(waits: list[float]) -> str:
    return f"{percentile(waits, 0.5):.0f} / {percentile(waits, 0.99):.0f} / {max(waits):.0f}"


@contextlib.contextmanager
def _articles_into(inbox: Path) -> Iterator[list[float]]:
    """Drop an article every tenth of a second, each of another story; give the times of their closing."""
    closed: list[float] = []
    over = threading.Event()

    def drop() -> None:
        while not over.wait(EVERY):
            with (inbox / f"article-{len(closed)}.txt").open("w", encoding="utf-8") as file:
                file.write(article(len(closed)))
            closed.append(time.monotonic())

    dropping = threading.Thread(target=drop)
    dropping.start()
    try:
        yield closed
    finally:
        over.set()
        dropping.join()
