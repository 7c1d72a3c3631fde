"""When: absolute days and days counted from publication."""

from __future__ import annotations

from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import DateMention
from monitor.model import Article

__all__ = ["DateMention", "find_dates"]


def find_dates(article: Article, knowledge: Knowledge) -> tuple[DateMention, ...]:
    """Return every naming of a day, in order of the text."""
    return ()
