"""The whole history of one alert in order: what came, what was decided and why, who was told when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from monitor.alerting.durations import spelled
from monitor.store.alerts import AlertRow, receipts_of
from monitor.store.instructions import InstructionKind
from monitor.store.schema import alerts, articles, decisions, entries, escalations, instructions, notices, reports
from monitor.vocabulary import EscalationState, NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One thing that happened to an alert: `came decided made answered told passed_on taken_up`, and its words."""

    at: datetime
    what: str
    words: str


def history_of(connection: Connection, alert: AlertRow) -> tuple[Happened, ...]:
    """Return everything that happened to an alert, in order; of one moment what came before what was decided."""
    parts = (_came, _decided, _made, _listed, _passed_on, _taken_up)
    return tuple(sorted((one for part in parts for one in part(connection, alert)), key=lambda one: one.at))


def _came(connection: Connection, alert: AlertRow) -> Iterator[Happened]:
    query = (
        select(articles.c.received_at, articles.c.source, articles.c.title, reports.c.relation)
        .join_from(reports, articles, articles.c.id == reports.c.article_id)
        .where(reports.c.story_id == alert.story_id)
        .order_by(articles.c.seq)
    )
    if alert.standing.about != alert.story_id:
        query = query.where(articles.c.id == alert.standing.about)
    for row in connection.execute(query):
        title = " ".join((row.title or "no title").split())
        yield Happened(at=row.received_at, what="came", words=f"{row.source}: {title} ({row.relation})")


def _decided(connection: Connection, alert: AlertRow) -> Iterator[Happened]:
    query = select(decisions.c.at, decisions.c.kind, decisions.c.reason).where(
        decisions.c.story_id == alert.story_id, decisions.c.receiver == alert.receiver
    )
    if alert.standing.about != alert.story_id:
        query = query.where(decisions.c.article_id == alert.standing.about)
    for row in connection.execute(query.order_by(decisions.c.id)):
        yield Happened(at=row.at, what="decided", words=f"{row.kind}: {row.reason}")


def _made(connection: Connection, alert: AlertRow) -> Iterator[Happened]:
    query = select(notices.c.id, notices.c.n, notices.c.kind, notices.c.created_at, notices.c.subject, notices.c.state)
    for row in connection.execute(query.where(notices.c.alert_id == alert.id).order_by(notices.c.n)).all():
        words = f"{row.n} ({row.kind}), {row.state}: {row.subject or 'not written yet'}"
        yield Happened(at=row.created_at, what="made", words=words)
        for at, answer in receipts_of(connection, row.id):
            yield Happened(at=at, what="answered", words=answer)


def _listed(connection: Connection, alert: AlertRow) -> Iterator[Happened]:
    """Give the summaries and digests that told what was not sent by itself."""
    for column in (entries.c.summary_id, entries.c.digest_id):
        query = (
            select(notices.c.created_at, notices.c.kind, notices.c.state, notices.c.subject, notices.c.id)
            .join_from(entries, notices, notices.c.id == column)
            .where(
                entries.c.receiver == alert.receiver,
                entries.c.story_id == alert.story_id,
                notices.c.kind.in_((NoticeKind.SUMMARY, NoticeKind.DIGEST)),
            )
            .distinct()
        )
        for row in connection.execute(query).all():
            words = f"by a {row.kind}, {row.state}: {row.subject or 'not written yet'}"
            yield Happened(at=row.created_at, what="told", words=words)
            for at, answer in receipts_of(connection, row.id):
                yield Happened(at=at, what="answered", words=answer)


def _passed_on(connection: Connection, alert: AlertRow) -> Iterator[Happened]:
    """Say to whom it went because nobody took it up, or from whom it came."""
    for row in connection.execute(select(escalations).where(escalations.c.alert_id == alert.id)):
        after = spelled(timedelta(seconds=row.after_seconds))
        if row.state == EscalationState.TOLD:
            words = f"nobody took it up within {after}, so {row.receiver} was told"
            yield Happened(at=row.settled_at, what="passed_on", words=words)
        elif row.state == EscalationState.WAITING:
            yield Happened(at=row.due_at, what="passed_on", words=f"then {row.receiver} is told, unless it is taken up")
    query = (
        select(escalations.c.settled_at, escalations.c.after_seconds, alerts.c.receiver)
        .join_from(escalations, alerts, alerts.c.id == escalations.c.alert_id)
        .join(notices, notices.c.id == escalations.c.notice_id)
        .where(notices.c.alert_id == alert.id)
    )
    for row in connection.execute(query):
        words = f"{row.receiver} did not take it up within {spelled(timedelta(seconds=row.after_seconds))}"
        yield Happened(at=row.settled_at, what="passed_on", words=words)


def _taken_up(connection: Connection, alert: AlertRow) -> Iterator[Happened]:
    if alert.acked_at is None:
        return
    query = select(instructions.c.why).where(
        instructions.c.kind == InstructionKind.ACK, instructions.c.target == alert.id, instructions.c.state == "applied"
    )
    why = connection.execute(query.order_by(instructions.c.id).limit(1)).scalar()
    yield Happened(at=alert.acked_at, what="taken_up", words=f"by {alert.acked_by}" + (f": {why}" if why else ""))
