"""What a newsroom takes back or sets right: "KILL: please kill the story ...", "(Corrects day in lead)"."""

from __future__ import annotations

import re

from monitor.extraction.casualties import Mention
from monitor.extraction.index.cues import AMENDS_BELOW, AMENDS_WITHIN, Cue
from monitor.extraction.judging.context import Context
from monitor.vocabulary import Amendment

_KILL, _OPENS = "kill_notice", "kill_notice:opens"
_REPORTS, _WITHDRAWS = "report_that", "withdraws"
_ALL = (_KILL, _OPENS, _REPORTS, "untrue")
_CORRECTS, _CORRECTS_OPENING, _CORRECTS_HEADING = "corrects", "corrects:opens", "corrects:heads"
_CORRECTING = (_CORRECTS, _CORRECTS_OPENING, _CORRECTS_HEADING)
_BEFORE_NOTE = frozenset("([-\u2013\u2014")
_BEHIND_HEADING = re.compile(r"\s*(?:[:.()\[\]\u2013\u2014]|--|- |\n|$)")


def amendment_of(context: Context) -> Amendment | None:
    """Return what an article does to what its outlet told before: most often nothing."""
    if context.article.withdrawn or is_kill_notice(context):
        return Amendment.WITHDRAWAL
    if context.tags.isdisjoint(_CORRECTING):
        return None
    return Amendment.CORRECTION if any(_corrects(context, cue) for cue in context.cues) else None


def _corrects(context: Context, cue: Cue) -> bool:
    """Whether a cue tells, above or below the news, that it is set right: "Correction:", no correction officer."""
    text = context.article.text
    if cue.tag not in _CORRECTING or AMENDS_WITHIN <= cue.start < len(text) - AMENDS_BELOW:
        return False
    if cue.tag == _CORRECTS:
        return True
    stands = _opens_sentence(context, cue) or text[cue.start - 1 : cue.start] in _BEFORE_NOTE
    return stands and (cue.tag == _CORRECTS_OPENING or bool(_BEHIND_HEADING.match(text, cue.end)))


def is_taken_back(context: Context, mention: Mention) -> bool:
    """Whether a harm is told only to say that it is untrue, or that the report of it is withdrawn."""
    if context.tags.isdisjoint(_ALL):
        return False
    tags = {cue.tag for cue in context.cues_of.get(mention.sentence, ())}
    if "untrue" in tags or is_kill_notice(context):
        return True
    if mention.interval.max == 0 and "untrue" in context.tags_of_opening:
        return True  # "this video does not show ...": that no actor was hurt is no news
    return not context.article.withdrawn and {_REPORTS, _WITHDRAWS} <= tags and _is_in_the_report(context, mention)


def is_kill_notice(context: Context) -> bool:
    """Whether title or lead tell editors to kill a story: then nothing that the notice repeats stands.

    Not where the format itself says so: there the desk wants the event, to find the story that is withdrawn.
    """
    if context.article.withdrawn or context.tags.isdisjoint((_KILL, _OPENS)):
        return False
    told = (cue for number in range(context.lead.stop) for cue in context.cues_of.get(number, ()))
    return any(cue.tag == _KILL or (cue.tag == _OPENS and _opens_sentence(context, cue)) for cue in told)


def _opens_sentence(context: Context, cue: Cue) -> bool:
    return cue.start == context.article.sentences[cue.sentence].start


def _is_in_the_report(context: Context, mention: Mention) -> bool:
    """Whether "the story that" stands before a harm."""
    return any(cue.tag == _REPORTS and cue.start < mention.start for cue in context.cues_of[mention.sentence])
