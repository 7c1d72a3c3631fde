"""Clusters of mentions -> Event: figures with their claims, kind, day, places, actors, and how sure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from monitor.extraction.aggregate import by_harm, figure, same_people
from monitor.extraction.casualties import Mention
from monitor.extraction.dateline import in_dateline
from monitor.extraction.events import Cluster, is_setting, reprisals
from monitor.extraction.judging import Context
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed, PlaceMention
from monitor.extraction.verification import verify_claim
from monitor.model import (
    Article,
    Casualties,
    Casualty,
    Claim,
    Event,
    EventActor,
    Evidence,
    Interval,
    Place,
    Verification,
)
from monitor.vocabulary import LADDER, Bound, ClaimKind, DatePrecision, EventKind, Flag, Harm, Role, Status, Zone

PERPETRATORS = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)
_AFTERWARDS = (Role.SPEAKER, Role.VICTIM)
"""Roles that a sentence on the answer to an event still lends to it: "after the general's murder, said X"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Everything that is known while the events of one article are put together."""

    context: Context
    actors: tuple[ActorMention, ...]
    attributed: tuple[Attributed, ...]
    knowledge: Knowledge

    @property
    def article(self) -> Article:
        """The article whose events these are."""
        return self.context.article

    def verify(self, start: int, end: int, about: ClaimKind, **what: object) -> Claim:
        """Make the claim that stands at a span, with its speaker, status and flags."""
        status, flags, attribution = verify_claim((start, end), self.attributed, self.article, self.actors, about)
        evidence = (evidence_of(self.article, start, end),)
        return Claim(about=about, attribution=attribution, status=status, flags=flags, evidence=evidence, **what)  # type: ignore[arg-type]


def evidence_of(article: Article, start: int, end: int) -> Evidence:
    """Quote a span of the text."""
    return Evidence(start=start, end=end, quote=article.text[start:end])


def make_event(telling: Telling, cluster: Cluster, sentences: frozenset[int], *, leading: bool) -> Event:
    """Make the event that a cluster tells; `sentences` are those that speak of it."""
    casualties = _casualties(telling, cluster)
    named, sentences = sentences, sentences - reprisals(telling.context, cluster)
    actors = [
        a
        for a in telling.actors
        if a.role and _sentence_of(telling.article, a.start) in (named if a.role in _AFTERWARDS else sentences)
    ]
    kind = _kind(telling.context, sentences, cluster)
    on, precision = _day(telling.context, sentences, cluster, leading=leading)
    evidence = _evidence(telling, cluster, sentences)
    claims = tuple(_claims(telling, actors, evidence, sentences))
    return Event(
        kind=kind,
        on=on,
        on_precision=precision,
        places=_places(telling.context, sentences, cluster),
        actors=_event_actors(telling.article, actors),
        casualties=casualties,
        claims=claims,
        verification=lowest([*claims, *_figures(casualties)]),
        evidence=evidence,
    )


def lowest(claims: Sequence[Claim | Casualty]) -> Verification:
    """Return the lowest status of some claims, with every flag and what the lowest ones stand on."""
    status = min((c.status for c in claims), key=_rung, default=Status.REPORTED)
    raised = [flag for claim in claims for flag in claim.flags]  # a list: an enum's hash is slower than a few looks
    flags = tuple(flag for flag in Flag if flag in raised)
    evidence = tuple(dict.fromkeys(e for c in claims if c.status is status for e in c.evidence))
    return Verification(status=status, flags=flags, evidence=evidence)


def _rung(status: Status) -> int:
    return LADDER.index(status) if status in LADDER else len(LADDER)


def _sentence_of(article: Article, offset: int) -> int:
    at = bisect_right(article.sentences, offset, key=attrgetter("start")) - 1
    return at if at >= 0 and offset < article.sentences[at].end else -1


# --- figures --------------------------------------------------------------------------------


def _casualties(telling: Telling, cluster: Cluster) -> Casualties:
    sorted_ = by_harm(cluster.mentions)
    figures = {harm: _casualty(telling, harm, mentions) for harm, mentions in sorted_.items()}
    return Casualties(
        killed=figures.get(Harm.KILLED),
        injured=figures.get(Harm.INJURED),
        missing=figures.get(Harm.MISSING),
        abducted=figures.get(Harm.ABDUCTED),
    )


def _casualty(telling: Telling, harm: Harm, mentions: list[Mention]) -> Casualty | None:
    stated = figure([m for m in mentions if not m.feared])
    feared = figure([m for m in mentions if m.feared])
    best = stated or feared
    if best is None:
        return None
    claims = tuple(telling.verify(m.start, m.end, ClaimKind.TOLL, harm=harm, value=m.interval) for m in mentions)
    told = claims[mentions.index(best[1][0])] if best[1][0] in mentions else claims[0]
    rivals = [m for m, claim in zip(mentions, claims, strict=True) if stated and _contradicts(m, claim, best, told)]
    value = stated[0] if stated else Interval(min=0, max=feared[0].max if feared else None, bound=Bound.UP_TO)
    extra = {Flag.CONFLICTING} if rivals else set() if stated else {Flag.FEARED}
    return Casualty(
        value=_spanning([value, *(m.interval for m in rivals)]) if rivals else value,
        feared=feared[0] if feared else None,
        status=Status.DISPUTED if rivals else told.status,
        flags=tuple(dict.fromkeys((*told.flags, *extra))),
        evidence=tuple(evidence_of(telling.article, m.start, m.end) for m in (*best[1], *rivals)),
        claims=claims,
    )


def _contradicts(mention: Mention, claim: Claim, best: tuple[Interval, tuple[Mention, ...]], told: Claim) -> bool:
    """Whether another speaker gives another number for the same people, not one for a part or an earlier hour."""
    value, (first, *_) = best
    if mention.part or mention.more or mention.also or mention.superseded or not mention.counted:
        return False
    if not (mention.voice and first.voice and mention.voice != first.voice) and not _other_speakers(claim, told):
        return False
    if mention.interval.max == 0 or Bound.VAGUE in {mention.interval.bound, value.bound}:
        return False
    return same_people(mention, first) and (_is_below(mention.interval, value) or _is_below(value, mention.interval))


def _other_speakers(one: Claim, other: Claim) -> bool:
    """Whether two claims name speakers, and not the same."""
    if one.attribution is None or other.attribution is None:
        return False
    return one.attribution.source.casefold() != other.attribution.source.casefold()


def _is_below(one: Interval, other: Interval) -> bool:
    return one.max is not None and one.max < other.min


def _spanning(intervals: list[Interval]) -> Interval:
    """Return the interval over numbers that contradict each other: open when one of them is."""
    low = min(one.min for one in intervals)
    highs = [one.max for one in intervals if one.max is not None]
    if len(highs) < len(intervals):
        return Interval(min=low, max=None, bound=Bound.AT_LEAST)
    return Interval(min=low, max=max(highs), bound=Bound.RANGE)


def _figures(casualties: Casualties) -> list[Casualty]:
    return [figure_ for harm in Harm if (figure_ := casualties.of(harm))]


# --- what, where, when, who -----------------------------------------------------------------


def _kind(context: Context, sentences: frozenset[int], cluster: Cluster) -> EventKind:
    """Return the kind that most words of the event's sentences speak for, of two the one told first.

    The sentences of its harm count double, those on the end of who did it do not.
    """
    own = {m.sentence for m in cluster.mentions if not m.perpetrator}
    votes: Counter[str] = Counter()
    for cue in context.cues:
        if cue.tag.startswith("kind:") and cue.sentence in sentences:
            title = context.article.sentences[cue.sentence].zone is Zone.TITLE
            votes[cue.tag.removeprefix("kind:")] += (2 if cue.sentence in own or title else 1) + (not votes)
    named = [(count, kind) for kind, count in votes.items() if kind != "other"]
    if not named:
        return EventKind.OTHER
    most = max(count for count, _ in named)
    return EventKind(next(kind for count, kind in named if count == most))


def _day(
    context: Context, sentences: frozenset[int], cluster: Cluster, *, leading: bool
) -> tuple[date | None, DatePrecision | None]:
    inside = [d for d in context.dates if d.on and _sentence_of(context.article, d.start) in sentences]
    inside.sort(key=lambda d: d.spoken or d.counted or in_dateline(context.article, d.start))
    own = [d for d in inside if cluster.on and d.on == cluster.on]
    chosen = next(iter([*own, *inside]), None)
    if chosen:
        return chosen.on, chosen.precision
    if leading and context.today and not _is_in_a_period(context, cluster):
        return context.today, DatePrecision.ASSUMED
    return None, None


def _is_in_a_period(context: Context, cluster: Cluster) -> bool:
    """Whether an event was "last week": then the day of publication is not its own."""
    own = {m.sentence for m in cluster.mentions}
    return any(d.on is None and _sentence_of(context.article, d.start) in own for d in context.dates)


def _places(context: Context, sentences: frozenset[int], cluster: Cluster) -> tuple[Place, ...]:
    """Return the event's places, the most specific first: resolved points, then regions and countries."""
    named = [p for p in context.places if _sentence_of(context.article, p.start) in sentences]
    settings = [p for p in named if is_setting(context, p)]
    merged = merge_places([p for p in settings or named if any(_same_place(p.place, q) for q in cluster.places)])
    return tuple(sorted(merged, key=lambda p: p.lat is None))


def _same_place(one: Place, other: Place) -> bool:
    return (one.name, one.geonameid) == (other.name, other.geonameid)


def merge_places(mentions: Iterable[PlaceMention]) -> list[Place]:
    """Join the namings of one place, in order of the first, with all their evidence."""
    found: dict[tuple[str, int | None], Place] = {}
    for mention in mentions:
        place = mention.place
        key = (place.name, place.geonameid)
        before = found[key].evidence if key in found else ()
        found[key] = Place(
            name=place.name,
            geonameid=place.geonameid,
            country=place.country,
            lat=place.lat,
            lon=place.lon,
            evidence=(*before, *place.evidence),
        )
    return list(found.values())


def _event_actors(article: Article, mentions: Sequence[ActorMention]) -> tuple[EventActor, ...]:
    found: dict[tuple[str, Role], EventActor] = {}
    for mention in mentions:
        if mention.role is None:
            continue
        key = (mention.id, mention.role)
        before = found[key].evidence if key in found else ()
        evidence = (*before, evidence_of(article, mention.start, mention.end))
        found[key] = EventActor(
            id=mention.id, name=mention.name, kind=mention.kind, role=mention.role, evidence=evidence
        )
    return tuple(found.values())


# --- claims ---------------------------------------------------------------------------------


def _evidence(telling: Telling, cluster: Cluster, sentences: frozenset[int]) -> tuple[Evidence, ...]:
    """Quote the sentences that tell the event: those with its figures, then its first one."""
    order = [m.sentence for m in cluster.mentions] or sorted(sentences)[:1]
    spans = [telling.article.sentences[i] for i in dict.fromkeys(order)]
    return tuple(evidence_of(telling.article, s.start, s.end) for s in spans)


def _claims(
    telling: Telling, actors: Sequence[ActorMention], evidence: Sequence[Evidence], sentences: frozenset[int]
) -> Iterable[Claim]:
    for mention in actors:
        if mention.role in PERPETRATORS:
            yield telling.verify(mention.start, mention.end, ClaimKind.PERPETRATOR, actor=mention.id, role=mention.role)
    for quote in evidence[:1]:
        yield telling.verify(quote.start, quote.end, ClaimKind.EVENT)
    for claim in _told_of_event(telling, sentences):
        if Flag.PARTY_CLAIM in claim.flags and claim.status is Status.CLAIMED:
            yield claim


def _told_of_event(telling: Telling, sentences: frozenset[int]) -> Iterable[Claim]:
    """What is said of the event as such, one claim a sentence: a party's word for it must not go unmarked."""
    seen: set[int] = set()
    for cue in telling.context.cues:
        if not cue.tag.startswith("kind:") or cue.sentence in seen or cue.sentence not in sentences:
            continue
        if any(one.scope_start <= cue.start < one.scope_end for one in telling.attributed):
            seen.add(cue.sentence)
            yield telling.verify(cue.start, cue.end, ClaimKind.EVENT)
