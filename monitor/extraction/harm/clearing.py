"""The words of a sentence without those that would be read for what they are not."""

from __future__ import annotations

from itertools import compress
from operator import attrgetter

from monitor.extraction.harm.insertions import without_corrected
from monitor.extraction.words.words import Cut, tags_of

_TEXT = attrgetter("text")
_GRAMMAR = frozenset({"be", "pronoun_one", "pronoun_many", "thing", "preposition"})


def cleared(cut: Cut) -> tuple[Cut, frozenset[str]]:
    """Return the words of a sentence without those that tell nothing themselves, and everything that they can do."""
    known = tags_of(cut.words)
    clear = _without_acronyms(cut)
    clear = without_corrected(clear) if "not" in known else clear
    return clear, known if clear is cut else tags_of(clear.words)


def _without_acronyms(cut: Cut) -> Cut:
    """Take the "IS" of "IS fighters" and the "US" of "US soldiers" for names, where capitals tell something."""
    words = cut.words
    capitals = compress(range(len(words)), map(str.isupper, map(_TEXT, words)))
    short = [at for at in capitals if len(words[at].text) > 1 and words[at].tags & _GRAMMAR]
    if not short or not any(map(str.islower, map(_TEXT, words))):
        return cut
    return cut._replace(words=[word.as_name() if at in short else word for at, word in enumerate(words)])
