"""Prove that nothing vanished: every file has one recorded end, every decision its message, every sum agrees.

files      given numbers = rows and those that `prune` took away, each in one state; a processed one has articles
           or a twin; every row knows how many rows were made of it: articles, reports, decisions, answers
receiver   decisions to tell and alerts passed on = its numbered messages; decisions to list = entries of summaries
           and digests; periods told = digests
messages   each alert's are numbered without a gap; a sent one has a recipient who has it

What retention removed is counted in `pruned` and added on its side of each sum, so the audit agrees after it
and still names a row that was removed by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, and_, exists, func, select

from monitor.model import BY_CLOCK
from monitor.store.meta import get_mark
from monitor.store.pruning import BEFORE, LISTED_DECISIONS
from monitor.store.schema import (
    alerts,
    articles,
    decisions,
    digests,
    drops,
    entries,
    escalations,
    notices,
    pruned,
    pruned_drops,
    receipts,
    reports,
    stories,
)
from monitor.store.statements import highest_given
from monitor.vocabulary import DecisionKind, DropState, EscalationState, NoticeKind, NoticeState, ReceiptState

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
    removed = {
        number for row in connection.execute(select(pruned_drops)) for number in range(row.first, row.last + 1)
    } - numbers
    given = highest_given(connection, drops.c.id)
    missing = sorted(set(range(1, given + 1)) - numbers - removed)
    yield Sum(
        what="files: numbers given = rows" + (" and those removed by prune" if removed else ""),
        left=given,
        right=len(numbers) + len(removed),
        difference=f"missing numbers: {_some(missing)}",
    )
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
    yield _all_there(connection, "files", drops.c.id, drops.c.article_count, articles.c.drop_id)


def _articles(connection: Connection) -> Iterator[Sum]:
    orphans = select(articles.c.id).where(~exists().where(drops.c.id == articles.c.drop_id))
    yield _none(connection, "articles without a file", orphans)
    unplaced = select(articles.c.id).where(
        articles.c.state == "decided", ~exists().where(reports.c.article_id == articles.c.id)
    )
    yield _none(connection, "articles decided without a report", unplaced)
    yield _all_there(connection, "articles", articles.c.id, articles.c.report_count, reports.c.article_id)
    yield _all_there(connection, "articles", articles.c.id, articles.c.decision_count, decisions.c.article_id)
    homeless = select(decisions.c.article_id).where(
        ~exists().where(articles.c.id == decisions.c.article_id), ~decisions.c.article_id.startswith(BY_CLOCK)
    )
    taken_before = get_mark(connection, BEFORE)
    if taken_before:  # a decision about an article that prune took away may stand alone
        homeless = homeless.where(decisions.c.at >= datetime.fromisoformat(taken_before))
    yield _none(connection, "decisions about an article that is not there", homeless)
    astray = select(reports.c.id).where(~exists().where(stories.c.id == reports.c.story_id))
    yield _none(connection, "reports of a story that is not there", astray)


def _receivers(connection: Connection) -> Iterator[Sum]:
    told = _by_receiver(connection, decisions.c.receiver, decisions.c.kind, TOLD)
    _add(told, _by_receiver(connection, escalations.c.receiver, escalations.c.state, (EscalationState.TOLD,)))
    made = _by_receiver(connection, notices.c.receiver, notices.c.kind, TELLING)
    to_list = _counted(connection, decisions.c.receiver, decisions.c.listed.is_(True))
    _add(to_list, _pruned(connection, LISTED_DECISIONS))
    listed = _counted(connection, entries.c.receiver)
    _add(listed, _pruned(connection, entries.name))
    periods = _counted(connection, digests.c.receiver, digests.c.notice_id.is_not(None))
    mailed = _counted(connection, notices.c.receiver, notices.c.kind == NoticeKind.DIGEST)
    for name in sorted({*told, *made, *to_list, *listed, *periods, *mailed}):
        yield Sum(
            what=f"{name}: decisions to tell = messages",
            left=told.get(name, 0),
            right=made.get(name, 0),
            difference="see `media-monitor alerts show`",
        )
        yield Sum(
            what=f"{name}: decisions to list = entries of summaries and digests",
            left=to_list.get(name, 0),
            right=listed.get(name, 0),
            difference=_unlisted(connection, name),
        )
        yield Sum(
            what=f"{name}: periods told by a digest = digests",
            left=periods.get(name, 0),
            right=mailed.get(name, 0),
        )


def _unlisted(connection: Connection, receiver: str) -> str:
    """Name the articles of decisions without an entry, and of entries without a decision."""
    same = and_(entries.c.receiver == decisions.c.receiver, entries.c.article_id == decisions.c.article_id)
    without = select(decisions.c.article_id).where(
        decisions.c.receiver == receiver, decisions.c.listed.is_(True), ~exists().where(same)
    )
    more = select(entries.c.article_id).where(entries.c.receiver == receiver, ~exists().where(same))
    return f"about articles {_some([*connection.scalars(without), *connection.scalars(more)])}"


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
    yield _all_there(connection, "messages", notices.c.id, notices.c.answers, receipts.c.notice_id)
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


def _all_there(connection: Connection, what: str, key: Column[Any], made: Column[int], child: Column[Any]) -> Sum:
    """Compare how many rows were made of each row with those that are there."""
    there = select(child.label("parent"), func.count().label("count")).group_by(child).subquery()
    found = func.coalesce(there.c.count, 0)
    query = select(key, made, found).outerjoin_from(key.table, there, there.c.parent == key).where(made != found)
    wrong = [f"{row[0]} ({row[2]} of {row[1]})" for row in connection.execute(query)]
    return Sum(
        what=f"no {what} with other {child.table.name} than were made",
        left=0,
        right=len(wrong),
        difference=_some(wrong),
    )


def _by_receiver(
    connection: Connection, receiver: Column[str], kind: Column[str], kinds: Collection[str]
) -> dict[str, int]:
    """Count rows of these kinds by receiver, with those that prune took away."""
    counted = _counted(connection, receiver, kind.in_(kinds))
    _add(counted, _pruned(connection, receiver.table.name, kinds))
    return counted


def _counted(connection: Connection, column: Column[str], *conditions: ColumnElement[bool]) -> dict[str, int]:
    query = select(column, func.count()).where(*conditions).group_by(column)
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def _pruned(connection: Connection, what: str, kinds: Collection[str] | None = None) -> dict[str, int]:
    which = pruned.c.what == what if kinds is None else and_(pruned.c.what == what, pruned.c.state.in_(kinds))
    query = select(pruned.c.receiver, func.sum(pruned.c.count)).where(which).group_by(pruned.c.receiver)
    return {str(row[0]): int(row[1]) for row in connection.execute(query)}


def _add(counted: dict[str, int], more: dict[str, int]) -> None:
    for name, count in more.items():
        counted[name] = counted.get(name, 0) + count
