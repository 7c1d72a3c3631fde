"""seeds/belgorod.txt through the real reading and extraction into a mail: what a reader must and must not be told."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from monitor.delivery import Templates, render
from tests.delivery.letters import AT, DUTY, FROM
from tools.sample_letter import sample_letter


@pytest.fixture(name="text", scope="module")
def text_of_the_mail() -> str:
    mail = render(sample_letter(), DUTY, from_=FROM, templates=Templates.load(None), now=AT)
    message = message_from_bytes(mail.raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    part = message.get_body(("plain",))
    assert part is not None
    return f"Subject: {mail.subject}\n{part.get_content()}".replace("\r\n", "\n")


@pytest.mark.parametrize(
    "line",
    [
        "Subject: [CRITICAL] Belgorod: 14 killed, over 100 injured - strike (UNVERIFIED)\n"
        "14 killed, over 100 injured; UNVERIFIED: who ordered it",
        "\nBelgorod (RU): strike, Saturday 30 December 2023\n",
        "\n- Who ordered it: UNVERIFIED\n",
        "alleged by an unnamed Moscow security source via Russian state media",
        "the outlet itself says that it cannot verify",
        '"The Ukrainian attack killed 14 people and left over 100 people injured."',
        "\nSOURCES: 0 independent sources / 1 article in all\n",
        "\nALSO IN THE ARTICLE, NOT COUNTED ABOVE\n- Kharkiv (UA): strike, at least 2 injured",
        "we cannot independently verify the authenticity",
    ],
)
def test_the_reader_of_the_sample_is_told(text: str, line: str) -> None:
    assert line in text


@pytest.mark.parametrize("figure", ["102", "at least 102", "100 killed", "Also read", "Also watch"])
def test_the_reader_of_the_sample_is_not_told_what_the_article_does_not_say(text: str, figure: str) -> None:
    assert figure not in text
