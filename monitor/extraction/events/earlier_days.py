"""Another day's harm, told by the way in the report of a newer one: "On Monday eleven people died in the same city"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from monitor.extraction.casualties import Mention
from monitor.extraction.dateline import in_dateline
from monitor.extraction.judging.anchoring import tells_no_event
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import are_apart, settings_in
from monitor.extraction.mentions import DateMention
from monitor.model import Place
from monitor.vocabulary import Zone

APART_DAYS = 2
"""Days from which two stated days are two events: a toll may be told as "overnight" and as "on Monday"."""
WEEK = 7
"""Days from which an event at another place is an earlier case as well: "on 3 November, eight were found on Rhodes"."""
NEAR = 50
"""Characters within which a day dates a harm: further off it is more often the day somebody spoke."""
LONGEST_ON = 4  # characters of "On " before the day that opens a sentence
_DEEDS = frozenset({"active", "participle", "gerund", "dies", "state"})


def day_of(context: Context, mention: Mention) -> date | None:
    """Return the day that the words near a harm give it, not that on which somebody spoke."""
    article = context.article
    named = context.dates_of.get(mention.sentence, ())
    days = [d for d in named if d.on and not d.spoken and not in_dateline(article, d.start)]
    days = [d for d in days if not d.counted or ";" not in _between(article.text, d, mention)]
    near = [d for d in days if mention.start - NEAR <= d.end and d.start <= mention.end + NEAR]
    return min(near, key=lambda d: min(abs(d.start - mention.end), abs(mention.start - d.end))).on if near else None


def places_of(context: Context, mention: Mention) -> list[Place]:
    """Return the places where the mention's sentence sets something, the nearest first."""
    sentence = context.article.sentences[mention.sentence]
    here = settings_in(context, *_own_news(context, mention)) or settings_in(context, sentence.start, sentence.end)
    return [p.place for p in sorted(here, key=lambda p: abs(p.start - mention.start))]


def _own_news(context: Context, mention: Mention) -> tuple[int, int]:
    """Return the stretch of a title's own news between semicolons: "Two die in Kharkiv; strike hits Belgorod"."""
    sentence, text = context.article.sentences[mention.sentence], context.article.text
    if sentence.zone is not Zone.TITLE:
        return sentence.start, sentence.end
    start, end = text.rfind(";", sentence.start, mention.start), text.find(";", mention.end, sentence.end)
    return max(start, sentence.start), end if end >= 0 else sentence.end


def of_earlier_days(context: Context, reported: Sequence[Mention]) -> frozenset[Mention]:
    """Return the mentions of an event some days before the one that the lead tells and dates, at no other place.

    What is set elsewhere is an event of its own; a number that the lead gives as well is the lead's.
    """
    before = frozenset(m for m in reported if _opens_with_day_before(context, m))
    if before and tells_no_event(context) and not any(m.sentence in context.lead for m in reported if m not in before):
        return before  # "Talks go on ... A day earlier, a strike had killed nine": told only beside what is no event
    leading = [m for m in reported if m.sentence in context.lead and _is_deed(m)]
    if len(leading) > 1 and _opens_with_day_before(context, leading[-1]):
        leading = [m for m in leading if not _opens_with_day_before(context, m)] or leading
    main = next((m for m in leading if _main_day(context, m)), None)
    newest = _main_day(context, main) if main else None
    if main is None or newest is None:
        return _of_days_before_an_undated_one(context, reported)
    found = {m for m in reported if m.start > main.end and _is_of_the_day_before(context, m, newest)}
    told = {m.interval for m in reported if m.sentence <= main.sentence}
    again = {m.sentence for m in reported if m.interval in told}
    scene = places_of(context, main)
    for mention in reported:
        on = day_of(context, mention) if mention.sentence > main.sentence and mention.sentence not in again else None
        days = (newest - on).days if on else 0
        if days >= APART_DAYS and (days >= WEEK or not are_apart(scene, places_of(context, mention))):
            found.add(mention)
    return frozenset(found)


def _of_days_before_an_undated_one(context: Context, reported: Sequence[Mention]) -> frozenset[Mention]:
    """Return what sentences tell that open with "a day earlier", where the lead gives its own deed no day or none."""
    main = next((m for m in reported if m.sentence in context.lead and _is_deed(m)), None)
    if main is None:
        return frozenset()
    later = [m for m in reported if m.sentence > main.sentence and m.interval != main.interval]
    newest = _day_of_lead(context)
    return frozenset(
        m
        for m in later
        if (m.counted and _opens_with_day_before(context, m)) or (newest and _opens_with_older_day(context, m, newest))
    )


def _day_of_lead(context: Context) -> date | None:
    """Return the day that the lead gives what it tells: "The ambush took place on Wednesday"."""
    days = (d for number in context.lead for d in context.dates_of.get(number, ()) if not d.counted)
    return next((d.on for d in days if not (d.spoken or d.afterwards or in_dateline(context.article, d.start))), None)


def _opens_with_older_day(context: Context, mention: Mention, newest: date) -> bool:
    """Whether a sentence begins with an older day and no place of its own: "Last Friday a car bomb killed three"."""
    start = context.article.sentences[mention.sentence].start
    days = (d.on for d in context.dates_of.get(mention.sentence, ()) if d.start <= start + LONGEST_ON and not d.spoken)
    older = any(on and (newest - on).days >= APART_DAYS for on in days)
    return older and mention.frame in _DEEDS and not places_of(context, mention)


def _opens_with_day_before(context: Context, mention: Mention) -> bool:
    """Whether a sentence begins with an earlier day; where no day is named, one that tells what "had" been."""
    start = context.article.sentences[mention.sentence].start
    if any(day.counted and day.start == start for day in context.dates_of.get(mention.sentence, ())):
        return True
    cues = context.cues_of.get(mention.sentence, ())
    opens = any(cue.tag == "day_before" and cue.start == start for cue in cues)
    return opens and any(cue.tag == "had" and cue.end < mention.start for cue in cues)


def _is_of_the_day_before(context: Context, mention: Mention, newest: date) -> bool:
    """Whether "a day earlier" dates a harm: "killed four; a day earlier seven had died there"."""
    text = context.article.text
    for day in context.dates_of.get(mention.sentence, ()):
        between = _between(text, day, mention)
        if day.counted and day.on and day.on < newest and len(between) < NEAR and ";" not in between:
            return True
    return False


def _between(text: str, day: DateMention, mention: Mention) -> str:
    return text[min(day.end, mention.end) : max(day.start, mention.start)]


def _main_day(context: Context, mention: Mention) -> date | None:
    """Return the day near a harm, or else the only one of its sentence."""
    days = {d.on: d for d in context.dates_of.get(mention.sentence, ()) if not d.counted}
    only = next(iter(days.values())) if len(days) == 1 else None
    if only and only.afterwards:
        return None  # "mourners on Sunday began to bury those slain"
    told = only.on if only and not only.spoken and not in_dateline(context.article, only.start) else None
    return day_of(context, mention) or told


def _is_deed(mention: Mention) -> bool:
    """Whether a day near it dates the harm itself, not that a body was found or one of the wounded died."""
    return mention.frame in _DEEDS and not (mention.frame == "dies" and mention.interval.max == 1)
