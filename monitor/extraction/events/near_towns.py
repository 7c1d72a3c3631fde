"""Two near towns, each with an event of its own: "Two bombs killed four in Slough. In Reading, gunmen ..."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from monitor.extraction.casualties import Mention
from monitor.extraction.events.paragraph_scenes import opens_scene, opens_with_a_place
from monitor.extraction.geography.distance import kilometres
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import TOWN
from monitor.model import Place

AT_ONCE = frozenset({"kind:disaster", "kind:epidemic", "kind:unrest"})
"""What comes over many towns at a time."""
_BY_ITSELF = "kind:accident"
_DISASTER = "kind:disaster"
_DONE_BY_NATURE = frozenset({"kind:disaster", "kind:other", _BY_ITSELF})
"""What falls and drowns in a quake; with a day of its own it is an accident of its own."""
_LATER = frozenset({"toll", "treated"})
"""Frames of what is told of an event in another town than its own."""


def is_of_another_town(context: Context, mention: Mention, told: Sequence[Mention], *, other_day: bool) -> bool:
    """Whether a harm is set in another town than those told before.

    It has a day of its own ("On Thursday a man was shot in Reading"), a deed of another kind, or its place in front.
    """
    last = told[-1]
    pointing = mention.definite or mention.share or mention.part or mention.frame in _LATER
    if mention.sentence <= last.sentence or pointing or not (mention.counted or other_day):
        return False
    known = {tag for one in told for tag in _kinds(context, one.sentence)}
    here = _kinds(context, mention.sentence)
    if (known | here) & AT_ONCE:
        return False
    opened = opens_with_a_place(context, mention.sentence) or opens_scene(context, mention)
    return opened or other_day or bool(known and here and known.isdisjoint(here))


def crosses_lands(context: Context, mention: Mention) -> bool:
    """Whether a harm is of the quake that the opening tells of, wherever it is set.

    "A quake killed 19 in Afghanistan. Across the border in Pakistan, three died when roofs fell in."
    """
    if "over_lands" not in context.tags_of_opening:
        return False
    kinds = _kinds(context, mention.sentence)
    if any(cue.tag == "separate" for cue in context.cues_of.get(mention.sentence, ())):
        return False
    return kinds <= _DONE_BY_NATURE and not (_BY_ITSELF in kinds and context.dates_of.get(mention.sentence))


def is_of_the_disaster(context: Context, mention: Mention, told: Sequence[Mention]) -> bool:
    """Whether a smaller count is of the flood or the storm of which the opening tells how many it harmed.

    "Rain has killed 12 in Rio Grande do Sul. Five people drowned in Lajeado", with a day of its own only where the
    text says that it is included in the toll.
    """
    if _DISASTER not in context.tags_of_opening or mention.interval.max is None or mention.sentence in context.opening:
        return False
    wholes = (m for m in told if m.sentence in context.opening and m.harm is mention.harm and m.counted)
    if not any(m.interval.min > mention.interval.max for m in wholes):
        return False
    if any(cue.tag == "included" for cue in context.cues_of.get(mention.sentence, ())):
        return True
    apart = any(cue.tag == "separate" for cue in context.cues_of.get(mention.sentence, ()))
    apart = apart or mention.sentence in context.lead or bool(context.dates_of.get(mention.sentence))
    return _kinds(context, mention.sentence) <= _DONE_BY_NATURE and not apart


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
