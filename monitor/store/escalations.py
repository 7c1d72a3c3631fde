"""Who is told when nobody takes an alert up: one row for an alert, which a restart finds again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from monitor.alerting.standing import Standing
from monitor.model import Analysed, Story
from monitor.store.schema import alerts, articles, decisions, escalations, reports, stories
from monitor.store.statements import insert_once
from monitor.vocabulary import DecisionKind, EscalationState

_TOLD = (
    DecisionKind.FIRST,
    DecisionKind.ESCALATED,
    DecisionKind.UPDATE,
    DecisionKind.REMINDER,
    DecisionKind.FOLDED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An alert whose time to be taken up is over. `article_id` is the last one that was told of it."""

    id: int
    standing: Standing
    receiver: str  # who is told now
    after: timedelta
    at: datetime  # when the time was over
    acked: bool
    story: Story
    article_id: str | None


def await_ack(connection: Connection, alert_id: str, receiver: str, after: timedelta, now: datetime) -> None:
    """Wait for somebody to take an alert up; it is waited for once, from its first critical message on."""
    row = {
        "alert_id": alert_id,
        "receiver": receiver,
        "after_seconds": int(after.total_seconds()),
        "due_at": now + after,
        "state": EscalationState.WAITING,
    }
    insert_once(connection, escalations, [row])


def due_escalations(connection: Connection, now: datetime) -> tuple[Due, ...]:
    """Return what nobody took up in its time, or took up meanwhile."""
    query = (
        select(escalations, alerts.c.standing, alerts.c.acked_at, stories.c.story, stories.c.number)
        .join_from(escalations, alerts)
        .join(stories, stories.c.id == alerts.c.story_id)
        .where(escalations.c.state == EscalationState.WAITING, escalations.c.due_at <= now)
        .order_by(escalations.c.due_at, escalations.c.id)
    )
    return tuple(
        Due(
            id=row.id,
            standing=row.standing,
            receiver=row.receiver,
            after=timedelta(seconds=row.after_seconds),
            at=row.due_at,
            acked=row.acked_at is not None,
            story=replace(row.story, number=row.number),
            article_id=_last_told(connection, row.standing),
        )
        for row in connection.execute(query).all()
    )


def settle_escalation(
    connection: Connection, due: Due, state: EscalationState, now: datetime, notice_id: str | None = None
) -> None:
    """Record what came of it: it is never due again."""
    values = {"state": state, "settled_at": now, "notice_id": notice_id}
    connection.execute(update(escalations).where(escalations.c.id == due.id).values(**values))


def article_of(connection: Connection, article_id: str | None, story_id: str) -> tuple[Analysed, int] | None:
    """Return an article and which of its reports tells a story."""
    query = (
        select(articles.c.analysed, reports.c.n)
        .join_from(articles, reports, reports.c.article_id == articles.c.id)
        .where(articles.c.id == article_id, reports.c.story_id == story_id)
        .order_by(reports.c.n)
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return (row.analysed, row.n) if row else None


def _last_told(connection: Connection, standing: Standing) -> str | None:
    query = (
        select(decisions.c.article_id)
        .where(
            decisions.c.receiver == standing.receiver,
            decisions.c.story_id == standing.story_id,
            decisions.c.kind.in_(_TOLD),
        )
        .order_by(decisions.c.id.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()
