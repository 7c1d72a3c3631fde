"""Whether the years, months and days around a harm say that it lies back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.clauses import NEWS_DAYS, SUBORDINATING
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.nearness import NEAR_RECORD, speaks_of

OLD_DAYS = 100
"""A harm on a stated day this long before publication is background."""
SHORT_WHILE = 14
"""Days since which the harm of one event may still be counted."""
NEAR_EVENT = 40
"""Characters between the year that names an event, the words "in which" behind it, and a harm told of it."""
REACH = 1000
"""Characters around a harm in which a year may date it: a sentence that goes on farther is a list without stops."""
LONGEST_BLANK = 2
"""Characters between a word and the year or day that belongs to it."""
_EVENTS = frozenset({"deed", "long_event"})
_OF_A_MONTH = re.compile(r" \w{2,3} (?:\w+ )?(?:\d{1,2},? )?")
"""Between an event's name and its year: "of February ", "of "."""
_DATED = re.compile(r",?\s+(?:of\s+)?((?:19|20)\d\d)\b|\s+\d")
_YEAR = re.compile(r"(?<![\d.,/])(?:19|20)\d\d(?!\d|,\d)")


def has_old_year(context: Context, mention: Mention) -> bool:
    """Whether the nearest year of the sentence is past ("last December" in January is not)."""
    sentence = context.article.sentences[mention.sentence]
    first, last = max(sentence.start, mention.start - REACH), min(sentence.end, mention.end + REACH)
    found = [
        Cue(year.start(), year.end(), "year", mention.sentence)
        for year in _YEAR.finditer(context.article.text, first, last)
    ]
    if not found or context.today is None:
        return False
    around = [cue for cue in context.cues_of.get(mention.sentence, ()) if first <= cue.start <= last]
    found = [
        cue
        for cue in found
        if not (_is_of_an_aside(context, cue, mention) or _is_of_another_thing(context, cue, around, mention))
    ]
    near = [cue for cue in found if speaks_of(context, cue, mention)] + _years_of_event(context, found, mention)
    if not near:
        return False
    year = max(int(context.article.text[cue.start : cue.end]) for cue in near)
    return year < context.today.year - (context.today.month <= 2)


def old_year_in(context: Context, start: int, end: int) -> bool:
    """Whether a stretch of the text names a year that is past."""
    years = [int(year[0]) for year in _YEAR.finditer(context.article.text, start, end)]
    return bool(years) and context.today is not None and min(years) < context.today.year - (context.today.month <= 2)


def goes_on_from_old_year(context: Context, mention: Mention) -> bool:
    """Whether the sentence before tells an event of an old year: "Gunmen struck one night in 2015. Ninety died".

    Where no lead tells a harm, whatever it tells then will do, and a month gone by as well: "A third of the country
    went under between June and September. More than 1,700 people were killed".
    """
    before, text = mention.sentence - 1, context.article.text
    if before in context.opening or before < 0 or context.today is None:
        return False
    if context.has_harm_in_lead and not _tells_an_event(context, before):
        return False
    told, here = context.article.sentences[before], context.article.sentences[mention.sentence]
    if "\n\n" in text[told.end : here.start] or context.dates_of.get(mention.sentence):
        return False
    cues = context.cues_of.get(before, ())
    if any(cue.tag in {"recent", "since", "other_year", "no_year"} for cue in cues):
        return False
    if not context.has_harm_in_lead and has_old_month(context, cues, opens=False):
        return True
    years = [int(year[0]) for year in _YEAR.finditer(text, told.start, told.end)]
    return bool(years) and max(years) < context.today.year - (context.today.month <= 2)


def _tells_an_event(context: Context, number: int) -> bool:
    """Whether a sentence has a word of an event, or calls it a disaster or a war."""
    return context.is_violent(number) or any(cue.tag in _EVENTS for cue in context.cues_of.get(number, ()))


def _is_of_an_aside(context: Context, year: Cue, mention: Mention) -> bool:
    """Whether a year stands between commas between somebody and his harm: "a chemist, who won in 2003, was killed"."""
    if mention.frame != "participle" or not mention.start < year.start < mention.end:
        return False  # who "died on Friday" at the end of a life in years did not die of an event
    text = context.article.text
    return "," in text[mention.start : year.start] and text.find(",", year.end, mention.end) >= 0


def _is_of_another_thing(context: Context, year: Cue, cues: Sequence[Cue], mention: Mention) -> bool:
    """Whether a year is none ("the 1900 block"), or dates a record, a thing, or another event ("... of February 2023").

    "The worst since 2018, when 149 people died" dates that harm.
    """
    text = context.article.text
    if any(0 < c.start - year.end <= LONGEST_BLANK for c in cues if c.tag == "no_year"):
        return True
    if any(0 < year.start - c.end <= LONGEST_BLANK for c in cues if c.tag == "at_hour"):
        return True
    ends = {tag: [c.end for c in cues if c.tag == tag] for tag in ("superlative", "since", "other_year")}
    directly = {tag: any(0 < year.start - end <= LONGEST_BLANK for end in found) for tag, found in ends.items()}
    if directly["since"] and ends["superlative"] and min(ends["superlative"]) < year.start:
        told_then = any(0 < c.start - year.end <= LONGEST_BLANK for c in cues if c.tag in SUBORDINATING)
        return mention.start < year.end or not told_then
    if directly["other_year"]:
        return True
    deeds = [c for c in cues if c.tag.startswith("kind:") or c.tag == "deed"]
    named = (c for c in deeds if mention.end < c.start and _OF_A_MONTH.fullmatch(text, c.end, year.start))
    return any("," in text[mention.end : deed.start] for deed in named)


def _years_of_event(context: Context, years: list[Cue], mention: Mention) -> list[Cue]:
    """Return the year that names the event which a harm is told of: "the 1977 crash in which 583 people died"."""
    text = context.article.text
    heads = [cue for cue in context.cues_of.get(mention.sentence, ()) if cue.tag == "of_that_event"]
    own = [cue for cue in heads if cue.start <= mention.start < cue.end + NEAR_EVENT]
    return [
        year
        for head in own[-1:]
        for year in years
        if year.end < head.start <= year.end + NEAR_EVENT
        and text[year.end : head.start].count(" ") > 1
        and not set(text[year.end : head.start].rstrip(", ")) & set(",;:")
    ]


def has_old_day(context: Context, mention: Mention) -> bool:
    """Whether every day of the sentence lies long back."""
    if context.today is None:
        return False
    days = [d.on for d in context.dates_of.get(mention.sentence, ()) if d.on]
    return bool(days) and all((context.today - day).days > OLD_DAYS for day in days)


def is_landmark(context: Context, mention: Mention) -> bool:
    """Whether a harm tells since when something is counted: "his first visit since gunmen killed 26 people"."""
    if "since" not in context.tags:
        return False
    cues = context.cues_of.get(mention.sentence, ())
    since = [c.end for c in cues if c.tag == "since" and c.end < mention.start]
    first = [c.end for c in cues if c.tag in {"superlative", "first"} and since and c.end < since[-1]]
    return bool(first) and "," not in context.article.text[since[-1] : mention.start]


def counts_since(context: Context, cues: Sequence[Cue], mention: Mention) -> bool:
    """Whether a number is counted from a day that lies back: "since 1 January", "since the raid of 2014"."""
    if context.today is None or "since" not in context.tags:
        return False
    behind = (c for c in context.cues_of.get(mention.sentence, ()) if c.tag == "since" and mention.end <= c.start)
    if any(_names_old_event(context, cue) for cue in behind):
        return True
    ends = {cue.end + 1 for cue in cues if cue.tag == "since"}
    if not ends:
        return False
    days = [d.on for d in context.dates if d.on and d.start in ends]
    return any((context.today - day).days > SHORT_WHILE for day in days if context.today)


def _names_old_event(context: Context, since: Cue) -> bool:
    """Whether an event of an old year follows a "since", in words of its own and not as the measure of a record."""
    text, here = context.article.text, context.article.sentences[since.sentence]
    year = _YEAR.search(text, since.end, min(since.end + NEAR_RECORD, here.end))
    if year is None or context.today is None or "," in text[since.end : year.start()]:
        return False
    cues = [c for c in context.cues_of[since.sentence] if c.tag != "superlative" or c.start < since.start]
    named = any(c.tag.startswith("kind:") and since.end < c.start < year.start() for c in cues)
    return named and int(year[0]) < context.today.year and not any(c.tag == "superlative" for c in cues)


def has_old_month(context: Context, cues: Sequence[Cue], *, opens: bool) -> bool:
    """Whether a month without a year ("in May") is neither this one nor the last, or late in this one not the last."""
    if context.today is None:
        return False
    text, today = context.article.text, context.today
    named = [c for c in cues if c.tag.startswith("month:") and not _is_dated(text, c.end, today.year)]
    newest = today.day <= NEWS_DAYS or opens
    return any(_months_ago(cue, today) > newest for cue in named)


def _months_ago(cue: Cue, today: date) -> int:
    """Return how many months ago a month was: "last November", told in November, twelve."""
    _, number, *last = cue.tag.split(":")
    return (today.month - int(number)) % 12 or 12 * len(last)


def _is_dated(text: str, end: int, year: int) -> bool:
    """Whether a day or another year stands behind a month; "in March 2018", told in July 2018, is one of this year."""
    dated = _DATED.match(text, end)
    return dated is not None and dated[1] != str(year)
