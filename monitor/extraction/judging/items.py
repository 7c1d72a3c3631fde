"""Items of a log: paragraphs that begin with a label ("Downtown. ...", "Stabbing: ..."), each with its own event."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from monitor.extraction.casualties import Mention
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.older_times import has_old_year
from monitor.extraction.judging.scenes import settings_in
from monitor.vocabulary import Harm, Zone

FEWEST_ITEMS = 3
"""Labelled paragraphs from which an article is a log."""
FEWEST_HARMED = 2
"""Those of them with a harm."""
SHORT_HEADING = 20
"""Characters of a word that heads a paragraph: "Incidents. On 15 November, ..."."""
_COUNTS = frozenset({"war_total", "generic", "long_ago"})
"""Tags of what counts over a longer time: "the city has seen 22 homicides this year"."""
_BREAK = re.compile(r"\n\n+")


def items_of(context: Context) -> tuple[int, ...]:
    """Return where each item of a log or a round-up begins; nothing for others, or where a head counts them all."""
    if len(context.mentions) < FEWEST_HARMED:
        return ()
    return _labelled_items(context) or told_apart(context) or _dated_items(context)


def _labelled_items(context: Context) -> tuple[int, ...]:
    starts = context.labels
    if len(starts) < FEWEST_ITEMS:
        return ()
    heads = [m for m in context.mentions if m.counted and (m.zone is Zone.TITLE or m.start < starts[0])]
    harmed = {item_at(starts, mention.start) for mention in context.mentions} - {-1}
    return starts if len(harmed) >= FEWEST_HARMED and not heads else ()


def _dated_items(context: Context) -> tuple[int, ...]:
    """Return where paragraphs begin that each open with another day and tell a harm, with no head to them.

    "On 15 November, gunmen attacked X, killing seven ... On 17 November, a drone struck the market of Y."
    """
    if len(context.dates) < FEWEST_ITEMS or any(m.counted and m.sentence in context.opening for m in context.mentions):
        return ()
    days: dict[date, int] = {}
    text = context.article.text
    for start in (at.end() for at in _BREAK.finditer(text)):
        ends = text.find("\n\n", start)
        number = context.sentence_of(start)
        opening = (number, number + (context.article.sentences[number].end - start < SHORT_HEADING))
        told = {day.on for at in opening for day in context.dates_of.get(at, ()) if day.on and not day.spoken}
        inside = (m for m in context.mentions if start <= m.start and (ends < 0 or m.start < ends))
        deeds = [m for m in inside if m.counted and not (m.remains or m.more or m.definite or m.frame == "toll")]
        if len(told) == 1 and deeds:
            days.setdefault(told.pop(), start)
    return tuple(sorted(days.values())) if len(days) >= FEWEST_ITEMS else ()


def item_at(starts: tuple[int, ...], offset: int) -> int:
    """Return which item an offset lies in, -1 in front of the first."""
    return bisect_right(starts, offset) - 1


def told_apart(context: Context) -> tuple[int, ...]:
    """Return where the paragraphs begin that each bring up another event, if the opening says that there are several.

    A number told before them is theirs together or that of one event: only where they add up to it they are items.
    """
    if "several" not in context.tags_of_opening:
        return ()
    starts = tuple(at for at in _paragraphs(context) if _brings_up_another(context, at))
    if len(starts) < FEWEST_HARMED:
        return ()
    heads = [m for m in context.mentions if m.counted and m.start < starts[0]]
    return starts if all(_may_be_sum(context, starts, m) for m in heads) else ()


def _may_be_sum(context: Context, starts: tuple[int, ...], head: Mention) -> bool:
    """Whether a head's number is what the items count together; of those told as shot some are told as dead as well."""
    told = _sum_of(context, starts, head.harm)
    if head.harm is not Harm.INJURED:
        return head.interval.min in (told, _sum_of(context, starts, head.harm, first=True))
    return told - _sum_of(context, starts, Harm.KILLED) <= head.interval.min <= told


def counted_together(context: Context) -> frozenset[Mention]:
    """Return what a round-up's head tells of several items, and of no single one: "two incidents left a woman dead"."""
    starts = () if len(context.mentions) < FEWEST_HARMED or _labelled_items(context) else told_apart(context)
    heads = [m for m in context.mentions if starts and m.start < starts[0]]
    again = {m.sentence for m in heads if not m.counted and _are_told_again(context, starts, heads, m.sentence)}
    return frozenset(m for m in heads if m.counted or m.sentence in again or (again and m.zone is Zone.TITLE))


def _are_told_again(context: Context, starts: tuple[int, ...], heads: Sequence[Mention], number: int) -> bool:
    """Whether a head's sentence speaks of several events, and harms as many as these tell together."""
    if not any(cue.tag == "several" for cue in context.cues_of.get(number, ())):
        return False
    here = [m for m in heads if m.sentence == number and not (m.negated or m.hypothetical)]
    told = {harm: sum(m.interval.min for m in here if m.harm is harm) for harm in {m.harm for m in here}}
    return all(count == _sum_of(context, starts, harm) for harm, count in told.items())


def _paragraphs(context: Context) -> list[int]:
    """Return where the paragraphs begin, without a title and what announces several events itself."""
    announced = {cue.sentence for cue in context.cues_in(context.opening) if cue.tag == "several"}
    opened = context.article.sentences[max(announced)].end
    return [at.end() for at in _BREAK.finditer(context.article.text, opened)]


def _brings_up_another(context: Context, start: int) -> bool:
    """Whether a paragraph tells a harm with a day or a place of its own, or as what came then ("six hours later")."""
    end = context.article.text.find("\n\n", start)
    inside = [m for m in context.mentions if start <= m.start and (end < 0 or m.start < end)]
    told = [m for m in inside if not (m.definite or m.negated or m.hypothetical)]
    if not told or _is_of_longer_time(context, told[0]) or has_old_year(context, told[0]):
        return False
    sentence = context.article.sentences[told[0].sentence]
    first = context.sentence_of(start)  # "The first happened on Friday in Kensington. A man was shot ..."
    dated = bool(context.dates_of.get(told[0].sentence) or context.dates_of.get(first)) or any(
        cue.tag == "recent" for cue in context.cues_in([told[0].sentence, first])
    )
    then = any(cue.tag == "then" for cue in context.cues_in([told[0].sentence, context.sentence_of(start)]))
    return dated or then or bool(settings_in(context, sentence.start, sentence.end))


def _is_of_longer_time(context: Context, mention: Mention) -> bool:
    return any(cue.tag in _COUNTS for cue in context.cues_of.get(mention.sentence, ()))


def _sum_of(context: Context, starts: tuple[int, ...], harm: Harm, *, first: bool = False) -> int:
    """Return how many of a harm the items count, each by its largest or its first number."""
    largest: dict[int, int] = {}
    for mention in context.mentions:
        at = item_at(starts, mention.start)
        happened = not (mention.negated or mention.hypothetical or _is_of_longer_time(context, mention))
        happened = happened and not has_old_year(context, mention)
        if at >= 0 and mention.harm is harm and happened:
            largest[at] = max(largest.get(at, 0), 0 if first and at in largest else mention.interval.min)
    return sum(largest.values())
