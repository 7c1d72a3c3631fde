"""The formats that are read: one row each. A new one is a file beside this and a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.plain_text import read_plain_text

Reader = Callable[[bytes, DropMeta], tuple[Entry, ...]]
"""Bytes to entries. Raises ArticleError with a reason that a person understands."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in articles, its file name endings, its reader."""

    name: str
    suffixes: tuple[str, ...]
    read: Reader


FORMATS: tuple[Format, ...] = (Format("txt", (".txt", ".text", ""), read_plain_text),)

_BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}


def format_of(name: str) -> Format:
    """Return the format of a file by the ending of its name; a name without a known one is plain text."""
    dot = name.rfind(".")
    return _BY_SUFFIX.get(name[dot:].lower() if dot > 0 else "", _BY_SUFFIX[""])
