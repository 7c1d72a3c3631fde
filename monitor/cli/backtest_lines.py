"""The JSON lines of `backtest --json`: docs/contracts.md 6.1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from monitor.backtesting.compare import ADDED, LOST, Change, Tally
from monitor.backtesting.run import Decision, Outcome, Unreadable
from monitor.contracts import error_line, facts_line, printable
from monitor.model import Letter
from monitor.vocabulary import Verdict

Line = dict[str, Any]


def line_of(outcome: Outcome, *, with_facts: bool, with_all: bool) -> Line:
    """Return the line of an unreadable file, of a summary, a digest or a silence, or of an article."""
    if isinstance(outcome, Unreadable):
        return error_line(outcome.name, outcome.error)
    if isinstance(outcome, Letter):
        return _notice_line(outcome)
    return _article_line(outcome, with_facts=with_facts, with_all=with_all)


def sum_lines(tally: Tally) -> Iterator[Line]:
    """Give the counts of a comparison: a line for each day and rule, and the total."""
    for day, rule in sorted({*tally.notices, *tally.before}):
        yield {
            "day": day.isoformat(),
            "rule": rule,
            "notices": tally.notices[day, rule],
            "before": tally.before[day, rule],
        }
    yield {
        "total": {
            "articles": tally.articles,
            "unreadable": tally.unreadable,
            "notices": tally.days.total(),
            "before": tally.days_before.total(),
            "added": tally.totals[ADDED],
            "lost": tally.totals[LOST],
            "digest_only": tally.digest_only.total(),
        }
    }


def _notice_line(letter: Letter) -> Line:
    told = [letter.story] if letter.story else [entry.story for entry in letter.entries]
    line: Line = {
        "notice": str(letter.notice.kind),
        "receiver": letter.notice.receiver,
        "at": letter.notice.created_at.isoformat(),
        "stories": [story.id for story in told],
    }
    if letter.story:  # a silence, which no article tells
        line |= {"rules": [reason.rule_id for reason in letter.rules], "headline": letter.story.headline}
    return line


def _article_line(outcome: Decision, *, with_facts: bool, with_all: bool) -> Line:
    placed, decided = outcome.placed, outcome.decided
    line: Line = {
        "file": printable(placed.due.name),
        "article": placed.analysed.article.id,
        "story": placed.seats[0].story_id,
        "relation": str(placed.seats[0].relation),
        "reports": [{"event": seat.n, "story": seat.story_id, "relation": str(seat.relation)} for seat in placed.seats],
    }
    if with_facts:
        line["facts"] = facts_line(placed.due.name, placed.analysed)
    line["matches"] = list(_matches(outcome, with_all=with_all))
    line["decisions"] = [
        {
            "receiver": decision.receiver,
            "story": decision.story_id,
            "decision": str(decision.kind),
            "rules": list(decision.rules),
            "alert": decision.alert,
        }
        for decision in decided.decisions
    ]
    if outcome.before is not None:
        line["changes"] = [_change(change) for change in outcome.changes]
    return line


def _matches(outcome: Decision, *, with_all: bool) -> Iterator[Line]:
    for match in outcome.decided.matches:
        if with_all or match.verdict is not Verdict.NO:
            yield {"rule": match.rule_id, "verdict": str(match.verdict), "event": match.report_n}


def _change(change: Change) -> Line:
    told = {one.name: getattr(change, one.name) for one in fields(Change)}
    left_out = ("kind", "file", "article", "day")
    return {"change": change.kind} | {name: value for name, value in told.items() if name not in left_out}
