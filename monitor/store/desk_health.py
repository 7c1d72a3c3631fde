"""What a digest says of the desk itself: what is silenced, which feed went quiet, which rules fired."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Integer, cast, extract, func, select

from monitor.alerting.rhythm import Delivered
from monitor.alerting.silences import Silence
from monitor.store.schema import decisions, drops, entries, rule_sets, silences
from monitor.vocabulary import DecisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hushing:
    """A silence in force, and how often it withheld something from one receiver."""

    silence: Silence
    withheld: int


def hushing(connection: Connection, receiver: str, now: datetime) -> tuple[Hushing, ...]:
    """Return the silences in force, the one that ends first foremost."""
    count = (
        select(func.count())
        .select_from(entries)
        .where(entries.c.silence_id == silences.c.id, entries.c.receiver == receiver)
        .scalar_subquery()
    )
    query = select(silences.c.id, silences.c.silence, count.label("withheld")).where(
        silences.c.starts_at <= now, silences.c.ends_at > now
    )
    rows = connection.execute(query.order_by(silences.c.ends_at, silences.c.id))
    return tuple(Hushing(silence=replace(row.silence, id=row.id), withheld=row.withheld) for row in rows)


def deliveries_of_sources(connection: Connection, since: datetime) -> tuple[Delivered, ...]:
    """Return in which hours each source gave something, by source.

    Drops are numbered in order of arrival, so the old ones are left out by number and not read.
    """
    before = select(drops.c.id).where(drops.c.received_at < since).order_by(drops.c.id.desc()).limit(1)
    oldest = connection.execute(before).scalar() or 0
    hour = cast(extract("epoch", drops.c.received_at), Integer) // 3600
    query = (
        select(drops.c.source, hour.label("hour"), func.max(drops.c.received_at).label("last_at"))
        .where(drops.c.id > oldest)
        .group_by(drops.c.source, hour)
        .order_by(drops.c.source, hour)
    )
    hours: dict[str, list[int]] = {}
    last: dict[str, datetime] = {}
    for row in connection.execute(query):
        hours.setdefault(row.source, []).append(row.hour)
        last[row.source] = row.last_at
    return tuple(Delivered(source=one, hours=tuple(hours[one]), last_at=last[one]) for one in hours)


def rules_that_fired(connection: Connection, receivers: tuple[str, ...], since: datetime) -> frozenset[str]:
    """Return the ids of the rules that matched something since then: each match is somebody's decision."""
    query = select(decisions.c.rules).where(
        decisions.c.receiver.in_(receivers), decisions.c.at >= since, decisions.c.kind != DecisionKind.EXCLUDED
    )
    return frozenset(rule for rules in connection.scalars(query.distinct()) for rule in rules)


def rules_in_force_at(connection: Connection, at: datetime) -> str | None:
    """Return the canonical text of the newest rule set that was accepted by then, `None` when there was none."""
    query = select(rule_sets.c.canonical).where(rule_sets.c.accepted_at <= at)
    found: str | None = connection.execute(query.order_by(rule_sets.c.accepted_at.desc()).limit(1)).scalar()
    return found
