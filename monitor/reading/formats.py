"""The formats that are read: one row each. A new one is a file beside this and a row here."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.json_files import read_json, read_json_lines
from monitor.reading.mail import read_mail
from monitor.reading.markdown import read_markdown
from monitor.reading.plain_text import read_plain_text
from monitor.reading.web_page import read_web_page
from monitor.reading.xml_files import read_xml

Reader = Callable[[bytes, DropMeta], tuple[Entry, ...]]
"""Bytes to entries. Raises ArticleError with a reason that a person understands."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in articles, its file name endings, how it begins (for unknown endings), its reader."""

    name: str
    suffixes: tuple[str, ...]
    begins: re.Pattern[bytes] | None
    read: Reader


FORMATS: tuple[Format, ...] = (
    Format("txt", (".txt", ".text"), None, read_plain_text),
    Format("md", (".md", ".markdown"), None, read_markdown),
    Format("json", (".json", ".ninjs"), re.compile(rb"[\[{]\s*[\"{]"), read_json),
    Format("jsonl", (".jsonl", ".ndjson"), None, read_json_lines),
    Format(
        "eml",
        (".eml",),
        re.compile(rb"(?:Received|Return-Path|Message-ID|Delivered-To): ", re.IGNORECASE),
        read_mail,
    ),
    Format(
        "html", (".html", ".htm", ".xhtml"), re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE), read_web_page
    ),
    Format(
        "xml",
        (".xml", ".rss", ".atom", ".rdf", ".nitf"),
        re.compile(rb"<\?xml\b|<(?:rss|feed|nitf|newsItem)\b"),
        read_xml,
    ),
)
_PLAIN = FORMATS[0]
_BY_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}


def find_format(name: str, data: bytes) -> Format:
    """Return the format by the ending of the name; a file without a known one is looked at, and plain text at last."""
    known = _BY_SUFFIX.get(name[name.rfind(".") :].lower()) if "." in name else None
    if known:
        return known
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((format_ for format_ in FORMATS if format_.begins and format_.begins.match(start)), _PLAIN)
