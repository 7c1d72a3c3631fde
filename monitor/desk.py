"""One article at the desk: join its stories, ask the rules, tell the receivers (telling.py).

Everything about one article happens in one transaction, so a crash leaves it either undecided or
decided with its notices in the outbox. The index is the only memory, and the store can rebuild it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Self

import structlog

from monitor.alerting.fired import Fired
from monitor.alerting.policy import Policy
from monitor.counting import Crossed, count_matches
from monitor.model import Analysed, Casualties, Decision, Match, Reason, StoryChange
from monitor.rules.clauses import Told
from monitor.rules.explaining import explain_seen
from monitor.rules.judging import Views
from monitor.rules.matching import Matcher, compile_rules
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule
from monitor.store import Connection, is_store_trouble, savepoint
from monitor.store import desk as rows
from monitor.store.desk import PendingArticle, Placed, SeenArticle
from monitor.store.troubles import record_trouble
from monitor.stories import Noted, Noting, StoryIndex
from monitor.stories.figures import open_casualties
from monitor.telling import Telling
from monitor.vocabulary import Verdict

log = structlog.get_logger(room="desk")

LIVE = timedelta(days=30)
"""How long after its last report a story can still be joined; what is older is history."""

GROUP = 32
"""How many articles are decided in one commit."""

BUSY = 0.1
"""Seconds after which a group ends early, so that other writers never wait long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """The rule set in force, compiled."""

    rule_set: RuleSet
    matcher: Matcher

    @classmethod
    def compiled(cls, rule_set: RuleSet) -> Self:
        """Compile a rule set for the desk; with very many rules this takes seconds."""
        return cls(rule_set=rule_set, matcher=compile_rules(rule_set))


@dataclass(slots=True, kw_only=True)
class Desk:
    """What the desk works with. `policy` and `book` are replaced whole at a reload, between two articles."""

    policy: Policy
    book: RuleBook
    index: StoryIndex = field(default_factory=StoryIndex)
    pace: int = GROUP  # how many articles to load at once: twice what the last turn managed


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the desk made of one article: everything that `backtest` prints."""

    analysed: Analysed
    changes: tuple[StoryChange, ...] = ()
    matches: tuple[Match, ...] = ()
    decisions: tuple[Decision, ...] = ()
    rule_set_id: str | None = None


def restored_index(connection: Connection, now: datetime) -> StoryIndex:
    """Rebuild the index from the store: at start, and after a transaction that did not reach it."""
    index, noting = StoryIndex(), Noting()
    since = now - LIVE
    seen = rows.articles_of_live_stories(connection, since)
    index.restore(rows.live_stories(connection, since), (_noted(connection, noting, one) for one in seen))
    return index


def _noted(connection: Connection, noting: Noting, seen: SeenArticle) -> Noted:
    """Recall an article from what was written of it; one that another program stored is looked at again."""
    recalled = noting.recall(seen.article_id, seen.source_id, seen.revision_key, seen.features)
    return recalled or noting.note(rows.analysed_article(connection, seen.article_id))


def decide_pending(connection: Connection, desk: Desk, now: datetime) -> tuple[Decided, ...]:
    """Decide the next articles in order of arrival; none is left when the answer is empty."""
    try:
        with savepoint(connection):
            decided = _decide_group(connection, desk, rows.pending_articles(connection, desk.pace), now)
            desk.pace = min(GROUP, max(1, 2 * len(decided)))
            return decided
    except Exception as error:
        if is_store_trouble(error):
            raise
        log.warning("group_failed", why=f"{type(error).__name__}: {error}")
    desk.index = restored_index(connection, now)
    pending = tuple(rows.pending_articles(connection, desk.pace))
    return tuple(_decide_fenced(connection, desk, one, now) for one in pending)


def _decide_group(
    connection: Connection, desk: Desk, pending: Iterable[PendingArticle], now: datetime
) -> tuple[Decided, ...]:
    decided: list[Decided] = []
    deadline = time.monotonic() + BUSY
    for one in pending:
        decided.append(decide_article(connection, desk, one, now))
        if time.monotonic() > deadline:
            break
    save_decided(connection, decided, now)
    return tuple(decided)


def _decide_fenced(connection: Connection, desk: Desk, pending: PendingArticle, now: datetime) -> Decided:
    """The fence around one article: a bug in deciding it costs that article, never the line."""
    try:
        with savepoint(connection):
            decided = decide_article(connection, desk, pending, now)
            save_decided(connection, [decided], now)
            return decided
    except Exception as error:
        if is_store_trouble(error):
            raise
        article = pending.analysed.article
        why = f"{type(error).__name__}: {error}"
        log.exception("article_failed", article=article.id)
        desk.index = restored_index(connection, now)
        rows.fail_article(connection, article.id, why, now)
        record_trouble(connection, "desk", f"article {article.id} could not be decided: {why}", now)
        return Decided(analysed=pending.analysed)


def save_decided(connection: Connection, decided: Iterable[Decided], now: datetime) -> None:
    """Record that articles are decided: for a group at once, in the transaction that decided them."""
    placed = [
        Placed(
            article_id=one.analysed.article.id,
            changes=one.changes,
            matches=one.matches,
            rule_set_id=one.rule_set_id,
            decisions=len(one.decisions),
        )
        for one in decided
    ]
    rows.save_placed(connection, placed, now)


def decide_article(connection: Connection, desk: Desk, pending: PendingArticle, now: datetime) -> Decided:
    """Join an article's reports to stories, match the rules in force and decide for every receiver.

    The caller records that it is decided (`decide_pending` does, for a group).
    """
    changes = _place(connection, desk.index, pending.analysed, now)
    return decide_placed(connection, desk, pending, changes, now)


def decide_placed(
    connection: Connection, desk: Desk, pending: PendingArticle, changes: tuple[StoryChange, ...], now: datetime
) -> Decided:
    """Decide an article whose reports have their stories already, in the store too."""
    analysed = pending.analysed
    book = desk.book
    views = Views(analysed.article, analysed.facts, analysed.reports, told_of(lambda: changes))
    matches = book.matcher.match_seen(views)
    crossed = count_matches(connection, book.rule_set.by_id, analysed, changes, matches, now=now)
    telling = Telling(connection=connection, policy=desk.policy, pending=pending, now=now)
    decisions = [
        decision
        for change, fired, excluded in by_story(book, views, changes, matches, crossed)
        for decision in telling.of_story(change, fired, excluded)
    ]
    return Decided(
        analysed=analysed,
        changes=changes,
        matches=matches,
        decisions=tuple(decisions),
        rule_set_id=book.rule_set.id,
    )


def _place(connection: Connection, index: StoryIndex, analysed: Analysed, now: datetime) -> tuple[StoryChange, ...]:
    """Ask the index, store the stories, and number those that are new."""
    placed = []
    for change in index.place(analysed, now):
        number = rows.save_story(connection, change.story)
        index.number(change.story.id, number)
        placed.append(replace(change, story=replace(change.story, number=number)))
    return tuple(placed)


def told_of(changes: Callable[[], tuple[StoryChange, ...]]) -> Told:
    """Return what gives rules the open claims of the story that a report joined; nothing is made before one asks."""

    @cache
    def told(n: int) -> Casualties | None:
        story = next((one.story for one in changes() if one.report.n == n), None)
        return open_casualties(story) if story else None

    return told


# --- rules and stories ------------------------------------------------------------------------


Concern = tuple[StoryChange, tuple[Fired, ...], tuple[Fired, ...]]
"""One story an article touched, the rules that fired on it, and those that were excluded."""


def by_story(
    book: RuleBook,
    views: Views,
    changes: tuple[StoryChange, ...],
    matches: Iterable[Match],
    crossed: Iterable[Crossed] = (),
) -> list[Concern]:
    """Bring rules and stories together: a rule concerns the story of the report that it names.

    A rule over time concerns nobody by its matches, only by what crossed; a count that no story has is a story.
    """
    story_of = {change.report.n: change.story.id for change in changes}
    fired: dict[str, list[Fired]] = {}
    excluded: dict[str, list[Fired]] = {}
    for match in matches:
        rule = book.rule_set.by_id[match.rule_id]
        if rule.over_time:
            continue
        story = story_of[match.report_n or 0]
        if match.verdict is Verdict.EXCLUDED:
            excluded.setdefault(story, []).append(_fired(rule, match, views))
        elif match.verdict in (Verdict.MATCH, Verdict.POSSIBLE) or (match.verdict is Verdict.UNREAD and rule.unread):
            fired.setdefault(story, []).append(_fired(rule, match, views))
    for one in crossed:
        fired.setdefault(one.story_id, []).append(_fired_over_time(one, views))
    watches = [one.watch for one in crossed if one.watch]
    return [
        (change, tuple(fired.get(change.story.id, ())), tuple(excluded.get(change.story.id, ())))
        for change in (*_one_per_story(changes), *watches)
    ]


def _one_per_story(changes: Iterable[StoryChange]) -> list[StoryChange]:
    """Two reports of one article may join one story: then it changed once, by both."""
    joined: dict[str, StoryChange] = {}
    for change in changes:
        first = joined.get(change.story.id)
        joined[change.story.id] = (
            replace(first, story=change.story, changes=first.changes + change.changes) if first else change
        )
    return list(joined.values())


def _fired_over_time(crossed: Crossed, views: Views) -> Fired:
    """The count comes first, then why this article is one of those that are counted."""
    fired = _fired(crossed.rule, crossed.match, views)
    clauses = (line for line in fired.reason.explanation if not line.startswith("type: "))
    explanation = (crossed.why, *clauses)
    return replace(fired, reason=replace(fired.reason, explanation=explanation))


def _fired(rule: Rule, match: Match, views: Views) -> Fired:
    verdict = Verdict.POSSIBLE if match.verdict is Verdict.UNREAD else match.verdict
    return fired_of(rule, verdict, explain_seen(rule, views, match.report_n))


def fired_of(rule: Rule, verdict: Verdict, explanation: tuple[str, ...]) -> Fired:
    """Return a rule that held, frozen as it is now, with what it asks of alerting."""
    return Fired(
        reason=Reason(
            rule_id=rule.id,
            revision=rule.revision,
            title=rule.title,
            level=rule.level,
            status=rule.status,
            verdict=verdict,
            template=rule.template,
            explanation=explanation,
        ),
        receivers=rule.receivers,
        tags=rule.tags,
        update_on=rule.update_on,
        toll_step=rule.toll_step,
        realert=rule.realert,
        by_article=rule.group_by == "article",
    )
