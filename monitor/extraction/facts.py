"""Article -> Facts: the order of the work, from mentions to events."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.actors import find_actors
from monitor.extraction.attribution import find_attributions
from monitor.extraction.casualties import Mention, Named, find_mentions
from monitor.extraction.dateline import day_looked_back_from
from monitor.extraction.dates import find_dates
from monitor.extraction.events.earlier_days import of_earlier_days
from monitor.extraction.events.event_day import on_the_first_s_day
from monitor.extraction.events.event_facts import make_event
from monitor.extraction.events.events import cluster
from monitor.extraction.events.lead_events import lead_event
from monitor.extraction.events.merging import merge_actors, merge_places
from monitor.extraction.events.recounts import with_recounts
from monitor.extraction.events.righted import with_righted
from monitor.extraction.events.sentences import sentences_of
from monitor.extraction.events.telling import Telling, evidence_of
from monitor.extraction.events.without_events import without_an_event
from monitor.extraction.harm.naming import Naming
from monitor.extraction.judging.context import Context, lead_of
from monitor.extraction.judging.judging import DESCRIBED, judge
from monitor.extraction.judging.withdrawals import amendment_of
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention
from monitor.extraction.places import find_places
from monitor.model import Article, BackgroundToll, Event, Facts, Verification
from monitor.vocabulary import Bound, Flag, Status

UNREAD = Facts(read=False, verification=Verification(status=Status.UNKNOWN, flags=(Flag.FACTS_UNREAD,)))


def extract(article: Article, knowledge: Knowledge) -> Facts:
    """Return what the article says; facts stay unread when its language has no pack."""
    if not knowledge.has_pack(article.language):
        return UNREAD
    actors = find_actors(article, knowledge)
    attributed = find_attributions(article, actors, knowledge)
    context = context_of(article, actors, knowledge)
    telling = Telling(context=context, actors=actors, attributed=attributed, knowledge=knowledge)
    news, behind = _news_and_background(context, judge(context, knowledge.weights))
    events = _events(telling, news)
    return Facts(
        events=events,
        background=_background(article, behind),
        actors=merge_actors(article, actors),
        places=merge_places(context.places),
        attributions=tuple(dict.fromkeys(one.attribution for one in attributed)),
        verification=events[0].verification if events else without_an_event(telling),
        amends=amendment_of(context),
    )


def context_of(article: Article, actors: tuple[ActorMention, ...], knowledge: Knowledge) -> Context:
    """Return the article's mentions of harm with everything that tells which event they belong to."""
    places = find_places(article, knowledge)
    mentions = _harms(article, Named(actors=actors, places=places), knowledge)
    may_tell = bool(mentions) or _opens_with_an_event(article, knowledge)  # days are of events and harms alone
    has_cues = may_tell or knowledge.cue_finders[article.language].amends(article.text)
    dates = find_dates(article, knowledge) if may_tell else ()
    return Context(
        article=article,
        mentions=mentions,
        cues=knowledge.cue_finders[article.language].find(article) if has_cues else (),
        places=places,
        dates=tuple(day for day in dates if not (mentions and day.ahead)),  # nobody was harmed on a day to come
        today=day_looked_back_from(article, dates),
        place_words=knowledge.place_words[article.language],
        actors=actors,
    )


def _harms(article: Article, named: Named, knowledge: Knowledge) -> tuple[Mention, ...]:
    lexicon = knowledge.lexicons[article.language]
    found = find_mentions(article, lexicon, named)
    if found and knowledge.cue_finders[article.language].amends(article.text):
        found = with_righted(article, lexicon, found)
    return with_recounts(article, lexicon, found)


def _opens_with_an_event(article: Article, knowledge: Knowledge) -> bool:
    """Whether title and lead may name a kind of event, without which an article that harms nobody has none."""
    lead, cues = lead_of(article), knowledge.cue_finders[article.language]
    return bool(lead) and cues.names_a_kind(article.text[: article.sentences[lead[-1]].end + cues.longest])


def _news_and_background(
    context: Context, judged: Sequence[tuple[Mention, float]]
) -> tuple[Sequence[Mention], Sequence[Mention]]:
    """Part the harms into the article's news and what lies behind it, some days back as well."""
    reported = [mention for mention, score in judged if score > 0]
    behind = [mention for mention, score in judged if score <= 0]
    earlier = of_earlier_days(context, reported)
    if earlier:
        reported = [mention for mention in reported if mention not in earlier]
        behind = [mention for mention, score in judged if score <= 0 or mention in earlier]
    return _told(reported), behind


def _told(reported: Sequence[Mention]) -> Sequence[Mention]:
    """Leave out a mere "the dead" where nobody says who they are."""
    merely = (not m.heads and m.definite and set(m.namings) == {Naming.MANY} for m in reported)
    return () if all(merely) else reported


def _events(telling: Telling, reported: Sequence[Mention]) -> tuple[Event, ...]:
    clusters = cluster(telling.context, reported) or lead_event(telling.context)
    owned = sentences_of(telling.context, clusters)
    told = [make_event(telling, one, owned[number], leading=number == 0) for number, one in enumerate(clusters)]
    return tuple(on_the_first_s_day(telling.context, told[0], clusters[at], one) for at, one in enumerate(told))


def _background(article: Article, mentions: Sequence[Mention]) -> tuple[BackgroundToll, ...]:
    """Keep the tolls of other events; what did not happen is no toll at all, nor is a mere "the dead"."""
    return tuple(
        BackgroundToll(harm=m.harm, value=m.interval, evidence=(evidence_of(article, m.start, m.end),))
        for m in mentions
        if not (m.negated or m.hypothetical or m.frame == DESCRIBED or (m.definite and m.interval.bound is Bound.VAGUE))
    )
