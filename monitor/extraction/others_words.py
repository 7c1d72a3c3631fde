"""Harms that only say what others ask for, or whose kin they are: "called on X to investigate the deaths of 12"."""

from __future__ import annotations

from monitor.extraction.casualties import Mention
from monitor.extraction.context import Context

_DEEDS = frozenset({"event", "events"})
_NEW = frozenset({"introduces", "subordinate", "relative"})
"""What brings a harm up as new behind an appeal: "called on the government for help after 12 deaths"."""


def is_appealed_about(context: Context, mention: Mention) -> bool:
    """Whether somebody is called on to act on a death named by a noun, and no day of this week is with it."""
    if mention.frame not in _DEEDS or not mention.start or context.told_first.is_fresh(mention):
        return False
    before = [cue for cue in context.cues_of.get(mention.sentence, ()) if cue.end <= mention.start]
    last = max((cue.end for cue in before if cue.tag == "appeal"), default=0)
    return bool(last) and not any(cue.start >= last for cue in before if cue.tag in _NEW)


def is_of_kin(context: Context, mention: Mention) -> bool:
    """Whether somebody harmed only tells who another is: "the mother of a pupil killed in the attack"."""
    if mention.frame != "participle" or context.told_first.is_fresh(mention):
        return False
    cues = context.cues_of.get(mention.sentence, ())
    return any(cue.tag == "kin_of" and cue.end + 1 == mention.start for cue in cues)
