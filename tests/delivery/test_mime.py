"""Every message this writer makes is held against the stdlib's two parsers."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.delivery.headers import ascii_address, bare_address, clean_header, domain_of
from monitor.delivery.mime import Envelope, write_mail

AT = datetime(2024, 1, 1, 6, 30, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=300)  # type: ignore[call-overload]  # its stub knows no surrogates


def envelope(**changes: object) -> Envelope:
    values: dict[str, object] = {
        "subject": "[CRITICAL] Belgorod: 14 killed",
        "from_": "Desk <desk@example.org>",
        "to": ("duty@example.org",),
        "date": AT,
        "message_id": "<id@example.org>",
        "list_id": "duty.media-monitor.example.org",
    }
    return Envelope(**{**values, **changes})  # type: ignore[arg-type]  # a test's shorthand


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def bodies(raw: bytes) -> tuple[str, str]:
    message = parsed(raw)
    return tuple(part.get_content().replace("\r\n", "\n") for part in message.iter_parts())  # type: ignore[return-value]  # two parts


def defects(message: Message) -> list[object]:
    return [defect for part in message.walk() for defect in part.defects]


def on_the_wire(text: str) -> str:
    """What any mail writer must make of a text: one kind of line end, no lone surrogates."""
    return text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


def referred(html: str) -> str:
    """Resolve `&#8212;` as a number and nothing else (html.unescape also repairs what browsers repair)."""
    return re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), html)


def test_both_alternatives_arrive_as_written() -> None:
    raw = write_mail(envelope(), text="Убиты 14 человек.\n.\nFrom here on\n", html="<p>Убиты 14 — «человек»</p>\n")
    text, html = bodies(raw)
    assert text == "Убиты 14 человек.\n.\nFrom here on\n"
    assert unescape(html) == "<p>Убиты 14 — «человек»</p>\n"
    assert parsed(raw).get_content_type() == "multipart/alternative"


def test_a_message_without_html_is_a_single_part() -> None:
    message = parsed(write_mail(envelope(), text="Plain.\n", html=None))
    assert (message.get_content_type(), message.get_content()) == ("text/plain", "Plain.\r\n")


@given(text=ANY_TEXT, html=ANY_TEXT)
def test_any_two_bodies_survive_and_both_parsers_find_no_fault(text: str, html: str) -> None:
    raw = write_mail(envelope(), text=text, html=html)
    for rules in (policy.default, policy.compat32):
        message = message_from_bytes(raw, policy=rules)
        assert defects(message) == []
        got = [part.get_payload(decode=True) for part in message.get_payload()]  # type: ignore[union-attr]
        plain, rich = (part.replace(b"\r\n", b"\n").decode() for part in got)  # type: ignore[union-attr]
        assert plain == on_the_wire(text)
        assert referred(rich) == referred(on_the_wire(html))


@given(text=ANY_TEXT, subject=ANY_TEXT)
def test_the_wire_is_ascii_in_short_lines_with_one_kind_of_line_end(text: str, subject: str) -> None:
    raw = write_mail(envelope(subject=subject), text=text * 9, html=text * 9)
    assert raw.isascii()
    lines = raw.split(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line or b"\0" in line for line in lines)


def test_a_body_that_imitates_the_boundary_stays_a_body() -> None:
    trick = "--=_idexampleorg--\n\nContent-Type: text/html\n\n<script>"
    text, html = bodies(write_mail(envelope(), text=trick, html=trick))
    assert (text, html) == (trick, trick)


def test_a_line_longer_than_mail_allows_is_wrapped_and_read_back_whole() -> None:
    long = "x" * 5000 + "\n"
    assert bodies(write_mail(envelope(), text=long, html=long)) == (long, long)


def test_a_style_sheet_with_other_letters_is_left_alone() -> None:
    html = '<style>p::before{content:"→"}</style><p>é</p>\n'
    assert bodies(write_mail(envelope(), text="", html=html))[1] == html


@given(subject=ANY_TEXT)
def test_a_subject_of_any_characters_is_one_header_and_reads_the_same(subject: str) -> None:
    raw = write_mail(envelope(subject=subject), text="", html=None)
    message = parsed(raw)
    assert str(message["Subject"]).split() == clean_header(subject).split()
    assert message.keys().count("Subject") == 1
    assert len(message.keys()) == 10


@pytest.mark.parametrize(
    "hostile",
    [
        "Fire\r\nBcc: victim@example.org",
        "Fire\nX: y",
        "Fire\u2028Bcc: x@y",
        "a\0b",
        "\ud800 lone",
        "\u202egpj.exe",
        "\x85Bcc: x",
    ],
)
def test_a_title_cannot_add_a_header_or_turn_the_text_round(hostile: str) -> None:
    message = parsed(write_mail(envelope(subject=hostile), text="", html=None))
    assert message["Bcc"] is None
    assert message["X"] is None
    assert "\u202e" not in str(message["Subject"])


@pytest.mark.parametrize(
    "subject",
    [
        "[CRITICAL] Belgorod: 14 killed, over 100 injured - strike (UNVERIFIED)",
        "Удар по Белгороду: погибли 14 человек, более 100 ранены — данные не проверены",
        "=?utf-8?q?not_an_encoded_word?=",
        "x" * 300,
        "",
    ],
    ids=["ascii", "cyrillic", "looks encoded", "one long word", "empty"],
)
def test_a_subject_is_folded_by_the_book_and_reads_back_the_same(subject: str) -> None:
    raw = write_mail(envelope(subject=subject), text="", html=None)
    assert str(parsed(raw)["Subject"]) == subject
    assert all(len(line) <= 78 for line in raw.split(b"\r\n"))


def test_addresses_keep_their_names_whatever_the_letters() -> None:
    to = ("Дежурный <duty@пример.укр>", '"Doe, Jane" <jane@example.org>', "plain@example.org")
    message = parsed(write_mail(envelope(to=to), text="", html=None))
    found = message["To"].addresses
    assert [address.display_name for address in found] == ["Дежурный", "Doe, Jane", ""]
    assert [address.addr_spec for address in found] == [
        "duty@xn--e1afmkfd.xn--j1amh",
        "jane@example.org",
        "plain@example.org",
    ]


def test_an_address_that_ascii_cannot_write_is_named_and_breaks_nothing() -> None:
    message = parsed(write_mail(envelope(to=("дежурный@example.org", "b@example.org")), text="", html=None))
    assert [address.addr_spec for address in message["To"].addresses] == ["b@example.org"]
    assert "дежурный@example.org" in str(message["To"])


def test_an_answer_names_the_first_message() -> None:
    message = parsed(write_mail(envelope(in_reply_to="<first@example.org>"), text="", html=None))
    assert message["In-Reply-To"] == message["References"] == "<first@example.org>"


def test_our_mail_says_that_a_machine_wrote_it() -> None:
    message = parsed(write_mail(envelope(extra=(("X-Monitor-Level", "critical"),)), text="", html=None))
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<duty.media-monitor.example.org>"
    assert message["X-Monitor-Level"] == "critical"
    assert message["Date"].datetime == AT


@pytest.mark.parametrize(
    ("address", "bare", "ascii_form", "domain"),
    [
        ("Desk <desk@example.org>", "desk@example.org", "desk@example.org", "example.org"),
        ("desk@bücher.example", "desk@bücher.example", "desk@xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("büro@example.org", "büro@example.org", None, "example.org"),
        ("nonsense", "nonsense", None, "localhost"),
    ],
)
def test_an_address_is_taken_apart(address: str, bare: str, ascii_form: str | None, domain: str) -> None:
    assert (bare_address(address), ascii_address(address), domain_of(address)) == (bare, ascii_form, domain)
