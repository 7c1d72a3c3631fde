"""What travels to a receiver, and what every channel promises."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from monitor.model import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedMail:
    """A message as it will be sent, for all retries: a MIME message, the body of a webhook, or title and text.

    `raw` of a mail is pure ASCII with CRLF line ends; of a webhook UTF-8 JSON; of a
    service by Apprise UTF-8 text, its title first. `problem` says why the
    built-in plain message had to step in for a template (`None`: it did not).
    """

    subject: str
    message_id: str
    raw: bytes
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One notice on its way to the recipients that are not settled yet.

    `sender` is the envelope's address; `recipients` are mail addresses, or the receiver's name for a
    webhook (see `recipients_of`).
    """

    notice_id: str
    raw: bytes
    sender: str
    recipients: tuple[str, ...]


class Channel(Protocol):
    """One way to a receiver. One connection per call of `deliver`, used by one task only."""

    def deliver(self, batch: Sequence[Outgoing]) -> AsyncIterator[Receipt]:
        """Try every notice of the batch once and yield one receipt per notice and recipient.

        `sent` is the far side's word that it has the message; `dead` is a refusal for good; `pending`
        is to be tried again (`retry_after` is the far side's own wish). Trouble with the connection is
        a `pending` receipt, so that every recipient of the batch gets exactly one receipt.

        Raises:
            DeliveryError: with `park`, when the receiver's or the server's configuration is at fault
                (password, certificate, sender): what has no receipt yet was not tried. With `permanent`
                too when the receiver wants no more (410), and so is disabled until a person acts.
        """
        ...
