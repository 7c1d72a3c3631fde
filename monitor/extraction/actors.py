"""Who is named, and what the words around each mention say the actor does."""

from __future__ import annotations

from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention
from monitor.model import Article

__all__ = ["ActorMention", "find_actors"]


def find_actors(article: Article, knowledge: Knowledge) -> tuple[ActorMention, ...]:
    """Return every naming of an actor, in order of the text."""
    return ()
