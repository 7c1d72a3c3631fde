"""Who says so: frames of source, cue and content."""

from __future__ import annotations

from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.model import Article

__all__ = ["Attributed", "find_attributions"]


def find_attributions(
    article: Article, actors: tuple[ActorMention, ...], knowledge: Knowledge
) -> tuple[Attributed, ...]:
    """Return every speaker with the stretch of text that the speaker stands behind, in order of the text."""
    return ()
