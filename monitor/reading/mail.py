"""`.eml`: a mail with its text in `text/plain` or, failing that, in HTML (RFC 5322)."""

from __future__ import annotations

from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.mail_parts import find_part, header_words, quoted_stretches, text_of
from monitor.reading.marked_text import body_of, identity
from monitor.reading.times import read_time

_SHORTEST_TEXT = 100


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
    title = header_words(message, "subject")
    if not title and not body.strip():
        raise ArticleError("no_articles", "the mail has neither a subject nor a text")
    name, address = parseaddr(header_words(message, "from"))
    return Entry(
        title=title or None,
        body=body,
        furniture=furniture or quoted_stretches(body),
        encoding=encoding,
        revision_key=identity(header_words(message, "message-id").strip("<> ")) or None,
        published=read_time(header_words(message, "date"), meta.source.location),
        language=header_words(message, "content-language") or None,
        claimed_source=name or address or None,
    )


def _body(message: Message) -> tuple[str, tuple[tuple[int, int], ...], str]:
    """Return the body, its furniture and its encoding; a plain part that only points to the HTML is no body."""
    plain, page = find_part(message, "text/plain"), find_part(message, "text/html")
    text, encoding = text_of(plain) if plain else ("", "utf-8")
    if page and len(text.strip()) < _SHORTEST_TEXT:
        markup, page_encoding = text_of(page)
        body, furniture = body_of(markup, is_html=True)
        if len(body) > len(text.strip()):
            return body, furniture, page_encoding
    return *body_of(text, is_html=False), encoding
