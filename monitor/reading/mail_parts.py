"""The parts of a mail: its text in one type, its headers in words, and what it quotes of others."""

from __future__ import annotations

import re
from email.header import decode_header
from email.message import Message

from monitor.errors import ArticleError
from monitor.reading.encoding import decode
from monitor.reading.marked_text import one_line

_QUOTED = re.compile(r"^>[^\n]*$", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- $(?:\n[^\n]*)*", re.MULTILINE)


def find_part(message: Message, wanted: str) -> Message | None:
    """Return the first part of a content type that is no attachment."""
    parts = (part for part in message.walk() if part.get_content_type() == wanted)
    return next((part for part in parts if part.get_content_disposition() != "attachment"), None)


def text_of(part: Message) -> tuple[str, str]:
    """Return the text of a part and the encoding it was read with."""
    payload = part.get_payload(decode=True)
    return decode(payload, part.get_content_charset()) if isinstance(payload, bytes) else ("", "utf-8")


def header_words(message: Message, name: str) -> str:
    """Decode a header to one line; what is badly encoded is shown as it came."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), "")
    try:
        if not raw.isascii():  # eight-bit headers, against the standard and common
            raw = decode(raw.encode("utf-8", "surrogateescape"))[0]
        parts = decode_header(raw)
        return one_line("".join(part if isinstance(part, str) else decode(part, code)[0] for part, code in parts))
    except (ValueError, LookupError, ArticleError):
        return one_line(raw)


def quoted_stretches(body: str) -> tuple[tuple[int, int], ...]:
    """Quoted lines and the signature: other people's older words."""
    spans = [found.span() for pattern in (_QUOTED, _SIGNATURE) for found in pattern.finditer(body)]
    return tuple(sorted(spans))
