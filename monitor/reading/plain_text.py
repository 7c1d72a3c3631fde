"""`.txt`: the decoded file is the text, character for character."""

from __future__ import annotations

from monitor.model import DropMeta
from monitor.reading.encoding import clean, decode
from monitor.reading.entry import Entry


def read_plain_text(data: bytes, _meta: DropMeta) -> tuple[Entry, ...]:
    """Return the one article of a plain text file; title and header are found later, in the text."""
    text, encoding = decode(data)
    return (Entry(body=clean(text), encoding=encoding, plain=True),)
