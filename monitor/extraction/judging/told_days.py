"""A story's clock: of which time the last sentence before a harm told, where its own says nothing.

"He ended on Friday evening. Two hours later gunmen shot him": the clock stands where it was last set.
"""

from __future__ import annotations

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.clauses import ACTS, BROAD, RECENT, RELATIVE, is_near
from monitor.extraction.judging.context import Clock, Context
from monitor.extraction.judging.older_times import has_old_month, old_year_in
from monitor.vocabulary import Harm, Zone

LONGEST_STORY = 6
"""Sentences before a harm in which its story may have told the day."""
BEHIND_SPEECH = len(" on ")
"""Characters between a word of speech and its day: "published on Monday"."""
_OLDER = frozenset({"long_ago", "war_total", "generic", "anniversary"})
_OTHER = frozenset({*BROAD, *ACTS, "court"})


def is_of_told_day(context: Context, mention: Mention) -> bool:
    """Whether the last time told before a harm below the opening is of this week, and it is told as what came then.

    What is about a vote, a match or a court sets the clock for that alone, a year or a month gone by sets it back,
    and the day of the opening is that of what it tells unless the story goes on from there ("minutes later"). An hour
    and what went on at the polls are of the last day that was told, and be it that of the vote.
    """
    if not _may_come_of_a_story(context, mention):
        return False
    goes_on = by_hour = mention.counted and _clock_of(context, mention.sentence).has_hour
    for at in range(mention.sentence, max(mention.sentence - LONGEST_STORY, -1), -1):
        clock = _clock_of(context, at)
        goes_on |= clock.goes_on
        if at in context.opening:
            return goes_on and clock.has_day
        if clock.is_back or (at < mention.sentence and clock.is_of_other and not by_hour):
            return False
        if at < mention.sentence and clock.has_day:
            return True
        if clock.is_of_old_month:
            return False
    return False


def _may_come_of_a_story(context: Context, mention: Mention) -> bool:
    """Whether a harm is told below the opening, in no relative clause, and somebody died or the hurt are counted."""
    if mention.sentence in context.opening or mention.interval.max == 0:
        return False
    clock = _clock_of(context, mention.sentence)
    if clock.aside < mention.end and not clock.says_that < mention.start:
        return False
    return mention.harm is Harm.KILLED or mention.counted


def _clock_of(context: Context, number: int) -> Clock:
    """Return what a sentence tells of its time; found out once for all harms near it."""
    if number not in context.clocks:
        context.clocks[number] = _read_clock(context, number)
    return context.clocks[number]


def _read_clock(context: Context, number: int) -> Clock:
    cues, here = context.cues_of.get(number, []), context.article.sentences[number]
    tags = [cue.tag for cue in cues]
    then = {cue.start for cue in cues if cue.tag == "then"}  # the "that" of "that afternoon"
    aside = next((cue.start for cue in cues if cue.tag in RELATIVE and cue.start not in then), here.end)
    return Clock(
        goes_on="then" in tags,
        has_hour="hour" in tags and any(cue.tag == "hour" and cue.start < aside for cue in cues),
        is_back=not _OLDER.isdisjoint(tags) or old_year_in(context, here.start, here.end),
        is_of_old_month=has_old_month(context, cues, opens=False),
        is_of_other=here.zone is Zone.TITLE or sum(tag in _OTHER for tag in tags) > 1,
        has_day=_has_told_day(context, number, cues, aside),
        aside=aside,
        says_that=next((cue.start for cue in cues if cue.tag == "relative:said"), here.end),
    )


def _has_told_day(context: Context, number: int, cues: list[Cue], aside: int) -> bool:
    """Whether a sentence tells a day of this week on which something happened.

    Not one on which somebody spoke, nor one of an aside: "the museum, which opens on Sunday".
    """
    days = context.dates_of.get(number, ())
    told = [d for d in days if is_near(d, context.today) and d.start < aside and not (d.spoken or d.afterwards)]
    spoke = [cue.end for cue in cues if cue.tag == "spoke"] if told else []
    if any(all(not 0 < day.start - end <= BEHIND_SPEECH for end in spoke) for day in told):
        return True
    ends = {day.end for day in days}
    return any(cue.tag in RECENT and cue.end not in ends for cue in cues)
