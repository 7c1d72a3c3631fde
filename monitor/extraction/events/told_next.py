"""Where a toll is set whose own sentence names no place: "The attack killed 14. A strike hit Padua on Sunday"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import settings_in
from monitor.extraction.mentions import ActorMention, PlaceMention
from monitor.model import Place
from monitor.vocabulary import ActorKind, Zone

NEXT = 3
"""Sentences behind the toll, headings among them, that may go on with its deed."""
OLDER = 7
"""Days from which a deed is not the one that the article opens with."""
_OTHERS = frozenset({"reprisal", "separate", "day_before", "long_ago", "anniversary"})
"""Cues of a sentence that tells another deed than the one just told."""


def places_of_deed_told_next(context: Context, mention: Mention) -> list[Place]:
    """Return where the text goes on to set the deed of its first toll, or else what it calls that deed by."""
    behind = range(mention.sentence + 1, min(mention.sentence + 1 + NEXT, len(context.article.sentences)))
    for number in behind:
        if number in context.mentions_of:
            return []  # that toll has its own place, and joins or parts with it
        sentence = context.article.sentences[number]
        told = settings_in(context, sentence.start, sentence.end) if _goes_on(context, number) else []
        if told:
            return [named.place for named in told]
    return [named.place for named in _named_after(context)][:1]


def is_answer(context: Context, number: int) -> bool:
    """Whether a sentence tells what was done in answer to the event: not one of the lead, nor the event's own cause."""
    if "reprisal" not in context.tags or number in context.lead or "reprisal" in context.tags_of_opening:
        return False
    tags = {cue.tag for cue in context.cues_of.get(number, ())}
    return "reprisal" in tags and "reprisal:own" not in tags


def places_of_answered_deed(context: Context, mention: Mention, told: Iterable[Mention]) -> list[Place]:
    """Return where the deed was to which all that was told so far is the answer, for a later toll without a place."""
    if "reprisal" not in context.tags or is_answer(context, mention.sentence):
        return []
    told = tuple(told)
    if told and _is_of_the_other_side(context, mention.sentence, {one.sentence for one in told}):
        return [named.place for named in _named_after(context)][:1]
    last = mention.sentence
    for one in told:
        if not is_answer(context, one.sentence):
            return []
        last = one.sentence
    ends = context.article.sentences[last].end
    if mention.sentence - last <= 1 and "\n\n" not in context.article.text[ends : mention.start]:
        return []
    sentences = [context.article.sentences[number] for number in context.lead if _goes_on(context, number)]
    lead = [named.place for one in sentences for named in settings_in(context, one.start, one.end)]
    return lead[:1] or [named.place for named in _named_after(context)][:1]


def _is_of_the_other_side(context: Context, number: int, told: set[int]) -> bool:
    """Whether a sentence calls its deed that of another land than all answers told so far, be they the lead.

    "In Russia's reprisal, missiles struck Kharkiv. ... The Ukrainian attack killed 14 people."
    """
    doer = _whose_deed(context, number)
    if doer is None or doer in {_whose_deed(context, one) for one in told}:
        return False
    answers = {cue.sentence for cue in context.cues if cue.tag == "reprisal"}
    return told <= answers and all(_others_in(context, one, doer) for one in told)


def sentences_on_deed(context: Context, told: Collection[int], places: Sequence[Place]) -> frozenset[int]:
    """Return the sentences without harm that tell of an answered deed at its place, where its own toll names none."""
    if "reprisal" not in context.tags or any(map(context.places_of.get, told)):
        return frozenset()
    names, answers = {place.name for place in places}, {cue.sentence for cue in context.cues if cue.tag == "reprisal"}
    there = {number for number, here in context.places_of.items() if any(one.place.name in names for one in here)}
    return frozenset(there & context.kinds_of.keys() - context.mentions_of.keys() - answers)


def _whose_deed(context: Context, number: int) -> str | None:
    """Return the land whose name stands right before the word of a deed: "the Ukrainian attack"."""
    deeds = {cue.start for cue in context.kinds_of.get(number, ())}
    return next((one.id for one in _lands_in(context, number) if one.end + 1 in deeds), None)


def _others_in(context: Context, number: int, doer: str) -> bool:
    return any(one.id != doer for one in _lands_in(context, number))


def _lands_in(context: Context, number: int) -> list[ActorMention]:
    here = context.article.sentences[number]
    return [a for a in context.actors if a.kind is ActorKind.COUNTRY and here.start <= a.start < here.end]


def _goes_on(context: Context, number: int) -> bool:
    """Whether a sentence tells a deed, and no other one than was just told."""
    tags = {cue.tag for cue in context.cues_of.get(number, ())}
    days = (day.on for day in context.dates_of.get(number, ()) if day.on and context.today)
    old = any(context.today and (context.today - day).days >= OLDER for day in days)
    return context.is_violent(number) and tags.isdisjoint(_OTHERS) and not old


def _named_after(context: Context) -> Iterator[PlaceMention]:
    """Yield the places that the article calls its deed by: "in response to the Belgorod attack"."""
    text, kinds = context.article.text, {cue.start for cues in context.kinds_of.values() for cue in cues}
    for named in context.places:
        called = text[max(0, named.start - 4) : named.start].lower() == "the " and named.end + 1 in kinds
        at = context.sentence_of(named.start) if called else -1
        if at >= 0 and context.article.sentences[at].zone in (Zone.TITLE, Zone.LEAD, Zone.BODY):
            yield named
