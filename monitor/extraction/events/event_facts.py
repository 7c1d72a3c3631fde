"""Clusters of mentions -> Event: figures with their claims, kind, day, places, actors, and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, repeat
from operator import attrgetter
from typing import TypeVar

from monitor.extraction.dateline import in_dateline
from monitor.extraction.events.cluster import Cluster
from monitor.extraction.events.event_day import day_of_event
from monitor.extraction.events.figures import (
    as_denied,
    casualties_of_no_side,
    denied_casualties,
    figures_of,
    find_casualties,
    of_no_side,
)
from monitor.extraction.events.kinds import kind_of
from monitor.extraction.events.merging import merge_places
from monitor.extraction.events.rivals import with_rivals
from monitor.extraction.events.sentences import reprisals
from monitor.extraction.events.telling import Telling, evidence_of
from monitor.extraction.events.wholes import sentences_of_parts
from monitor.extraction.events.whose_deed import NOBODYS_DEED, is_of_it
from monitor.extraction.geography.distance import kilometres
from monitor.extraction.geography.lands import UNLISTED
from monitor.extraction.index.cues import Cue
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import TOWN, is_beside, is_scene_of_desk, is_setting
from monitor.extraction.mentions import ActorMention, DateMention, PlaceMention
from monitor.extraction.verification import merely_denied
from monitor.model import Article, Casualty, Claim, Event, EventActor, Evidence, Place, Verification
from monitor.vocabulary import LADDER, ActorKind, ClaimKind, EventKind, Flag, Role, Status

Named = TypeVar("Named", ActorMention, Cue, DateMention, PlaceMention)
_FLAGS = tuple(Flag)
WIDTH_OF_DENIAL = 16
"""Characters before an event in which the word stands that says there was none: "no car bomb", "deny an explosion"."""
PERPETRATORS = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)
_WIDTH = {UNLISTED: 1, "region": 2, "country": 3}
"""The narrowest first; any other place is a town of the table."""
_DESK, _QUARTER_OF_DESK, _BESIDE = 0.3, 0.6, 1.5
_HEARSAY = {Flag.ALLEGED, Flag.UNNAMED_SOURCE, Flag.SOCIAL_MEDIA}
_AFTERWARDS = (Role.SPEAKER, Role.VICTIM)
"""Roles that a sentence on the answer to an event still lends to it: "after the general's murder, said X"."""


def make_event(telling: Telling, cluster: Cluster, sentences: frozenset[int], *, leading: bool) -> Event:
    """Make the event that a cluster tells; `sentences` are those that speak of it."""
    casualties = find_casualties(telling, cluster)
    named, sentences = sentences, sentences - reprisals(telling.context, cluster)
    actors = [a for a in _inside(telling.actors_of, sentences) if a.role]
    if len(named) > len(sentences):
        actors += [a for a in _inside(telling.actors_of, named - sentences) if a.role in _AFTERWARDS]
        actors.sort(key=attrgetter("start"))
    kind = kind_of(telling.context, sentences, cluster, actors, deadly=casualties.killed is not None)
    actors = [a for a in actors if is_of_it(telling.context, a, cluster, kind)]
    on, precision = day_of_event(telling.context, sentences, cluster, leading=leading)
    evidence = _evidence(telling, cluster, sentences)
    told_at = _told_at(telling.context, cluster, sentences)
    claims = with_rivals(telling, actors, tuple(_claims(telling, actors, evidence, sentences, told_at)))
    if merely_denied(told_at, telling.denials) or _is_a_rumour_denied(telling, cluster, sentences, kind):
        claims, casualties = tuple(map(as_denied, claims)), denied_casualties(casualties)
    if kind in NOBODYS_DEED and not _are_sides(telling):
        claims, casualties = tuple(map(of_no_side, claims)), casualties_of_no_side(casualties)
    return Event(
        kind=kind,
        on=on,
        on_precision=precision,
        places=_places(telling.context, sentences, cluster),
        actors=_event_actors(telling.article, actors),
        casualties=casualties,
        claims=claims,
        verification=_verification([*claims, *figures_of(casualties)]),
        evidence=evidence,
    )


def lowest(judged: Sequence[tuple[Status, Sequence[Flag]]]) -> tuple[Status, tuple[Flag, ...]]:
    """Return the lowest status of some claims with every flag; as reported without any claim."""
    told = [status for status, _ in judged]
    status = next((rung for rung in LADDER if rung in told), told[0] if told else Status.REPORTED)
    raised = [flag for _, flags in judged for flag in flags]  # a list: an enum's hash is slower than a few looks
    return status, tuple(flag for flag in _FLAGS if flag in raised) if raised else ()


def _verification(claims: Sequence[Claim | Casualty]) -> Verification:
    """How sure an event is: as its lowest claims, with what these stand on."""
    status, flags = lowest([(one.status, one.flags) for one in claims])
    evidence = tuple(dict.fromkeys(e for c in claims if c.status is status for e in c.evidence))
    return Verification(status=status, flags=flags, evidence=evidence)


def _are_sides(telling: Telling) -> bool:
    """Whether an article names an armed group, somebody who did something or one who has an opponent."""
    listed = telling.knowledge.indexes[telling.article.language].actors
    return any(
        one.kind is ActorKind.GROUP or one.role in PERPETRATORS or (one.id in listed and listed[one.id].opponents)
        for one in telling.actors
    )


def _inside(by_sentence: Mapping[int, list[Named]], sentences: frozenset[int]) -> list[Named]:
    """Return what some sentences name, in order of the text."""
    return list(chain.from_iterable(map(by_sentence.get, sorted(sentences), repeat(()))))


# --- what, where, when, who -----------------------------------------------------------------


def _places(context: Context, sentences: frozenset[int], cluster: Cluster) -> tuple[Place, ...]:
    """Return the event's places, the most specific first: towns, then regions and countries."""
    named = _inside(context.places_of, sentences)
    settings = [p for p in named if is_setting(context, p)]
    own = [p for p in settings if _is_of(cluster, p)] or settings
    set_at = [p.place for p in own if not is_beside(context, p)]
    settings += [p for p in named if is_scene_of_desk(context, p, set_at)]
    told = [p for p in settings or named if _is_of(cluster, p)] or [p for p in named if _is_of(cluster, p)]
    desk = [p.place for p in told if in_dateline(context.article, p.start)]
    parts = sentences_of_parts(context, cluster) if len(cluster.mentions) > 1 else frozenset()
    return merge_places(
        sorted(told, key=lambda p: (context.sentence_of(p.start) in parts, *_from_inside(context, p, desk)))
    )


def _from_inside(context: Context, named: PlaceMention, desk: Sequence[Place]) -> tuple[bool, bool, float, int]:
    """Towns first, those of the lead before others, of the table before unlisted ones; then regions and countries.

    A town where something is set goes before the desk's own, and that before its quarters; what it is only near
    ("a village 20 km from X") comes behind.
    """
    width: float = _WIDTH.get(named.kind, 0)
    if not width and is_setting(context, named) and any(_same_place(named.place, one) for one in desk):
        width = 0.0  # the desk's own city, in which the text sets it: "MALMO - ... killed in Malmo"
    elif not width and named.place in desk:
        width = _DESK
    elif not width and any(one.lat is not None and kilometres(one, named.place) <= TOWN for one in desk):
        width = _QUARTER_OF_DESK
    elif is_beside(context, named):
        width = _BESIDE if width < _BESIDE else width + _BESIDE
    return width >= _WIDTH["region"], context.sentence_of(named.start) not in context.lead, width, named.start


def _is_of(cluster: Cluster, named: PlaceMention) -> bool:
    return any(_same_place(named.place, place) for place in cluster.places)


def _same_place(one: Place, other: Place) -> bool:
    return (one.name, one.geonameid) == (other.name, other.geonameid)


def _event_actors(article: Article, mentions: Sequence[ActorMention]) -> tuple[EventActor, ...]:
    found: dict[tuple[str, Role], list[ActorMention]] = {}
    for mention in mentions:
        if mention.role is not None:
            found.setdefault((mention.id, mention.role), []).append(mention)
    return tuple(
        EventActor(
            id=actor,
            name=told[-1].name,
            kind=told[-1].kind,
            role=role,
            evidence=tuple(evidence_of(article, m.start, m.end) for m in told),
        )
        for (actor, role), told in found.items()
    )


# --- claims ---------------------------------------------------------------------------------


def _evidence(telling: Telling, cluster: Cluster, sentences: frozenset[int]) -> tuple[Evidence, ...]:
    """Quote the sentences that tell the event: those with its figures, then its first one."""
    order = [m.sentence for m in cluster.mentions] or sorted(sentences)[:1]
    spans = [telling.article.sentences[i] for i in dict.fromkeys(order)]
    return tuple(evidence_of(telling.article, s.start, s.end) for s in spans)


def _claims(
    telling: Telling,
    actors: Sequence[ActorMention],
    evidence: Sequence[Evidence],
    sentences: frozenset[int],
    told_at: Sequence[int],
) -> Iterable[Claim]:
    for mention in actors:
        if mention.role in PERPETRATORS:
            yield telling.verify(mention.start, mention.end, ClaimKind.PERPETRATOR, actor=mention.id, role=mention.role)
    first = evidence[
        : 2 if evidence and telling.is_in_title(evidence[0].start) else 1
    ]  # a title leaves out who says so
    for quote in first:  # an allegation about something else in its sentence says nothing of the event
        at = next((start for start in told_at if quote.start <= start < quote.end), None)
        yield telling.verify(quote.start, quote.end, ClaimKind.EVENT, at)
    for claim in _told_of_event(telling, sentences):
        if Flag.PARTY_CLAIM in claim.flags and claim.status is Status.CLAIMED:
            yield claim


def _told_at(context: Context, cluster: Cluster, sentences: frozenset[int]) -> list[int]:
    """Return where the event is told: its harm, and every word of its kind; that nobody died tells no event."""
    kinds = [cue.start for cue in context.kinds_in(sentences)]
    return [*(mention.start for mention in cluster.mentions if mention.interval.max != 0), *kinds]


def _is_a_rumour_denied(telling: Telling, cluster: Cluster, sentences: frozenset[int], kind: EventKind) -> bool:
    """Whether an event begins with its denial, and otherwise only nameless or doubting voices tell it.

    "Police denied a blast. Messages said that a bomb had killed five. There was no explosion, he said."
    """
    cues = [cue for cue in telling.context.kinds_in(sentences) if cue.tag == f"kind:{kind}"]
    starts = sorted([*(m.start for m in cluster.mentions), *(c.start for c in cues if not _is_none(telling, c))])
    denying = "denying" in telling.context.tags
    denied = {one.end + 1 for one in telling.context.cues if one.tag == "denying"} if denying else set()
    if cues and not cluster.mentions and all(_is_none(telling, cue) or cue.start in denied for cue in cues):
        return True  # "Police deny explosion at mall. There was no blast"
    if not starts or not merely_denied(starts[:1], telling.denials):
        return False
    doubts = [one for one in telling.attributed if one.denied or not _HEARSAY.isdisjoint(one.flags)]
    return all(any(one.scope_start <= at < one.scope_end for one in doubts) for at in starts)


def _is_none(telling: Telling, cue: Cue) -> bool:
    """Whether it is said that there was none: "there was no explosion", "no car bomb"."""
    words = telling.article.text[max(0, cue.start - WIDTH_OF_DENIAL) : cue.start].lower().split()[-2:]
    return not telling.knowledge.indexes[telling.article.language].nobody.isdisjoint(words)


def _told_of_event(telling: Telling, sentences: frozenset[int]) -> Iterable[Claim]:
    """What is said of the event as such, one claim a sentence: a party's word for it must not go unmarked."""
    seen: set[int] = set()
    for cue in telling.context.kinds_in(sentences):
        if cue.sentence in seen:
            continue
        near = telling.attributed_near(cue.start, cue.start + 1)
        if any(one.scope_start <= cue.start < one.scope_end for one in near):
            seen.add(cue.sentence)
            yield telling.verify(cue.start, cue.end, ClaimKind.EVENT)
