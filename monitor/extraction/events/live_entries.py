"""Entries of a live page: each begins with its hour, and the latest count of an event replaces those before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.extraction.casualties import Mention
from monitor.extraction.judging.labels import is_log_of_hours
from monitor.model import Article

FEWEST_ENTRIES = 3
"""Paragraphs that begin with an hour from which an article is a live page."""
_HOUR = re.compile(r"(?:^|\n)[ \t]*([01]?\d|2[0-3])[:.h]([0-5]\d)(?![\d.:])")


class Entry(NamedTuple):
    """Where an entry of a live page begins, and its minute of the day."""

    start: int
    minute: int


def entries_of(article: Article) -> Sequence[Entry]:
    """Return the entries of a live page, in order; none for any other article."""
    entries = [Entry(m.start(1), int(m[1]) * 60 + int(m[2])) for m in _HOUR.finditer(article.text)]
    return entries if len(entries) >= FEWEST_ENTRIES and not is_log_of_hours(article.text) else ()


def with_latest_entries(entries: Sequence[Entry], mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Mark the counts of earlier hours as older ones where a later entry counts more people of the same harm."""
    if not entries:
        return mentions
    starts = [entry.start for entry in entries]

    def minute_of(mention: Mention) -> int:
        at = bisect_right(starts, mention.start) - 1
        return entries[at].minute if at >= 0 else -1

    wholes = [m for m in mentions if m.counted and not (m.part or m.more or m.feared or m.superseded)]

    def is_older(mention: Mention) -> bool:
        own = minute_of(mention)
        return own >= 0 and any(
            m.harm is mention.harm and minute_of(m) > own and m.interval.min > mention.interval.min for m in wholes
        )

    return [replace(m, superseded=True) if is_older(m) else m for m in mentions]
