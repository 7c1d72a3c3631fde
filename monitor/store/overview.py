"""What `status`, the metrics and the health line show: counts and the oldest of what waits, in one snapshot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, func, select

from monitor.store.meta import catch_up_is_running, get_mark
from monitor.store.over_time import Counting, countings
from monitor.store.receivers import ReceiverHealth, health_of
from monitor.store.rule_sets import InForce, rule_set_in_force
from monitor.store.schema import articles, drops, notices, stories
from monitor.vocabulary import DropState, NoticeState

DAEMON = "daemon"
"""The mark under which the daemon leaves what it knows of itself (JSON), for `status`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How things stand. Counts are of all that is kept; `since` limits only what is said to be recent."""

    drops: Mapping[DropState, int]
    duplicates: int
    oldest_waiting_at: datetime | None  # the oldest drop without an end
    last_drop_at: datetime | None
    articles_pending: int
    articles_failed: int  # since `since`: a bug set them aside
    rules_unread: int  # since `since`: rules that failed only for facts nobody could read
    unread_languages: Mapping[str, int]
    stories: int
    notices: Mapping[NoticeState, int]
    waiting_by_receiver: Mapping[str, int]
    dead_by_receiver: Mapping[str, int]
    oldest_due_at: datetime | None  # the pending notice that is due the longest
    receivers: Mapping[str, ReceiverHealth]
    in_force: InForce | None
    catching_up: bool
    daemon: str | None
    countings: tuple[Counting, ...] = ()  # of every rule over time that was ever in force


def overview(connection: Connection, since: datetime) -> Overview:
    """Count everything once; `since` is the start of what counts as recent."""
    recent = articles.c.received_at >= since
    unread = _counts(connection, articles, articles.c.language, recent & (articles.c.unread > 0))
    return Overview(
        drops={DropState(state): count for state, count in _counts(connection, drops, drops.c.state).items()},
        duplicates=connection.scalar(select(func.count()).where(drops.c.duplicate_of.is_not(None))) or 0,
        oldest_waiting_at=connection.scalar(
            select(func.min(drops.c.received_at)).where(drops.c.state == DropState.WAITING)
        ),
        last_drop_at=connection.scalar(select(func.max(drops.c.received_at))),
        articles_pending=connection.scalar(select(func.count()).where(articles.c.state == "pending")) or 0,
        articles_failed=connection.scalar(select(func.count()).where(articles.c.state == "failed", recent)) or 0,
        rules_unread=connection.scalar(select(func.sum(articles.c.unread)).where(recent)) or 0,
        unread_languages=unread,
        stories=connection.scalar(select(func.count()).where(stories.c.alias_of.is_(None))) or 0,
        notices={NoticeState(state): count for state, count in _counts(connection, notices, notices.c.state).items()},
        waiting_by_receiver=_counts(connection, notices, notices.c.receiver, notices.c.state == NoticeState.PENDING),
        dead_by_receiver=_counts(connection, notices, notices.c.receiver, notices.c.state == NoticeState.DEAD),
        oldest_due_at=connection.scalar(
            select(func.min(notices.c.due_at)).where(notices.c.state == NoticeState.PENDING)
        ),
        receivers=health_of(connection),
        in_force=rule_set_in_force(connection),
        catching_up=catch_up_is_running(connection),
        daemon=get_mark(connection, DAEMON),
        countings=countings(connection),
    )


def _counts(
    connection: Connection, table: Table, column: Column[Any], where: ColumnElement[bool] | None = None
) -> dict[str, int]:
    query = select(column, func.count()).select_from(table).group_by(column).order_by(column)
    rows = connection.execute(query if where is None else query.where(where))
    return {str(value): int(count) for value, count in rows}
