"""Latency and throughput of the whole flow: the close of a file to the mail server's 250."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tools.bench.articles import article
from tools.bench.desk import Sink, daemon, naive, sink

Start = Callable[[Path, int, int], AbstractContextManager[Path]]


def fsync_ms(folder: Path, times: int = 50) -> float:
    """Return the median milliseconds of an fsync of 4 KiB on this disk: the unit that latency is told in."""
    taken = []
    for n in range(times):
        with (folder / f"sync-{n}").open("wb") as file:
            file.write(b"x" * 4096)
            file.flush()
            start = time.perf_counter()
            os.fsync(file.fileno())
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def latencies_ms(start: Start, files: int, rule_count: int) -> list[float]:
    """Drop `files` articles one after the other on an idle desk; return the milliseconds from close to 250."""
    taken = []
    with (
        tempfile.TemporaryDirectory() as name,
        sink() as (noted, port),
        start(Path(name) / "desk", port, rule_count) as inbox,
    ):
        for n in range(files):
            before = len(noted.arrived)
            closed = _drop(inbox, n)
            noted.wait_for(before + 1, 30)
            taken.append((noted.arrived[before][0] - closed) * 1000)
            time.sleep(0.05)
    return taken


def articles_per_second(start: Start, files: int, rule_count: int) -> tuple[float, int]:
    """Drop `files` articles at once; return articles a second until the last mail, and how many mails came."""
    with (
        tempfile.TemporaryDirectory() as name,
        sink() as (noted, port),
        start(Path(name) / "desk", port, rule_count) as inbox,
    ):
        began = time.monotonic()
        for n in range(files):
            _drop(inbox, n)
        _until_quiet(noted, files)
        return files / (noted.arrived[-1][0] - began), len(noted.arrived)


def _drop(inbox: Path, n: int) -> float:
    with (inbox / f"article-{n}.txt").open("w", encoding="utf-8") as file:
        file.write(article(n))
    return time.monotonic()


def _until_quiet(noted: Sink, expected: int) -> None:
    """Wait for every mail, or until none has come for ten seconds (articles may share a story)."""
    noted.wait_for(1, 60)
    while len(noted.arrived) < expected and time.monotonic() - noted.arrived[-1][0] < 10:
        time.sleep(0.05)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` (0..1) of the values lie."""
    return sorted(values)[min(len(values) - 1, round(share * (len(values) - 1)))]


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print."""
    files, flood = (20, 200) if short else (200, 2000)
    with tempfile.TemporaryDirectory() as name:
        sync = fsync_ms(Path(name))
    lines = [f"fsync of 4 KiB on this disk: {sync:.2f} ms (median)"]
    for label, start in (("media-monitor", daemon), ("60-line script", naive)):
        taken = latencies_ms(start, files, 20)
        p50, p99 = percentile(taken, 0.5), percentile(taken, 0.99)
        lines.append(
            f"{label:15} idle, 20 rules, {files} files: close to 250 p50 {p50:.1f} ms ({p50 / sync:.1f} fsync), "
            f"p99 {p99:.1f} ms ({p99 / sync:.1f} fsync)"
        )
    rates = {}
    for label, start in (("media-monitor", daemon), ("60-line script", naive)):
        rates[label], mails = articles_per_second(start, flood, 20)
        lines.append(f"{label:15} {flood} files at once: {rates[label]:.0f} articles a second, {mails} mails")
    lines.append(f"ratio to the script: {rates['media-monitor'] / rates['60-line script']:.2f}")
    return lines
