"""Single facts about the store itself: the catch-up at first start, clean stops, free-form marks."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from monitor.store.schema import drops, meta
from monitor.store.statements import upsert

CATCH_UP_FILES = 200
"""More files than this at the first start are a backlog, not news (docs/contracts.md 6.2)."""

LONG_STOP, BACKLOG_FILES = timedelta(minutes=10), 10
"""After a stop of at least so long, more files than this are a backlog; a restart for an upgrade makes none."""

_CATCH_UP = "catch_up"
_AFTER_STOP = "catch_up_after_stop"
_STOPPED = "stopped_in_order"


def get_mark(connection: Connection, key: str) -> str | None:
    """Return a mark, `None` when it is not set."""
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()


def set_mark(connection: Connection, key: str, value: str | None) -> None:
    """Set a mark, or take it away with `None`."""
    if value is None:
        connection.execute(delete(meta).where(meta.c.key == key))
    else:
        upsert(connection, meta, {"key": key, "value": value}, key="key")


def begin_catch_up_when_due(connection: Connection, files: int, *, stopped_for: timedelta | None = None) -> bool:
    """At start, before the first claim: begin the catch-up when the `files` that wait are a backlog.

    They are at the first start (no drop is known) or after a stop in order, which lasted `stopped_for`. Drops that
    are claimed until `end_catch_up` belong to it. Returns whether it is running (a catch-up that a restart
    interrupted goes on). A crash is no stop: what waits then is news of this minute.
    """
    nothing_yet = connection.execute(select(drops.c.id).limit(1)).scalar() is None
    most = BACKLOG_FILES if not nothing_yet and stopped_for and stopped_for >= LONG_STOP else CATCH_UP_FILES
    if (nothing_yet or stopped_for is not None) and files > most:
        set_mark(connection, _CATCH_UP, "running")
        set_mark(connection, _AFTER_STOP, None if nothing_yet else "yes")
    return catch_up_is_running(connection)


def catch_up_is_after_stop(connection: Connection) -> bool:
    """Whether the catch-up is of what came while the daemon was stopped: late news, not the past."""
    return get_mark(connection, _AFTER_STOP) is not None


def note_stop(connection: Connection, now: datetime) -> None:
    """Remember that a person stopped the daemon in order, and when."""
    set_mark(connection, _STOPPED, now.isoformat())


def take_stop(connection: Connection, now: datetime) -> timedelta | None:
    """At start: say how long ago the daemon was stopped in order, `None` when it was not, and forget it."""
    stopped = get_mark(connection, _STOPPED)
    set_mark(connection, _STOPPED, None)
    if stopped is None:
        return None
    # stores of former versions did not keep when; a clock that was set back makes no negative stop
    return max(timedelta(0), now - datetime.fromisoformat(stopped)) if stopped != "yes" else timedelta(0)


def catch_up_is_running(connection: Connection) -> bool:
    """Whether drops that are claimed now belong to the catch-up."""
    return get_mark(connection, _CATCH_UP) == "running"


def end_catch_up(connection: Connection) -> None:
    """Everything that lay there at the start is claimed: what comes now is news."""
    if catch_up_is_running(connection):
        set_mark(connection, _CATCH_UP, "ended")
