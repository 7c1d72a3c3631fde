"""Rows that retention takes are counted as they go; and what must stay, whichever step asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, exists, func, or_

from monitor.store.schema import notices, pruned, receipts, stories
from monitor.store.statements import add_count
from monitor.vocabulary import NoticeState

BATCH = 200
"""Stories or files a transaction: short enough that a kill costs little, long enough that syncs do not count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is older goes. A story that changed after `live_since` stays whole, however old its articles are."""

    articles_before: datetime
    notices_before: datetime
    live_since: datetime
    digest_receivers: frozenset[str]  # their entries wait until a digest lists them
    quarantine: bool = False  # quarantined files too


Taken = Counter[str]
"""How many rows went, by table."""


class Taking:
    """Deletes rows and counts them in the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.taken: Taken = Counter()

    def rows(
        self,
        table: Table,
        which: ColumnElement[bool],
        receiver: Column[str] | None = None,
        state: Column[str] | None = None,
    ) -> None:
        """Take rows away, counted by receiver and by state or kind where they have such."""
        key = next(iter(table.primary_key.columns))
        shown = [column for column in (receiver, state) if column is not None]
        gone = self.connection.execute(delete(table).where(which).returning(key, *shown)).mappings().all()
        counted = Counter(
            ("" if receiver is None else row[receiver.name], "" if state is None else row[state.name]) for row in gone
        )
        for (name, kind), count in counted.items():
            add_count(self.connection, pruned, {"what": table.name, "receiver": name, "state": kind}, count)
        if gone:
            self.taken[table.name] += len(gone)


def take_messages(taking: Taking, ids: Collection[str]) -> None:
    """Take messages away, with what became of each recipient's."""
    taking.rows(receipts, receipts.c.notice_id.in_(ids))
    taking.rows(notices, notices.c.id.in_(ids), notices.c.receiver, notices.c.kind)


def is_open_or_young(before: datetime) -> ColumnElement[bool]:
    """Whether a message is still to be sent, or was settled since."""
    young = func.coalesce(notices.c.settled_at, notices.c.created_at) >= before
    return or_(notices.c.state == NoticeState.PENDING, young)


def is_last_message() -> ColumnElement[bool]:
    """Whether a message is its receiver's last: from there on is counted what was withheld."""
    later = notices.alias("later")
    return ~exists().where(later.c.receiver == notices.c.receiver, later.c.created_at > notices.c.created_at)


def is_alias_of_live(limits: Limits) -> ColumnElement[bool]:
    """Whether a story was merged into one that lives: its number must go on leading there."""
    kept = stories.alias("kept")
    return exists().where(kept.c.id == stories.c.alias_of, kept.c.updated_at >= limits.live_since)


def told_before(limits: Limits) -> datetime:
    """Return since when a story must not have changed for what was told of it to go."""
    return min(limits.notices_before, limits.live_since)
