"""`.eml`: a mail with its text in `text/plain` or, failing that, in HTML (RFC 5322)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import decode
from monitor.reading.entry import Entry
from monitor.reading.marked_text import body_of, identity, one_line
from monitor.reading.times import read_time

_QUOTED = re.compile(r"^>[^\n]*$", re.MULTILINE)
_SHORTEST_TEXT = 100
_SIGNATURE = re.compile(r"^-- $(?:\n[^\n]*)*", re.MULTILINE)


def read_mail(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the one article of a mail. Raises ArticleError: `bad_mail`, `no_articles`, `not_text`."""
    try:
        return (_entry(message_from_bytes(data), meta),)  # compat32: ten times faster than the modern policy
    except RecursionError:
        raise ArticleError("too_deep", "the mail holds mails in mails without end") from None


def _entry(message: Message, meta: DropMeta) -> Entry:
    if not any(message[name] for name in ("From", "Subject", "Date", "Message-ID")):
        raise ArticleError("bad_mail", "this is no mail: it has neither From, Subject, Date nor Message-ID")
    body, furniture, encoding = _body(message)
    title = _words(message, "subject")
    if not title and not body.strip():
        raise ArticleError("no_articles", "the mail has neither a subject nor a text")
    name, address = parseaddr(_words(message, "from"))
    return Entry(
        title=title or None,
        body=body,
        furniture=furniture or _quoted(body),
        encoding=encoding,
        revision_key=identity(_words(message, "message-id").strip("<> ")) or None,
        published=read_time(_words(message, "date"), meta.source.location),
        language=_words(message, "content-language") or None,
        claimed_source=name or address or None,
    )


def _body(message: Message) -> tuple[str, tuple[tuple[int, int], ...], str]:
    """Return the body, its furniture and its encoding; a plain part that only points to the HTML is no body."""
    plain, page = _find_part(message, "text/plain"), _find_part(message, "text/html")
    text, encoding = _text(plain) if plain else ("", "utf-8")
    if page and len(text.strip()) < _SHORTEST_TEXT:
        markup, page_encoding = _text(page)
        body, furniture = body_of(markup, is_html=True)
        if len(body) > len(text.strip()):
            return body, furniture, page_encoding
    return *body_of(text, is_html=False), encoding


def _find_part(message: Message, wanted: str) -> Message | None:
    parts = (part for part in message.walk() if part.get_content_type() == wanted)
    return next((part for part in parts if part.get_content_disposition() != "attachment"), None)


def _text(part: Message) -> tuple[str, str]:
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ("", "utf-8")


def _words(message: Message, name: str) -> str:
    """Decode a header to one line; what is badly encoded is shown as it came."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    try:
        if not raw.isascii():  # eight-bit headers, against the standard and common
            raw = decode(raw.encode("utf-8", "surrogateescape"))[0]
        parts = decode_header(raw)
        return one_line("".join(part if isinstance(part, str) else decode(part, code)[0] for part, code in parts))
    except (ValueError, LookupError, ArticleError):
        return one_line(raw)


def _quoted(body: str) -> tuple[tuple[int, int], ...]:
    """Quoted lines and the signature: other people's older words."""
    spans = [found.span() for pattern in (_QUOTED, _SIGNATURE) for found in pattern.finditer(body)]
    return tuple(sorted(spans))
