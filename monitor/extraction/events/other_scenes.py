"""Harm that is told of another place than the event's: "Separately, two died in Rafah", "two people died there"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.events.paragraph_scenes import opens_scene
from monitor.extraction.events.told_next import is_answer
from monitor.extraction.index.cues import fold
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import settings_in
from monitor.model import Place

_UNREST = frozenset({"kind:unrest", "protest"})
_NAMED_FIRST = re.compile(r"(\w+) (?:the )?([^\W\d_a-z][\w'\u2019-]+(?: [^\W\d_a-z][\w'\u2019-]+)*)[, ]")


def is_separate(context: Context, mention: Mention) -> bool:
    """Whether the words before a harm say that it is another event's: "in a separate attack"."""
    if mention.sentence in context.opening or "separate" not in context.tags:
        return False
    cues = context.cues_of.get(mention.sentence, ())
    return any(cue.tag == "separate" and cue.start < mention.start for cue in cues) or goes_on_there(context, mention)


def goes_on_there(context: Context, mention: Mention) -> bool:
    """Whether a harm is told of what "Separately, ..." brought up right before: "Three drivers were killed there"."""
    before = mention.sentence - 1
    if "separate" not in context.tags or before in context.opening or before in context.mentions_of:
        return False
    there = mention.interval.max == 0 or _points_there(context, mention)
    return there and any(cue.tag == "separate" for cue in context.cues_of.get(before, ()))


def is_set_as_answer(context: Context, mention: Mention, here: Sequence[Place], there: Sequence[Place]) -> bool:
    """Whether a harm is told as the answer to the event, at a place of its own: "In reprisal attacks on Padua"."""
    if not here or not is_answer(context, mention.sentence):
        return False
    known = {place.name for place in there}
    return known.isdisjoint(place.name for place in here)


def places_just_told(context: Context, mention: Mention) -> list[Place]:
    """Return where the sentence before is set, if "there" points to it: "In Odesa, ... Two people died there".

    Nobody points where a sentence opens the scene: "In Odesa, drones hit the port. Two people died".
    """
    before = mention.sentence - 1
    if before < 0 or before in context.opening:
        return []
    if _points_there(context, mention) or opens_scene(context, mention):
        return _places_set_in(context, before)
    return []


def _points_there(context: Context, mention: Mention) -> bool:
    if "there" not in context.tags:
        return False
    return any(cue.tag == "there" for cue in context.cues_of.get(mention.sentence, ()))


def is_of_another_scene(context: Context, mention: Mention, first: Mention) -> bool:
    """Whether a harm's sentence sets it where nothing was set up to the event's figure, or at a protest over it."""
    if _tells_unrest(context, mention.sentence) and not any(_tells_unrest(context, i) for i in context.opening):
        return True
    if mention.sentence <= first.sentence:
        return False
    here = {p.name for p in _places_set_in(context, mention.sentence) or places_just_told(context, mention)}
    if not here:
        return _opens_elsewhere(context, mention.sentence)
    told = context.article.sentences[max(first.sentence, context.opening[-1])].end
    return here.isdisjoint(place.place.name for place in context.places_in(0, told))


def _opens_elsewhere(context: Context, number: int) -> bool:
    """Whether a place that nobody listed, and that was not named before, opens a sentence: "In Kerr County, 68 ..."."""
    article, start = context.article, context.article.sentences[number].start
    opening = _NAMED_FIRST.match(article.text, start)
    if opening is None or not context.place_words.locatives.search(fold(f"{opening[1]} ")):
        return False
    return opening[2] not in article.text[:start]


def _tells_unrest(context: Context, number: int) -> bool:
    return not context.tags.isdisjoint(_UNREST) and any(cue.tag in _UNREST for cue in context.cues_of.get(number, ()))


def _places_set_in(context: Context, number: int) -> list[Place]:
    sentence = context.article.sentences[number]
    return [p.place for p in settings_in(context, sentence.start, sentence.end)]
