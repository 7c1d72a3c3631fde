"""Numbers told by another one: "all but two of the 181 people aboard", "killing three and injuring as many"."""

from __future__ import annotations

from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import SOME, Naming, People
from monitor.extraction.harm.noun_phrases import find_head
from monitor.extraction.harm.numbers import read_quantity
from monitor.extraction.words.words import Word
from monitor.model import Interval
from monitor.vocabulary import Bound


def all_but(words: list[Word], at: int, lexicon: Lexicon) -> People | None:
    """Return the 179 of "all but two of the 181 people aboard", or some where the whole has no number."""
    few = read_quantity(words, at + 1, lexicon)
    if few is None or few.interval.bound is not Bound.EXACT or few.last + 1 >= len(words):
        return None
    here = few.last
    if not words[here].tags & {"of", "of_group"}:
        return None
    while here + 1 < len(words) and "determiner" in words[here + 1].tags:
        here += 1
    whole = read_quantity(words, here + 1, lexicon)
    if whole is None or whole.interval.bound is not Bound.EXACT or whole.interval.min <= few.interval.min:
        return People(at, here + 1, SOME, Naming.MANY)
    left = whole.interval.min - few.interval.min
    head = find_head(words, whole.last, lexicon, {})
    last, heads = (head[0], head[1]) if head else (whole.last, ())
    return People(at, last, Interval(min=left, max=left), Naming.COUNT, heads)


def as_many(words: list[Word], at: int, before: list[People]) -> People | None:
    """Return the three of "killing three people and injuring as many", not of "twice as many", "rise as many are"."""
    counted = [p for p in before if p.naming in (Naming.COUNT, Naming.BARE) and p.interval.bound is not Bound.VAGUE]
    led_to = words[at - 1].harms or words[at - 1].text == "," or words[at - 1].tags & {"and", "preposition"}
    return People(at, at + 1, counted[-1].interval, Naming.BARE) if counted and led_to else None
