"""Real servers for delivery: SMTP by aiosmtpd, HTTP by aiohttp, both on loopback."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from monitor.delivery.outgoing import Channel, Outgoing
from monitor.errors import DeliveryError
from monitor.model import Receipt

CERTIFICATE = Path(__file__).parent / "localhost.pem"
"""A throw-away certificate with its key, for localhost, made for these tests alone."""


@dataclass
class Mailbox:
    """An SMTP server's script and memory: what it answers, what it took, how often it was called."""

    rcpt: dict[str, list[str]] = field(default_factory=dict)  # recipient -> answers in turn; then 250
    mail: str = ""
    data: list[str] = field(default_factory=list)  # answers to DATA in turn; then 250
    slow: float = 0.0
    drop_after_data: int = 0  # how many times to hang up instead of the last 250
    connections: int = 0
    taken: list[tuple[tuple[str, ...], bytes]] = field(default_factory=list)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mail:
            return self.mail
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - same
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answers = self.rcpt.get(address)
        if answers:
            return answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - same
        if self.data:
            return self.data.pop(0)
        assert isinstance(envelope.content, bytes)
        self.taken.append((tuple(envelope.rcpt_tos), envelope.content))
        if self.drop_after_data:
            self.drop_after_data -= 1
            assert server.transport is not None
            server.transport.abort()
        await asyncio.sleep(self.slow)
        return "250 taken"


@asynccontextmanager
async def smtp_server(mailbox: Mailbox, *, tls: str = "none", password: str | None = None) -> AsyncIterator[int]:
    """Serve on a free port; `tls` as in the configuration; with a password, AUTH is required."""
    context = server_context()

    def authenticate(
        _server: object, _session: object, _envelope: object, _mechanism: str, login: object
    ) -> AuthResult:
        return AuthResult(success=getattr(login, "password", None) == (password or "").encode(), handled=False)

    def connected() -> SMTP:
        mailbox.connections += 1
        return SMTP(
            mailbox,
            hostname="localhost",
            tls_context=context if tls == "starttls" else None,
            require_starttls=tls == "starttls",
            authenticator=authenticate if password is not None else None,
            auth_required=password is not None,
            auth_require_tls=False,
        )

    server = await asyncio.get_running_loop().create_server(
        connected, "127.0.0.1", 0, ssl=context if tls == "implicit" else None
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def server_context() -> ssl.SSLContext:
    """Return the server's side of TLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(CERTIFICATE)
    return context


@asynccontextmanager
async def http_server(answer: Callable[[web.Request], Awaitable[web.StreamResponse]]) -> AsyncIterator[str]:
    """Serve every path by `answer`; yields the URL."""
    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/hook/secret-path"
    finally:
        await runner.cleanup()


async def delivered(channel: Channel, batch: Sequence[Outgoing]) -> tuple[list[Receipt], DeliveryError | None]:
    """Run one batch to its end: the receipts, and the error that parked the receiver."""
    receipts: list[Receipt] = []
    try:
        async for receipt in channel.deliver(batch):
            receipts.append(receipt)  # noqa: PERF401 - what came before the error must be kept
    except DeliveryError as error:
        return receipts, error
    return receipts, None


def outgoing(n: int, *recipients: str, raw: bytes = b"Subject: x\r\n\r\nbody\r\n.dot\r\n") -> Outgoing:
    """Make a notice for some recipients."""
    return Outgoing(
        notice_id=f"notice-{n}", raw=raw, sender="desk@example.org", recipients=recipients or ("a@example.org",)
    )
