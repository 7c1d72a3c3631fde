"""Where each clause of a sentence sets its harm: "A bomb in Quetta killed three, and another in Lahore killed five"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from monitor.extraction.casualties import Mention
from monitor.extraction.events.near_towns import comes_at_once
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import are_apart, settings_in
from monitor.model import Place
from monitor.vocabulary import Zone

_CLAUSE = re.compile(r";|,? (?:and|while|whereas|but) ")
_CLAUSE_OF_TITLE = re.compile(r", | (?:and|while|whereas|but) ")


def set_by_clause(context: Context, reported: Sequence[Mention]) -> dict[Mention, list[Place]]:
    """Return the places of harms whose own clauses set them apart from others of their sentence.

    "A bomb in Quetta killed three, and another in Lahore killed five": each clause has its place.
    """
    found: dict[Mention, list[Place]] = {}
    for number, mentions in groupby(reported, key=attrgetter("sentence")):
        together = list(mentions)
        borders = _clause_borders(context, number) if len(together) > 1 else []
        told = {m: _places_around(context, borders, m) for m in together} if len(borders) > 2 else {}
        if len({_around(borders, m) for m, places in told.items() if places}) > 1:
            found |= {mention: places for mention, places in told.items() if places}
    return found


def is_part(context: Context, places: Sequence[Place], total: Mention, part: Mention, there: Sequence[Place]) -> bool:
    """Whether a toll of a whole country was told first, and this one is of a place in it: a part, no other event.

    It is none where the text sets the first one in a town of its own: "kill five in eastern Syria, two die in Idlib".
    """
    larger = part.interval.max is not None and total.interval.min >= part.interval.max
    whole = next((place.country for place in places if place.lat is None), None)
    if not larger or total.interval.max == part.interval.max or whole not in {place.country for place in there}:
        return False
    again = (m for m in context.mentions if m.interval == total.interval and m.start > part.end)
    return not any(are_apart(there, _towns_of(context, m), by_country=False) for m in again)


def _towns_of(context: Context, mention: Mention) -> list[Place]:
    sentence = context.article.sentences[mention.sentence]
    return [p.place for p in settings_in(context, sentence.start, sentence.end) if p.place.geonameid]


def _clause_borders(context: Context, number: int) -> list[int]:
    sentence = context.article.sentences[number]
    listed = sentence.zone is Zone.TITLE and ";" not in context.article.text[sentence.start : sentence.end]
    mark = _CLAUSE_OF_TITLE if listed and not comes_at_once(context, number) else _CLAUSE
    inner = (m.start() for m in mark.finditer(context.article.text, sentence.start, sentence.end))
    return [sentence.start, *inner, sentence.end]


def _around(borders: list[int], mention: Mention) -> tuple[int, int]:
    """Return the stretch around a harm up to the next "and", "while" or semicolon of its sentence."""
    start = borders[bisect_right(borders, mention.start, hi=len(borders) - 1) - 1]
    return start, borders[min(bisect_left(borders, mention.end), len(borders) - 1)]


def _places_around(context: Context, borders: list[int], mention: Mention) -> list[Place]:
    """Return where a harm's clause sets it; the first news of a title is set by what is below."""
    start, end = _around(borders, mention)
    here = [p.place for p in settings_in(context, start, end)]
    if here or mention.zone is not Zone.TITLE or context.article.text[end] != ";":
        return here
    first = context.article.sentences[context.opening[-1]]
    return [p.place for p in settings_in(context, first.start, first.end)]
