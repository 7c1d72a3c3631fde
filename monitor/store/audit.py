"""Whether the sums agree: every file, article, decision and message is accounted for exactly once.

A check is a query whose rows are what is wrong, with a sentence for each; `CHECKS` is the table of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal, or_, select

from monitor.store.desk import ALERTING
from monitor.store.schema import alerts, articles, decisions, drops, entries, notices, receipts, reports
from monitor.vocabulary import DecisionKind, DropState, NoticeState, ReceiptState

EXAMPLES = 5
"""How many cases of one kind are named; the rest is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What adds up and what does not."""

    drops: Mapping[str, int]  # by state
    decisions: Mapping[str, int]  # by kind: what was told, and what was withheld and why
    notices: Mapping[str, int]  # by state
    problems: tuple[str, ...] = ()

    @property
    def health_line(self) -> str:
        """The line of a digest: `drops 12 = 9 processed + 1 quarantined + 2 waiting + 0 ignored`."""
        order = (DropState.PROCESSED, DropState.QUARANTINED, DropState.WAITING, DropState.IGNORED)
        parts = " + ".join(f"{self.drops.get(state, 0)} {state}" for state in order)
        return f"drops {sum(self.drops.values())} = {parts}"


def audit(connection: Connection) -> Audit:
    """Check every sum on one snapshot; works with the daemon stopped or running."""
    problems = [line for sentence, query in CHECKS.items() for line in _cases(connection, sentence, query)]
    return Audit(
        drops=_counts(connection, select(drops.c.state, func.count()).group_by(drops.c.state)),
        decisions=_counts(connection, select(decisions.c.kind, func.count()).group_by(decisions.c.kind)),
        notices=_counts(connection, select(notices.c.state, func.count()).group_by(notices.c.state)),
        problems=tuple(problems),
    )


def _has_articles() -> ColumnElement[bool]:
    return exists(select(literal(1)).where(articles.c.drop_id == drops.c.id).correlate(drops))


def _notice_of_decision() -> Select[Any]:
    """Count the messages that belong to a decision that says one is sent."""
    return (
        select(func.count())
        .select_from(notices.join(alerts, alerts.c.id == notices.c.alert_id))
        .where(
            alerts.c.story_id == decisions.c.story_id,
            notices.c.receiver == decisions.c.receiver,
            notices.c.article_id == decisions.c.article_id,
        )
        .correlate(decisions)
    )


def _receipts_of(state: ReceiptState) -> Select[Any]:
    return (
        select(func.count()).where(receipts.c.notice_id == notices.c.id, receipts.c.state == state).correlate(notices)
    )


_ENTRY_OF_DECISION = exists(
    select(literal(1))
    .where(
        entries.c.receiver == decisions.c.receiver,
        entries.c.story_id == decisions.c.story_id,
        entries.c.article_id == decisions.c.article_id,
    )
    .correlate(decisions)
)
_STATES = [state.value for state in DropState]

CHECKS: Mapping[str, Select[Any]] = {
    "drop {} is in no known state": select(drops.c.id).where(drops.c.state.not_in(_STATES)),
    "drop {} is processed, but has no article and is no duplicate": select(drops.c.id).where(
        drops.c.state == DropState.PROCESSED, drops.c.duplicate_of.is_(None), ~_has_articles()
    ),
    "drop {} has articles although it was not processed, or is a duplicate": select(drops.c.id).where(
        or_(drops.c.state != DropState.PROCESSED, drops.c.duplicate_of.is_not(None)), _has_articles()
    ),
    "article {} is decided, but belongs to no story": select(articles.c.id).where(
        articles.c.state == "decided",
        ~exists(select(literal(1)).where(reports.c.article_id == articles.c.id).correlate(articles)),
    ),
    "decision {} says that a message is sent, and there is not exactly one": select(decisions.c.id).where(
        decisions.c.kind.in_(ALERTING), _notice_of_decision().scalar_subquery() != 1
    ),
    "message {} was decided by nobody": select(notices.c.id).where(
        notices.c.kind.in_(ALERTING),
        ~exists(
            select(literal(1))
            .where(
                decisions.c.receiver == notices.c.receiver,
                decisions.c.article_id == notices.c.article_id,
                decisions.c.kind.in_(ALERTING),
            )
            .correlate(notices)
        ),
    ),
    "decision {} is folded, and no summary will list it": select(decisions.c.id).where(
        decisions.c.kind == DecisionKind.FOLDED, ~_ENTRY_OF_DECISION
    ),
    "message {} counts as sent, and nobody has it": select(notices.c.id).where(
        notices.c.state == NoticeState.SENT, _receipts_of(ReceiptState.SENT).scalar_subquery() == 0
    ),
    "message {} counts as dead, although somebody has it": select(notices.c.id).where(
        and_(notices.c.state == NoticeState.DEAD, _receipts_of(ReceiptState.SENT).scalar_subquery() > 0)
    ),
}
"""What must hold, as the query that finds what does not."""


def _cases(connection: Connection, sentence: str, query: Select[Any]) -> list[str]:
    found = list(connection.scalars(query))
    lines = [sentence.format(case) for case in found[:EXAMPLES]]
    return [*lines, f"and {len(found) - EXAMPLES} more"] if len(found) > EXAMPLES else lines


def _counts(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}
