"""The health of receivers: what keeps a queue waiting, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from monitor.store.schema import receivers
from monitor.store.statements import upsert


class Health(StrEnum):
    """How a receiver's channel is."""

    OK = "ok"
    FAILING = "failing"  # notices wait for another attempt
    PARKED = "parked"  # its configuration or its server's is at fault: the queue waits
    DISABLED = "disabled"  # the far side asked for nothing more (410): a person must take it up again


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiverHealth:
    """One receiver's health; `retry_at` is when a parked one is tried with one batch."""

    name: str
    health: Health
    since: datetime
    reason: str = ""
    retry_at: datetime | None = None


def health_of(connection: Connection) -> dict[str, ReceiverHealth]:
    """Return the health of every receiver that was ever tried."""
    rows = connection.execute(select(receivers))
    return {
        row.name: ReceiverHealth(
            name=row.name, health=Health(row.health), since=row.since, reason=row.reason, retry_at=row.retry_at
        )
        for row in rows
    }


def set_health(connection: Connection, now_is: ReceiverHealth) -> bool:
    """Record a receiver's health; `since` stays while it does not change. Returns whether it changed."""
    before = health_of(connection).get(now_is.name)
    changed = before is None or before.health is not now_is.health
    row = {
        "name": now_is.name,
        "health": now_is.health,
        "since": now_is.since if before is None or changed else before.since,
        "reason": now_is.reason,
        "retry_at": now_is.retry_at,
    }
    upsert(connection, receivers, row, key="name")
    return changed and not (before is None and now_is.health is Health.OK)


def take_up_again(connection: Connection, names: list[str], now: datetime) -> None:
    """Try parked receivers at once: their configuration was read anew, or a person said so."""
    for name, health in health_of(connection).items():
        if name in names and health.health in (Health.PARKED, Health.DISABLED):
            set_health(connection, ReceiverHealth(name=name, health=Health.FAILING, since=now, reason=health.reason))
