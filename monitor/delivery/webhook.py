"""Webhooks by the Standard Webhooks specification (https://www.standardwebhooks.com).

The id is the notice's and never changes; the timestamp is the attempt's; every secret in force signs,
so that a receiver can change its secret without losing a message. The URL often is a secret itself
and stands in no receipt, error or log.
"""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from standardwebhooks.webhooks import EmptyWebhookSecretError, Webhook

import monitor
from monitor.delivery.addresses import is_public
from monitor.delivery.outgoing import Outgoing
from monitor.errors import DeliveryError
from monitor.model import Receipt
from monitor.settings import WebhookSettings, read_secret
from monitor.vocabulary import ReceiptState

_ANSWER = timedelta(seconds=30)  # the specification's advice is 15 to 30 s
_MOST_FAILURES = 3  # in a row without any answer, before the rest waits for its next turn
_GONE = 410
_BUSY = (429, 502, 503, 504)  # the whole receiver is in trouble, not this message: do not press it


class WebhookChannel:
    """One endpoint."""

    def __init__(self, webhook: WebhookSettings, *, answer: timedelta = _ANSWER) -> None:
        self.webhook = webhook
        self.answer = answer
        self.host = urlsplit(webhook.url).hostname or "?"

    async def deliver(self, batch: Sequence[Outgoing]) -> AsyncIterator[Receipt]:
        """Post every notice of the batch in order; see `Channel.deliver`.

        Raises:
            DeliveryError: with `park`, on 410, a private address, or a secret that cannot be read.
        """
        signers = self._signers()
        private: list[str] = []
        failures = 0
        async with self._session(private) as session:
            for n, outgoing in enumerate(batch):
                answer = await self._post(session, outgoing, signers, private)
                failures = failures + 1 if answer.code is None else 0
                enough = answer.code in _BUSY or failures >= _MOST_FAILURES
                for one in batch[n:] if enough else [outgoing]:
                    yield answer.receipt(one)
                if enough:
                    return

    def _signers(self) -> list[Webhook]:
        files = self.webhook.secret_file
        try:
            return [Webhook(read_secret(path)) for path in ((files,) if isinstance(files, Path) else files)]
        except (OSError, ValueError, EmptyWebhookSecretError) as error:  # ValueError: not text, or not base64
            raise DeliveryError(f"the webhook secret for {self.host} cannot be read: {error}", park=True) from error

    def _session(self, private: list[str]) -> aiohttp.ClientSession:
        if not self.webhook.allow_private and urlsplit(self.webhook.url).scheme != "https":
            raise DeliveryError(f"the webhook to {self.host} is not https; see `allow_private:`", park=True)

        def open_socket(info: aiohttp.AddrInfoType) -> socket.socket:
            family, kind, protocol, _, address = info
            if not self.webhook.allow_private and not is_public(str(address[0])):
                private.append(str(address[0]))
                raise OSError(f"{address[0]} is a private address")
            return socket.socket(family, kind, protocol)

        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(socket_factory=open_socket),
            timeout=aiohttp.ClientTimeout(total=self.answer.total_seconds()),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
        )

    async def _post(
        self, session: aiohttp.ClientSession, outgoing: Outgoing, signers: list[Webhook], private: list[str]
    ) -> _Answer:
        try:
            async with session.post(
                self.webhook.url,
                data=outgoing.raw,
                headers=_headers(outgoing, signers, datetime.now(UTC)),
                allow_redirects=False,
            ) as response:
                said = (await response.content.read(300)).decode("utf-8", "replace").strip()
                if 300 <= response.status < 400:
                    said = (
                        f"answered {response.status}, a redirect, and none is followed; write the new address in `url:`"
                    )
                elif not said and not response.ok:
                    said = f"answered {response.status} {response.reason or ''}".strip()
                answer = _Answer(response.status, said, _wish(response.headers.get("Retry-After"), datetime.now(UTC)))
        except (aiohttp.ClientError, OSError) as error:  # TimeoutError is an OSError
            if private:
                raise DeliveryError(
                    f"{self.host} is at the private address {private[-1]}; see `allow_private:`", park=True
                ) from error
            return _Answer(None, f"{self.host}: {_network_trouble(error)}", None)
        if answer.code == _GONE:
            text = f"{self.host} answered 410 Gone and wants no more messages"
            raise DeliveryError(text, park=True, permanent=True, code=_GONE)
        return answer


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came back: a status, or none and what went wrong."""

    code: int | None
    text: str
    retry_after: timedelta | None

    def receipt(self, outgoing: Outgoing) -> Receipt:
        """Return the outcome: 2xx is success, all else is tried again until it is given up."""
        sent = self.code is not None and 200 <= self.code < 300
        return Receipt(
            notice_id=outgoing.notice_id,
            recipient=outgoing.recipients[0],
            state=ReceiptState.SENT if sent else ReceiptState.PENDING,
            code=self.code,
            text=" ".join(self.text.split()),
            retry_after=None if sent else self.retry_after,
        )


def _headers(outgoing: Outgoing, signers: list[Webhook], at: datetime) -> dict[str, str]:
    body = outgoing.raw.decode("utf-8")
    return {
        "content-type": "application/json",
        "user-agent": f"media-monitor/{monitor.__version__}",
        "webhook-id": outgoing.notice_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signer.sign(outgoing.notice_id, at, body) for signer in signers),
    }


def _wish(header: str | None, now: datetime) -> timedelta | None:
    """Read `Retry-After`: seconds or a date (RFC 9110, 10.2.3); nonsense is no wish."""
    if header is None:
        return None
    try:
        if header.strip().isdigit():
            return timedelta(seconds=int(header.strip()[:9]))
        return max(timedelta(0), parsedate_to_datetime(header) - now)
    except (ValueError, TypeError):
        return None


def _network_trouble(error: Exception) -> str:
    """Say what failed without the URL, which aiohttp puts into some of its messages."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    cause = getattr(error, "os_error", None)
    return f"{type(error).__name__}: {cause}" if cause else type(error).__name__
