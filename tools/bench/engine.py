"""The engine beside what a user would pick instead: microseconds an article by number of rules, in one run.

Every engine gets the same articles and the same keyword rules, at equal hits; lower case, folding and tokens are
counted for each. What all share is done before: reading the file into an article.
"""

from __future__ import annotations

import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from monitor.extraction.facts import extract
from monitor.extraction.load import load_knowledge
from monitor.extraction.reports import reports_of
from monitor.model import DropMeta, Gazetteer
from monitor.reading import read_articles
from monitor.rules.matching import compile_rules
from monitor.rules.ruleset import RuleSet
from tools.bench.keyword_rules import (
    Rule,
    as_canonical,
    crossed_rules,
    keyword_rules,
    made_up_articles,
    mixed_rules,
    natural_articles,
)
from tools.bench.peers import measured, one_re_per_rule

PEERS = Path(sys.prefix) / "bench" / "bin" / "python"
"""The environment with the packages to compare with; `make bench` makes it from requirements-bench.lock."""

OURS = "media-monitor"
MIXED, CROSSED = "  AND, NEAR, exclude", "  AND, NEAR, known words"
"""Rules of other kinds beside keywords, in our engine alone: the packages have no such words, or other ones."""

SIZES = (100, 1_000, 10_000, 100_000)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
ROUNDS = 15
LONGEST = 900.0
"""Seconds after which an engine's row is given up, and says so."""

Table = dict[str, dict[int, float]]
"""Microseconds an article, by engine and number of rules."""


def report(*, short: bool) -> list[str]:
    """Measure and return the lines to print: on articles of natural words, and in full on made-up ones too."""
    lines = _on("natural words (the articles of the tests)", natural_articles(60), SIZES[:-1] if short else SIZES)
    return lines if short else [*lines, "", *_on("made-up words", made_up_articles(60), SIZES)]


def _on(name: str, texts: Sequence[str], sizes: Sequence[int]) -> list[str]:
    table: Table = {}
    notes: list[str] = []
    read = _read_and_extracted(texts)
    hits: dict[int, dict[str, float]] = {}
    for size in sizes:
        rules = keyword_rules(size, texts)
        found = {OURS: _ours(as_canonical(rules), texts), MIXED: _ours(mixed_rules(size, texts), texts)}
        found |= {CROSSED: _ours(crossed_rules(size, texts), texts)}
        found |= {"one re per rule": _loop(rules, texts)}
        for engine in ("mokaccino", "spaCy PhraseMatcher"):
            answer = _peer(engine, rules, texts)
            found |= {engine: answer} if isinstance(answer, dict) else {}
            notes += [f"{engine}, {size:,} rules: NOT MEASURED: {answer}"] if isinstance(answer, str) else []
        for engine, one in found.items():
            table.setdefault(engine, {})[size] = one["us"]
            hits.setdefault(size, {})[engine] = one["hits"]
    return [name, *_table(table, sizes, texts), *notes, *_ratios(table, sizes, read), *_hits(hits)]


def _read_and_extracted(texts: Sequence[str]) -> float:
    """Return the microseconds an article of all that comes before matching: reading and facts."""
    knowledge = load_knowledge(Gazetteer())
    taken = []
    for n in range(3):
        start = time.process_time()
        for text in texts:
            (article,) = read_articles(text.encode(), DropMeta(name=f"{n}.txt", received_at=NOW))
            extract(article, knowledge)
        taken.append((time.process_time() - start) / len(texts) * 1e6)
    return min(taken)


def _ours(rules: str, texts: Sequence[str]) -> dict[str, float]:
    matcher = compile_rules(RuleSet.from_canonical(rules))
    knowledge = load_knowledge(Gazetteer())
    ready = []
    for text in texts:
        (article,) = read_articles(text.encode(), DropMeta(name="a.txt", received_at=NOW))
        facts = extract(article, knowledge)
        ready.append((article, facts, reports_of(article, facts)))
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        found = sum(len(matcher.match(*one)) for one in ready)
        taken.append((time.process_time() - start) / len(texts) * 1e6)
    return {"us": min(taken), "hits": found / len(texts)}


def _loop(rules: Sequence[Rule], texts: Sequence[str]) -> dict[str, float]:
    few = texts if len(rules) <= 1_000 else texts[:3]
    return measured(one_re_per_rule(rules), few, 5 if len(rules) <= 1_000 else 1)


def _peer(engine: str, rules: Sequence[Rule], texts: Sequence[str]) -> dict[str, float] | str:
    """Return a package's figures, or why there are none."""
    if not PEERS.exists():
        return f"{PEERS} does not exist; `make bench` makes it from requirements-bench.lock"
    asked = json.dumps({"engine": engine, "texts": texts, "rules": rules, "rounds": ROUNDS})
    command = [str(PEERS), str(Path(__file__).with_name("peers.py"))]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        return f"it took longer than {LONGEST:.0f} s"
    if done.returncode:
        return done.stderr.strip().rpartition("\n")[2] or f"exit code {done.returncode}"
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _table(table: Table, sizes: Sequence[int], texts: Sequence[str]) -> list[str]:
    length = statistics.mean(map(len, texts))
    words = statistics.mean(len(set(re.findall(r"\w+", text.lower()))) for text in texts)
    lines = [
        f"microseconds of CPU (quickest round) an article of {length:,.0f} characters, {words:.0f} different words; "
        f"folding counted; {len(texts)} articles"
    ]
    lines.append(f"{'rules':26}" + "".join(f"{size:>14,}" for size in sizes))
    for engine, row in table.items():
        lines.append(f"{engine:26}" + "".join(f"{row[size]:14,.0f}" if size in row else f"{'-':>14}" for size in sizes))
    return lines


def _ratios(table: Table, sizes: Sequence[int], before: float) -> list[str]:
    lines = []
    for engine, row in table.items():
        if engine not in (OURS, MIXED, CROSSED):
            ratios = [f"{row[size] / table[OURS][size]:,.1f}x" if size in row else "-" for size in sizes]
            lines.append(f"{engine} takes {', '.join(ratios)} as long")
    for engine in (OURS, MIXED, CROSSED):
        first, last = table[engine][sizes[0]], table[engine][sizes[-1]]
        lines.append(f"matching {sizes[-1]:,} rules takes {last / first:.1f}x of {sizes[0]} ({engine.strip()})")
    first, last = table[OURS][sizes[0]], table[OURS][sizes[-1]]
    whole = (before + last) / (before + first)
    lines.append(f"reading, facts and matching together ({before:,.0f} us before matching): {whole:.2f}x")
    return lines


def _hits(hits: dict[int, dict[str, float]]) -> list[str]:
    told = [
        f"{size:,}: " + ", ".join(f"{name} {count:.1f}" for name, count in row.items()) for size, row in hits.items()
    ]
    return ["rules that match an article (packages without phrases match a few more): " + "; ".join(told)]
