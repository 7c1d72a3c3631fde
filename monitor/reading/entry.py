"""What a format's reader says of one article, before zones, sentences and language are found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.vocabulary import TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A publication time as it was written: aware UTC, and how exactly it was given.

    A day without a time is midnight UTC of that day, so that `at.date()` is the day that stood there.
    """

    at: datetime
    precision: TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article of a file.

    `title=None` with `plain=True` means that the body is the whole text and the title is looked for in
    it; otherwise the text will be title, blank line, body. `furniture` are stretches of the body
    (offsets) that the format itself marks as navigation, caption or link list. `key` tells the entries
    of one file apart and is empty where a file holds one article.
    """

    body: str
    encoding: str
    title: str | None = None
    plain: bool = False
    furniture: tuple[tuple[int, int], ...] = ()
    key: str = ""
    revision_key: str | None = None
    withdrawn: bool = False
    published: Stamp | None = None
    language: str | None = None
    claimed_source: str | None = None
    url: str | None = None
