"""Those counted a sentence before, pointed back to: "two engineers were stopped. The engineers were abducted"."""

from __future__ import annotations

from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import Naming
from monitor.extraction.harm.people import find_people
from monitor.model import Article, Interval
from monitor.vocabulary import Bound

LONGEST_READ = 2_000
"""Characters of a sentence in which they are looked for."""
FARTHEST = 2
"""Sentences back in which they may be counted."""


def counted_before(article: Article, lexicon: Lexicon, index: int, head: str) -> Interval | None:
    """Return how many people of a noun the sentences right before count, where one number tells it."""
    for number in range(index - 1, max(-1, index - 1 - FARTHEST), -1):
        sentence = article.sentences[number]
        end = min(sentence.end, sentence.start + LONGEST_READ)
        if head not in article.text[sentence.start : end].lower():
            continue
        people = find_people(lexicon.read(article.text, sentence.start, end).words, lexicon)
        counts = [one.interval for one in people if one.naming is Naming.COUNT and one.heads == (head,)]
        if counts:
            return counts[0] if len(counts) == 1 and counts[0].bound is Bound.EXACT else None
    return None
