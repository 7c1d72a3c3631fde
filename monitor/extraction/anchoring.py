"""Articles whose opening tells no event: what they tell further down is news where something near it is of these days.

A feature may begin at a porch and come to the landslide in its tenth sentence, but then it says when. A profile, a
review or a report on something else tells its harms without a day, or with one that lies back.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.context import Context
from monitor.extraction.cues import Cue
from monitor.extraction.openings import ACTS, BROAD, NEWS_DAYS
from monitor.vocabulary import Zone

TOLD_EVENT = frozenset({"kind", "deed", "of_event"})
"""Cues of a title that is about an event."""
OLDER = frozenset({"long_ago", "war_total", "generic", "old_year", "old_day"})
"""Signals of a harm's time."""
OTHER = frozenset({*BROAD, *ACTS, "court"})
FRESH = frozenset({"recent", "day_before"})


def undated(context: Context) -> frozenset[Mention]:
    """Return the harms told before anything that has a day of this week, where title and lead tell no event.

    That nobody was hurt is no news of such an article, whatever its day.
    None without a title: what has none is a note or a wire, and comes to the point.
    """
    if not _opens_without_event(context):
        return frozenset()
    entered = _first_of_these_days(context)
    return frozenset(
        mention
        for mention in context.mentions
        if (mention.sentence < entered or mention.interval.max == 0) and mention.sentence not in context.opening
    )


def _first_of_these_days(context: Context) -> int:
    """Return the sentence behind the opening from which the article tells what happened this week."""
    harms = (number for number in context.mentions_of if _has_day_near(context, number))
    events = (number for number in context.cues_of if context.is_violent(number) and _has_day(context, number))
    told = (number for numbers in (harms, events) for number in numbers if number > context.opening[-1])
    return min(told, default=len(context.article.sentences))


def _opens_without_event(context: Context) -> bool:
    opening = context.told_first
    zones = [context.article.sentences[i].zone for i in context.opening]
    told = [m for number in context.lead for m in context.mentions_of.get(number, ())]
    if Zone.TITLE not in zones or len(set(zones)) == 1 or any(map(opening.is_told_as_news, told)):
        return False
    cues = [cue for number in context.opening for cue in context.cues_of.get(number, ())]
    return any(cue.tag == "forecast" for cue in cues) or not any(_tells_event(context, cue) for cue in cues)


def _tells_event(context: Context, cue: Cue) -> bool:
    """Whether a word of the opening is of an event; in a title "toll" and "rescue" are such words too."""
    if context.article.sentences[cue.sentence].zone is Zone.TITLE:
        return cue.tag.partition(":")[0] in TOLD_EVENT and not _is_thing(context, cue)
    return context.told_first.is_of_event(cue) and not _is_thing(context, cue)


def _is_thing(context: Context, cue: Cue) -> bool:
    """Whether a word is of what may harm ("missiles", "virus") and not of what happened."""
    return any(one.tag == "thing" and one[:2] == cue[:2] for one in context.cues_of[cue.sentence])


def _has_day_near(context: Context, number: int) -> bool:
    """Whether a sentence has a day of this week, or the one before it, or one behind it that tells on.

    Those of the opening do not count: their day is that of what they tell.
    """
    before, behind = number - 1, number + 1
    beside = [before] if before not in context.opening and not _is_of_other(context, before) else []
    beside += [behind] if context.is_violent(behind) or behind in context.mentions_of else []
    return any(_has_day(context, at) for at in (number, *beside))


def _is_of_other(context: Context, number: int) -> bool:
    """Whether a sentence is about what is no event: its day is that of a vote, a match, an opening night."""
    return any(cue.tag in OTHER for cue in context.cues_of.get(number, ()))


def _has_day(context: Context, number: int) -> bool:
    if any(cue.tag in FRESH for cue in context.cues_of.get(number, ())):
        return True
    days = (day.on for day in context.dates_of.get(number, ()) if day.on)
    return any(context.today and abs((context.today - day).days) <= NEWS_DAYS for day in days)


def titles_of_older_harm(context: Context, told: Sequence[tuple[Mention, list[str]]]) -> frozenset[Mention]:
    """Return the harms of a title that the lead tells again, of a time that lies back: "kills 95,000", last year."""
    lead = [(m, names) for m, names in told if m.zone is not Zone.TITLE and m.sentence in context.lead]
    older = {m.interval.min for m, names in lead if not OLDER.isdisjoint(names) and _has_no_own_day(context, m)}
    newer = {m.interval.min for m, names in lead if OLDER.isdisjoint(names)}
    return frozenset(m for m, _ in told if m.zone is Zone.TITLE and m.interval.min in older - newer)


def _has_no_own_day(context: Context, mention: Mention) -> bool:
    """Whether every day of a harm's sentence is that of a speech."""
    return all(day.spoken for day in context.dates_of.get(mention.sentence, ()) if day.on)
