"""What rules over time count: occurrences, the episodes that were told of, and since when each rule counts.

An occurrence is written in the transaction that decides its article, once for each rule, key and
article: after a crash, a replay or a second decision there is still one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from monitor.model import Analysed, Story
from monitor.rules.over_time_counting import Key, Occurrence
from monitor.store.desk import save_story
from monitor.store.schema import articles, counted_rules, drops, episodes, occurrences, stories
from monitor.store.statements import insert_once
from monitor.vocabulary import DropState


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One rule as it is counted: its id, and the meaning under which its occurrences stand."""

    rule_id: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """What was told as one thing. `ended_at` is set when a silence is over."""

    id: int
    story_id: str
    first_at: datetime
    last_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How far an episode reaches; one that `lasts` is not over."""

    first: datetime
    last: datetime
    lasts: bool = False


# --- counting -----------------------------------------------------------------------------------


def begin_counting(connection: Connection, counted: Collection[Counted], now: datetime) -> None:
    """Note since when rules count; one that counts already goes on."""
    rows = [{"rule_id": one.rule_id, "meaning": one.meaning, "since": now} for one in counted]
    insert_once(connection, counted_rules, rows)


def counting_since(connection: Connection, counted: Counted) -> datetime | None:
    """Return since when a rule counts, `None` before it does."""
    query = select(counted_rules.c.since).where(*is_of(counted_rules, counted))
    return connection.execute(query).scalar()


def add_late(connection: Connection, counted: Counted) -> None:
    """Note that an article came too late to be counted."""
    late = update(counted_rules).where(*is_of(counted_rules, counted))
    connection.execute(late.values(late=counted_rules.c.late + 1))


def add_occurrence(connection: Connection, counted: Counted, key: Key, one: Occurrence) -> None:
    """Count an article under a key; one that is counted already stays as it is."""
    row = {
        "rule_id": counted.rule_id,
        "meaning": counted.meaning,
        "key": key.id,
        "name": key.name,
        "article_id": one.article_id,
        "at": one.at,
        "source": one.source,
        "witness": one.witness,
        "revised": one.revised,
    }
    insert_once(connection, occurrences, [row])


def join_counts(connection: Connection, gone_id: str, kept_id: str) -> None:
    """Let what was counted of a merged story go on under the other; an article that told both counts once."""
    theirs = occurrences.alias()
    same = and_(*(theirs.c[name] == occurrences.c[name] for name in ("rule_id", "meaning", "article_id")))
    twice = exists().where(same, theirs.c.key == kept_id)
    connection.execute(update(occurrences).where(occurrences.c.key == gone_id, ~twice).values(key=kept_id))


def occurrences_between(
    connection: Connection, counted: Counted, key: Key, after: datetime, before: datetime
) -> tuple[Occurrence, ...]:
    """Return what was counted under a key after one moment and before another, in the order of their times."""
    columns = (occurrences.c[name] for name in ("article_id", "at", "source", "witness", "revised"))
    query = select(*columns).where(
        *is_of(occurrences, counted),
        occurrences.c.key == key.id,
        occurrences.c.at > after,
        occurrences.c.at < before,
    )
    rows = connection.execute(query.order_by(occurrences.c.at, occurrences.c.id))
    return tuple(Occurrence(**row._mapping) for row in rows)  # noqa: SLF001 - public in SQLAlchemy


def keys_counted(connection: Connection, counted: Counted) -> dict[Key, datetime]:
    """Return the keys that a rule has seen, and when each was first seen."""
    query = (
        select(occurrences.c.key, func.max(occurrences.c.name), func.min(occurrences.c.at))
        .where(*is_of(occurrences, counted))
        .group_by(occurrences.c.key)
        .order_by(occurrences.c.key)
    )
    return {Key(id=key, name=name): first for key, name, first in connection.execute(query)}


def count_after(connection: Connection, counted: Counted, key: Key, after: datetime) -> int:
    """Count what came under a key after a moment: also what a clock that was set back calls the future."""
    query = select(func.count()).where(
        *is_of(occurrences, counted), occurrences.c.key == key.id, occurrences.c.at > after
    )
    return int(connection.execute(query).scalar() or 0)


def last_times(connection: Connection, counted: Counted, key: Key, limit: int) -> list[datetime]:
    """Return when the last occurrences of a key were, in their order."""
    query = select(occurrences.c.at).where(*is_of(occurrences, counted), occurrences.c.key == key.id)
    return sorted(connection.scalars(query.order_by(occurrences.c.at.desc()).limit(limit)))


def last_article(connection: Connection, counted: Counted, key: Key) -> Analysed | None:
    """Return the last article that was counted under a key, as far as it is kept."""
    query = (
        select(articles.c.analysed)
        .join_from(occurrences, articles, articles.c.id == occurrences.c.article_id)
        .where(*is_of(occurrences, counted), occurrences.c.key == key.id)
        .order_by(occurrences.c.at.desc())
        .limit(1)
    )
    return connection.execute(query).scalar()


def articles_with(connection: Connection, ids: Collection[str]) -> tuple[Analysed, ...]:
    """Return articles by their ids, the newest first."""
    query = select(articles.c.analysed).where(articles.c.id.in_(list(ids)))
    return tuple(connection.scalars(query.order_by(articles.c.effective_at.desc(), articles.c.seq.desc())))


def something_waits(connection: Connection) -> bool:
    """Whether a file or an article is not decided yet: nobody can say then what did not come."""
    drop = select(drops.c.id).where(drops.c.state == DropState.WAITING).limit(1)
    article = select(articles.c.seq).where(articles.c.state == "pending").limit(1)
    return any(connection.execute(query).first() is not None for query in (drop, article))


# --- what was told ------------------------------------------------------------------------------


def episode_over(connection: Connection, counted: Counted, key: Key, first: datetime, last: datetime) -> Episode | None:
    """Return the episode of a key that overlaps a span of time, the latest of several."""
    query = _episodes(counted, key).where(episodes.c.first_at <= last, episodes.c.last_at >= first)
    return _episode(connection, query)


def open_episode(connection: Connection, counted: Counted, key: Key) -> Episode | None:
    """Return the silence of a key that is not over."""
    return _episode(connection, _episodes(counted, key).where(episodes.c.ended_at.is_(None)))


def add_episode(connection: Connection, counted: Counted, key: Key, story: Story, span: Span) -> int:
    """Keep an episode and the story that tells of it; return the story's number. A silence lasts until it is ended."""
    number = save_story(connection, story)
    connection.execute(update(stories).where(stories.c.number == number).values(watch=counted.rule_id))
    row = {"rule_id": counted.rule_id, "meaning": counted.meaning, "key": key.id, "story_id": story.id}
    reach = {"first_at": span.first, "last_at": span.last, "ended_at": None if span.lasts else span.last}
    connection.execute(episodes.insert().values(**row, **reach))
    return number


def stretch_episode(connection: Connection, episode: Episode, first: datetime, last: datetime) -> None:
    """Let an episode reach over a further window."""
    reach = {"first_at": min(first, episode.first_at), "last_at": max(last, episode.last_at)}
    connection.execute(update(episodes).where(episodes.c.id == episode.id).values(**reach))


def end_episode(connection: Connection, episode: Episode, now: datetime) -> None:
    """Note that a silence is over."""
    connection.execute(update(episodes).where(episodes.c.id == episode.id).values(ended_at=now, last_at=now))


def story_of_episode(connection: Connection, episode: Episode) -> tuple[int, Story] | None:
    """Return the story that tells of an episode with its number, `None` when it was pruned."""
    query = select(stories.c.number, stories.c.story).where(stories.c.id == episode.story_id)
    row = connection.execute(query).first()
    return (row.number, row.story) if row else None


def _episodes(counted: Counted, key: Key) -> Select[Any]:
    columns = (episodes.c[name] for name in ("id", "story_id", "first_at", "last_at", "ended_at"))
    return (
        select(*columns)
        .where(*is_of(episodes, counted), episodes.c.key == key.id)
        .order_by(episodes.c.last_at.desc())
        .limit(1)
    )


def _episode(connection: Connection, query: Select[Any]) -> Episode | None:
    row = connection.execute(query).first()
    return Episode(**row._mapping) if row else None  # noqa: SLF001 - public in SQLAlchemy


# --- what is needed no more ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept of one rule: all that windows reach, and of each key the last occurrence for longer."""

    counted: Counted
    windows_from: datetime
    keys_from: datetime


def forget(connection: Connection, kept: Sequence[Kept], others_before: datetime) -> None:
    """Take away what is needed no more: of each rule in force, and of those that are not."""
    later = occurrences.alias()
    same_key = and_(*(later.c[name] == occurrences.c[name] for name in ("rule_id", "meaning", "key")))
    is_last = ~exists().where(same_key, later.c.at > occurrences.c.at)
    for one in kept:
        old = occurrences.c.at < one.windows_from, or_(occurrences.c.at < one.keys_from, ~is_last)
        connection.execute(delete(occurrences).where(*is_of(occurrences, one.counted), *old))
        over = episodes.c.last_at < one.windows_from, episodes.c.ended_at.is_not(None)
        connection.execute(delete(episodes).where(*is_of(episodes, one.counted), *over))
    known = [(one.counted.rule_id, one.counted.meaning) for one in kept]
    for table, at in ((occurrences, occurrences.c.at), (episodes, episodes.c.last_at)):
        stale = tuple_(table.c.rule_id, table.c.meaning).not_in(known)
        connection.execute(delete(table).where(stale, at < others_before))


# --- how counting stands ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """How the counting of one rule stands, for `status`."""

    rule_id: str
    meaning: str
    since: datetime
    late: int
    occurrences: int


def countings(connection: Connection) -> tuple[Counting, ...]:
    """Return how every rule stands that ever counted, in order."""
    same = (occurrences.c.rule_id == counted_rules.c.rule_id) & (occurrences.c.meaning == counted_rules.c.meaning)
    found = func.count(occurrences.c.id).label("occurrences")
    columns = (counted_rules.c.rule_id, counted_rules.c.meaning, counted_rules.c.since, counted_rules.c.late)
    query = select(*columns, found).outerjoin_from(counted_rules, occurrences, same).group_by(*columns)
    rows = connection.execute(query.order_by(counted_rules.c.rule_id, counted_rules.c.since))
    return tuple(Counting(**row._mapping) for row in rows)  # noqa: SLF001 - public in SQLAlchemy


def is_of(table: Table, counted: Counted) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions under which a row of a table belongs to a rule as it is counted."""
    return table.c.rule_id == counted.rule_id, table.c.meaning == counted.meaning
