"""A trace as people read it: indented lines that read well aloud, flat lines for mail, and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from monitor.model import Article, Facts, Report
from monitor.rules.clauses import Trace
from monitor.rules.judging import Views, judge_seen
from monitor.rules.schema import Rule
from monitor.vocabulary import Verdict

_WORDS = {
    Verdict.MATCH: "yes",
    Verdict.POSSIBLE: "possibly",
    Verdict.UNREAD: "not read",
    Verdict.EXCLUDED: "excluded",
    Verdict.NO: "no",
}


def as_lines(trace: Trace, depth: int = 0) -> Iterator[str]:
    """Give the tree as lines: the answer first, then the clause, why, and the quotes below it."""
    said = f". {trace.said[0].upper()}{trace.said[1:]}." if trace.said else "."
    yield f"{'  ' * depth}{_WORDS[trace.verdict].capitalize()}: {trace.clause}{said}"
    for quote in trace.quotes:
        yield f"{'  ' * (depth + 1)}“{' '.join(quote.quote.split())}” (characters {quote.start} to {quote.end})"
    for child in trace.children:
        yield from as_lines(child, depth + 1)


def explain_lines(
    rule: Rule, article: Article, facts: Facts, reports: tuple[Report, ...], report_n: int | None = None
) -> tuple[str, ...]:
    """Return one line for each clause that holds, with its evidence: what stands in mail and in the store."""
    return explain_seen(rule, Views(article, facts, reports), report_n)


def explain_seen(rule: Rule, views: Views, report_n: int | None = None) -> tuple[str, ...]:
    """Return the same of an article whose views were made already, for another rule."""
    return tuple(_flat(judge_seen(rule, views, report_n).trace))


def _flat(trace: Trace) -> Iterator[str]:
    if not trace.children and trace.verdict not in (Verdict.NO, Verdict.EXCLUDED):
        quotes = "; ".join(f"“{' '.join(quote.quote.split())}”" for quote in trace.quotes[:3])
        doubt = "POSSIBLE: " if trace.verdict is Verdict.POSSIBLE else ""
        yield f"{doubt}{trace.clause}: {trace.said}" + (f" {quotes}" if quotes else "")
    for child in trace.children:
        if child.verdict is not Verdict.NO:
            yield from _flat(child)


def as_json(trace: Trace) -> dict[str, Any]:
    """Return the tree as JSON: `clause verdict said quotes children`."""
    return {
        "clause": trace.clause,
        "verdict": trace.verdict.value,
        "said": trace.said,
        "quotes": [{"start": quote.start, "end": quote.end, "quote": quote.quote} for quote in trace.quotes],
        "children": [as_json(child) for child in trace.children],
    }


def nearest_miss(trace: Trace) -> str:
    """Say in one line what a rule lacks: each clause that fails, up to three."""
    missed = list(_missed(trace))
    return "; ".join(missed[:3]) + (f"; and {len(missed) - 3} more" if len(missed) > 3 else "")


def _missed(trace: Trace) -> Iterator[str]:
    if trace.verdict is not Verdict.NO or trace.clause == "exclude":
        return
    if trace.clause.startswith("casualties: ") and ", needs " in trace.said:
        yield trace.said  # "killed 8, needs at least 10" says what is asked, too
    elif not trace.children or trace.clause == "not":
        yield f"{trace.clause}: {trace.said}" if trace.said else f"{trace.clause} {trace.children[0].clause}"
    else:
        for child in trace.children:
            yield from _missed(child)
