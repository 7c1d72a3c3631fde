"""Single facts about the store itself: the catch-up at first start, clean stops, free-form marks."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select

from monitor.store.schema import drops, meta
from monitor.store.statements import upsert

CATCH_UP_FILES = 200
"""More files than this at the first start are a backlog, not news (docs/contracts.md 6.2)."""

_CATCH_UP = "catch_up"


def get_mark(connection: Connection, key: str) -> str | None:
    """Return a mark, `None` when it is not set."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_mark(connection: Connection, key: str, value: str | None) -> None:
    """Set a mark, or take it away with `None`."""
    if value is None:
        connection.execute(delete(meta).where(meta.c.key == key))
    else:
        upsert(connection, meta, {"key": key, "value": value}, key="key")


def begin_catch_up_when_due(connection: Connection, files: int) -> bool:
    """At start, before the first claim: begin the catch-up when no drop is known and `files` wait.

    Drops that are claimed until `end_catch_up` belong to it. Returns whether it is running (a catch-up
    that a restart interrupted goes on).
    """
    nothing_yet = connection.execute(select(drops.c.id).limit(1)).scalar() is None
    if nothing_yet and files > CATCH_UP_FILES:
        set_mark(connection, _CATCH_UP, "running")
    return catch_up_is_running(connection)


def catch_up_is_running(connection: Connection) -> bool:
    """Whether drops that are claimed now belong to the catch-up."""
    return get_mark(connection, _CATCH_UP) == "running"


def end_catch_up(connection: Connection) -> None:
    """Everything that lay there at the first start is claimed: what comes now is news."""
    if catch_up_is_running(connection):
        set_mark(connection, _CATCH_UP, "ended")
