"""Article -> Facts: the order of the work, from mentions to events."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.casualties import Mention, Named, find_mentions
from monitor.extraction.context import Context, lead_of
from monitor.extraction.cues import CueFinder
from monitor.extraction.dateline import day_looked_back_from
from monitor.extraction.dates import find_dates
from monitor.extraction.earlier_days import of_earlier_days
from monitor.extraction.event_facts import lowest, make_event, merge_places
from monitor.extraction.events import cluster, lead_event, sentences_of
from monitor.extraction.judging import judge
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.extraction.naming import Naming
from monitor.extraction.places import find_places
from monitor.extraction.recounts import with_recounts
from monitor.extraction.telling import Telling, evidence_of
from monitor.extraction.verification import article_disclaimer, verify_claim
from monitor.model import Actor, Article, BackgroundToll, Event, Facts, Verification
from monitor.vocabulary import Bound, Flag, Role, Status

_ROLES = tuple(Role)
UNREAD = Facts(read=False, verification=Verification(status=Status.UNKNOWN, flags=(Flag.FACTS_UNREAD,)))


def extract(article: Article, knowledge: Knowledge) -> Facts:
    """Return what the article says; facts stay unread when its language has no pack."""
    if not knowledge.has_pack(article.language):
        return UNREAD
    actors = find_actors(article, knowledge)
    attributed = find_attributions(article, actors, knowledge)
    context = context_of(article, actors, knowledge)
    telling = Telling(context=context, actors=actors, attributed=attributed, knowledge=knowledge)
    judged = judge(context, knowledge.weights)
    reported = [mention for mention, score in judged if score > 0]
    earlier = of_earlier_days(context, reported)
    events = _events(telling, _told([m for m in reported if m not in earlier] if earlier else reported))
    return Facts(
        events=events,
        background=_background(article, [m for m, score in judged if score <= 0 or (earlier and m in earlier)]),
        actors=_actors(article, actors),
        places=tuple(merge_places(context.places)),
        attributions=tuple(one.attribution for one in attributed),
        verification=events[0].verification if events else _verification(telling),
    )


def context_of(article: Article, actors: tuple[ActorMention, ...], knowledge: Knowledge) -> Context:
    """Return the article's mentions of harm with everything that tells which event they belong to."""
    places = find_places(article, knowledge)
    cues, lexicon = knowledge.cue_finders[article.language], knowledge.lexicons[article.language]
    mentions = with_recounts(article, lexicon, find_mentions(article, lexicon, Named(actors=actors, places=places)))
    may_tell = bool(mentions) or _opens_with_an_event(article, cues)  # cues and days are of events and harms alone
    dates = find_dates(article, knowledge) if may_tell else ()
    return Context(
        article=article,
        mentions=mentions,
        cues=cues.find(article) if may_tell else (),
        places=places,
        dates=tuple(day for day in dates if not (mentions and day.ahead)),  # nobody was harmed on a day to come
        today=day_looked_back_from(article, dates),
        parts=cues.parts,
        taken_to=cues.taken_to,
        locatives=cues.locatives,
        elsewhere=cues.elsewhere,
        beside=cues.beside,
        roads=cues.roads,
    )


def _opens_with_an_event(article: Article, cues: CueFinder) -> bool:
    """Whether title and lead may name a kind of event, without which an article that harms nobody has none."""
    lead = lead_of(article)
    return bool(lead) and cues.names_a_kind(article.text[: article.sentences[lead[-1]].end + cues.longest])


def _told(reported: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out a mere "the dead" where nobody says who they are."""
    merely = (not m.heads and m.definite and set(m.namings) == {Naming.MANY} for m in reported)
    return () if all(merely) else reported


def _events(telling: Telling, reported: Sequence[Mention]) -> tuple[Event, ...]:
    clusters = cluster(telling.context, reported) or lead_event(telling.context)
    owned = sentences_of(telling.context, clusters)
    return tuple(make_event(telling, one, owned[number], leading=number == 0) for number, one in enumerate(clusters))


def _background(article: Article, mentions: Sequence[Mention]) -> tuple[BackgroundToll, ...]:
    """Keep the tolls of other events; what did not happen is no toll at all, nor is a mere "the dead"."""
    return tuple(
        BackgroundToll(harm=m.harm, value=m.interval, evidence=(evidence_of(article, m.start, m.end),))
        for m in mentions
        if not m.negated and not m.hypothetical and not (m.definite and m.interval.bound is Bound.VAGUE)
    )


def _actors(article: Article, mentions: Sequence[ActorMention]) -> tuple[Actor, ...]:
    by_id: dict[str, list[ActorMention]] = {}
    for mention in mentions:
        by_id.setdefault(mention.id, []).append(mention)
    return tuple(
        Actor(
            id=actor_id,
            name=told[0].name,
            kind=told[0].kind,
            roles=_in_order([m.role for m in told if m.role]),
            evidence=tuple(evidence_of(article, m.start, m.end) for m in told),
        )
        for actor_id, told in by_id.items()
    )


def _in_order(roles: list[Role]) -> tuple[Role, ...]:
    return tuple(role for role in _ROLES if role in roles) if roles else ()


def _verification(telling: Telling) -> Verification:
    """How sure the article is when it reports no event: the lowest rung of what its speakers say."""
    disclaimer = article_disclaimer(telling.article)
    if disclaimer and not telling.attributed:
        return Verification(status=Status.CLAIMED, flags=(Flag.DISCLAIMER,), evidence=disclaimer)
    spans = [(one.scope_start, one.scope_end) for one in telling.attributed]
    marked = tuple([one for one in telling.attributed if one.flags])
    judged = [_how_sure(telling, one, marked) for one in telling.attributed]
    status, flags = lowest(judged)
    said = dict.fromkeys(compress(spans, [rung is status for rung, _ in judged]))
    evidence = tuple([evidence_of(telling.article, start, end) for start, end in said])
    return Verification(status=status, flags=flags, evidence=evidence)


def _how_sure(telling: Telling, one: Attributed, marked: tuple[Attributed, ...]) -> tuple[Status, tuple[Flag, ...]]:
    """What a speaker's own words are worth: beside a plain one only those change that who bear a flag (`marked`)."""
    span = one.scope_start, one.scope_end
    plain = one.attribution.source and not (one.flags or one.doer) and span[0] < span[1]
    near = (*marked, one) if plain else telling.attributed
    return verify_claim(span, near, telling.article, telling.actors)[:2]
