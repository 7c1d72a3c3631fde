"""When an event was: the day of its deed among those of speakers, of new tolls, of deaths days later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from operator import itemgetter

from monitor.extraction.dateline import in_dateline
from monitor.extraction.events.cluster import Cluster
from monitor.extraction.events.events import is_told_as_before
from monitor.extraction.judging.context import Context
from monitor.extraction.mentions import DateMention
from monitor.extraction.words.tokens import POSSESSIVE
from monitor.model import Event
from monitor.vocabulary import DatePrecision

THESE_DAYS = 2
"""Days before publication on which an article's event lies whose day holds for the others that it tells."""
_SAID_ONCE = {one: one for one in DatePrecision} | {DatePrecision.STATED: DatePrecision.RESOLVED}
_OF_ANOTHER_TIME = frozenset({"had", "reprisal", "before_that", "days_after", "long_ago", "day_before", "anniversary"})
NEAR_AFTER = 12  # characters between "after" and a deed: "after a deadly blast"
FARTHEST_DEED = 30  # characters behind the day that owns it: "Sunday's deadly coastal earthquake"


def day_of_event(
    context: Context, sentences: frozenset[int], cluster: Cluster, *, leading: bool
) -> tuple[date | None, DatePrecision | None]:
    """Return the day of an event and how it is known: of its deed, not of a speech or of what came of it."""
    told = chain.from_iterable(context.dates_of.get(number, ()) for number in sorted(sentences))
    inside = [d for d in told if d.on and not _is_to_come(context, d)]
    if inside:
        chosen = _best_of(context, inside, cluster, leading=leading) if len(inside) > 1 else inside[0]
        return chosen.on, chosen.precision
    if leading and context.today and not _is_in_a_period(context, cluster):
        return context.today, DatePrecision.ASSUMED
    return None, None


def _best_of(context: Context, inside: Sequence[DateMention], cluster: Cluster, *, leading: bool) -> DateMention:
    """Return the day that owns the deed, that which the harm was told with, or the first that is least beside it."""
    now = [m for m in cluster.mentions if not is_told_as_before(context, m)] or cluster.mentions
    telling = frozenset(m.sentence for m in now)
    ranked = sorted(((_is_beside(context, d, telling), d) for d in inside), key=itemgetter(0))
    named = (d for _, d in ranked if leading and _dates_its_deed(context, d))
    afterwards = {d.on for (later, _, elsewhere, _), d in ranked if later and not elsewhere}
    own = (d for _, d in ranked if cluster.on and d.on == cluster.on and d.on not in afterwards)
    return next(chain(named, own), ranked[0][1])


def _is_to_come(context: Context, day: DateMention) -> bool:
    """Whether a day lies ahead of the article: "would have voted on December 13". The next one is today elsewhere."""
    return day.on is not None and context.today is not None and (day.on - context.today).days > 1


def _is_beside(context: Context, day: DateMention, telling: frozenset[int]) -> tuple[bool, bool, bool, bool]:
    """Whether a day is not the event's: of what came of it, of a speaker or a desk; or told without any of its harm.

    The day before that of a speaker, or of what is told beside it, may well be the event's.
    """
    of_others = day.spoken or in_dateline(context.article, day.start)
    later = day.afterwards or _comes_after_its_deed(context, day) or _is_of_a_later_death(context, day)
    return later, of_others, context.sentence_of(day.start) not in telling, day.counted


def _is_of_a_later_death(context: Context, day: DateMention) -> bool:
    """Whether those hurt on a day told before died on this one: "who was shot on Friday died on Wednesday"."""
    sentence = context.sentence_of(day.start)
    died = [m.end for m in context.mentions_of.get(sentence, ()) if m.frame == "dies" and m.end < day.start]
    if not died or day.start - died[-1] > NEAR_AFTER:
        return False
    return any(
        other.on and day.on and other.on < day.on and other.end <= died[-1] for other in context.dates_of[sentence]
    )


def _comes_after_its_deed(context: Context, day: DateMention) -> bool:
    """Whether a sentence goes on with the deed and its own day: "counted on Sunday after a fire on Saturday"."""
    sentence = context.sentence_of(day.start)
    later = [other.start for other in context.dates_of.get(sentence, ()) if other.on and other.start > day.end]
    if not later:
        return False
    cues = [cue for cue in context.cues_of.get(sentence, ()) if day.end < cue.start < later[-1]]
    afters = [cue.end for cue in cues if cue.tag == "subordinate"]
    deeds = [cue for cue in cues if cue.tag == "deed" or cue.tag.startswith("kind:")]
    return any(0 < cue.start - end <= NEAR_AFTER for cue in deeds for end in afters)


def _dates_its_deed(context: Context, day: DateMention) -> bool:
    """Whether a day is that of the deed itself, whenever its harm was told: "Tuesday's fire"."""
    if context.article.text[day.end : day.end + 2] not in POSSESSIVE:
        return False
    sentence = context.sentence_of(day.start)
    deeds = (c.start for c in context.cues_of.get(sentence, ()) if c.tag == "deed" or c.tag.startswith("kind:"))
    return sentence in context.lead and any(day.end < start <= day.end + FARTHEST_DEED for start in deeds)


def on_the_first_s_day(context: Context, first: Event, cluster: Cluster, event: Event) -> Event:
    """Give another event that is told without a day that of the article's, if it is of these days.

    The items of a round-up have the day that its lead told once for all; not what was done in answer, nor what is told
    of a time before.
    """
    if event.on or not first.on or not context.today or abs((context.today - first.on).days) > THESE_DAYS:
        return event
    if _is_of_another_time(context, cluster):
        return event
    return replace(event, on=first.on, on_precision=first.on_precision and _SAID_ONCE[first.on_precision])


def _is_of_another_time(context: Context, cluster: Cluster) -> bool:
    own = {m.sentence for m in cluster.mentions}
    before = any(cue.tag in _OF_ANOTHER_TIME for cue in context.cues_in(own))
    return before or _is_in_a_period(context, cluster)


def _is_in_a_period(context: Context, cluster: Cluster) -> bool:
    """Whether an event was "last week": then the day of publication is not its own."""
    own = {m.sentence for m in cluster.mentions}
    return any(d.on is None for number in own for d in context.dates_of.get(number, ()))
