"""Where: places by the table of GeoNames and the user's own, told apart by the article's other places."""

from __future__ import annotations

from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import PlaceMention
from monitor.model import Article

__all__ = ["PlaceMention", "find_places"]


def find_places(article: Article, knowledge: Knowledge) -> tuple[PlaceMention, ...]:
    """Return every naming of a place, in order of the text."""
    return ()
