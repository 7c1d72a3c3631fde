"""Mail by SMTP: one connection for a batch, an outcome for every recipient.

The transaction is spelled out (MAIL, RCPT, DATA) and not left to `sendmail`, because that call forgets
who was refused when DATA fails. RFC 5321; TRAPS of aiosmtplib are answered beside the lines they bite.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta

import aiosmtplib

from monitor.delivery.headers import ascii_address, bare_address
from monitor.delivery.outgoing import Outgoing
from monitor.delivery.smtp_connection import Lost, open_connection, said
from monitor.errors import DeliveryError
from monitor.model import Receipt
from monitor.settings import Smtp
from monitor.vocabulary import ReceiptState

FINAL_REPLY = timedelta(minutes=10)
"""How long the server may take for the last 250: RFC 5321 4.5.3.2.6. Earlier, a slow server gets it twice."""
_MOST_LOSSES = 3  # lost connections in one batch before the rest waits for its next turn
_SERVICE_CLOSING = 421
_TOO_LARGE = (552, 523, 534)  # of MAIL with SIZE: this message, not the sender, is refused


class SmtpChannel:
    """A mail server. Made anew for each batch by `open_channel`, so a changed password file counts at once."""

    def __init__(self, smtp: Smtp, *, final_reply: timedelta = FINAL_REPLY) -> None:
        self.smtp = smtp
        self.final_reply = final_reply

    async def deliver(self, batch: Sequence[Outgoing]) -> AsyncIterator[Receipt]:
        """Send every notice of the batch; see `Channel.deliver`.

        Raises:
            DeliveryError: with `park`, when password, certificate or sender are refused.
        """
        connection = _Connection(self.smtp, self.final_reply)
        losses = 0
        try:
            for n, outgoing in enumerate(batch):
                try:
                    receipts = await connection.send(outgoing)
                except Lost as lost:
                    losses += 1
                    enough = lost.closing or losses >= _MOST_LOSSES
                    for receipt in _pending(batch[n:] if enough else [outgoing], lost):
                        yield receipt
                    if enough:
                        return
                else:
                    for receipt in receipts:
                        yield receipt
        finally:
            await connection.close()


class _Connection:
    """One connection, opened when first needed and thrown away on any error."""

    def __init__(self, smtp: Smtp, final_reply: timedelta) -> None:
        self.smtp = smtp
        self.wait = smtp.timeout.total_seconds()
        self.final_wait = final_reply.total_seconds()
        self.client: aiosmtplib.SMTP | None = None

    async def send(self, outgoing: Outgoing) -> list[Receipt]:
        """Carry out one transaction and return a receipt for each recipient."""
        client = self.client = self.client or await open_connection(self.smtp)
        try:
            return await self._transaction(client, outgoing)
        except aiosmtplib.SMTPResponseException as refused:
            self._drop()
            raise Lost(refused.message, code=refused.code, closing=refused.code == _SERVICE_CLOSING) from refused
        except (OSError, aiosmtplib.SMTPException) as error:  # timeouts and lost connections are OSErrors
            self._drop()
            raise Lost(said(error)) from error
        except BaseException:
            self._drop()
            raise

    async def close(self) -> None:
        """Say goodbye when there is somebody to say it to."""
        client, self.client = self.client, None
        if client is not None:
            with suppress(OSError, aiosmtplib.SMTPException):
                await client.quit(timeout=2)
            client.close()

    def _drop(self) -> None:
        client, self.client = self.client, None
        if client is not None:
            client.close()

    async def _transaction(self, client: aiosmtplib.SMTP, outgoing: Outgoing) -> list[Receipt]:
        receipts: list[Receipt] = []
        accepted: list[str] = []
        refused = await self._mail(client, outgoing)
        if refused is not None:
            return [_refused(outgoing, recipient, refused) for recipient in outgoing.recipients]
        for recipient in outgoing.recipients:
            problem = await self._rcpt(client, recipient)
            if problem is None:
                accepted.append(recipient)
            else:
                receipts.append(_refused(outgoing, recipient, problem))
        if not accepted:
            await client.rset(timeout=self.wait)
            return receipts
        return receipts + await self._data(client, outgoing, accepted)

    async def _mail(self, client: aiosmtplib.SMTP, outgoing: Outgoing) -> aiosmtplib.SMTPResponseException | None:
        """Begin; return the refusal when it is about this message, and raise when it is about the sender."""
        options = [f"SIZE={len(outgoing.raw)}"] if client.supports_extension("size") else []
        wide = not all(map(ascii_address, (outgoing.sender, *outgoing.recipients)))
        if wide and client.supports_extension("smtputf8"):
            options.append("SMTPUTF8")
        try:
            await client.mail(_path(outgoing.sender), options=options, encoding="utf-8", timeout=self.wait)
        except aiosmtplib.SMTPSenderRefused as error:
            if error.code == _SERVICE_CLOSING:
                raise
            if error.code < 500 or error.code in _TOO_LARGE:
                await client.rset(timeout=self.wait)
                return error
            self._drop()
            raise DeliveryError(
                f"the mail server refused the sender {outgoing.sender}: {error.code} {error.message}",
                park=True,
                code=error.code,
            ) from error
        return None

    async def _rcpt(self, client: aiosmtplib.SMTP, recipient: str) -> aiosmtplib.SMTPResponseException | None:
        if ascii_address(recipient) is None and not client.supports_extension("smtputf8"):
            return aiosmtplib.SMTPRecipientRefused(553, "the mail server knows no such addresses (SMTPUTF8)", recipient)
        try:
            await client.rcpt(_path(recipient), encoding="utf-8", timeout=self.wait)
        except aiosmtplib.SMTPRecipientRefused as error:
            if error.code == _SERVICE_CLOSING:
                raise
            return error
        return None

    async def _data(self, client: aiosmtplib.SMTP, outgoing: Outgoing, accepted: list[str]) -> list[Receipt]:
        try:
            response = await client.data(outgoing.raw, timeout=self.final_wait)
        except aiosmtplib.SMTPDataError as error:
            if error.code == _SERVICE_CLOSING:
                raise
            return [_refused(outgoing, recipient, error) for recipient in accepted]
        text = _one_line(response.message)
        return [
            Receipt(notice_id=outgoing.notice_id, recipient=one, state=ReceiptState.SENT, code=response.code, text=text)
            for one in accepted
        ]


def _path(address: str) -> str:
    """Return the address for the envelope: its domain in ASCII where the server wants that."""
    return ascii_address(address) or bare_address(address)


def _refused(outgoing: Outgoing, recipient: str, error: aiosmtplib.SMTPResponseException) -> Receipt:
    """A 4xx is tried again (greylisting is one), a 5xx is for good."""
    state = ReceiptState.DEAD if error.code >= 500 else ReceiptState.PENDING
    text = _one_line(error.message)
    return Receipt(notice_id=outgoing.notice_id, recipient=recipient, state=state, code=error.code, text=text)


def _pending(batch: Sequence[Outgoing], lost: Lost) -> Iterator[Receipt]:
    text = _one_line(str(lost))
    for outgoing in batch:
        for recipient in outgoing.recipients:
            yield Receipt(
                notice_id=outgoing.notice_id,
                recipient=recipient,
                state=ReceiptState.PENDING,
                code=lost.code,
                text=text,
            )


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
