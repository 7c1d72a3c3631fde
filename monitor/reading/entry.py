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

    `plain` means that the body is the whole text and its title is looked for in it; else the text will
    be title, blank line, body. In a plain body `title_span`, `title_end` (behind its marks) and
    `header_end` (front matter) say what the format marks itself. `furniture` are stretches of the body
    (offsets) that the format marks as navigation, caption or link list. `key` tells the entries of one
    file apart and is empty where a file holds one article. `published_by_format` is false for a time
    that a format has no agreed place for.
    """

    body: str
    encoding: str
    format: str | None = None  # where one ending stands for several formats
    title: str | None = None
    plain: bool = False
    title_span: tuple[int, int] | None = None
    title_end: int = 0
    header_end: int = 0
    furniture: tuple[tuple[int, int], ...] = ()
    key: str = ""
    revision_key: str | None = None
    withdrawn: bool = False
    published: Stamp | None = None
    published_by_format: bool = True
    language: str | None = None
    claimed_source: str | None = None
    url: str | None = None
    left_out: tuple[str, ...] = ()  # entries of the file beside this one that could not be read, in sentences
