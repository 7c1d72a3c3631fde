"""Which of the events told so far a mention belongs to, or none: then it begins another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from monitor.extraction.casualties import Mention
from monitor.extraction.events.clause_places import is_part
from monitor.extraction.events.cluster import Cluster, names_of, which
from monitor.extraction.events.earlier_days import APART_DAYS
from monitor.extraction.events.near_towns import are_two_towns, crosses_lands, is_of_another_town, is_of_the_disaster
from monitor.extraction.events.other_scenes import goes_on_there, is_separate, is_set_as_answer
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import are_apart
from monitor.model import Place
from monitor.vocabulary import Harm, Zone

WEEK = 7
"""Days after which what was told as of today is another event, where its own day is not stated."""


def home_of(
    context: Context,
    clusters: list[Cluster],
    mention: Mention,
    setting: tuple[Sequence[Place], date | None],
    own: Mapping[Mention, Sequence[Place]],
) -> Cluster | None:
    """Return the event that a mention belongs to.

    That of its sentence or of the people it names; else the one told just before; else the first one that
    its place and day do not contradict: an article comes back to its main event.
    """
    named = names_of(mention)
    for one in reversed(clusters):
        last = one.mentions[-1]
        together = last.sentence == mention.sentence and not (own and _are_set_apart(context, one, mention, own))
        if together or not one.names.isdisjoint(named) or _tells_of(one, mention) or one.goes_on_with(mention):
            return one
    places, on = setting
    set_apart = places or context.is_violent(mention.sentence) or goes_on_there(context, mention)
    if is_separate(context, mention) and set_apart:
        return _announced(clusters, places)
    if is_set_as_answer(context, mention, places, clusters[0].places if clusters else ()):
        return None
    if (
        clusters
        and _is_of_first_land(clusters[0], places)
        and is_of_the_disaster(context, mention, clusters[0].mentions)
    ):
        return clusters[0]
    same_day = not clusters or on is None or clusters[0].on in (None, on)
    at = () if same_day and mention not in own and crosses_lands(context, mention) else places
    fitting = [one for one in clusters if not _conflicts(one, at, on) and not _is_long_before(context, one, on)]
    fitting = [one for one in fitting if not _is_in_next_town(context, one, mention, setting)]
    before = [one for one in fitting if mention.sentence - one.mentions[-1].sentence <= 1]
    return next(iter([*before[-1:], *fitting]), None)


def _is_of_first_land(first: Cluster, places: Sequence[Place]) -> bool:
    """Whether all places are in the country of the first event."""
    lands = {place.country for place in first.places}
    return bool(places) and all(place.country in lands for place in places)


def _announced(clusters: Sequence[Cluster], places: Sequence[Place]) -> Cluster | None:
    """Return the event of which so far only a title told, in one of these places: "soldier killed, labourers shot"."""
    names = {which(place) for place in places}
    titled = (one for one in clusters[1:] if all(m.zone is Zone.TITLE for m in one.mentions))
    return next((one for one in titled if not names.isdisjoint(map(which, one.places))), None)


def _tells_of(one: Cluster, mention: Mention) -> bool:
    """Whether the first toll below a title repeats its number, or "among the dead were" goes on with the last."""
    they = mention.definite and mention.frame == "treated" and mention.interval.max is None
    if (they or mention.frame == "among") and mention.harm in one.harms:
        return True
    titled = one.titled
    if mention.zone is Zone.LEAD and any(m.harm is mention.harm and _is_vague(m) for m in titled):
        return len(titled) == len(one.mentions)
    first_below = mention.zone is Zone.LEAD or len(titled) == len(one.mentions)
    several = mention.interval.min > 1  # "teen and mother killed": two as well
    return first_below and any((m.counted or several) and _which_toll(m) == _which_toll(mention) for m in titled)


def _which_toll(mention: Mention) -> tuple[Harm, int]:
    return mention.harm, mention.interval.min


def _is_vague(mention: Mention) -> bool:
    """Whether a title leaves it to the lead to say how many."""
    return not mention.counted and mention.interval.max is None


def _are_set_apart(context: Context, one: Cluster, mention: Mention, own: Mapping[Mention, Sequence[Place]]) -> bool:
    """Whether two harms of one sentence are told with places of their own, and not near each other."""
    last = one.mentions[-1]
    apart = mention in own and last in own and are_apart(own[last], own[mention])
    return apart and not is_part(context, one.places, one.mentions[0], mention, own[mention])


def _is_long_before(context: Context, home: Cluster, on: date | None) -> bool:
    """Whether a day is no day of news of today: "killed a guard today ... after the 18 August assassination"."""
    if on is None or home.on or context.today is None or (context.today - on).days <= WEEK:
        return False
    first = home.mentions[0]
    told_as_deed = first.frame in {"active", "participle", "gerund", "dies"}
    return told_as_deed and any(cue.tag == "recent" for cue in context.cues_of.get(first.sentence, ()))


def _is_in_next_town(
    context: Context, home: Cluster, mention: Mention, setting: tuple[Sequence[Place], date | None]
) -> bool:
    places, on = setting
    if not are_two_towns(home.places, places):
        return False
    on = None if is_later_death(mention) else on
    other_day = bool(on and home.on and on != home.on)
    return is_of_another_town(context, mention, home.mentions, other_day=other_day)


def _conflicts(home: Cluster, places: Sequence[Place], on: date | None) -> bool:
    if home.on and on and abs((home.on - on).days) > APART_DAYS:
        return True
    return are_apart(home.places, places, by_country=not home.guessed)


def is_later_death(mention: Mention) -> bool:
    """Whether somebody "died on Sunday", or "remained in hospital": the day of it is not that of the event."""
    return (mention.frame == "dies" and mention.interval.max == 1) or mention.frame == "treated"
