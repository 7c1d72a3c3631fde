"""Checks of the channels in a configuration: each has what it needs, and its secrets are secret."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from monitor.apprise_library import MISSING, is_installed, open_service
from monitor.located import Finding, Loc
from monitor.settings import Settings, read_secret


def channels(settings: Settings) -> Iterator[Finding]:
    """Each receiver has exactly one channel, and that channel has what it needs."""
    for n, receiver in enumerate(settings.receivers):
        count = sum(one is not None for one in (receiver.email, receiver.webhook, receiver.apprise))
        if not count:
            lost = f"the receiver `{receiver.name}` has no channel; give it `email:`, `webhook:` or `apprise:`"
            yield Finding(("receivers", n), lost)
        if count > 1:
            how_many = "two" if count == 2 else "three"
            told = f"the receiver `{receiver.name}` has {how_many} channels; write {how_many} receivers"
            yield Finding(("receivers", n), told)
        if receiver.apprise and not is_installed():
            yield Finding(("receivers", n, "apprise"), MISSING)
        if receiver.email and not settings.smtp and not settings.maildir:
            yield Finding(("receivers", n, "email"), "mail needs a server: write `smtp:`, or `maildir:` for a trial")
    if settings.smtp and settings.maildir:
        told = "`maildir:` stands instead of `smtp:`: no mail leaves this machine; remove one of the two"
        yield Finding(("maildir",), told, warning=True)


def addresses(settings: Settings) -> Iterator[Finding]:
    """Mail addresses and webhook URLs that cannot be reached."""
    for n, receiver in enumerate(settings.receivers):
        for m, address in enumerate(receiver.email.to if receiver.email else ()):
            if not re.fullmatch(r"(?:[^<>\r\n]*<)?[^@\s<>]+@[^@\s<>]+>?", address):
                yield Finding(("receivers", n, "email", "to", m), f"`{address}` is not a mail address")
        if receiver.webhook:
            url = urlsplit(receiver.webhook.url)
            if url.scheme not in ("http", "https") or not url.hostname:
                yield Finding(
                    ("receivers", n, "webhook", "url"), "a webhook's url starts with https:// and names a host"
                )
            elif url.scheme == "http" and not receiver.webhook.allow_private:
                yield Finding(
                    ("receivers", n, "webhook", "url"), "http:// is only for `allow_private: true`; use https://"
                )
    if settings.smtp and not re.fullmatch(r"[^\r\n]*[^@\s<>]+@[^@\s<>]+>?", settings.smtp.from_):
        yield Finding(("smtp", "from"), f"`{settings.smtp.from_}` is not a mail address")


def secrets(settings: Settings) -> Iterator[Finding]:
    """Secret files that cannot be read, are empty, or can be read by everybody."""
    for loc, path in _secret_files(settings):
        try:
            secret = read_secret(path)
        except (OSError, UnicodeDecodeError) as error:
            said = getattr(error, "strerror", None) or "it is not text"
            yield Finding(loc, f"the secret file {path} cannot be read: {said}")
            continue
        if not secret:
            yield Finding(loc, f"the secret file {path} is empty")
        elif "apprise" in loc and (wrong := _wrong_service(secret)):
            yield Finding(loc, f"the file {path}: {wrong}")
        if "webhook" in loc and not _is_webhook_secret(secret):
            yield Finding(loc, f"the webhook secret in {path} must be `whsec_` and then base64")
        if path.stat().st_mode & 0o004:
            yield Finding(loc, f"everybody on this machine can read the secret file {path}; chmod 0640", warning=True)


def _secret_files(settings: Settings) -> Iterator[tuple[Loc, Path]]:
    if settings.smtp and settings.smtp.password_file:
        yield ("smtp", "password_file"), settings.smtp.password_file
    if settings.web and settings.web.token_file:
        yield ("web", "token_file"), settings.web.token_file
    for n, receiver in enumerate(settings.receivers):
        if receiver.webhook:
            files = receiver.webhook.secret_file
            for m, path in enumerate(files if isinstance(files, tuple) else (files,)):
                yield ("receivers", n, "webhook", "secret_file", m), path
        if receiver.apprise:
            yield ("receivers", n, "apprise", "url_file"), receiver.apprise.url_file


def _wrong_service(url: str) -> str | None:
    """Say why Apprise cannot use a URL; that it is missing is told elsewhere."""
    if not is_installed():
        return None
    if len(url.split()) > 1:
        return "there is more than one URL; write a receiver for each, they are delivered and retried on their own"
    try:
        open_service(url.strip())
    except ValueError as error:
        return str(error)
    return None


def _is_webhook_secret(secret: str) -> bool:
    try:
        return secret.startswith("whsec_") and bool(base64.b64decode(secret.removeprefix("whsec_"), validate=True))
    except binascii.Error:
        return False


def login(settings: Settings) -> Iterator[Finding]:
    """A user name without a password, and a password over a clear line."""
    smtp = settings.smtp
    if smtp and bool(smtp.username) != bool(smtp.password_file):
        yield Finding(("smtp",), "`username` and `password_file` go together; write both or neither")
    if smtp and smtp.username and smtp.tls == "none" and smtp.host not in ("localhost", "127.0.0.1", "::1"):
        yield Finding(
            ("smtp", "tls"), "a password is never sent over a clear line; write `tls: starttls` or `implicit`"
        )
