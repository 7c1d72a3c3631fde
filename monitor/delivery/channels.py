"""Which channel serves a receiver: the registry is a dict."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from monitor.delivery.headers import bare_address
from monitor.delivery.outgoing import Channel
from monitor.errors import DeliveryError
from monitor.settings import Receiver, Settings

_NOBODY = "media-monitor <media-monitor@localhost>"


def _smtp(settings: Settings, receiver: Receiver) -> Channel:
    if settings.smtp is None:
        raise DeliveryError(f"the receiver {receiver.name} needs `smtp:` or `maildir:`", park=True)
    from monitor.delivery.smtp import SmtpChannel  # noqa: PLC0415 - a command that sends nothing does not wait for it

    return SmtpChannel(settings.smtp)


def _maildir(settings: Settings, receiver: Receiver) -> Channel:
    if settings.maildir is None:
        raise DeliveryError(f"the receiver {receiver.name} needs `smtp:` or `maildir:`", park=True)
    from monitor.delivery.maildir import MaildirChannel  # noqa: PLC0415 - same

    return MaildirChannel(settings.maildir)


def _webhook(_settings: Settings, receiver: Receiver) -> Channel:
    if receiver.webhook is None:
        raise DeliveryError(f"the receiver {receiver.name} has no `webhook:`", park=True)
    from monitor.delivery.webhook import WebhookChannel  # noqa: PLC0415 - same

    return WebhookChannel(receiver.webhook)


def _apprise(_settings: Settings, receiver: Receiver) -> Channel:
    if receiver.apprise is None:
        raise DeliveryError(f"the receiver {receiver.name} has no `apprise:`", park=True)
    from monitor.delivery.apprise import AppriseChannel  # noqa: PLC0415 - same

    return AppriseChannel(receiver.apprise)


CHANNELS: Mapping[str, Callable[[Settings, Receiver], Channel]] = {
    "smtp": _smtp,
    "maildir": _maildir,
    "webhook": _webhook,
    "apprise": _apprise,
}


def channel_name(settings: Settings, receiver: Receiver) -> str:
    """Say which channel a receiver is served by: a key of `CHANNELS`."""
    if receiver.webhook:
        return "webhook"
    if receiver.apprise:
        return "apprise"
    return "maildir" if settings.maildir else "smtp"


def open_channel(settings: Settings, receiver: Receiver) -> Channel:
    """Return the receiver's channel; nothing is connected before `deliver`.

    Raises:
        DeliveryError: with `park`, when the configuration has no such channel.
    """
    return CHANNELS[channel_name(settings, receiver)](settings, receiver)


def recipients_of(receiver: Receiver) -> tuple[str, ...]:
    """Return who is settled one by one: the addresses, or the receiver itself for a webhook or service."""
    return receiver.email.to if receiver.email else (receiver.name,)


def from_of(settings: Settings) -> str:
    """Return the From header of our mail."""
    return settings.smtp.from_ if settings.smtp else _NOBODY


def sender_of(settings: Settings) -> str:
    """Return the envelope's sender: the address of the From header, which bounces go to."""
    return bare_address(from_of(settings))
