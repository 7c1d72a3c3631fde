"""Another's number for the same dead, told in short: "31 killed, rebels say; army says 27", "its list has 19 names"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.casualties import READ_ZONES, Mention
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import Naming
from monitor.extraction.harm.numbers import Quantity, read_quantity
from monitor.extraction.index.cues import fold
from monitor.extraction.words.words import Cut, Word
from monitor.model import Article
from monitor.vocabulary import Bound

FARTHEST_NAMES = 5
"""Words from a list to the number of its names: "list has", "register in the morgue shows"."""
LONGEST_READ = 2_000
"""Characters of a sentence that are read for another's number."""
LARGEST_TIMES = 6
"""How many times another's number may be the first."""
_BORDERS = frozenset({";", ","})
_ENDS = frozenset({".", ";", ","})


def count_beside(article: Article, lexicon: Lexicon, told: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """Return the 27 of "31 killed in airstrike, rebels say; army says 27", behind a border of the same sentence."""
    sentence = article.sentences[told.sentence]
    end = min(sentence.end, told.end + LONGEST_READ)
    rest = fold(article.text[told.end : end])
    if not any(map(rest.__contains__, _BORDERS)) or not lexicon.recounting.find_matches_as_indexes(rest):
        return None
    cut = lexicon.read(article.text, told.end, end)
    found = _said_at_an_end(cut.words, lexicon) or _names_on_a_list(cut.words, lexicon)
    if found is None or any(m.start <= cut.starts[found.last - 1] < m.end for m in mentions):
        return None
    return _recounted(told, cut, found, told.sentence)


def count_by_list(article: Article, lexicon: Lexicon, index: int, told: Mention) -> Mention | None:
    """Return the 19 of "the hospital's own list has 19 names" in the sentence behind one that counts the dead."""
    if index >= len(article.sentences) or article.sentences[index].zone not in READ_ZONES:
        return None
    sentence = article.sentences[index]
    end = min(sentence.end, sentence.start + LONGEST_READ)
    if not lexicon.recounting.find_matches_as_indexes(fold(article.text[sentence.start : end])):
        return None
    cut = lexicon.read(article.text, sentence.start, end)
    found = _names_on_a_list(cut.words, lexicon)
    return None if found is None else _recounted(told, cut, found, index)


def _said_at_an_end(words: list[Word], lexicon: Lexicon) -> Quantity | None:
    """Read a bare number that a verb of saying or counting has as its whole object."""
    border = False
    for at, word in enumerate(words[:-1]):
        border = border or word.text in _BORDERS
        if not border or word.tags.isdisjoint(("said", "counts_dead")):
            continue
        count = read_quantity(words, at + 1, lexicon)
        if count is not None and (count.last == len(words) or words[count.last].text in _ENDS):
            return count
    return None


def _names_on_a_list(words: list[Word], lexicon: Lexicon) -> Quantity | None:
    first = next((at for at, word in enumerate(words) if "roster" in word.tags), len(words))
    for at in range(first + 1, min(first + FARTHEST_NAMES, len(words))):
        count = read_quantity(words, at, lexicon)
        if count is not None:
            return count if count.last < len(words) and "names" in words[count.last].tags else None
    return None


def _recounted(told: Mention, cut: Cut, count: Quantity, index: int) -> Mention | None:
    """Make the mention of another's number, unless it counts something of another size."""
    least, most = sorted((told.interval.min, count.interval.min))
    if count.bare_year or count.interval.bound is Bound.VAGUE or not 0 < least < most <= LARGEST_TIMES * least:
        return None
    return replace(
        told,
        interval=count.interval,
        start=cut.starts[count.first],
        end=cut.ends[count.last - 1],
        sentence=index,
        frame="recount",
        namings=(Naming.BARE,),
        heads=(),
        definite=False,
    )
