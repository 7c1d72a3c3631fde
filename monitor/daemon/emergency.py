"""The one message that no commit precedes: the store cannot be written, so nothing else can be told.

At most one an hour for each cause, to the operator or whoever is next; without the store its identity is
made of cause and hour, so that even a restart in that hour repeats it under the same one.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import structlog

from monitor.alerting.operator import operator_receiver
from monitor.alerting.policy import policy_of
from monitor.delivery import Outgoing, from_of, open_channel, recipients_of, render, sender_of
from monitor.errors import DeliveryError
from monitor.model import Letter, Notice
from monitor.sending import Sending
from monitor.settings import Receiver
from monitor.vocabulary import Level, NoticeKind, ReceiptState

log = structlog.get_logger(room="daemon")

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "media-monitor:emergency")
AGAIN = timedelta(hours=1)


class Emergency:
    """Remembers what was told when. `sending` has the settings and templates in force."""

    def __init__(self, sending: Sending) -> None:
        self._sending = sending
        self._told_at: dict[str, datetime] = {}

    async def tell(self, cause: str, text: str) -> bool:
        """Send one message now, unless this cause was told within the hour; return whether one went out."""
        now = datetime.now(UTC)
        told_at = self._told_at.get(cause)
        if told_at and now - told_at < AGAIN:
            return False
        name = operator_receiver(policy_of(self._sending.settings), (), ())
        receiver = self._sending.receiver(name) if name else None
        if receiver is None:
            log.critical("nobody_to_tell", cause=cause, what=text)
            return False
        notice = Notice(
            id=str(uuid.uuid5(_NAMESPACE, f"{cause}\n{now:%Y-%m-%d %H}")),
            kind=NoticeKind.OPERATOR,
            receiver=receiver.name,
            n=0,
            level=Level.CRITICAL,
            created_at=now,
        )
        letter = Letter(
            notice=notice, title=f"media-monitor: {text}", text=(text, "Files wait in the inbox meanwhile.")
        )
        sent = await self._send(letter, receiver)
        if sent:
            self._told_at[cause] = now
        log.critical("emergency", cause=cause, what=text, receiver=receiver.name, sent=sent)
        return sent

    async def _send(self, letter: Letter, receiver: Receiver) -> bool:
        settings = self._sending.settings
        now = letter.notice.created_at
        mail = render(letter, receiver, from_=from_of(settings), templates=self._sending.templates, now=now)
        outgoing = Outgoing(
            notice_id=letter.notice.id,
            raw=mail.raw,
            sender=sender_of(settings),
            recipients=recipients_of(receiver),
        )
        try:
            receipts = [receipt async for receipt in open_channel(settings, receiver).deliver([outgoing])]
        except DeliveryError as error:
            log.error("emergency_failed", receiver=receiver.name, why=str(error))  # noqa: TRY400 - the cause is in the sentence
            return False
        return any(receipt.state is ReceiptState.SENT for receipt in receipts)
