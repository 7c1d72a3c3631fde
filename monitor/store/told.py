"""What each receiver knows and was told: standings, decisions, lines of coming lists, and what counts for limits."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, func, or_, select, update

from monitor.alerting.inhibition import Speaker
from monitor.alerting.limits import WINDOW, Sent
from monitor.alerting.standing import Standing
from monitor.alerting.windows import Quiet
from monitor.model import Decision, Entry, Withheld
from monitor.store.heard import few_reasons
from monitor.store.schema import alerts, decisions, drops, entries, notices, stories
from monitor.store.statements import insert_once, upsert
from monitor.vocabulary import Level, NoticeKind, WaitsFor


def standings_about(connection: Connection, about: str) -> dict[str, Standing]:
    """Return what each receiver knows of a story (or article), by receiver."""
    rows = connection.execute(_STANDINGS, {"about": about})
    found = (replace(row.standing, acked_at=row.acked_at) for row in rows)
    return {standing.receiver: standing for standing in found}


_STANDINGS = select(alerts.c.standing, alerts.c.acked_at).where(alerts.c.about == bindparam("about"))


def save_standing(connection: Connection, standing: Standing, now: datetime) -> None:
    """Store what a receiver knows now."""
    row = {
        "id": standing.id,
        "about": standing.about,
        "story_id": standing.story_id,
        "receiver": standing.receiver,
        "level": standing.level,
        "opened_at": standing.opened_at,
        "updated_at": now,
        "standing": standing,
    }
    upsert(connection, alerts, row, key="id")


def speakers_of(
    connection: Connection, receiver: str, levels: Collection[Level], since: datetime
) -> tuple[Speaker, ...]:
    """Return a receiver's alerts of these levels that it was told of, of stories told since a moment and not merged."""
    query = (
        select(alerts.c.id, alerts.c.standing, stories.c.number)
        .join_from(alerts, stories, stories.c.id == alerts.c.story_id)
        .where(
            alerts.c.receiver == receiver,
            alerts.c.level.in_(list(levels)),
            stories.c.updated_at >= since,
            stories.c.alias_of.is_(None),
        )
        .order_by(stories.c.number)
    )
    return tuple(
        Speaker(alert_id=row.id, story_number=row.number, labels=dict(row.standing.labels))
        for row in connection.execute(query)
        if row.standing.heard
    )


def acknowledge(connection: Connection, alert_id: str, who: str, now: datetime) -> bool:
    """Record that a person has seen an alert; return whether there is one. The first who did counts."""
    query = update(alerts).where(alerts.c.id == alert_id, alerts.c.acked_at.is_(None))
    connection.execute(query.values(acked_at=now, acked_by=who))
    return connection.execute(select(alerts.c.id).where(alerts.c.id == alert_id)).first() is not None


def save_decision(connection: Connection, decision: Decision, *, listed: bool = False) -> None:
    """Record one decision: one for each receiver, story and article, the first one counts.

    `listed`: `save_entry` keeps a line of it for a summary or digest.
    """
    row = {
        "receiver": decision.receiver,
        "story_id": decision.story_id,
        "article_id": decision.article_id,
        "kind": decision.kind,
        "reason": decision.reason,
        "at": decision.at,
        "rules": decision.rules,
        "listed": listed,
    }
    insert_once(connection, decisions, [row])


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What an entry waits for before a summary may tell it; `waits_for=None`: no summary will."""

    waits_for: WaitsFor | None = None
    silence_id: int | None = None
    quiet: Quiet | None = None


def save_entry(connection: Connection, decision: Decision, entry: Entry, waiting: Waiting, *, catch_up: bool) -> None:
    """Keep what a summary or a digest will list."""
    row = {
        "receiver": decision.receiver,
        "story_id": decision.story_id,
        "article_id": decision.article_id,
        "kind": decision.kind,
        "level": entry.level,
        "catch_up": catch_up,
        "at": decision.at,
        "entry": entry,
        "waits_for": waiting.waits_for,
        "silence_id": waiting.silence_id,
        "quiet": waiting.quiet,
    }
    insert_once(connection, entries, [row])


ALERTING = (NoticeKind.FIRST, NoticeKind.ESCALATED, NoticeKind.UPDATE, NoticeKind.REMINDER)
"""The notices that limits count; summaries, digests and the operator's have their own.

In what is asked about every article each kind is compared for itself: SQLAlchemy writes an `IN` anew at each
execution, which takes as long as the rest of it.
"""


_LOWEST_SOURCE = select(func.min(drops.c.source)).scalar_subquery()
_HIGHEST_SOURCE = select(func.max(drops.c.source)).scalar_subquery()
_SENT_COUNTS = select(
    func.count(), func.count().filter(notices.c.source == bindparam("source")), _LOWEST_SOURCE, _HIGHEST_SOURCE
).where(
    notices.c.receiver == bindparam("receiver"),
    notices.c.created_at > bindparam("since"),
    or_(*(notices.c.kind == kind for kind in ALERTING)),
)


def sent_counts(connection: Connection, receiver: str, source: str, now: datetime) -> Sent:
    """Count a receiver's notices of the last hour, all and those that this source caused."""
    asked = {"receiver": receiver, "source": source, "since": now - WINDOW}
    counted, from_source, lowest, highest = connection.execute(_SENT_COUNTS, asked).one()
    return Sent(all=counted, from_source=from_source, several_sources=lowest != source or highest != source)


_LAST_NOTICE_AT = select(func.max(notices.c.created_at)).where(notices.c.receiver == bindparam("receiver"))
_ALERTED = decisions.alias()
_LAST_ALERT_THEN = (  # the desk decides many articles at one moment: of those the row says which came after the message
    select(func.max(_ALERTED.c.id))
    .where(
        _ALERTED.c.receiver == bindparam("receiver"),
        _ALERTED.c.at == bindparam("since"),
        or_(*(_ALERTED.c.kind == kind for kind in ALERTING)),
    )
    .scalar_subquery()
)
_SINCE = (decisions.c.at > bindparam("since")) | (
    (decisions.c.at == bindparam("since")) & (decisions.c.id > _LAST_ALERT_THEN)
)
_WITHHELD = (
    select(decisions.c.kind, decisions.c.reason, func.count())
    .where(decisions.c.receiver == bindparam("receiver"), *(decisions.c.kind != kind for kind in ALERTING), _SINCE)
    .group_by(decisions.c.kind, decisions.c.reason)
    .order_by(decisions.c.kind, func.count().desc(), decisions.c.reason)
)


def withheld_since_last_notice(connection: Connection, receiver: str) -> tuple[Withheld, ...]:
    """Count by kind and reason what a receiver was not told since its last message."""
    last = connection.execute(_LAST_NOTICE_AT, {"receiver": receiver}).scalar()
    asked = {"receiver": receiver, "since": last or datetime.min.replace(tzinfo=UTC)}
    return few_reasons((kind, reason, count) for kind, reason, count in connection.execute(_WITHHELD, asked))
