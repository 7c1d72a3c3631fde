"""News -> events: what the article reports and what else happened in it, told apart by place and day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from monitor.extraction.casualties import Mention
from monitor.extraction.events.belonging import home_of, is_later_death
from monitor.extraction.events.clause_places import set_by_clause
from monitor.extraction.events.cluster import Cluster, names_of
from monitor.extraction.events.divided import division_of
from monitor.extraction.events.earlier_days import day_of, places_of
from monitor.extraction.events.other_scenes import places_just_told
from monitor.extraction.events.told_next import (
    is_answer,
    places_of_answered_deed,
    places_of_deed_told_next,
)
from monitor.extraction.judging.clauses import RELATIVE
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.items import item_at, items_of
from monitor.extraction.judging.scenes import (
    places_of_lead_deed,
    with_region_told_next,
    with_scene_of_desk,
    with_town_told_next,
)
from monitor.model import Place
from monitor.vocabulary import Zone

MOST_OPEN = 60
"""Events told last that a harm may still belong to, beside the first one: a list of a thousand goes on."""
_ELSEWHERE = frozenset({"politics", "elsewhere"})
"""Topics of an opening whose places are not those of a harm told below."""


def cluster(context: Context, reported: Sequence[Mention]) -> list[Cluster]:
    """Join reported mentions into events: another resolved place or another day is another event."""
    clusters: list[Cluster] = []
    of_items: dict[int, list[Cluster]] = {}
    if not reported:
        return clusters
    own, items, divided = set_by_clause(context, reported), items_of(context), division_of(context, reported)
    for mention in reported:
        if divided.sums and mention in divided.sums:
            continue
        places = (own.get(mention) if own else None) or places_of(context, mention)  # to hash a mention is dear
        places = divided.of_first(context, mention, places)
        places = places or places_just_told(context, mention)
        places = places or places_of_answered_deed(context, mention, (m for one in clusters for m in one.mentions))
        near = of_items.setdefault(item_at(items, mention.start), [])
        on = None if clusters and not places and is_later_death(mention) else day_of(context, mention)
        on = None if on and near and is_told_as_before(context, mention) else on
        if divided.parts and mention in divided.parts:
            clusters[0].add(mention, places)
            continue
        home = home_of(context, [*near[:1], *near[1:][-MOST_OPEN:]], mention, (places, on), own)
        if home is None:
            where = places or _places_before(context, items[0] if items else mention.start)
            where = where or (places_of_lead_deed(context) if mention.sentence in context.lead else [])
            where = where or places_of_deed_told_next(context, mention)
            near.append(Cluster([mention], where, on, guessed=not places, names=names_of(mention)))
            clusters.append(near[-1])
            continue
        home.add(mention, places)
        home.on = home.on or on
    clusters[1:] = [one for one in clusters[1:] if not _is_beside(context, one)]
    _leave_to_others(clusters)
    clusters = _victims_first(context, _answers_last(context, clusters))
    for first in () if clusters[0].places and not context.topics.isdisjoint(_ELSEWHERE) else clusters[:1]:
        others = _sentences_of_others(context, first)
        first.places = with_town_told_next(context, first.places, others)
        first.places = with_scene_of_desk(context, first.places)
        first.places = with_region_told_next(context, first.places, others)
    return clusters


def _sentences_of_others(context: Context, one: Cluster) -> frozenset[int]:
    """Return the sentences with harm, none of which is this event's."""
    return frozenset(context.mentions_of) - {mention.sentence for mention in one.mentions}


def _answers_last(context: Context, clusters: list[Cluster]) -> list[Cluster]:
    """Put what was only done in answer to an event behind it, in whatever order the article tells them."""
    if "reprisal" not in context.tags:
        return clusters
    return sorted(clusters, key=lambda one: all(is_answer(context, m.sentence) for m in one.mentions))


def _victims_first(context: Context, clusters: list[Cluster]) -> list[Cluster]:
    """Of several events that no lead tells, one that harmed nobody is not the one that the article reports."""
    unharmed = [one for one in clusters if all(m.interval.max == 0 for m in one.mentions)]
    if not clusters or clusters[0] not in unharmed or any(m.sentence in context.lead for m in clusters[0].mentions):
        return clusters
    return [one for one in clusters if one not in unharmed] + unharmed


def _leave_to_others(clusters: Sequence[Cluster]) -> None:
    """Take from the first event what its title tells of another one: "soldier killed, labourers shot"."""
    first, others = clusters[:1], [m for one in clusters[1:] for m in one.mentions]
    for one in first:
        own = {m.harm for m in one.mentions if m.zone is not Zone.TITLE or m.counted}
        counted = {m.harm for m in others if m.counted} - own
        one.mentions = [m for m in one.mentions if m.harm not in counted] or one.mentions


def _is_beside(context: Context, one: Cluster) -> bool:
    """Whether it is only said of a place that nobody was harmed there: "debris fell in Kiliia, but nobody was hurt"."""
    unharmed = all(m.interval.max == 0 for m in one.mentions)
    return unharmed and all(places_of(context, m) and not context.is_violent(m.sentence) for m in one.mentions)


def is_told_as_before(context: Context, mention: Mention) -> bool:
    """Whether a clause says who somebody was: "a teacher who had been shot on Tuesday" is mourned another day."""
    if "had" not in context.tags:
        return False
    inside = {cue.tag for cue in context.cues_around(mention) if cue.start >= mention.start}
    return "had" in inside and not RELATIVE.isdisjoint(inside)


def _places_before(context: Context, offset: int) -> list[Place]:
    """Return the places of the nearest sentence before an offset that names any: where the story already is."""
    start = context.article.sentences[max(context.sentence_of(offset), 0)].start
    at = bisect_left(context.places, start, key=attrgetter("start"))
    home = context.sentence_of(context.places[at - 1].start) if at else -1
    if home < 0:
        return []
    sentence = context.article.sentences[home]
    return [p.place for p in context.places_in(sentence.start, min(sentence.end, start))]
