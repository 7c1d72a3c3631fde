from __future__ import annotations

from pathlib import Path

import pytest

from monitor.delivery.apprise import AppriseChannel
from monitor.delivery.channels import CHANNELS, channel_name, from_of, open_channel, recipients_of, sender_of
from monitor.delivery.maildir import MaildirChannel
from monitor.delivery.smtp import SmtpChannel
from monitor.delivery.webhook import WebhookChannel
from monitor.settings import Receiver, Settings

MAIL = {"name": "duty", "email": {"to": ["a@example.org", "b@example.org"]}}
HOOK = {"name": "hook", "webhook": {"url": "https://hooks.example.org/x", "secret_file": "/nonexistent/secret"}}
CHAT = {"name": "chat", "apprise": {"url_file": "/nonexistent/url"}}
SMTP = {"smtp": {"host": "mail.example.org", "from": "Desk <desk@example.org>"}}
MAILDIR = {"maildir": "/nonexistent/mail"}


def settings(**transport: object) -> Settings:
    return Settings.model_validate(
        {
            "spool": {"path": "/nonexistent/spool"},
            "store": "sqlite:///x.db",
            "rules": "/nonexistent/rules",
            "receivers": [MAIL, HOOK],
            "route": {"receiver": "duty"},
            **transport,
        }
    )


@pytest.mark.parametrize(
    ("transport", "receiver", "name", "kind"),
    [
        (SMTP, MAIL, "smtp", SmtpChannel),
        (MAILDIR, MAIL, "maildir", MaildirChannel),
        (SMTP, HOOK, "webhook", WebhookChannel),
        (MAILDIR, HOOK, "webhook", WebhookChannel),
        (SMTP, CHAT, "apprise", AppriseChannel),
    ],
)
def test_a_receiver_is_served_by_the_channel_it_is_set_up_for(
    transport: dict[str, object], receiver: dict[str, object], name: str, kind: type
) -> None:
    one = Receiver.model_validate(receiver)
    assert channel_name(settings(**transport), one) == name
    assert isinstance(open_channel(settings(**transport), one), kind)


def test_every_channel_has_its_row() -> None:
    assert set(CHANNELS) == {"smtp", "maildir", "webhook", "apprise"}


def test_recipients_are_settled_one_by_one() -> None:
    assert recipients_of(Receiver.model_validate(MAIL)) == ("a@example.org", "b@example.org")
    assert recipients_of(Receiver.model_validate(HOOK)) == ("hook",)
    assert recipients_of(Receiver.model_validate(CHAT)) == ("chat",)


def test_the_envelope_names_the_address_of_the_from_header() -> None:
    assert from_of(settings(**SMTP)) == "Desk <desk@example.org>"
    assert sender_of(settings(**SMTP)) == "desk@example.org"
    assert sender_of(settings(**MAILDIR)) == "media-monitor@localhost"
    assert Path("/nonexistent/mail") == settings(**MAILDIR).maildir
