"""Alerts as people look them up: by the story's number and the receiver, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Select, select

from monitor.alerting.standing import Standing
from monitor.store.schema import alerts, decisions, notices, receipts, stories
from monitor.vocabulary import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRow:
    """One alert with what a list shows of its story."""

    id: str
    story_id: str
    story_number: int
    headline: str
    receiver: str
    level: Level
    opened_at: datetime
    updated_at: datetime
    acked_at: datetime | None
    acked_by: str | None
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One notice of an alert, and the answer of each recipient in words."""

    id: str
    n: int
    kind: str
    state: str
    created_at: datetime
    subject: str | None
    receipts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """Why a receiver was told of a story by one article, or was not."""

    at: datetime
    kind: str
    reason: str
    article_id: str


def list_alerts(connection: Connection, *, limit: int, unacked_only: bool = False) -> tuple[AlertRow, ...]:
    """Return alerts, the last changed first."""
    query = _alerts().order_by(alerts.c.updated_at.desc()).limit(limit)
    if unacked_only:
        query = query.where(alerts.c.acked_at.is_(None))
    return _rows(connection, query)


def alerts_called(connection: Connection, name: str) -> tuple[AlertRow, ...]:
    """Return the alerts meant by the start of an id, or by a story's number (`417` or `#417`)."""
    number = name.removeprefix("#")
    if number.isdigit() and len(number) < 8:
        return _rows(connection, _alerts().where(stories.c.number == int(number)))
    if len(name) < 4:  # so that a slip of the finger does not acknowledge everything
        return ()
    return _rows(connection, _alerts().where(alerts.c.id.startswith(name, autoescape=True)))


def notices_of(connection: Connection, alert_id: str) -> tuple[NoticeRow, ...]:
    """Return the messages of an alert in their order."""
    rows = connection.execute(select(notices).where(notices.c.alert_id == alert_id).order_by(notices.c.n)).all()
    return tuple(
        NoticeRow(
            id=row.id,
            n=row.n,
            kind=row.kind,
            state=row.state,
            created_at=row.created_at,
            subject=row.subject,
            receipts=tuple(words for _, words in receipts_of(connection, row.id)),
        )
        for row in rows
    )


def decisions_about(connection: Connection, story_id: str, receiver: str) -> tuple[DecisionRow, ...]:
    """Return every decision for one receiver about one story, in order."""
    query = select(decisions.c.at, decisions.c.kind, decisions.c.reason, decisions.c.article_id).where(
        decisions.c.story_id == story_id, decisions.c.receiver == receiver
    )
    return tuple(
        DecisionRow(at=row.at, kind=row.kind, reason=row.reason, article_id=row.article_id)
        for row in connection.execute(query.order_by(decisions.c.id))
    )


def receipts_of(connection: Connection, notice_id: str) -> tuple[tuple[datetime, str], ...]:
    """Return what each recipient of a notice answered last, and when."""
    rows = connection.execute(select(receipts).where(receipts.c.notice_id == notice_id).order_by(receipts.c.recipient))
    return tuple(
        (row.at, f"{row.recipient}: {row.state}" + (f", {row.code} {row.text}" if row.code else "")) for row in rows
    )


def _alerts() -> Select[tuple[object, ...]]:
    return select(
        alerts.c.id,
        alerts.c.story_id,
        stories.c.number.label("story_number"),
        stories.c.headline,
        alerts.c.receiver,
        alerts.c.level,
        alerts.c.opened_at,
        alerts.c.updated_at,
        alerts.c.acked_at,
        alerts.c.acked_by,
        alerts.c.standing,
    ).join_from(alerts, stories, stories.c.id == alerts.c.story_id)


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[AlertRow, ...]:
    return tuple(
        AlertRow(**{**row._mapping, "level": Level(row.level)})  # noqa: SLF001 - public in SQLAlchemy
        for row in connection.execute(query)
    )
