"""The way to a mail server: connect, secure, log in, learn what it can do; or say whose fault it is that not."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import aiosmtplib

from monitor.errors import DeliveryError
from monitor.settings import Smtp, read_secret


class Lost(Exception):  # noqa: N818 - a signal between the two files of SMTP, no error of the program
    """The connection is gone, or the server wants it to be (`closing`: try no more now)."""

    def __init__(self, text: str, *, code: int | None = None, closing: bool = False) -> None:
        super().__init__(text)
        self.code, self.closing = code, closing


async def open_connection(smtp: Smtp) -> aiosmtplib.SMTP:
    """Return a connection that is ready for MAIL.

    Raises:
        DeliveryError: with `park`, when a person must mend the configuration.
        Lost: when the server is not to be had now.
    """
    wait = smtp.timeout.total_seconds()
    client = aiosmtplib.SMTP(
        hostname=smtp.host,
        port=smtp.port,
        timeout=wait,
        use_tls=smtp.tls == "implicit",
        start_tls=False,  # ours below: the default would send a password in clear when STARTTLS is missing
        tls_context=_tls_context(smtp.ca_file) if smtp.tls != "none" else None,
    )
    try:
        async with asyncio.timeout(4 * wait):
            await client.connect()
            if smtp.tls == "starttls":
                await _start_tls(client, wait)
            await _login(client, smtp, wait)
            await _greet(client, wait)
    except (OSError, aiosmtplib.SMTPException) as error:
        client.close()
        raise _whose_fault(error, smtp) from error
    except BaseException:
        client.close()
        raise
    return client


async def _login(client: aiosmtplib.SMTP, smtp: Smtp, wait: float) -> None:
    if smtp.username is None:
        return
    if smtp.tls == "none" and not _is_loopback(smtp.host):
        raise DeliveryError(f"no password goes to {smtp.host} without TLS; set `smtp: tls:`", park=True)
    await client.login(smtp.username, _password(smtp.password_file), timeout=wait)


async def _greet(client: aiosmtplib.SMTP, wait: float) -> None:
    """Learn what the server can do (SIZE, SMTPUTF8) before the first message and not with it."""
    if client.is_ehlo_or_helo_needed:
        try:
            await client.ehlo(timeout=wait)
        except aiosmtplib.SMTPHeloError:
            await client.helo(timeout=wait)


async def _start_tls(client: aiosmtplib.SMTP, wait: float) -> None:
    await client.ehlo(timeout=wait)
    if not client.supports_extension("starttls"):
        raise DeliveryError("the mail server offers no STARTTLS; set `smtp: tls:` to what it has", park=True)
    await client.starttls(timeout=wait)


def _whose_fault(error: Exception, smtp: Smtp) -> Exception:
    """Tell a server that is away (try later) from a configuration that is wrong (a person must act)."""
    where = f"{smtp.host}:{smtp.port}"
    untrusted = next((one for one in _causes(error) if isinstance(one, ssl.SSLCertVerificationError)), None)
    if untrusted is not None:
        return DeliveryError(f"the certificate of {where} is not trusted: {untrusted.verify_message}", park=True)
    if isinstance(error, aiosmtplib.SMTPAuthenticationError) and error.code >= 500:
        return DeliveryError(f"{where} refused the login: {error.code} {error.message}", park=True, code=error.code)
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return Lost(f"{where}: {error.message}", code=error.code, closing=True)
    if isinstance(error, OSError):
        return Lost(f"{where}: {said(error)}", closing=True)
    return DeliveryError(f"{where}: {said(error)}", park=True)  # it can do less than we were told: no AUTH, no TLS


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _tls_context(ca_file: Path | None) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ssl.SSLError) as error:
        raise DeliveryError(f"the CA file {ca_file} cannot be read: {error}", park=True) from error


def _password(path: Path | None) -> str:
    if path is None:
        raise DeliveryError("`smtp: username:` needs a `password_file:`", park=True)
    try:
        return read_secret(path)
    except (OSError, UnicodeDecodeError) as error:
        raise DeliveryError(f"the password file {path} cannot be read: {error}", park=True) from error


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return host == "localhost"


def said(error: BaseException) -> str:
    """Return what an error says, or its name when it says nothing."""
    return str(error) or type(error).__name__
