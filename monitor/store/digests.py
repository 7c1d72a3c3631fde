"""Summaries and digests: entries that wait, and the notice they are assigned to.

Making one assigns every waiting entry of a receiver in the transaction that creates its row, so entries
partition by construction: each is listed in exactly one summary and exactly one digest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, select, update

from monitor.store.meta import get_mark
from monitor.store.schema import articles, drops, entries, notices
from monitor.vocabulary import DecisionKind, DropState, Level, NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntries:
    """What waits for a receiver's next summary. `key` is the summary's identity.

    It names the moment and a story, not a row: in a store made anew row 1 is another entry, and a mail
    server that has seen the Message-ID would drop the new summary.
    """

    receiver: str
    stories: int
    key: str
    levels: tuple[Level, ...]
    first_at: datetime
    last_summary_at: datetime | None


def waiting_for_summary(connection: Connection, *, catch_up: bool) -> tuple[WaitingEntries, ...]:
    """Return, by receiver, the folded entries that no summary lists yet; those of the catch-up apart."""
    query = (
        select(
            entries.c.receiver,
            func.count(entries.c.story_id.distinct()).label("stories"),
            func.min(entries.c.story_id).label("first_story"),
            func.min(entries.c.at).label("first_at"),
        )
        .where(_unlisted(catch_up=catch_up))
        .group_by(entries.c.receiver)
        .order_by(entries.c.receiver)
    )
    return tuple(
        WaitingEntries(
            receiver=row.receiver,
            stories=row.stories,
            first_at=row.first_at,
            key=f"{row.first_at.isoformat()}\n{row.first_story}\n{'catch-up' if catch_up else 'limit'}",
            levels=_levels(connection, row.receiver, catch_up=catch_up),
            last_summary_at=_last_summary_at(connection, row.receiver),
        )
        for row in connection.execute(query).all()
    )


def assign_to_summary(connection: Connection, receiver: str, notice_id: str, *, catch_up: bool) -> int:
    """Assign a receiver's waiting entries to the summary that lists them; return how many."""
    query = update(entries).where(entries.c.receiver == receiver, _unlisted(catch_up=catch_up))
    return len(connection.execute(query.values(summary_id=notice_id).returning(entries.c.id)).all())


def waits_for_summary(connection: Connection, receiver: str, story_id: str) -> bool:
    """Whether something about a story waits for the receiver's next summary."""
    query = select(entries.c.id).where(_waiting_of(receiver, story_id)).limit(1)
    return connection.execute(query).first() is not None


def tell_waiting_by(connection: Connection, notice_id: str, receiver: str, story_id: str) -> None:
    """Let a notice tell what a summary would have listed of its story.

    Otherwise the summary would come after it with figures that are older than the notice's.
    """
    connection.execute(update(entries).where(_waiting_of(receiver, story_id)).values(summary_id=notice_id))


def _waiting_of(receiver: str, story_id: str) -> ColumnElement[bool]:
    return and_(
        entries.c.receiver == receiver,
        entries.c.story_id == story_id,
        entries.c.kind == DecisionKind.FOLDED,
        entries.c.summary_id.is_(None),
    )


def catch_up_is_over(connection: Connection) -> bool:
    """Whether everything that lay in the inbox at the first start is claimed, analysed and decided."""
    if get_mark(connection, "catch_up") != "ended":
        return False
    waiting = select(drops.c.id).where(drops.c.catch_up.is_(True), drops.c.state == DropState.WAITING)
    pending = (
        select(articles.c.seq)
        .join_from(articles, drops)
        .where(drops.c.catch_up.is_(True), articles.c.state == "pending")
    )
    return not any(connection.execute(query.limit(1)).first() for query in (waiting, pending))


def _unlisted(*, catch_up: bool) -> ColumnElement[bool]:
    return and_(entries.c.kind == DecisionKind.FOLDED, entries.c.summary_id.is_(None), entries.c.catch_up.is_(catch_up))


def _levels(connection: Connection, receiver: str, *, catch_up: bool) -> tuple[Level, ...]:
    query = select(entries.c.level).where(entries.c.receiver == receiver, _unlisted(catch_up=catch_up)).distinct()
    return tuple(Level(level) for level in connection.scalars(query))


def _last_summary_at(connection: Connection, receiver: str) -> datetime | None:
    query = select(func.max(notices.c.created_at)).where(
        notices.c.receiver == receiver, notices.c.kind == NoticeKind.SUMMARY
    )
    return connection.execute(query).scalar()
