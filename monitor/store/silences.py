"""Silences as rows: made and ended by instructions, asked by the desk, and never forgotten by a restart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import Connection, bindparam, func, insert, select, update

from monitor.alerting.silences import Silence
from monitor.store.schema import entries, silences


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRow:
    """A silence, how many notices it withheld, and who ended it before its time."""

    silence: Silence
    made_at: datetime
    expired_by: str | None
    suppressed: int


_ASKED = TypeAdapter(Silence)


def silence_request(silence: Silence) -> str:
    """Write a silence as an instruction's target."""
    return _ASKED.dump_json(silence).decode()


def silence_asked_for(target: str) -> Silence:
    """Read it back.

    Raises:
        ValueError: this is none.
    """
    return _ASKED.validate_json(target)


def add_silence(connection: Connection, silence: Silence, now: datetime) -> Silence:
    """Store a silence; return it with its number."""
    row = {"silence": silence, "starts_at": silence.starts_at, "ends_at": silence.ends_at, "made_at": now}
    number = int(connection.execute(insert(silences).returning(silences.c.id), row).scalar_one())
    return replace(silence, id=number)


def silences_in_force(connection: Connection, now: datetime) -> tuple[Silence, ...]:
    """Return what is silenced at a moment."""
    rows = connection.execute(_IN_FORCE, {"now": now})
    return tuple(replace(row.silence, id=row.id) for row in rows)


_IN_FORCE = (
    select(silences.c.id, silences.c.silence)
    .where(silences.c.ends_at > bindparam("now"), silences.c.starts_at <= bindparam("now"))
    .order_by(silences.c.id)
)


def list_silences(connection: Connection, now: datetime, *, ended: bool = False) -> tuple[SilenceRow, ...]:
    """Return the silences that are not over, in the order they were made; with `ended` all of them."""
    suppressed = (
        select(func.count()).select_from(entries).where(entries.c.silence_id == silences.c.id).scalar_subquery()
    )
    query = select(silences, suppressed.label("suppressed")).order_by(silences.c.id)
    rows = connection.execute(query if ended else query.where(silences.c.ends_at > now))
    return tuple(
        SilenceRow(
            silence=replace(row.silence, id=row.id),
            made_at=row.made_at,
            expired_by=row.expired_by,
            suppressed=row.suppressed,
        )
        for row in rows
    )


def expire_silence(connection: Connection, number: int, who: str, now: datetime) -> Silence | None:
    """End a silence now, before its time; `None` when there is none of that number that is not over."""
    query = select(silences.c.silence).where(silences.c.id == number, silences.c.ends_at > now)
    found = connection.execute(query).scalar()
    if found is None:
        return None
    ended: Silence = replace(found, id=number, starts_at=min(found.starts_at, now), ends_at=now)
    values = {"silence": ended, "starts_at": ended.starts_at, "ends_at": now, "expired_by": who}
    connection.execute(update(silences).where(silences.c.id == number).values(**values))
    return ended
