"""What facts cost: articles a second on one core, the memory and the load time of the language, beside their targets.

Time is the processor's (`process_time`), so that a busy neighbour does not count; each figure is a median.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from monitor.extraction import Knowledge, extract, load_knowledge
from monitor.model import DropMeta
from monitor.reading import read_articles
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from tools.bench.articles import article, quiet_article

ROOT = Path(__file__).resolve().parents[2]
WHOLE_ARTICLES = ROOT / "tests" / "extraction" / "articles"
META = DropMeta(name="a.txt", received_at=datetime(2026, 11, 22, 12, tzinfo=UTC))
KIND = 3000
"""Bytes of the article that the target means."""
QUIET_TO_ONE = 2
"""Articles without an event to one with it: two archives of an agency's and of papers' news had 34 with one in 100."""

ARTICLES_A_SECOND, LANGUAGE_MB, LOAD_SECONDS = 900, 60, 0.4


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print."""
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    gc.freeze()  # as a worker does: no collection walks the language again
    made = [article(n).encode() for n in range(100 if short else 500)]
    whole = [path.read_bytes() for path in sorted(WHOLE_ARTICLES.glob("*.txt")) if path.with_suffix(".yaml").exists()]
    quiet = [quiet_article(n).encode() for n in range(100 if short else 500)]
    feed = [*whole, *quiet[: QUIET_TO_ONE * len(whole)]]
    rounds = 3 if short else 7
    return [
        f"this machine now: {loop_ms(rounds):.0f} ms for 300,000 entries of a dict (read the rates beside it)",
        f"{'':62} {'measured':>9} {'target':>8} {'ratio':>6}",
        _rate("read and extract, made-up articles, mostly filler", made, knowledge, rounds),
        _rate("read and extract, whole articles of the tests", whole, knowledge, rounds),
        _rate("read and extract, made-up, no harm", quiet, knowledge, rounds),
        _rate(f"read and extract, 1 of the tests to {QUIET_TO_ONE} without harm", feed, knowledge, rounds),
        *_load(3 if short else 7),
    ]


def _rate(what: str, texts: Sequence[bytes], knowledge: Knowledge, rounds: int) -> str:
    size = sum(map(len, texts))
    taken = [_round(texts, knowledge) / size * KIND for _ in range(rounds)]
    return _line(f"{what}: 3 kB a second", 1 / statistics.median(taken), f">= {ARTICLES_A_SECOND}", ARTICLES_A_SECOND)


def _round(texts: Sequence[bytes], knowledge: Knowledge) -> float:
    start = time.process_time()
    for text in texts:
        for one in read_articles(text, META):
            extract(one, knowledge)
    return time.process_time() - start


def loop_ms(rounds: int) -> float:
    """Time a loop that has nothing to do with us, so that runs on other days and machines can be compared."""
    return statistics.median(_loop() for _ in range(rounds)) * 1000


def _loop() -> float:
    start = time.process_time()
    seen: dict[str, int] = {}
    for n in range(300_000):
        seen[str(n)] = seen.get(str(n - 1), 0) + 1
    return time.process_time() - start


def _load(rounds: int) -> list[str]:
    """Each round loads in a process of its own: memory that was once freed would hide what loading takes."""
    command = [sys.executable, "-m", "tools.bench.loading"]
    loads = [
        json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout) for _ in range(rounds)
    ]
    median = {what: statistics.median(one[what] for one in loads) for what in loads[0]}
    return [
        _line("the loaded language, MB", median["language"], f"<= {LANGUAGE_MB}", LANGUAGE_MB),
        f"  beside it: code of reading and extraction {median['code']:.0f} MB, "
        f"lists of actors with their reader {median['lists']:.0f} MB over a bare interpreter",
        _line("loading the language, processor seconds", median["seconds"], f"<= {LOAD_SECONDS}", LOAD_SECONDS),
    ]


def _line(what: str, measured: float, target: str, against: float) -> str:
    return f"{what:62} {measured:9.{2 if measured < 10 else 0}f} {target:>8} {measured / against:6.2f}"
