"""Which sentences stand in one paragraph: a scene that its first sentence sets holds for those behind it."""

from __future__ import annotations

from itertools import accumulate, pairwise

from monitor.model import Article


def numbered(article: Article) -> list[int]:
    """Return the number of the paragraph that each sentence stands in."""
    breaks = ("\n\n" in article.text[one.end : next_.start] for one, next_ in pairwise(article.sentences))
    return list(accumulate(breaks, initial=0)) if article.sentences else []
