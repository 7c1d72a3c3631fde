"""`.md`: the decoded file is the text; front matter is header, the first heading is the title."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.model import DropMeta
from monitor.reading.entry import Entry
from monitor.reading.plain_text import read_plain_text

_FRONT_MATTER = re.compile(r"\s*(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){1,60}?\1[ \t]*(?:\n|\Z)")
_LINK = r"!?\[[^\]\n]*\]\([^)\n]*\)"
_LINKS_ALONE = re.compile(rf"^[ \t]*(?:[-*+][ \t]+)?\[?{_LINK}(?:\]\([^)\n]*\))?[ \t.|]*$", re.MULTILINE)
"""A line that is a picture or a link and nothing else."""


def read_markdown(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the one article of a Markdown file; its marks stay in the text, so that offsets count in the file."""
    (entry,) = read_plain_text(data, meta)
    front = _FRONT_MATTER.match(entry.body)
    header_end = front.end() if front else 0
    title, title_end = _find_heading(entry.body, header_end)
    furniture = tuple(found.span() for found in _LINKS_ALONE.finditer(entry.body))
    return (
        replace(
            entry,
            title_span=title,
            title_end=title_end,
            header_end=header_end,
            furniture=furniture,
        ),
    )


def _find_heading(text: str, start: int) -> tuple[tuple[int, int] | None, int]:
    """Return where the words of a first heading stand (`# Words`, or a line above `=====`) and where it ends."""
    while start < len(text) and text[start].isspace():
        start += 1
    end = text.find("\n", start) % (len(text) + 1)
    line = text[start:end].rstrip()
    words = line.lstrip("#").strip().rstrip("#").rstrip()
    if line.startswith("# ") and words:
        begin = text.index(words, start)
        return (begin, begin + len(words)), end
    below_end = text.find("\n", end + 1) % (len(text) + 1)
    below = text[end + 1 : below_end].strip()
    if line and below and not below.strip("="):
        return (start, start + len(line)), below_end
    return None, 0
