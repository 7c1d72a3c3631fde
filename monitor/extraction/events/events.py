"""News -> events: what the article reports and what else happened in it, told apart by place and day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from monitor.extraction.casualties import Mention
from monitor.extraction.events.clause_places import is_part, set_by_clause
from monitor.extraction.events.divided import division_of
from monitor.extraction.events.earlier_days import APART_DAYS, day_of, places_of
from monitor.extraction.events.near_towns import are_two_towns, crosses_lands, is_of_another_town
from monitor.extraction.events.other_scenes import goes_on_there, is_separate, is_set_as_answer, places_just_told
from monitor.extraction.events.paragraph_scenes import own_sentences
from monitor.extraction.events.told_next import (
    is_answer,
    places_of_answered_deed,
    places_of_deed_told_next,
    sentences_on_deed,
)
from monitor.extraction.harm.naming import Naming
from monitor.extraction.judging.clauses import RELATIVE
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.items import item_at, items_of
from monitor.extraction.judging.scenes import (
    are_apart,
    places_of_lead_deed,
    with_region_told_next,
    with_scene_of_desk,
    with_town_told_next,
)
from monitor.model import Place
from monitor.vocabulary import Harm, Zone

MOST_OPEN = 60
"""Events told last that a harm may still belong to, beside the first one: a list of a thousand goes on."""
WEEK = 7
"""Days after which what was told as of today is another event, where its own day is not stated."""
_ELSEWHERE = frozenset({"politics", "elsewhere"})
"""Topics of an opening whose places are not those of a harm told below."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one event, with where and when it is set as far as they say."""

    mentions: list[Mention]
    places: list[Place]
    on: date | None = None
    guessed: bool = False  # its own sentence names no place: the places are those told before
    names: set[str] = field(default_factory=set)  # of the people that its mentions name
    titled: list[Mention] = field(default_factory=list)  # its mentions in the title
    harms: set[Harm] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Note what is asked of an event for each mention that may be its own."""
        self.titled += [mention for mention in self.mentions if mention.zone is Zone.TITLE]
        self.harms.update(mention.harm for mention in self.mentions)

    def add(self, mention: Mention, places: Sequence[Place]) -> None:
        """Take one more mention in, and each place once: an event may be told in thousands of sentences."""
        if self.guessed and places and len(self.titled) == len(self.mentions):
            self.places, self.guessed = [], False  # a title names no place: the first toll below does
        self.mentions.append(mention)
        self.titled += [mention] if mention.zone is Zone.TITLE else []
        self.harms.add(mention.harm)
        known = {_which(place) for place in self.places}
        self.places.extend(place for place in places if _which(place) not in known)
        self.names |= _names_of(mention)


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
        on = None if clusters and not places and _is_later_death(mention) else day_of(context, mention)
        on = None if on and near and is_told_as_before(context, mention) else on
        if divided.parts and mention in divided.parts:
            clusters[0].add(mention, places)
            continue
        home = _home(context, [*near[:1], *near[1:][-MOST_OPEN:]], mention, (places, on), own)
        if home is None:
            where = places or _places_before(context, items[0] if items else mention.start)
            where = where or (places_of_lead_deed(context) if mention.sentence in context.lead else [])
            where = where or places_of_deed_told_next(context, mention)
            near.append(Cluster([mention], where, on, guessed=not places, names=_names_of(mention)))
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


def _is_later_death(mention: Mention) -> bool:
    """Whether somebody "died on Sunday", or "remained in hospital": the day of it is not that of the event."""
    return (mention.frame == "dies" and mention.interval.max == 1) or mention.frame == "treated"


def is_told_as_before(context: Context, mention: Mention) -> bool:
    """Whether a clause says who somebody was: "a teacher who had been shot on Tuesday" is mourned another day."""
    if "had" not in context.tags:
        return False
    inside = {cue.tag for cue in context.cues_around(mention) if cue.start >= mention.start}
    return "had" in inside and not RELATIVE.isdisjoint(inside)


def _home(
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
    named = _names_of(mention)
    for one in reversed(clusters):
        last = one.mentions[-1]
        together = last.sentence == mention.sentence and not (own and _are_set_apart(context, one, mention, own))
        if together or not one.names.isdisjoint(named) or _tells_of(one, mention):
            return one
    places, on = setting
    set_apart = places or context.is_violent(mention.sentence) or goes_on_there(context, mention)
    if is_separate(context, mention) and set_apart:
        return _announced(clusters, places)
    if is_set_as_answer(context, mention, places, clusters[0].places if clusters else ()):
        return None
    same_day = not clusters or on is None or clusters[0].on in (None, on)
    at = () if same_day and mention not in own and crosses_lands(context, mention) else places
    fitting = [one for one in clusters if not _conflicts(one, at, on) and not _is_long_before(context, one, on)]
    fitting = [one for one in fitting if not _is_in_next_town(context, one, mention, setting)]
    before = [one for one in fitting if mention.sentence - one.mentions[-1].sentence <= 1]
    return next(iter([*before[-1:], *fitting]), None)


def _announced(clusters: Sequence[Cluster], places: Sequence[Place]) -> Cluster | None:
    """Return the event of which so far only a title told, in one of these places: "soldier killed, labourers shot"."""
    names = {_which(place) for place in places}
    titled = (one for one in clusters[1:] if all(m.zone is Zone.TITLE for m in one.mentions))
    return next((one for one in titled if not names.isdisjoint(map(_which, one.places))), None)


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


def _names_of(mention: Mention) -> set[str]:
    return set(mention.heads) if Naming.NAME in mention.namings else set()


def _which(place: Place) -> tuple[str, int | None, str | None]:
    return place.name, place.geonameid, place.country


def sentences_of(context: Context, clusters: Sequence[Cluster]) -> list[frozenset[int]]:
    """Return for each event the sentences that speak of it: the first has all that tell no other event."""
    if not clusters:
        return []
    items = items_of(context)
    if items:
        told = _sentences_by_item(context, items)
        quiet = frozenset(number for number in told[-1] if not context.is_violent(number))
        return [quiet.union(*(told[at] for at in _items_of(items, one))) for one in clusters]
    own = [frozenset(m.sentence for m in one.mentions) for one in clusters]
    own[1:] = [
        told | sentences_on_deed(context, told, one.places) for told, one in zip(own[1:], clusters[1:], strict=True)
    ]
    own = own_sentences(context, own) if len(own) > 1 else own
    others = frozenset().union(*own[1:]) if len(own) > 1 else frozenset()
    rest = frozenset(range(len(context.article.sentences))) - others
    return [rest | own[0], *own[1:]]


def _items_of(items: tuple[int, ...], one: Cluster) -> set[int]:
    return {item_at(items, mention.start) for mention in one.mentions}


def _sentences_by_item(context: Context, items: tuple[int, ...]) -> dict[int, list[int]]:
    """Return the sentences of each item, and under -1 those before all of them."""
    found: dict[int, list[int]] = {at: [] for at in range(-1, len(items))}
    for number, sentence in enumerate(context.article.sentences):
        found[item_at(items, sentence.start)].append(number)
    return found


def reprisals(context: Context, one: Cluster) -> frozenset[int]:
    """Return the sentences on what was done in answer to an event: a deed of others, elsewhere, on another day.

    Not the first one, nor one with the event's own harm, nor one that tells the event itself as an answer.
    """
    if "reprisal" not in context.tags:
        return frozenset()
    answers = {cue.sentence for cue in context.cues if cue.tag == "reprisal"}
    own = {cue.sentence for cue in context.cues if cue.tag == "reprisal:own"}
    return frozenset(answers - own - {m.sentence for m in one.mentions} - set(context.opening))


def _places_before(context: Context, offset: int) -> list[Place]:
    """Return the places of the nearest sentence before an offset that names any: where the story already is."""
    start = context.article.sentences[max(context.sentence_of(offset), 0)].start
    at = bisect_left(context.places, start, key=attrgetter("start"))
    home = context.sentence_of(context.places[at - 1].start) if at else -1
    if home < 0:
        return []
    sentence = context.article.sentences[home]
    return [p.place for p in context.places_in(sentence.start, min(sentence.end, start))]


def _is_in_next_town(
    context: Context, home: Cluster, mention: Mention, setting: tuple[Sequence[Place], date | None]
) -> bool:
    places, on = setting
    if not are_two_towns(home.places, places):
        return False
    on = None if _is_later_death(mention) else on
    other_day = bool(on and home.on and on != home.on)
    return is_of_another_town(context, mention, home.mentions, other_day=other_day)


def _conflicts(home: Cluster, places: Sequence[Place], on: date | None) -> bool:
    if home.on and on and abs((home.on - on).days) > APART_DAYS:
        return True
    return are_apart(home.places, places, by_country=not home.guessed)
