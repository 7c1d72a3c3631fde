"""The matches of rules over time: counted in the store, and what came of it told as a story.

What is counted by story is told as that story is told. Any other count is a *watch*: a story of its own that no
report joins, one for each episode (windows that overlap), so that routes, silences, limits, digests
and `alerts` treat it as they treat everything.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from monitor.model import Analysed, Article, Match, Member, Report, Story, StoryChange, Watch
from monitor.rules import over_time_counting as counts
from monitor.rules.over_time import OverTime
from monitor.rules.over_time_counting import Crossing, Key
from monitor.rules.schema import Rule
from monitor.store import Connection
from monitor.store import over_time as rows
from monitor.store.desk import save_story
from monitor.store.over_time import Counted, Span
from monitor.stories.opening import headline_of, member_of
from monitor.vocabulary import Relation, Verdict

log = structlog.get_logger(room="desk")

MOST_MEMBERS = 12
"""How many of the articles that were counted a watch shows: the first and the latest."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "media-monitor:watch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """A rule over time whose count an article made worth telling, why, and the story that tells it.

    `story_id` is that of the article's own report, or `watch` is a story that only tells the count.
    """

    rule: Rule
    match: Match
    why: str
    story_id: str
    watch: StoryChange | None = None


def counted_of(rule: Rule) -> Counted:
    """Return under what the matches of a rule over time are kept."""
    return Counted(rule_id=rule.id, meaning=_over_time(rule).meaning)


def count_matches(  # noqa: PLR0913 - by name
    connection: Connection,
    rules: Mapping[str, Rule],
    analysed: Analysed,
    changes: Iterable[StoryChange],
    matches: Iterable[Match],
    *,
    now: datetime,
) -> tuple[Crossed, ...]:
    """Count the matches of rules over time; return those whose count is worth telling, each rule and key once."""
    by_report = {change.report.n: change for change in changes}
    crossed: dict[tuple[str, str], Crossed] = {}
    late: set[str] = set()
    for match in matches:
        rule = rules[match.rule_id]
        if rule.over_time is None or match.verdict is not Verdict.MATCH:
            continue
        if counts.is_late(analysed.article):
            late.add(rule.id)
            continue
        change = by_report[match.report_n or 0]
        for key in counts.keys_of_match(rule.over_time, analysed, change):
            found = _count(connection, rule, key, change, analysed.article, now)
            if found and (rule.id, key.id) not in crossed:
                crossed[rule.id, key.id] = _crossed(connection, rule, key, match, change, found, analysed, now)
    for rule_id in sorted(late):
        _note_late(connection, rules[rule_id], analysed.article, now)
    return tuple(crossed.values())


def _count(  # noqa: PLR0913, PLR0917 - one occurrence
    connection: Connection, rule: Rule, key: Key, change: StoryChange, article: Article, now: datetime
) -> Crossing | None:
    over_time, counted = _over_time(rule), counted_of(rule)
    one = counts.occurrence_of(article, change)
    since = _counting_since(connection, counted, now)
    rows.add_occurrence(connection, counted, key, one)
    after, before = one.at - over_time.kept, one.at + over_time.timeframe
    known = rows.occurrences_between(connection, counted, key, after, before)
    return counts.crossing(over_time, known, one.at, since)


def _counting_since(connection: Connection, counted: Counted, now: datetime) -> datetime:
    since = rows.counting_since(connection, counted)
    if since is None:
        rows.begin_counting(connection, [counted], now)
    return since or now


def _note_late(connection: Connection, rule: Rule, article: Article, now: datetime) -> None:
    _counting_since(connection, counted_of(rule), now)
    rows.add_late(connection, counted_of(rule))
    log.warning("too_late_to_count", rule=rule.id, article=article.id, at=counts.counted_at(article).isoformat())


def _over_time(rule: Rule) -> OverTime:
    if rule.over_time is None:
        raise ValueError(f"{rule.id} is no rule over time")
    return rule.over_time


# --- the story that tells of a count -------------------------------------------------------------


def _crossed(  # noqa: PLR0913, PLR0917 - one crossing
    connection: Connection,
    rule: Rule,
    key: Key,
    match: Match,
    change: StoryChange,
    found: Crossing,
    analysed: Analysed,
    now: datetime,
) -> Crossed:
    over_time = _over_time(rule)
    why = counts.why(over_time, found)
    if over_time.of_story:
        return Crossed(rule=rule, match=match, why=why, story_id=change.story.id)
    watch = _watch(connection, rule, key, change, found, analysed.article, now)
    return Crossed(rule=rule, match=match, why=why, story_id=watch.story.id, watch=watch)


def _watch(  # noqa: PLR0913, PLR0917 - one story
    connection: Connection,
    rule: Rule,
    key: Key,
    change: StoryChange,
    found: Crossing,
    article: Article,
    now: datetime,
) -> StoryChange:
    """Return what the article did to the watch of its episode: it opened it, or it joined with nothing new."""
    report = Report(id=change.report.id, article_id=article.id, n=change.report.n, event=None)
    episode = rows.episode_over(connection, counted_of(rule), key, found.first, found.last)
    known = rows.story_of_episode(connection, episode) if episode else None
    if episode and known:
        rows.stretch_episode(connection, episode, found.first, found.last)
        number, story = known
        member = member_of_count(article, witness=counts.occurrence_of(article, change).witness)
        grown = replace(_grown(story, member, now), headline=counts.headline(_over_time(rule), key, found))
        save_story(connection, replace(grown, number=number))
        return StoryChange(report=report, relation=Relation.REPORT, story=replace(grown, number=number))
    story = _opened(connection, rule, key, found, article, now)
    span = Span(first=found.first, last=found.last)
    number = rows.add_episode(connection, counted_of(rule), key, story, span)
    return StoryChange(report=report, relation=Relation.NEW, story=replace(story, number=number))


def _opened(  # noqa: PLR0913, PLR0917 - one story
    connection: Connection, rule: Rule, key: Key, found: Crossing, article: Article, now: datetime
) -> Story:
    over_time, counted = _over_time(rule), counted_of(rule)
    after, before = found.last - over_time.timeframe, found.last + counts.LATE
    window = rows.occurrences_between(connection, counted, key, after, before)[-MOST_MEMBERS:]
    witnesses = {one.article_id for one in window if one.witness}
    shown = rows.articles_with(connection, [one.article_id for one in window])
    members = tuple(member_of_count(one.article, witness=one.article.id in witnesses) for one in reversed(shown))
    return watch_story(rule, key, counts.headline(over_time, key, found), article.id, now, members)


def watch_story(  # noqa: PLR0913, PLR0917 - one story
    rule: Rule, key: Key, headline: str, begun_by: str, now: datetime, members: tuple[Member, ...] = ()
) -> Story:
    """Return a story that tells of a count; its id is the same on every run that began it by the same article."""
    by = _over_time(rule).by
    return Story(
        id=str(uuid.uuid5(_NAMESPACE, f"{rule.id}\n{key.id}\n{begun_by}")),
        opened_at=now,
        updated_at=now,
        headline=headline,
        event=None,
        members=members,
        watch=Watch(rule_id=rule.id, by=by, value=key.id.partition(":")[2], name=key.name),
    )


def _grown(story: Story, member: Member, now: datetime) -> Story:
    members = tuple(one for one in story.members if one.article_id != member.article_id)
    kept = members if len(members) < MOST_MEMBERS else (members[0], *members[2 - MOST_MEMBERS :])
    return replace(story, updated_at=now, members=(*kept, member))


def member_of_count(article: Article, *, witness: bool) -> Member:
    """Return an article as one line of a count; one without a title is known by how it begins."""
    report = Report(id=f"{article.id}:0", article_id=article.id, n=0, event=None)
    member = member_of(article, report, Relation.REPORT, independent=witness)
    return replace(member, title=headline_of(article, report))
