"""An archive backtested twice, the second time from cached facts: articles a second, and the memory while it runs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tools.bench.archive import write_archive

LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds, and the main process's resident megabytes at each look."""

    seconds: float
    resident: tuple[float, ...]

    @property
    def halves(self) -> tuple[float, float]:
        """The highest of the middle third and of the last third: equal when memory is flat."""
        third = len(self.resident) // 3
        return max(self.resident[third : 2 * third], default=0.0), max(self.resident[2 * third :], default=0.0)


def run_once(archive: Path, cache: Path, *options: str) -> Measured:
    """Backtest with the shipped rules in a process of its own.

    Raises:
        RuntimeError: it failed, so that there is nothing to measure.
    """
    command = [sys.executable, "-m", "monitor", "backtest", str(archive), "--cache", str(cache), *options]
    looks = []
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        looks.append(_resident(process.pid))
        time.sleep(LOOK_EVERY)
    if process.returncode:
        raise RuntimeError(f"the backtest ended with {process.returncode}")
    return Measured(time.perf_counter() - start, tuple(one for one in looks if one))


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print."""
    count = 400 if short else 10_000
    with tempfile.TemporaryDirectory() as name:
        archive, cache = Path(name) / "archive", Path(name) / "cache"
        write_archive(archive, count)
        first, second = run_once(archive, cache), run_once(archive, cache)
        size = sum(file.stat().st_size for file in cache.iterdir()) / count / 1000
    lines = [f"an archive of {count:,} articles (tools.bench.archive: text, JSON, mail, pages of six outlets)"]
    for label, one in (("first run", first), ("from the cache", second)):
        middle, last = one.halves
        lines.append(
            f"{label:15} {one.seconds:7.1f} s {count / one.seconds:7.0f} articles a second; "
            f"resident {middle:.0f} MB in the middle third, {last:.0f} MB in the last"
        )
    return [
        *lines,
        f"the second run takes {second.seconds / first.seconds:.0%}; the cache holds {size:.1f} kB an article",
    ]
