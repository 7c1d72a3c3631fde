"""Two near towns, each with an event of its own: "Two bombs killed four in Slough. In Reading, gunmen ..."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from monitor.extraction.casualties import Mention
from monitor.extraction.geography.distance import kilometres
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import TOWN, is_setting
from monitor.model import Place

AT_ONCE = frozenset({"kind:disaster", "kind:epidemic", "kind:unrest"})
"""What comes over many towns at a time."""
OPENING = 20
"""Characters within which a place stands at the front of its sentence: "In the town of Reading, "."""
_LATER = frozenset({"toll", "treated"})
"""Frames of what is told of an event in another town than its own."""


def is_of_another_town(context: Context, mention: Mention, told: Sequence[Mention]) -> bool:
    """Whether a harm is set in another town than those told before, with a deed of another kind or in front of all."""
    last = told[-1]
    pointing = mention.definite or mention.share or mention.part or mention.frame in _LATER
    if mention.sentence <= last.sentence or pointing or not mention.counted:
        return False
    known = {tag for one in told for tag in _kinds(context, one.sentence)}
    here = _kinds(context, mention.sentence)
    if (known | here) & AT_ONCE:
        return False
    return _opens_with_a_place(context, mention.sentence) or bool(known and here and known.isdisjoint(here))


def comes_at_once(context: Context, sentence: int) -> bool:
    """Whether a sentence tells what comes over many towns at a time."""
    return not AT_ONCE.isdisjoint(_kinds(context, sentence))


def are_two_towns(here: Sequence[Place], there: Sequence[Place]) -> bool:
    """Whether all are towns of the table, and none of one side is one of the other or a part of it."""
    if not here or not there or any(place.geonameid is None for place in (*here, *there)):
        return False
    return all(kilometres(one, other) > TOWN for one, other in product(here, there))


def _kinds(context: Context, sentence: int) -> set[str]:
    return {cue.tag for cue in context.kinds_of.get(sentence, ())}


def _opens_with_a_place(context: Context, number: int) -> bool:
    start = context.article.sentences[number].start
    return any(is_setting(context, place) for place in context.places_in(start, start + OPENING))
