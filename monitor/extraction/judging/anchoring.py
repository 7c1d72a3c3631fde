"""Articles whose opening tells no event: what they tell further down is news where something near it is of these days.

A feature may begin at a porch and come to the landslide in its tenth sentence, but then it says when. A profile, a
review or a report on something else tells its harms without a day, or with one that lies back.
"""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.clauses import ACTS, BROAD, NEWS_DAYS
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.older_times import has_old_month, has_old_year
from monitor.extraction.judging.openings import LONGEST_HEADLINE
from monitor.extraction.judging.told_days import is_of_told_day
from monitor.vocabulary import Zone

TOLD_EVENT = frozenset({"kind", "deed", "of_event"})
"""Cues of a title that is about an event."""
OLDER = frozenset({"long_ago", "war_total", "generic", "old_year", "old_day"})
"""Signals of a harm's time."""
OTHER = frozenset({*BROAD, *ACTS, "court"})
_OF_ROUND_UPS = frozenset({"recent", "several"})
"""Tags of a title over news of many things, each told for itself."""
_NO_DEED = frozenset({"thing", "known_dead"})
"""Tags of a word that names an event, and here tells none."""
FEW = 4
"""Sentences of a paragraph before a harm in which its day may stand."""


def undated(context: Context) -> frozenset[Mention]:
    """Return the harms told before anything that has a day of this week, where headline and lead tell no event.

    That nobody was hurt is no news beside a forecast, whatever its day.
    None without a headline: what has none is a note or a wire, and comes to the point.
    """
    opening = _with_headline(context) if context.mentions else None
    if not opening or _tells_an_event(context, opening):
        return frozenset()
    entered, of_what_comes = _first_of_these_days(context, opening), _is_forecast(context, opening)
    titles = (number for number in opening if context.article.sentences[number].zone is Zone.TITLE)
    if any(cue.tag in _OF_ROUND_UPS for cue in context.cues_in(titles)):
        entered = opening[0]  # "Overnight: what you missed", "Morning briefing"
    return frozenset(
        mention
        for mention in context.mentions
        if mention.sentence not in opening
        and (mention.sentence < entered or (of_what_comes and mention.interval.max == 0))
        and not is_of_told_day(context, mention)
    )


def tells_no_event(context: Context) -> bool:
    """Whether there is a headline, and neither it nor the first sentence has a word of an event."""
    opening = _with_headline(context)
    return bool(opening) and not any(_tells_event(context, cue) for cue in context.cues_in(opening))


def _with_headline(context: Context) -> range:
    """Return title and first sentence, or a short first paragraph and the sentence behind it; nothing without these."""
    sentences, opening = context.article.sentences, context.opening
    if not opening:
        return range(0)
    if any(sentences[number].zone is Zone.TITLE for number in opening):
        return opening if sentences[opening[-1]].zone is not Zone.TITLE else range(0)
    border = context.article.text.find("\n\n", sentences[opening[0]].start)
    if not 0 <= border - sentences[opening[0]].start <= LONGEST_HEADLINE:
        return range(0)
    behind = next((number for number, one in enumerate(sentences) if one.start > border), None)
    return range(opening[0], behind + 1) if behind else range(0)


def _tells_an_event(context: Context, opening: range) -> bool:
    first = context.told_first
    lead = range(opening[0], max(opening[-1], context.lead[-1]) + 1)
    told = (m for number in lead for m in context.mentions_of.get(number, ()) if first.is_told_as_news(m))
    if any(not _is_behind_an_old_year(context, m) for m in told):
        return True
    return not _is_forecast(context, opening) and any(_tells_event(context, cue) for cue in context.cues_in(opening))


def _is_behind_an_old_year(context: Context, mention: Mention) -> bool:
    """Whether a harm, or one that its sentence tells before it, is of an old year."""
    before = (m for m in context.mentions_of[mention.sentence] if m.start <= mention.start)
    return mention.sentence not in context.opening and any(has_old_year(context, m) for m in before)


def _is_forecast(context: Context, opening: range) -> bool:
    return any(cue.tag == "forecast" for cue in context.cues_in(opening))


def _first_of_these_days(context: Context, opening: range) -> int:
    """Return the sentence behind the opening from which the article tells what happened this week."""
    harms = (number for number in context.mentions_of if _has_day_near(context, number, opening))
    events = (
        number
        for number in context.cues_of
        if context.is_violent(number) and context.told_first.clauses.have_time(number)
    )
    told = (number for numbers in (harms, events) for number in numbers if number > opening[-1])
    return min(told, default=len(context.article.sentences))


def _tells_event(context: Context, cue: Cue) -> bool:
    """Whether a word of the opening is of an event; in a title "toll" and "rescue" are such words too."""
    if context.article.sentences[cue.sentence].zone is Zone.TITLE:
        return cue.tag.partition(":")[0] in TOLD_EVENT and not _is_thing(context, cue)
    return context.told_first.is_of_event(cue) and not _is_thing(context, cue)


def _is_thing(context: Context, cue: Cue) -> bool:
    """Whether a word is of what may harm or came of harm ("missiles", "flood recovery", "slain mayor's widow")."""
    beside = context.cues_of[cue.sentence]
    if any(one.tag in _NO_DEED and one[:2] == cue[:2] for one in beside):
        return True
    if any(one.tag == "war_total" and one.start <= cue.start and cue.end <= one.end for one in beside):
        return True  # "rethinks drug war"
    return any(one.tag == "came_of_it" and one.start == cue.end + 1 for one in beside)


def _has_day_near(context: Context, number: int, opening: range) -> bool:
    """Whether a sentence has a day of this week, or one before it in its paragraph, or one behind it that tells on.

    Those of the opening do not count: their day is that of what they tell.
    """
    before = [at for at in _told_before(context, number) if at not in opening and not _is_of_other(context, at)]
    behind = [number + 1] if context.is_violent(number + 1) or number + 1 in context.mentions_of else []
    return any(context.told_first.clauses.have_time(at) for at in (number, *before, *behind))


def _told_before(context: Context, number: int) -> range:
    """Return the sentences of the same paragraph before one, at least the last one and at most a few."""
    text, sentences = context.article.text, context.article.sentences
    first = max(number - 1, 0)
    while first > max(number - FEW, 0) and "\n\n" not in text[sentences[first - 1].end : sentences[first].start]:
        first -= 1
    return range(first, number)


def _is_of_other(context: Context, number: int) -> bool:
    """Whether a sentence is about what is no event: its day is that of a vote, a match, an opening night."""
    return any(cue.tag in OTHER for cue in context.cues_of.get(number, ()))


def titles_of_older_harm(context: Context, told: Sequence[tuple[Mention, list[str]]]) -> frozenset[Mention]:
    """Return the harms of a title that the lead tells again, of a time that lies back: "kills 95,000", last year."""
    lead = [(m, names) for m, names in told if m.zone is not Zone.TITLE and m.sentence in context.lead]
    older = {m.interval.min for m, names in lead if not OLDER.isdisjoint(names) and _has_no_own_day(context, m)}
    newer = {m.interval.min for m, names in lead if OLDER.isdisjoint(names)}
    return frozenset(m for m, _ in told if m.zone is Zone.TITLE and m.interval.min in older - newer)


def dated_below(context: Context, told: Sequence[Mention]) -> frozenset[Mention]:
    """Return the harms that the opening tells by the way, where it or the text below dates the same ones back.

    "Suspect in killing of nurse arrested", and below: "charged in the death of Ann Brandt, who was shot on Nov. 12".
    """
    first = [m for m in told if m.sentence in context.opening]
    if not first or any(map(context.told_first.is_told_as_news, first)):
        return frozenset()
    below = (m for m in told if m.sentence not in context.opening)
    again = [m for m in below if _are_told_again(m, first[0])]
    days = [day.on for m in again for day in context.dates_of.get(m.sentence, ()) if day.on and not day.spoken]
    in_months = any(has_old_month(context, context.cues_of.get(m.sentence, ()), opens=True) for m in first)
    back = all((context.today - day).days > NEWS_DAYS for day in days) if days and context.today else in_months
    return frozenset([*first, *again]) if back else frozenset()


def _are_told_again(mention: Mention, first: Mention) -> bool:
    """Whether a harm below is that of the opening: of as many people, or of "the sisters" that it told of."""
    if (mention.harm, mention.interval.min, mention.counted) == (first.harm, first.interval.min, first.counted):
        return True
    return mention.definite and not set(first.heads).isdisjoint(mention.heads)


def _has_no_own_day(context: Context, mention: Mention) -> bool:
    """Whether every day of a harm's sentence is that of a speech."""
    return all(day.spoken for day in context.dates_of.get(mention.sentence, ()) if day.on)
