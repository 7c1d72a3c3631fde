"""Prove that nothing vanished: every file has one recorded end, every decision its message, every sum agrees.

files      given numbers = rows, each in one state; a processed one has articles or a twin
articles   each has decisions or failed or waits; each report a story
receiver   decisions to tell = its numbered messages; withheld ones = entries that a summary or digest lists;
           periods told = digests
messages   each alert's are numbered without a gap; a sent one has a recipient who has it
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, exists, func, select

from monitor.store.schema import alerts, articles, decisions, digests, drops, entries, notices, receipts, reports
from monitor.vocabulary import DecisionKind, DropState, NoticeKind, NoticeState, ReceiptState

TOLD = (DecisionKind.FIRST, DecisionKind.ESCALATED, DecisionKind.UPDATE, DecisionKind.REMINDER)
TELLING = (NoticeKind.FIRST, NoticeKind.ESCALATED, NoticeKind.UPDATE, NoticeKind.REMINDER)
SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """One thing that was counted twice, on two ways; it agrees or it does not."""

    what: str
    left: int
    right: int
    difference: str = ""  # which rows, when it does not agree

    @property
    def agrees(self) -> bool:
        """Whether both ways gave the same."""
        return self.left == self.right


def audit(connection: Connection) -> tuple[Sum, ...]:
    """Count everything on two ways."""
    return (
        *_files(connection),
        *_articles(connection),
        *_receivers(connection),
        *_messages(connection),
    )


def _files(connection: Connection) -> Iterator[Sum]:
    numbers = set(connection.scalars(select(drops.c.id)))
    highest = max(numbers, default=0)
    missing = sorted(set(range(1, highest + 1)) - numbers)
    told = f"missing numbers: {_some(missing)}"
    yield Sum(what="files: numbers given = rows", left=highest, right=len(numbers), difference=told)
    by_state = connection.scalars(
        select(func.count()).select_from(drops).where(drops.c.state.in_(list(DropState))).group_by(drops.c.state)
    )
    yield Sum(what="files: rows = those in a known state", left=len(numbers), right=sum(by_state))
    lost = select(drops.c.id).where(
        drops.c.state == DropState.PROCESSED,
        drops.c.duplicate_of.is_(None),
        ~exists().where(articles.c.drop_id == drops.c.id),
    )
    yield _none(connection, "files: processed without an article or a twin", lost)


def _articles(connection: Connection) -> Iterator[Sum]:
    orphans = select(articles.c.id).where(~exists().where(drops.c.id == articles.c.drop_id))
    yield _none(connection, "articles without a file", orphans)
    unplaced = select(articles.c.id).where(
        articles.c.state == "decided", ~exists().where(reports.c.article_id == articles.c.id)
    )
    yield _none(connection, "articles decided without a report", unplaced)
    homeless = select(decisions.c.article_id).where(~exists().where(articles.c.id == decisions.c.article_id))
    yield _none(connection, "decisions about an article that is not there", homeless)


def _receivers(connection: Connection) -> Iterator[Sum]:
    told = _by_receiver(connection, decisions.c.receiver, decisions.c.kind.in_(TOLD))
    made = _by_receiver(connection, notices.c.receiver, notices.c.kind.in_(TELLING))
    folded = _by_receiver(connection, decisions.c.receiver, decisions.c.kind == DecisionKind.FOLDED)
    listed = _by_receiver(connection, entries.c.receiver, entries.c.kind == DecisionKind.FOLDED)
    periods = _by_receiver(connection, digests.c.receiver, digests.c.notice_id.is_not(None))
    mailed = _by_receiver(connection, notices.c.receiver, notices.c.kind == NoticeKind.DIGEST)
    for name in sorted({*told, *made, *folded, *listed, *periods, *mailed}):
        yield Sum(
            what=f"{name}: decisions to tell = messages",
            left=told.get(name, 0),
            right=made.get(name, 0),
            difference="see `media-monitor alerts show`",
        )
        yield Sum(
            what=f"{name}: folded decisions = entries for summaries",
            left=folded.get(name, 0),
            right=listed.get(name, 0),
        )
        yield Sum(
            what=f"{name}: periods told by a digest = digests",
            left=periods.get(name, 0),
            right=mailed.get(name, 0),
        )


def _messages(connection: Connection) -> Iterator[Sum]:
    counted = (
        select(notices.c.alert_id, func.count().label("rows"), func.max(notices.c.n).label("highest"))
        .where(notices.c.alert_id.is_not(None))
        .group_by(notices.c.alert_id)
        .subquery()
    )
    gaps = select(counted.c.alert_id).where(counted.c.rows != counted.c.highest)
    yield _none(connection, "alerts with a gap in the numbers of their messages", gaps)
    orphans = select(notices.c.id).where(
        notices.c.alert_id.is_not(None), ~exists().where(alerts.c.id == notices.c.alert_id)
    )
    yield _none(connection, "messages of an alert that is not there", orphans)
    has_it = exists().where(and_(receipts.c.notice_id == notices.c.id, receipts.c.state == ReceiptState.SENT))
    unproved = select(notices.c.id).where(notices.c.state == NoticeState.SENT, ~has_it)
    yield _none(connection, "messages sent that no recipient has", unproved)
    strays = select(receipts.c.notice_id).where(~exists().where(notices.c.id == receipts.c.notice_id))
    yield _none(connection, "answers to a message that is not there", strays)
    unlisted = select(entries.c.id).where(
        entries.c.summary_id.is_not(None), ~exists().where(notices.c.id == entries.c.summary_id)
    )
    yield _none(connection, "entries of a summary that is not there", unlisted)
    astray = select(entries.c.id).where(
        entries.c.digest_id.is_not(None),
        ~exists().where(and_(digests.c.notice_id == entries.c.digest_id, digests.c.receiver == entries.c.receiver)),
    )
    yield _none(connection, "entries of a digest that is not there", astray)


def _none(connection: Connection, what: str, query: Select[tuple[object]]) -> Sum:
    found = [str(one) for one in connection.scalars(query)]
    return Sum(what=f"no {what}", left=0, right=len(found), difference=_some(found))


def _some(names: list[int] | list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(str(name) for name in names[:SHOWN]) + more


def _by_receiver(connection: Connection, column: Column[str], condition: ColumnElement[bool]) -> dict[str, int]:
    query = select(column, func.count()).where(condition).group_by(column)
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}
