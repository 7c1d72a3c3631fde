"""What a digest says of the desk itself: what is silenced, which feed went quiet, which rules fired."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Integer, cast, extract, func, select

from monitor.alerting.rhythm import SHORTEST, Delivered
from monitor.alerting.silences import Silence
from monitor.store.rule_sets import canonical_of
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


def deliveries(connection: Connection, since: datetime, now: datetime) -> tuple[Delivered, ...]:
    """Return when each source gave something, by source; the hours only of those that have been quiet for a while.

    Drops are numbered in order of arrival, so the old ones are left out by number and not read; nor are the
    many drops of a source that is lively.
    """
    before = select(drops.c.id).where(drops.c.received_at < since).order_by(drops.c.id.desc()).limit(1)
    recent = drops.c.id > (connection.execute(before).scalar() or 0)
    latest = select(func.max(drops.c.id)).where(recent).group_by(drops.c.source)
    rows = connection.execute(select(drops.c.source, drops.c.received_at).where(drops.c.id.in_(latest)))
    last_at = {row.source: row.received_at for row in rows}
    quiet = [source for source, at in last_at.items() if now - at > SHORTEST]
    hour = cast(extract("epoch", drops.c.received_at), Integer) // 3600
    query = select(drops.c.source, hour.label("hour")).where(recent, drops.c.source.in_(quiet)).distinct()
    hours: dict[str, list[int]] = {source: [] for source in sorted(last_at)}
    for row in connection.execute(query.order_by("hour")):
        hours[row.source].append(row.hour)
    return tuple(Delivered(source=one, hours=tuple(hours[one]), last_at=last_at[one]) for one in hours)


def rules_that_fired(connection: Connection, receivers: tuple[str, ...], since: datetime) -> frozenset[str]:
    """Return the ids of the rules that matched something since then: each match is somebody's decision."""
    query = select(decisions.c.rules).where(
        decisions.c.receiver.in_(receivers), decisions.c.at >= since, decisions.c.kind != DecisionKind.EXCLUDED
    )
    return frozenset(rule for rules in connection.scalars(query.distinct()) for rule in rules)


def rules_in_force_at(connection: Connection, at: datetime) -> str | None:
    """Return the canonical text of the newest rule set that was accepted by then, `None` when there was none."""
    query = select(rule_sets.c.id).where(rule_sets.c.accepted_at <= at).order_by(rule_sets.c.accepted_at.desc())
    newest = connection.execute(query.limit(1)).scalar()
    return canonical_of(connection, newest) if newest else None
