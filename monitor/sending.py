"""One receiver's due notices: rendered once, handed to its channel, settled recipient by recipient.

The intent is committed before anything is sent, and so are the bytes; whatever happens afterwards, a
retry sends the same bytes under the same identity.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from monitor.delivery.backoff import back_off
from monitor.delivery.channels import from_of, open_channel, recipients_of, sender_of
from monitor.delivery.outgoing import Outgoing
from monitor.delivery.render import render
from monitor.delivery.templates import Templates
from monitor.errors import DeliveryError
from monitor.model import Letter, Receipt
from monitor.settings import Receiver, Settings
from monitor.store import Connection, Store, outbox
from monitor.store.outbox import DueNotice, Rendered
from monitor.store.receivers import Health, ReceiverHealth, set_health
from monitor.store.troubles import record_trouble
from monitor.vocabulary import NoticeState, ReceiptState

T = TypeVar("T")
log = structlog.get_logger(room="send")

BATCH = 100
"""How many notices share one connection; what is left goes with the next batch at once."""


@dataclass(slots=True, kw_only=True)
class Sending:
    """What sending works with. `settings` and `templates` are replaced at a reload."""

    settings: Settings
    templates: Templates
    store: Store
    clock: Callable[[], datetime]

    async def commit(self, write: Callable[[Connection], T]) -> T:
        """Run a write function; return after its commit."""
        return await asyncio.wrap_future(self.store.write(write))

    def receiver(self, name: str) -> Receiver | None:
        """Return a receiver by name, `None` when it was taken out of the configuration."""
        return next((one for one in self.settings.receivers if one.name == name), None)


def by_receiver(due: Iterable[DueNotice]) -> dict[str, list[DueNotice]]:
    """Sort due notices into batches, one for each receiver, so that a dead one delays only itself."""
    batches: dict[str, list[DueNotice]] = {}
    for notice in due:
        batch = batches.setdefault(notice.receiver, [])
        if len(batch) < BATCH:
            batch.append(notice)
    return batches


async def send_batch(sending: Sending, name: str, batch: Sequence[DueNotice]) -> None:
    """Send one receiver's batch and record what came of it.

    Raises:
        StoreError: an outcome cannot be recorded now; the notices stay due, under the same identity.
    """
    receiver = sending.receiver(name)
    if receiver is None:
        await _bury_orphans(sending, name, batch)
        return
    outgoing = await _rendered(sending, receiver, batch)
    attempt = _Attempt(sending, receiver, batch)
    try:
        async for receipt in open_channel(sending.settings, receiver).deliver(outgoing):
            attempt.record(receipt)
        attempt.fail(DeliveryError("the channel gave no outcome"))
    except DeliveryError as error:
        attempt.fail(error)
    except Exception as error:  # the fence around one delivery: a bug costs this attempt, never the others
        log.exception("delivery_failed", receiver=name)
        attempt.fail(DeliveryError(f"{type(error).__name__}: {error}"))
    finally:
        await attempt.committed()


async def _rendered(sending: Sending, receiver: Receiver, batch: Sequence[DueNotice]) -> list[Outgoing]:
    """Render what was never tried and commit the bytes before the first of them is sent."""
    new = [notice.id for notice in batch if notice.rendered is None]
    raw = {notice.id: notice.rendered for notice in batch if notice.rendered is not None}
    if new:
        made = await asyncio.to_thread(sending.store.read, partial(_render_all, sending, receiver, new))
        await sending.commit(partial(outbox.save_rendered, rendered=made))
        raw |= {one.notice_id: one.raw for one in made}
    everybody = recipients_of(receiver)
    return [
        Outgoing(
            notice_id=notice.id,
            raw=raw[notice.id],
            sender=sender_of(sending.settings),
            recipients=tuple(one for one in everybody if one not in notice.settled_recipients),
        )
        for notice in batch
    ]


def _render_all(sending: Sending, receiver: Receiver, ids: Sequence[str], connection: Connection) -> list[Rendered]:
    """Render notices in order; a thread's subject is repeated from the message before, be it of this batch."""
    made: list[Rendered] = []
    subjects: dict[str | None, str] = {}
    for notice_id in ids:
        letter = outbox.letter_of(connection, notice_id)
        before = subjects.get(letter.notice.alert_id) if letter.notice.alert_id else None
        one = _render(sending, receiver, replace(letter, last_subject=before or letter.last_subject))
        subjects[letter.notice.alert_id] = one.subject
        made.append(one)
    return made


def _render(sending: Sending, receiver: Receiver, letter: Letter) -> Rendered:
    from_, notice = from_of(sending.settings), letter.notice
    mail = render(letter, receiver, from_=from_, templates=sending.templates, now=notice.created_at)
    if mail.problem:
        log.error("template_failed", notice=notice.id, receiver=receiver.name, why=mail.problem)
    return Rendered(notice_id=notice.id, subject=mail.subject, message_id=mail.message_id, raw=mail.raw)


async def _bury_orphans(sending: Sending, name: str, batch: Sequence[DueNotice]) -> None:
    """Notices to a receiver that is no longer configured: dead letters, and the operator is told."""

    def write(connection: Connection) -> None:
        now = sending.clock()
        for notice in batch:
            outbox.settle(connection, notice.id, (), now, recipients=1, retry_at=None)
        text = f"{len(batch)} messages for `{name}`, which is not in the configuration any more, were given up"
        record_trouble(connection, f"dead_letter:{name}", text, now, about=name)

    await sending.commit(write)


class _Attempt:
    """One batch on its way: what each notice still waits for, and how it is settled."""

    def __init__(self, sending: Sending, receiver: Receiver, batch: Sequence[DueNotice]) -> None:
        self._sending = sending
        self._receiver = receiver
        self._batch = {one.id: one for one in batch}
        everybody = set(recipients_of(receiver))
        self._open = {one.id: everybody - one.settled_recipients for one in batch}
        self._got: dict[str, list[Receipt]] = {one.id: [] for one in batch}
        self._commits: list[Future[None]] = []

    def record(self, receipt: Receipt) -> None:
        """Keep one outcome; the last one of a notice settles it, beside the sending that goes on."""
        self._got[receipt.notice_id].append(receipt)
        self._open[receipt.notice_id].discard(receipt.recipient)
        if not self._open[receipt.notice_id]:
            self._settle(receipt.notice_id)

    def fail(self, error: DeliveryError) -> None:
        """Settle what got no outcome: retried later, buried, or kept while the receiver is parked."""
        rest = list(self._got)
        if rest and error.park:
            self._park(error)
            return
        state = ReceiptState.DEAD if error.permanent else ReceiptState.PENDING
        for notice_id in rest:
            for recipient in sorted(self._open[notice_id]):
                self._got[notice_id].append(
                    Receipt(
                        notice_id=notice_id,
                        recipient=recipient,
                        state=state,
                        code=error.code,
                        text=str(error),
                        retry_after=error.retry_after,
                    )
                )
            self._settle(notice_id)

    def _park(self, error: DeliveryError) -> None:
        """Keep the queue: the fault is in a configuration, so every notice would fail alike."""
        now, retry = self._sending.clock(), self._sending.settings.retry
        state = Health.DISABLED if error.permanent else Health.PARKED
        retry_at = now + (retry.give_up if error.permanent else retry.max)
        health = ReceiverHealth(name=self._receiver.name, health=state, since=now, reason=str(error), retry_at=retry_at)

        def write(connection: Connection) -> None:
            if set_health(connection, health):
                text = f"receiver `{self._receiver.name}` is {state}, its messages wait: {error}"
                record_trouble(connection, f"{state}:{self._receiver.name}", text, now, about=self._receiver.name)

        self._commits.append(self._sending.store.write(write))
        log.critical("receiver_parked", receiver=self._receiver.name, health=state, why=str(error))

    def _settle(self, notice_id: str) -> None:
        notice, outcome = self._batch[notice_id], self._got.pop(notice_id)
        now = self._sending.clock()
        retry_at = self._next_try(notice, outcome, now)

        def write(connection: Connection) -> None:
            recipients = len(recipients_of(self._receiver))
            state = outbox.settle(connection, notice_id, outcome, now, recipients=recipients, retry_at=retry_at)
            self._note_health(connection, state, outcome, now)
            log.info("settled", notice=notice_id, receiver=self._receiver.name, state=state)

        self._commits.append(self._sending.store.write(write))

    async def committed(self) -> None:
        """Return when every outcome is on disk.

        Raises:
            StoreError: one could not be recorded.
        """
        for commit in self._commits:
            await asyncio.wrap_future(commit)

    def _next_try(self, notice: DueNotice, outcome: Sequence[Receipt], now: datetime) -> datetime | None:
        """Return when to try again, `None` when the time to give up has come."""
        retry = self._sending.settings.retry
        wishes = [one.retry_after for one in outcome if one.retry_after is not None]
        wait = back_off(retry, notice.attempts + 1, max(wishes, default=None))
        return now + wait if now - notice.created_at < retry.give_up else None

    def _note_health(
        self, connection: Connection, state: NoticeState, outcome: Sequence[Receipt], now: datetime
    ) -> None:
        """Keep the receiver's health; a dead letter, or one recipient's refusal, is told to the operator."""
        name = self._receiver.name
        sent = any(one.state is ReceiptState.SENT for one in outcome)
        why = next((one.trouble(name) for one in outcome if one.state is not ReceiptState.SENT), "")
        refused = [one for one in outcome if one.state is ReceiptState.DEAD]
        health = Health.OK if sent and not refused else Health.FAILING
        if set_health(connection, ReceiverHealth(name=name, health=health, since=now, reason=why)):
            _log_health(name, health, why)
        if state is NoticeState.DEAD:
            record_trouble(
                connection, f"dead_letter:{name}", f"a message to `{name}` was given up: {why}", now, about=name
            )
        elif refused:
            who = ", ".join(one.recipient for one in refused)
            text = f"`{name}`: {who} refused a message for good: {refused[0].answer}"
            record_trouble(connection, f"refused:{name}", text, now, about=name)


def _log_health(name: str, health: Health, why: str) -> None:
    """Log a change once: a server that is away for days is one warning, not one a message."""
    if health is Health.OK:
        log.info("receiver_heals", receiver=name)
    else:
        log.warning("receiver_fails", receiver=name, why=why)
