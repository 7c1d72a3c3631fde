"""What the number of matches says: pure functions of what was counted, which the store keeps.

A *window* holds what lies less than `timeframe` before its end, the end included; windows end at
occurrences, as in ElastAlert. Everything is asked of times that articles have (`counted_at`), never of the clock,
so the answer is the same after a restart, and a late report is counted where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fnmatch import fnmatchcase

from monitor.model import Analysed, Article, Member, StoryChange
from monitor.rules.article_conditions import Sources
from monitor.rules.clauses import All, Every
from monitor.rules.over_time import OverTime
from monitor.rules.reader import folded_name
from monitor.rules.schema import Rule
from monitor.vocabulary import ActorKind, OverTimeType, QueryKey, Relation, TimePrecision

LATE = timedelta(hours=24)
"""What came later than this after its time counts nowhere: the alarm would be about yesterday."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One value that is counted for itself: `id` as the store knows it, `name` as people do."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One article that counts under one key.

    `witness` is whether it is the first word of a configured source, no reprint; `revised` is a new
    version of an article that was counted before: a sign of life, and no further article.
    """

    article_id: str
    at: datetime
    source: str
    witness: bool = False
    revised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The count of one key is worth telling: from the first to the last occurrence of the windows that say so.

    `count` is the highest of them, `before` (of a spike) what the timeframe before that window held.
    """

    first: datetime
    last: datetime
    count: int
    before: int = 0


EVERYTHING = Key(id="", name="everything")
"""The key of a rule without `query_key`."""


# --- what an article counts as -----------------------------------------------------------------


def counted_at(article: Article) -> datetime:
    """Return when an article counts: when it was published, or came, whichever was first.

    Of one that names only its day nobody knows the hour: it counts at the end of that day at the latest.
    """
    if article.published_at is None:
        return article.received_at
    known_to = _A_DAY if article.published_precision is TimePrecision.DAY else timedelta(0)
    return min(article.published_at + known_to, article.received_at)


def is_late(article: Article) -> bool:
    """Whether an article came so late that it counts nowhere."""
    return article.received_at - counted_at(article) > LATE


def occurrence_of(article: Article, change: StoryChange) -> Occurrence:
    """Return how one report of an article counts; its story says whether it is a witness of its own."""
    member = next((one for one in change.story.members if one.report_id == change.report.id), None)
    return Occurrence(
        article_id=article.id,
        at=counted_at(article),
        source=article.source.id,
        witness=_is_witness(article, member, change.relation),
        revised=change.relation is Relation.REVISION,
    )


def _is_witness(article: Article, member: Member | None, relation: Relation) -> bool:
    independent = member.independent if member else relation is not Relation.COPY
    return independent and article.source.configured and article.claimed_source is None


def keys_of_match(rule: OverTime, analysed: Analysed, change: StoryChange) -> tuple[Key, ...]:
    """Return what one matching report counts under: those of its event, else those that the article names."""
    return _KEYS[rule.by](analysed, change)


def _of_everything(analysed: Analysed, change: StoryChange) -> tuple[Key, ...]:  # noqa: ARG001 - one shape for all
    return (EVERYTHING,)


def _of_story(analysed: Analysed, change: StoryChange) -> tuple[Key, ...]:  # noqa: ARG001 - one shape for all
    return (Key(id=change.story.id, name=change.story.headline),)


def _of_source(analysed: Analysed, change: StoryChange) -> tuple[Key, ...]:  # noqa: ARG001 - one shape for all
    return (source_key(analysed.article.source.id),)


def source_key(source: str) -> Key:
    """Return the key of a source."""
    return Key(id=f"source:{source}", name=source)


def _of_actors(analysed: Analysed, change: StoryChange) -> tuple[Key, ...]:
    event = change.report.event
    actors = event.actors if event else analysed.facts.actors
    found = {one.id: Key(id=f"actor:{one.id}", name=one.name) for one in actors if one.kind is not ActorKind.COUNTRY}
    return tuple(found.values())


def _of_places(analysed: Analysed, change: StoryChange) -> tuple[Key, ...]:
    event = change.report.event
    places = event.places if event else analysed.facts.places
    named = {str(one.geonameid or folded_name(one.name)): one.name for one in places}
    return tuple(Key(id=f"place:{id_}", name=name) for id_, name in named.items())


_KEYS: dict[QueryKey | None, Callable[[Analysed, StoryChange], tuple[Key, ...]]] = {
    None: _of_everything,
    QueryKey.STORY: _of_story,
    QueryKey.ACTOR: _of_actors,
    QueryKey.PLACE: _of_places,
    QueryKey.SOURCE: _of_source,
}


# --- what the count says -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the window that ends at one moment holds, and of a spike what the one before it did.

    `first` and `first_witness` are the earliest times in it; `earlier` is whether anything in it was before its end.
    """

    articles: int = 0
    before: int = 0
    sources: int = 0
    first: datetime | None = None
    first_witness: datetime | None = None
    earlier: bool = False


def tally_of(rule: OverTime, known: Collection[Occurrence], end: datetime) -> Tally:
    """Count one window of one key; the store counts the same for itself (`store/over_time.py`)."""
    window = _window(rule, known, end)
    witnesses = [one for one in window if one.witness]
    return Tally(
        articles=_articles(window),
        before=_articles(_window(rule, known, end - rule.timeframe)),
        sources=len({one.source for one in witnesses}),
        first=min((one.at for one in window), default=None),
        first_witness=min((one.at for one in witnesses), default=None),
        earlier=any(one.at < end for one in window),
    )


def crossing(rule: OverTime, known: Collection[Occurrence], at: datetime, since: datetime) -> Crossing | None:
    """Return what the windows say that hold the moment `at` of a newly counted occurrence.

    `known` are the occurrences of one key, that one among them, from `kept` before it to one `timeframe`
    after; `since` is when counting began.
    """
    found = [one for one in crossings(rule, known, since, not_before=at) if _tells_of(rule, one, at)]
    if not found:
        return None
    top = max(found, key=lambda one: one.count)
    return Crossing(
        first=min(one.first for one in found), last=max(one.last for one in found), count=top.count, before=top.before
    )


def crossing_at(rule: OverTime, tally: Tally, at: datetime, since: datetime) -> Crossing | None:
    """Return what the one window says that ends at `at`: all that there is when nothing came later."""
    return _SAYS[rule.type](rule, tally, at) if at - since >= rule.learning else None


def _tells_of(rule: OverTime, found: Crossing, at: datetime) -> bool:
    """A name is new once: those that name it afterwards tell nothing."""
    return found.first == at if rule.type is OverTimeType.NEW_TERM else found.first <= at <= found.last


def crossings(
    rule: OverTime, known: Collection[Occurrence], since: datetime, not_before: datetime | None = None
) -> Iterator[Crossing]:
    """Give every window of one key that is worth telling, by its end, of those that end at `not_before` or later."""
    times = sorted({one.at for one in known})
    for end in (at for at in times if not_before is None or at >= not_before):
        said = crossing_at(rule, tally_of(rule, known, end), end, since)
        if said:
            yield said


def _window(rule: OverTime, known: Collection[Occurrence], end: datetime) -> list[Occurrence]:
    return [one for one in known if end - rule.timeframe < one.at <= end]


def _articles(window: Collection[Occurrence]) -> int:
    return sum(not one.revised for one in window)


def _frequency(rule: OverTime, tally: Tally, end: datetime) -> Crossing | None:
    if tally.articles < rule.number or tally.first is None:
        return None
    return Crossing(first=tally.first, last=end, count=tally.articles)


def _spike(rule: OverTime, tally: Tally, end: datetime) -> Crossing | None:
    """Nothing before counts as one: from nothing, anything would be infinitely more."""
    if tally.articles < max(rule.number, max(tally.before, 1) * rule.height) or tally.first is None:
        return None
    return Crossing(first=tally.first, last=end, count=tally.articles, before=tally.before)


def _cardinality(rule: OverTime, tally: Tally, end: datetime) -> Crossing | None:
    if tally.sources < rule.number or tally.first_witness is None:
        return None
    return Crossing(first=tally.first_witness, last=end, count=tally.sources)


def _new_term(rule: OverTime, tally: Tally, end: datetime) -> Crossing | None:
    """It stays new for one `timeframe`: an earlier one that comes late is no second piece of news."""
    if tally.earlier:
        return None
    return Crossing(first=end, last=end + rule.timeframe - timedelta(microseconds=1), count=1)


def _flatline(rule: OverTime, tally: Tally, end: datetime) -> Crossing | None:  # noqa: ARG001 - one shape
    """Silence has no article that could tell of it: `is_flat` is asked by the clock."""
    return None


_SAYS: dict[OverTimeType, Callable[[OverTime, Tally, datetime], Crossing | None]] = {
    OverTimeType.FREQUENCY: _frequency,
    OverTimeType.SPIKE: _spike,
    OverTimeType.CARDINALITY: _cardinality,
    OverTimeType.NEW_TERM: _new_term,
    OverTimeType.FLATLINE: _flatline,
}


def expected_sources(rule: Rule, configured: Collection[str]) -> tuple[str, ...]:
    """Return the configured sources of which a rule takes every article: each is missed before it was ever heard."""
    over_time = rule.over_time
    asked = rule.when.clause.parts if isinstance(rule.when.clause, All) else (rule.when.clause,)
    if over_time is None or over_time.by is not QueryKey.SOURCE or rule.exclude:
        return ()
    if not all(isinstance(one, Every | Sources) for one in asked):
        return ()
    wanted = [one for one in asked if isinstance(one, Sources)]
    return tuple(sorted(source for source in configured if all(_means(one, source) for one in wanted)))


def _means(condition: Sources, source: str) -> bool:
    return any(fnmatchcase(source.casefold(), pattern.casefold()) for pattern in condition.patterns)


def is_flat(rule: OverTime, count: int, known_since: datetime, now: datetime) -> bool:
    """Whether so few occurrences within the last `timeframe` are too few; never before one has passed."""
    return now - known_since >= rule.timeframe and count < rule.number


def flat_at(rule: OverTime, times: Sequence[datetime], known_since: datetime) -> datetime:
    """Return when a key becomes flat if nothing more comes; `times` are those of its occurrences, in order."""
    enough = times[-rule.number] if len(times) >= rule.number else known_since
    return max(enough, known_since) + rule.timeframe
