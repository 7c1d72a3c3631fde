"""Which harm of a sentence a word of time or topic speaks of: the nearest, unless it stands for the whole sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.context import Context

PARTED = 40
"""Characters that a comma between a cue and a harm counts for."""
OPENING = 16
"""Characters within which a time stands at the front of its sentence."""
LONGEST_SPAN = 12
"""Characters between "the first" and the months that it counts."""
NEAR_RECORD = 60
"""Characters between "the deadliest" and the time since which it is."""
LONGEST_AT = 30
"""Characters of "at the first annual " before a memorial."""
_AT = re.compile(r"(?:^|\W)(?:[Aa]t|[Nn]ear|[Oo]utside|[Dd]uring) (?:an?|the) (?:[\w-]+ ){0,2}\Z")
_OF_ANOTHER = frozenset({"sentenced", "year", "anniversary"})
_OF_A_MEMORY = frozenset({"anniversary", "before_that"})
_TIMES = frozenset({"year", "long_ago", "war_total", "generic"})


def speaks_of(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a cue of the sentence is about this mention and not about another one that is nearer.

    "Ten years after" looks forward: it makes old what follows, not what it stands behind.
    """
    if cue.tag in _OF_A_MEMORY and cue.end < mention.start and _is_what_came_of_it(context, mention):
        return False
    if cue.tag == "anniversary" and _is_where_it_happened(context, cue, mention):
        return False
    if cue.tag in {"before_that", "reaction"}:
        return cue.start < mention.end
    if cue.tag in {"war_total", "generic"} and _measures_a_record(context, cue, mention):
        return False
    if cue.tag == "long_ago" and _is_of_days_since(context, cue, mention):
        return False
    if cue.tag == "war_total" and _is_of_hours(context, cue):
        return False
    if cue.tag in _OF_ANOTHER and _goes_on_meanwhile(context, cue, mention):
        return False
    if cue.tag == "sentenced" and _tells_of_another(context, cue, mention):
        return False
    if cue.tag == "days_after" and mention.frame == "toll":
        return False  # "died two days after he was shot, taking the number of dead to two"
    if cue.tag == "days_after":
        told = (m for m in context.mentions_of[mention.sentence] if m.end <= cue.start)
        return cue.start < mention.start and any(told)
    rivals = context.rivals_of(mention)
    if not rivals or mention.part or mention.share or _opens_sentence(context, cue):
        return True
    own = _distance(context, cue, mention)
    return all(own <= _distance(context, cue, other) for other in _nearest(cue, rivals))


def _nearest(cue: Cue, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Return the mentions that a cue stands in, and the nearest before and behind it: all others are farther."""
    before = [m for m in mentions if m.end <= cue.start]
    behind = [m for m in mentions if m.start >= cue.end]
    yield from (m for m in mentions if m.start < cue.end and cue.start < m.end)
    yield from (max(before, key=attrgetter("end")),) if before else ()
    yield from (min(behind, key=attrgetter("start")),) if behind else ()


def _tells_of_another(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a verdict behind a harm is in a clause of its own: "five died when fans of a man sentenced ..."."""
    between = (c for c in context.cues_of.get(cue.sentence, ()) if c.tag == "subordinate")
    return any(mention.end <= c.start < cue.start for c in between)


def _is_of_days_since(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether an old time is of what is told before: "said he warned the firm last year, days after a boat sank"."""
    if "days_after" not in context.tags:
        return False
    cues = context.cues_of.get(cue.sentence, ())
    return any(c.tag == "days_after" and cue.end <= c.start < mention.start for c in cues)


def _is_what_came_of_it(context: Context, mention: Mention) -> bool:
    """Whether a harm ends what is told as of these days: "hit people who marched in memory of X on Monday, killing"."""
    text = context.article.text
    first = min(m.start for m in context.mentions_of[mention.sentence] if m.frame == mention.frame)
    told_on = mention.frame == "gerund" and text.endswith(", ", 0, first)
    return told_on and context.told_first.is_fresh(context.mentions_of[mention.sentence][0])


def _is_where_it_happened(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a memory is only where people were: "34 were killed at the memorial", "at a vigil blasts killed 34"."""
    text = context.article.text
    if not _AT.search(text, max(0, cue.start - LONGEST_AT), cue.start):
        return False
    cues = context.cues_of[cue.sentence]
    if mention.end <= cue.start:
        return not any(c.tag == "spoke" and mention.end <= c.start < cue.start for c in cues)
    hit = any(c.tag.startswith("kind:") and cue.end <= c.start <= c.end < mention.start for c in cues)
    return hit and mention.frame == "active" and context.told_first.clauses.behind(cue.sentence, mention.start) is None


def _goes_on_meanwhile(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a cue is of what went on beside a harm told before: "five died, as a court heard of a 2023 crash"."""
    at = bisect_right(context.meanwhile, mention.end + 1)
    return at < len(context.meanwhile) and context.meanwhile[at] < cue.start


def _measures_a_record(context: Context, cue: Cue, mention: Mention) -> bool:
    """Whether a span of time tells how long it was not so bad: "the deadliest attack in the past two years"."""
    cues = context.cues_of.get(cue.sentence, ())
    if any(c.tag == "ranked" and 0 <= cue.start - c.end <= 1 for c in cues):
        return True  # "the explosion, the 18th of its kind since January, killed four"
    spans = {c.start for c in cues if c.tag == "term"}  # the months of "in the first five months of this year"
    behind = (c for c in cues if c.tag == "superlative" and c.start >= mention.end)
    behind = (c for c in behind if spans.isdisjoint(range(c.end, min(cue.start, c.end + LONGEST_SPAN))))
    return any(c.end < cue.start < c.end + NEAR_RECORD for c in behind)


def _is_of_hours(context: Context, cue: Cue) -> bool:
    """Whether "over the past" goes on with "24 hours": the count of a day and of no war."""
    wide = (c for c in context.cues_of[cue.sentence] if c.tag == "wider_count")
    return any(c.start < cue.end and cue.start < c.end for c in wide)


def _opens_sentence(context: Context, cue: Cue) -> bool:
    """Whether a cue of time stands in front: "In 2016 an attacker killed 12; one more died later"."""
    timed = cue.tag in _TIMES or cue.tag.startswith("month:")
    return timed and cue.start - context.article.sentences[cue.sentence].start < OPENING


def _distance(context: Context, cue: Cue, mention: Mention) -> int:
    """Characters between a cue and a mention; a comma between them parts clauses and counts for many."""
    if cue.start < mention.end and mention.start < cue.end:
        return 0
    first, last = (cue.end, mention.start) if cue.end <= mention.start else (mention.end, cue.start)
    return last - first + PARTED * context.commas_between(first, last)
