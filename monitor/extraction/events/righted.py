"""The number that a correction sets in place of another: "an earlier version said 12 died; the number is 11"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.extraction.casualties import READ_ZONES, Mention
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.people import find_people
from monitor.extraction.words.words import Word
from monitor.model import Article

LONGEST_NOTE = 300
"""Characters behind a wrong number in which the right one is told."""


def with_righted(article: Article, lexicon: Lexicon, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions of an article that corrects itself, each wrong number with the right one behind it.

    Only a count that goes on with another one of the same, without words of harm: "The number is 11", "it was 13".
    """
    return tuple(_with_right_number(article, lexicon, mentions))


def _with_right_number(article: Article, lexicon: Lexicon, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    for mention, following in zip(mentions, (*mentions[1:], None), strict=True):
        ends = following.start if following else len(article.text)
        right = _righted(article, lexicon, mention, ends) if mention.counted else None
        if right is None:
            yield mention
        else:
            yield replace(mention, superseded=True)
            yield right


def _righted(article: Article, lexicon: Lexicon, mention: Mention, ends: int) -> Mention | None:
    """Return a harm with the number that stands behind it as the right one, in its sentence or the next."""
    for number in range(mention.sentence, min(mention.sentence + 2, len(article.sentences))):
        sentence = article.sentences[number]
        first = max(sentence.start, mention.end)
        if sentence.zone not in READ_ZONES or first >= ends:
            return None
        words, starts, stops = lexicon.read(article.text, first, min(sentence.end, ends, first + LONGEST_NOTE))
        people = _told_as_right(words, lexicon)
        if people is not None and people.interval != mention.interval:
            return replace(
                mention,
                interval=people.interval,
                start=starts[people.first],
                end=stops[people.last - 1],
                sentence=number,
                zone=sentence.zone,
                namings=(people.naming,),
                superseded=False,
            )
    return None


def _told_as_right(words: list[Word], lexicon: Lexicon) -> People | None:
    """Return the bare number behind "the number is", "it was"."""
    said = [at for at in range(1, len(words)) if "be" in words[at].tags and "tally" in words[at - 1].tags]
    if not said:
        return None
    bare = {people.first: people for people in find_people(words, lexicon) if people.naming is Naming.BARE}
    return next((bare[at + 1] for at in said if at + 1 in bare), None)
