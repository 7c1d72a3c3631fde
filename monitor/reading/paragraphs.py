"""Where paragraphs lie: blank lines end them, and so do line ends that are not mere wrapping."""

from __future__ import annotations

from typing import NamedTuple

_WIDEST_WRAP = 110
"""Columns: agencies and mail programs wrap at 60-100; a longer usual line is one paragraph a line."""
_NARROWEST_WRAP = 40
_RAGGED = 8
"""Columns by which a writer may wrap earlier than the last fitting word."""


class Paragraph(NamedTuple):
    """A run of text without a blank line in it; offsets without the line feed that ends it."""

    start: int
    end: int
    blank_after: bool


def find_paragraphs(text: str) -> list[Paragraph]:
    """Cut a text into paragraphs, in order; blank lines belong to none."""
    lines = text.split("\n")
    width = _wrap_width(lines)
    found: list[Paragraph] = []
    start, offset = -1, 0
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        end = offset + len(line)
        if line and not line.isspace():
            start = offset if start < 0 else start
            is_last = not after or after.isspace()
            if is_last or not (_goes_on(line, after) or (width and _is_wrapped(line, after, width))):
                found.append(Paragraph(start, end, is_last and end < len(text)))
                start = -1
        offset = end + 1
    return found


def _wrap_width(lines: list[str]) -> int:
    """Return the column at which the text is wrapped by hand, or 0."""
    lengths = sorted(map(len, filter(None, lines)))
    if len(lengths) < 3:
        return 0
    usual = lengths[len(lengths) * 9 // 10]
    return usual if _NARROWEST_WRAP <= usual <= _WIDEST_WRAP else 0


def _goes_on(line: str, after: str) -> bool:
    """Whether the next line cannot begin a paragraph: a small letter in mid-sentence (and no `key: value`)."""
    if not (after[0] == " " or after[0].islower()):
        return False  # most lines
    after = after.lstrip(" ")
    return after[:1].islower() and line.rstrip()[-1] not in ".!?:…" and ":" not in after[:24]


def _is_wrapped(line: str, after: str, width: int) -> bool:
    """Whether the line goes on in the next one: its first word would not have fitted any more."""
    is_item = after[0] in "-*•>#|" and not after.startswith("--")
    if after[:3].isspace() or is_item:
        return False
    word = after.split(maxsplit=1)[0]
    return len(line) + 1 + len(word) + _RAGGED > width
