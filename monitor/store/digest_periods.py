"""The periods of digests: one row for each receiver and period, of which the last is still open.

Closing a period, making its notice and giving it every entry that no digest lists yet is one transaction.
So entries partition by construction, and a period is told once however often its time comes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Connection, func, insert, select, update

from monitor.alerting.changes import between
from monitor.model import Entry, Heard, Story, Withheld
from monitor.store.heard import Span, decided, heard_of, span_of, withheld
from monitor.store.schema import articles, decisions, digests, drops, entries
from monitor.vocabulary import DecisionKind, DropState, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPeriod:
    """The period of a receiver that lasts. What came after these rows belongs to it."""

    id: int
    receiver: str
    starts_at: datetime
    after_drop: int
    after_decision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What an open period holds: counts for the digest's title, health line and reasons."""

    stories: Mapping[Level, int]  # by the level they have now
    withheld: tuple[Withheld, ...]
    decided: Mapping[DecisionKind, int]
    drops: Mapping[DropState, int]
    unread: Mapping[str, int]  # rules that asked for facts nobody could read, by language
    heard_from: frozenset[str]  # sources that gave something


def open_period(connection: Connection, receiver: str) -> OpenPeriod | None:
    """Return the period that lasts, `None` for a receiver that never had one."""
    columns = (digests.c.id, digests.c.receiver, digests.c.starts_at, digests.c.after_drop, digests.c.after_decision)
    query = select(*columns).where(digests.c.receiver == receiver, digests.c.ends_at.is_(None))
    row = connection.execute(query).one_or_none()
    return OpenPeriod(**row._mapping) if row else None  # noqa: SLF001 - public in SQLAlchemy


def not_begun(receiver: str, now: datetime) -> OpenPeriod:
    """Return the period of a receiver that has none yet: everything that no digest lists."""
    return OpenPeriod(id=0, receiver=receiver, starts_at=now, after_drop=0, after_decision=0)


def begin_period(connection: Connection, receiver: str, at: datetime, like: OpenPeriod | None = None) -> None:
    """Open a receiver's next period; with `like` it also tells what that one would have told.

    A start that was used before (a clock was set back) moves by microseconds: it is a name, not a measure.
    """
    while connection.execute(select(digests.c.id).where(*_called(receiver, at))).first():
        at += timedelta(microseconds=1)
    row = {
        "receiver": receiver,
        "starts_at": at,
        "after_drop": like.after_drop if like else _highest(connection, drops.c.id),
        "after_decision": like.after_decision if like else _highest(connection, decisions.c.id),
    }
    connection.execute(insert(digests), row)


def begin_again(connection: Connection, period: OpenPeriod, at: datetime) -> None:
    """Let an open period begin earlier: a clock that was wrong had put its start far ahead."""
    connection.execute(update(digests).where(digests.c.id == period.id).values(starts_at=at))


def close_period(
    connection: Connection, period: OpenPeriod, ends_at: datetime, now: datetime, notice_id: str | None
) -> None:
    """Close a period, and give its notice every entry of the receiver that no digest lists."""
    closed = {"ends_at": ends_at, "made_at": now, "notice_id": notice_id}
    connection.execute(update(digests).where(digests.c.id == period.id).values(**closed))
    if notice_id:
        unlisted = (entries.c.receiver == period.receiver, entries.c.digest_id.is_(None))
        connection.execute(update(entries).where(*unlisted).values(digest_id=notice_id))


def gathered(connection: Connection, period: OpenPeriod) -> Gathered:
    """Count what an open period holds."""
    span = Span(receiver=period.receiver, after=period.after_decision)
    since_drop = drops.c.id > period.after_drop
    by_state = connection.execute(select(drops.c.state, func.count()).where(since_drop).group_by(drops.c.state))
    sources = connection.scalars(select(drops.c.source).where(since_drop).distinct())
    return Gathered(
        stories=_stories_by_level(connection, period.receiver),
        withheld=withheld(connection, span),
        decided=decided(connection, span),
        drops={DropState(state): count for state, count in by_state},
        unread=_unread(connection, period),
        heard_from=frozenset(sources),
    )


def listed(connection: Connection, receiver: str, notice_id: str | None) -> tuple[Entry, ...]:
    """Return what a digest lists, or with `None` what the next one would: each story once, as it stood last.

    Its changes are those since the digest that listed it before; a story that is new has none. What was
    decided on the way, and was told or not, stands beside it.
    """
    told = entries.c.digest_id == notice_id if notice_id else entries.c.digest_id.is_(None)
    query = select(entries.c.id, entries.c.story_id, entries.c.entry)
    rows = connection.execute(query.where(entries.c.receiver == receiver, told).order_by(entries.c.id)).all()
    latest: dict[str, Entry] = {row.story_id: row.entry for row in rows}
    before = _stories_before(connection, receiver, rows[0].id, tuple(latest)) if rows else {}
    heard = heard_of(connection, span_of(connection, receiver, notice_id)) if rows else {}
    return tuple(
        _with_history(entry, before.get(story_id), heard.get(story_id, ())) for story_id, entry in latest.items()
    )


def _with_history(entry: Entry, before: Before | None, heard: tuple[Heard, ...]) -> Entry:
    if before is None:
        return replace(entry, changes=(), heard=heard)
    return replace(entry, changes=between(before.story, entry.story), digested_at=before.at, heard=heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A story as the last digest that listed it told it, and when that was due."""

    story: Story
    at: datetime


_MANY = 500  # names in one question; SQLite takes 32,766


def _stories_before(
    connection: Connection, receiver: str, first_id: int, story_ids: tuple[str, ...]
) -> dict[str, Before]:
    """Return the stories as an earlier digest listed them last."""
    found: dict[str, Before] = {}
    for n in range(0, len(story_ids), _MANY):
        theirs = (
            select(func.max(entries.c.id))
            .where(
                entries.c.receiver == receiver,
                entries.c.id < first_id,
                entries.c.digest_id.is_not(None),
                entries.c.story_id.in_(story_ids[n : n + _MANY]),
            )
            .group_by(entries.c.story_id)
        )
        query = (
            select(entries.c.story_id, entries.c.entry, digests.c.ends_at)
            .join_from(entries, digests, digests.c.notice_id == entries.c.digest_id)
            .where(entries.c.id.in_(theirs))
        )
        rows = connection.execute(query)
        found |= {row.story_id: Before(story=row.entry.story, at=row.ends_at) for row in rows}
    return found


def _stories_by_level(connection: Connection, receiver: str) -> dict[Level, int]:
    unlisted = (entries.c.receiver == receiver, entries.c.digest_id.is_(None))
    latest = select(func.max(entries.c.id)).where(*unlisted).group_by(entries.c.story_id)
    query = select(entries.c.level, func.count()).where(entries.c.id.in_(latest)).group_by(entries.c.level)
    return {Level(level): count for level, count in connection.execute(query)}


def _called(receiver: str, starts_at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (digests.c.receiver == receiver, digests.c.starts_at == starts_at)


def _highest(connection: Connection, column: Column[int]) -> int:
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one())


def _unread(connection: Connection, period: OpenPeriod) -> dict[str, int]:
    """Count, by language, rules that failed for unread facts alone, in what was decided since the last digest."""
    told = (digests.c.receiver == period.receiver, digests.c.notice_id.is_not(None))
    last_told_at = connection.execute(select(func.max(digests.c.made_at)).where(*told)).scalar()
    at = articles.c.decided_at
    fresh = at > last_told_at if last_told_at else at >= period.starts_at
    query = (
        select(articles.c.language, func.sum(articles.c.unread))
        .where(fresh, articles.c.unread > 0)
        .group_by(articles.c.language)
        .order_by(articles.c.language)
    )
    return {language: int(count) for language, count in connection.execute(query)}
