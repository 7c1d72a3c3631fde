"""The outbox: notices from the decision that made them to the last recipient's answer.

    pending ──> sent (every recipient settled, one has it)
           ├──> dead (given up or refused by all: a dead letter)
           └──> dropped (by a person)

A notice's bytes are stored before the first attempt; every retry and replay sends these bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from monitor.model import Entry, Letter, Notice, Receipt
from monitor.store.digest_periods import listed
from monitor.store.schema import articles, entries, notices, receipts, receivers
from monitor.store.statements import insert_once, upsert
from monitor.store.types import NOTHING
from monitor.vocabulary import NoticeKind, NoticeState, ReceiptState


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNotice:
    """A notice that is to be sent now. `rendered=None`: it was never tried."""

    id: str
    receiver: str
    attempts: int
    created_at: datetime
    rendered: bytes | None
    settled_recipients: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A notice's bytes, with what people look it up by."""

    notice_id: str
    subject: str
    message_id: str
    raw: bytes


def add_notice(
    connection: Connection, letter: Letter, now: datetime, *, source: str | None = None, article_id: str | None = None
) -> None:
    """Put a notice into the outbox, due at once; it is there once however often this runs.

    The letter is kept as it is now, but for its article and facts, which `letter_of` adds again.
    """
    notice = letter.notice
    row = {
        "id": notice.id,
        "kind": notice.kind,
        "receiver": notice.receiver,
        "alert_id": notice.alert_id,
        "n": notice.n,
        "level": notice.level,
        "created_at": notice.created_at,
        "source": source,
        "article_id": article_id,
        "letter": replace(letter, article=None, facts=None, entries=()),
        "state": NoticeState.PENDING,
        "due_at": now,
    }
    insert_once(connection, notices, [row])


def due_notices(connection: Connection, now: datetime, limit: int = 500) -> tuple[DueNotice, ...]:
    """Return what is to be sent now, the oldest first; the queues of parked receivers wait."""
    parked = select(receivers.c.name).where(receivers.c.retry_at > now)
    query = (
        select(notices.c.id, notices.c.receiver, notices.c.attempts, notices.c.created_at, notices.c.rendered)
        .where(notices.c.state == NoticeState.PENDING, notices.c.due_at <= now, notices.c.receiver.not_in(parked))
        .order_by(notices.c.due_at, notices.c.created_at)
        .limit(limit)
    )
    rows = connection.execute(query).all()
    done = _settled_recipients(connection, [row.id for row in rows if row.attempts])
    return tuple(
        DueNotice(**row._mapping, settled_recipients=done.get(row.id, frozenset()))  # noqa: SLF001 - public in SQLAlchemy
        for row in rows
    )


def next_due_at(connection: Connection) -> datetime | None:
    """Return when the next notice is to be sent, `None` when nothing is pending."""
    query = select(func.min(func.max(notices.c.due_at, func.coalesce(receivers.c.retry_at, notices.c.due_at))))
    joined = query.select_from(notices.outerjoin(receivers, receivers.c.name == notices.c.receiver))
    return connection.execute(joined.where(notices.c.state == NoticeState.PENDING)).scalar()


def letter_of(connection: Connection, notice_id: str) -> Letter:
    """Return everything a template may show of a notice that was not rendered yet, as it was when it was decided.

    Raises:
        KeyError: it is rendered; `due_notices` gives its bytes.
    """
    row = connection.execute(
        select(notices.c.letter, articles.c.analysed)
        .outerjoin_from(notices, articles, articles.c.id == notices.c.article_id)
        .where(notices.c.id == notice_id)
    ).one()
    letter: Letter | None = row.letter
    if letter is None:
        raise KeyError(notice_id)
    if letter.story is None:
        letter = replace(letter, entries=_listed(connection, letter.notice))
    elif letter.notice.n > 1:
        letter = replace(letter, last_subject=_last_subject(connection, letter.notice))
    if row.analysed is None or (letter.story and letter.story.watch):
        return letter  # a count is told by all of its articles, not by the one that made it worth telling
    return replace(letter, article=row.analysed.article, facts=row.analysed.facts)


def letters_made_at(connection: Connection, at: datetime, kind: NoticeKind) -> tuple[Letter, ...]:
    """Return the summaries (or digests) that were made at one moment, by receiver."""
    made = select(notices.c.id).where(notices.c.created_at == at, notices.c.kind == kind)
    return tuple(letter_of(connection, one) for one in connection.scalars(made.order_by(notices.c.receiver)).all())


def _last_subject(connection: Connection, notice: Notice) -> str | None:
    """Return the subject of the alert's message before this one, `None` when that was not rendered yet."""
    query = select(notices.c.subject).where(
        notices.c.alert_id == notice.alert_id, notices.c.n < notice.n, notices.c.subject.is_not(None)
    )
    return connection.execute(query.order_by(notices.c.n.desc()).limit(1)).scalar()


def _listed(connection: Connection, notice: Notice) -> tuple[Entry, ...]:
    """Return the entries of a summary or digest: each story once, as it stood last."""
    if notice.kind is NoticeKind.DIGEST:
        return listed(connection, notice.receiver, notice.id)
    query = select(entries.c.entry).where(entries.c.summary_id == notice.id).order_by(entries.c.id)
    return tuple({entry.story.id: entry for entry in connection.scalars(query)}.values())


def save_rendered(connection: Connection, rendered: Sequence[Rendered]) -> None:
    """Store the bytes of notices before their first attempt; bytes that are there stay.

    From then on only the bytes are sent and shown, so the letter goes: it holds the whole story as it was,
    and a story of a thousand articles would be kept once for each of its messages.
    """
    for one in rendered:
        connection.execute(
            update(notices)
            .where(notices.c.id == one.notice_id, notices.c.rendered.is_(None))
            .values(subject=one.subject, message_id=one.message_id, rendered=one.raw, letter=NOTHING)
        )


def settle(  # noqa: PLR0913 - one attempt, by name
    connection: Connection,
    notice_id: str,
    outcome: Sequence[Receipt],
    now: datetime,
    *,
    recipients: int,
    retry_at: datetime | None,
) -> NoticeState:
    """Record one attempt: an outcome for each recipient tried, of `recipients` in all.

    What is still pending is tried again at `retry_at`; with `None` it is given up.
    """
    given_up = retry_at is None
    for receipt in outcome:
        final = replace(receipt, state=ReceiptState.DEAD) if given_up and _is_open(receipt) else receipt
        _save_receipt(connection, final, now)
    states = connection.scalars(select(receipts.c.state).where(receipts.c.notice_id == notice_id)).all()
    state = _state_of([ReceiptState(one) for one in states], recipients, given_up=given_up)
    trouble = next((one.trouble() for one in outcome if one.state is not ReceiptState.SENT), None)
    values: dict[str, object] = {"attempts": notices.c.attempts + 1, "state": state, "last_error": trouble}
    values["answers"] = len(states)
    values |= {"due_at": retry_at or now} if state is NoticeState.PENDING else {"settled_at": now}
    query = update(notices).where(notices.c.id == notice_id, notices.c.state == NoticeState.PENDING)
    connection.execute(query.values(**values))
    return state


def retry_notices(connection: Connection, target: str, now: datetime) -> int:
    """Make unsent notices due again, by a notice's id or a receiver's name; return how many.

    Recipients that were refused are asked again; those that have it are not.
    """
    wanted = (notices.c.id == target) | (notices.c.receiver == target)
    unsent = notices.c.state.in_((NoticeState.PENDING, NoticeState.DEAD))
    ids = list(connection.scalars(select(notices.c.id).where(wanted, unsent)))
    connection.execute(
        update(receipts)
        .where(receipts.c.notice_id.in_(ids), receipts.c.state == ReceiptState.DEAD)
        .values(state=ReceiptState.PENDING)
    )
    again = {"state": NoticeState.PENDING, "due_at": now, "created_at": notices.c.created_at, "settled_at": None}
    connection.execute(update(notices).where(notices.c.id.in_(ids)).values(**again))
    connection.execute(update(receivers).where(receivers.c.name == target).values(retry_at=None))
    return len(ids)


def drop_notice(connection: Connection, notice_id: str, now: datetime) -> bool:
    """Take a pending or dead notice out of the outbox, by a person's word; return whether there was one."""
    query = update(notices).where(
        notices.c.id == notice_id, notices.c.state.in_((NoticeState.PENDING, NoticeState.DEAD))
    )
    dropped = query.values(state=NoticeState.DROPPED, settled_at=now).returning(notices.c.id)
    return connection.execute(dropped).first() is not None


def _is_open(receipt: Receipt) -> bool:
    return receipt.state is ReceiptState.PENDING


def _state_of(states: Sequence[ReceiptState], recipients: int, *, given_up: bool) -> NoticeState:
    settled = sum(state is not ReceiptState.PENDING for state in states)
    if settled < recipients and not given_up:
        return NoticeState.PENDING
    return NoticeState.SENT if ReceiptState.SENT in states else NoticeState.DEAD


def _save_receipt(connection: Connection, receipt: Receipt, now: datetime) -> None:
    key = (receipts.c.notice_id == receipt.notice_id, receipts.c.recipient == receipt.recipient)
    before = connection.execute(select(receipts.c.attempts, receipts.c.state).where(*key)).one_or_none()
    if before and before.state == ReceiptState.SENT:
        return  # who has it has it
    row = {
        "notice_id": receipt.notice_id,
        "recipient": receipt.recipient,
        "state": receipt.state,
        "code": receipt.code,
        "text": receipt.text,
        "attempts": before.attempts + 1 if before else 1,
        "at": now,
    }
    upsert(connection, receipts, row, key=("notice_id", "recipient"))


def _settled_recipients(connection: Connection, ids: Sequence[str]) -> dict[str, frozenset[str]]:
    if not ids:
        return {}
    query = select(receipts.c.notice_id, receipts.c.recipient).where(
        receipts.c.notice_id.in_(ids), receipts.c.state != ReceiptState.PENDING
    )
    found: dict[str, set[str]] = {}
    for notice_id, recipient in connection.execute(query):
        found.setdefault(notice_id, set()).add(recipient)
    return {notice_id: frozenset(names) for notice_id, names in found.items()}
