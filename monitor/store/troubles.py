"""What the operator must hear: each cause counted, told once, told again when it goes on for an hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, or_, select, update

from monitor.store.schema import notices, troubles
from monitor.store.statements import insert_once
from monitor.vocabulary import NoticeKind

AGAIN = timedelta(hours=1)
"""A cause that goes on is told again with its new count after this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One cause and how often it came; `about` is the receiver that fails, if it is about one."""

    cause: str
    text: str
    about: str | None = None
    count: int = 1
    first_at: datetime
    last_at: datetime


def record_trouble(connection: Connection, cause: str, text: str, now: datetime, *, about: str | None = None) -> None:
    """Count one more occurrence of a cause (a stable word, like `dead_letter:desk`)."""
    row = {"cause": cause, "text": text, "about": about, "count": 0, "first_at": now, "last_at": now}
    insert_once(connection, troubles, [row])
    connection.execute(
        update(troubles)
        .where(troubles.c.cause == cause)
        .values(count=troubles.c.count + 1, text=text, about=about, last_at=now)
    )


def untold_troubles(connection: Connection, now: datetime) -> tuple[Trouble, ...]:
    """Return the causes that no notice has told, or that went on for an hour since."""
    may_be_told = or_(troubles.c.told_at.is_(None), troubles.c.told_at <= now - AGAIN)
    rows = connection.execute(
        select(troubles).where(troubles.c.count > troubles.c.told, may_be_told).order_by(troubles.c.first_at)
    )
    return tuple(
        Trouble(
            cause=row.cause,
            text=row.text,
            about=row.about,
            count=row.count - row.told,
            first_at=row.first_at,
            last_at=row.last_at,
        )
        for row in rows
    )


def mark_told(connection: Connection, causes: Iterable[str], now: datetime) -> None:
    """Record that a notice tells these causes up to now."""
    connection.execute(
        update(troubles).where(troubles.c.cause.in_(list(causes))).values(told=troubles.c.count, told_at=now)
    )


def operator_notices_since(connection: Connection, since: datetime) -> int:
    """Count the operator's notices, for their limit."""
    query = select(func.count()).where(notices.c.kind == NoticeKind.OPERATOR, notices.c.created_at > since)
    return int(connection.execute(query).scalar_one())
