"""Messages as people look them up: what was sent, what waits, what was given up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select

from monitor.store.schema import notices, receipts
from monitor.vocabulary import NoticeState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One notice and the answers to it. `rendered` is what is sent; `None` before the first attempt."""

    id: str
    kind: str
    receiver: str
    level: str
    state: NoticeState
    created_at: datetime
    due_at: datetime
    settled_at: datetime | None
    attempts: int
    subject: str | None
    message_id: str | None
    last_error: str | None
    rendered: bytes | None
    receipts: tuple[str, ...]  # one recipient each, in words


_COLUMNS = tuple(
    notices.c[name]
    for name in (
        "id kind receiver level state created_at due_at settled_at attempts subject message_id last_error rendered"
    ).split()
)


def list_deliveries(
    connection: Connection, *, state: NoticeState | None, receiver: str | None, limit: int
) -> tuple[DeliveryRow, ...]:
    """Return messages, the newest first."""
    query = select(*_COLUMNS).order_by(notices.c.created_at.desc(), notices.c.id).limit(limit)
    if state:
        query = query.where(notices.c.state == state)
    if receiver:
        query = query.where(notices.c.receiver == receiver)
    return _rows(connection, connection.execute(query).mappings().all())


def deliveries_called(connection: Connection, start: str) -> tuple[DeliveryRow, ...]:
    """Return the messages whose id starts so; none for fewer than four letters."""
    if len(start) < 4:
        return ()
    query = select(*_COLUMNS).where(notices.c.id.startswith(start, autoescape=True))
    return _rows(connection, connection.execute(query).mappings().all())


def _rows(connection: Connection, found: Sequence[RowMapping]) -> tuple[DeliveryRow, ...]:
    answers: dict[str, list[str]] = {row["id"]: [] for row in found}
    query = select(receipts).where(receipts.c.notice_id.in_(list(answers))).order_by(receipts.c.recipient)
    for receipt in connection.execute(query):
        answer = f", {receipt.code or ''} {receipt.text}".rstrip(", ")
        answers[receipt.notice_id].append(f"{receipt.recipient}: {receipt.state}{answer}")
    return tuple(
        DeliveryRow(**{**row, "state": NoticeState(row["state"]), "receipts": tuple(answers[row["id"]])})
        for row in found
    )
