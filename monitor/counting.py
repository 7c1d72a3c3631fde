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
from monitor.rules import over_time_words as words
from monitor.rules.over_time import OverTime
from monitor.rules.over_time_counting import Crossing, Key, Occurrence
from monitor.rules.schema import Rule
from monitor.store import Connection
from monitor.store import over_time as rows
from monitor.store.desk import save_story
from monitor.store.over_time import Counted, Span
from monitor.store.tallies import came_later, tally_at
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
    late: dict[str, Rule] = {}
    for match in matches:
        rule = rules[match.rule_id]
        if rule.over_time is None or match.verdict is not Verdict.MATCH:
            continue
        if counts.is_late(analysed.article):
            late[rule.id] = rule
            continue
        change = by_report[match.report_n or 0]
        for key in counts.keys_of_match(rule.over_time, analysed, change):
            one = _One(
                connection=connection,
                rule=rule,
                over_time=rule.over_time,
                key=key,
                match=match,
                change=change,
                article=analysed.article,
                now=now,
            )
            found = one.count()
            if found and (rule.id, key.id) not in crossed:
                crossed[rule.id, key.id] = one.crossed(found)
    for rule in late.values():
        _note_late(connection, rule, analysed.article, now)
    return tuple(crossed.values())


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _One:
    """One match of one rule under one key: counted, and told when its count crosses the line."""

    connection: Connection
    rule: Rule
    over_time: OverTime
    key: Key
    match: Match
    change: StoryChange
    article: Article
    now: datetime

    @property
    def counted(self) -> Counted:
        """Under what it is kept."""
        return counted_of(self.rule)

    @property
    def occurrence(self) -> Occurrence:
        """How the article counts."""
        return counts.occurrence_of(self.article, self.change)

    def count(self) -> Crossing | None:
        """Count it, and say what the windows say that hold it."""
        one = self.occurrence
        since = _counting_since(self.connection, self.counted, self.now)
        rows.add_occurrence(self.connection, self.counted, self.key, one)
        if not came_later(self.connection, self.counted, self.key, one.at):
            tally = tally_at(self.connection, self.counted, self.key, self.over_time, one.at)
            return counts.crossing_at(self.over_time, tally, one.at, since)
        after, before = one.at - self.over_time.kept, one.at + self.over_time.timeframe
        known = rows.occurrences_between(self.connection, self.counted, self.key, after, before)
        return counts.crossing(self.over_time, known, one.at, since)

    def crossed(self, found: Crossing) -> Crossed:
        """Return what is told, by the article's own story or by a watch."""
        why = words.why(self.over_time, found)
        if self.over_time.of_story:
            return Crossed(rule=self.rule, match=self.match, why=why, story_id=self.change.story.id)
        watch = self._watch(found)
        return Crossed(rule=self.rule, match=self.match, why=why, story_id=watch.story.id, watch=watch)

    def _watch(self, found: Crossing) -> StoryChange:
        """Return what the article did to the watch of its episode: it opened it, or it joined with nothing new."""
        report = Report(id=self.change.report.id, article_id=self.article.id, n=self.change.report.n, event=None)
        headline = words.headline(self.over_time, self.key, found)
        episode = rows.episode_over(self.connection, self.counted, self.key, found.first, found.last)
        known = rows.story_of_episode(self.connection, episode) if episode else None
        if episode is None or known is None:
            return StoryChange(report=report, relation=Relation.NEW, story=self._opened(found, headline))
        rows.stretch_episode(self.connection, episode, found.first, found.last)
        number, story = known
        member = member_of_count(self.article, witness=self.occurrence.witness)
        grown = replace(_grown(story, member, self.now), number=number, headline=headline)
        save_story(self.connection, grown)
        return StoryChange(report=report, relation=Relation.REPORT, story=grown)

    def _opened(self, found: Crossing, headline: str) -> Story:
        """Open an episode and its watch, with the articles that were counted as far as they are kept."""
        after, before = found.last - self.over_time.timeframe, found.last + counts.LATE
        window = rows.occurrences_between(self.connection, self.counted, self.key, after, before)[-MOST_MEMBERS:]
        witnesses = {one.article_id for one in window if one.witness}
        shown = rows.articles_with(self.connection, [one.article_id for one in window])
        members = tuple(member_of_count(one.article, witness=one.article.id in witnesses) for one in reversed(shown))
        story = watch_story(self.rule, self.key, headline, self.article.id, self.now, members)
        span = Span(first=found.first, last=found.last)
        return replace(story, number=rows.add_episode(self.connection, self.counted, self.key, story, span))


# --- the story that tells of a count -------------------------------------------------------------


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
