"""One article at the desk: join its stories, ask the rules, decide for each receiver, write the notices.

Everything about one article happens in one transaction, so a crash leaves it either undecided or
decided with its notices in the outbox. The index is the only memory, and the store can rebuild it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import structlog

from monitor.alerting.advance import advance, alert_of, notice_id
from monitor.alerting.decide import LISTED, Case, decide
from monitor.alerting.fired import Fired
from monitor.alerting.hearing import who_hears
from monitor.alerting.listing import slim
from monitor.alerting.policy import Policy
from monitor.alerting.standing import Standing
from monitor.delivery.subject import subject_of
from monitor.model import Analysed, Decision, Entry, Letter, Match, Notice, Reason, StoryChange
from monitor.rules.explaining import explain_lines
from monitor.rules.matching import Matcher
from monitor.rules.ruleset import RuleSet
from monitor.rules.schema import Rule
from monitor.store import Connection, is_store_trouble, savepoint
from monitor.store import desk as rows
from monitor.store.desk import PendingArticle, Placed
from monitor.store.digests import tell_waiting_by, waits_for_summary
from monitor.store.outbox import add_notice
from monitor.store.troubles import record_trouble
from monitor.stories import StoryIndex
from monitor.vocabulary import DecisionKind, NoticeKind, Verdict

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


@dataclass(slots=True, kw_only=True)
class Desk:
    """What the desk works with. `policy` and `book` are replaced whole at a reload, between two articles."""

    policy: Policy
    book: RuleBook
    index: StoryIndex = field(default_factory=StoryIndex)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What the desk made of one article: everything that `backtest` prints."""

    analysed: Analysed
    changes: tuple[StoryChange, ...] = ()
    matches: tuple[Match, ...] = ()
    decisions: tuple[Decision, ...] = ()


def restored_index(connection: Connection, now: datetime) -> StoryIndex:
    """Rebuild the index from the store: at start, and after a transaction that did not reach it."""
    index = StoryIndex()
    since = now - LIVE
    index.restore(rows.live_stories(connection, since), rows.articles_of_live_stories(connection, since))
    return index


def decide_pending(connection: Connection, desk: Desk, now: datetime) -> tuple[Decided, ...]:
    """Decide the next articles in order of arrival; none is left when the answer is empty."""
    pending = rows.pending_articles(connection, GROUP)
    try:
        with savepoint(connection):
            return _decide_group(connection, desk, pending, now)
    except Exception as error:
        if is_store_trouble(error):
            raise
        log.warning("group_failed", why=f"{type(error).__name__}: {error}")
    desk.index = restored_index(connection, now)
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
    return tuple(decided)


def _decide_fenced(connection: Connection, desk: Desk, pending: PendingArticle, now: datetime) -> Decided:
    """The fence around one article: a bug in deciding it costs that article, never the line."""
    try:
        with savepoint(connection):
            return decide_article(connection, desk, pending, now)
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


def decide_article(connection: Connection, desk: Desk, pending: PendingArticle, now: datetime) -> Decided:
    """Join an article's reports to stories, match the rules in force and decide for every receiver."""
    analysed = pending.analysed
    changes = _place(connection, desk.index, analysed, now)
    matches = desk.book.matcher.match(analysed.article, analysed.facts, analysed.reports, changes)
    placed = Placed(changes=changes, matches=matches, rule_set_id=desk.book.rule_set.id)
    rows.save_placed(connection, analysed.article.id, placed, now)
    hearing = _Hearing(connection=connection, desk=desk, pending=pending, now=now)
    decisions = [
        decision
        for change, fired, excluded in _by_story(desk.book, analysed, changes, matches)
        for decision in hearing.of_story(change, fired, excluded)
    ]
    return Decided(analysed=analysed, changes=changes, matches=matches, decisions=tuple(decisions))


def _place(connection: Connection, index: StoryIndex, analysed: Analysed, now: datetime) -> tuple[StoryChange, ...]:
    """Ask the index, store the stories, and number those that are new."""
    placed = []
    for change in index.place(analysed, now):
        number = rows.save_story(connection, change.story)
        index.number(change.story.id, number)
        placed.append(replace(change, story=replace(change.story, number=number)))
    return tuple(placed)


# --- rules and stories ------------------------------------------------------------------------


Concern = tuple[StoryChange, tuple[Fired, ...], tuple[Fired, ...]]
"""One story an article touched, the rules that fired on it, and those that were excluded."""


def _by_story(
    book: RuleBook, analysed: Analysed, changes: tuple[StoryChange, ...], matches: Iterable[Match]
) -> list[Concern]:
    """Bring rules and stories together: a rule concerns the story of the report that it names."""
    story_of = {change.report.n: change.story.id for change in changes}
    fired: dict[str, list[Fired]] = {}
    excluded: dict[str, list[Fired]] = {}
    for match in matches:
        rule = book.rule_set.by_id[match.rule_id]
        story = story_of[match.report_n or 0]
        if match.verdict is Verdict.EXCLUDED:
            excluded.setdefault(story, []).append(_fired(rule, match, analysed))
        elif match.verdict in (Verdict.MATCH, Verdict.POSSIBLE) or (match.verdict is Verdict.UNREAD and rule.unread):
            fired.setdefault(story, []).append(_fired(rule, match, analysed))
    return [
        (change, tuple(fired.get(change.story.id, ())), tuple(excluded.get(change.story.id, ())))
        for change in _one_per_story(changes)
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


def _fired(rule: Rule, match: Match, analysed: Analysed) -> Fired:
    verdict = Verdict.POSSIBLE if match.verdict is Verdict.UNREAD else match.verdict
    return Fired(
        reason=Reason(
            rule_id=rule.id,
            revision=rule.revision,
            title=rule.title,
            level=rule.level,
            status=rule.status,
            verdict=verdict,
            template=rule.template,
            explanation=explain_lines(rule, analysed.article, analysed.facts, analysed.reports, match.report_n),
        ),
        receivers=rule.receivers,
        tags=rule.tags,
        update_on=rule.update_on,
        toll_step=rule.toll_step,
        realert=rule.realert,
        by_article=rule.group_by == "article",
    )


# --- receivers --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hearing:
    """Decides for each receiver of one article and writes what follows from it."""

    connection: Connection
    desk: Desk
    pending: PendingArticle
    now: datetime

    def of_story(
        self, change: StoryChange, fired: tuple[Fired, ...], excluded: tuple[Fired, ...]
    ) -> Iterable[Decision]:
        """Give one decision for each receiver that the story concerns."""
        article = self.pending.analysed.article
        by_article = any(one.by_article for one in fired)
        about = article.id if by_article else change.story.id
        known = rows.standings_about(self.connection, about)
        hearing = who_hears(self.desk.policy, change.story, article, fired or excluded, known)
        for receiver, rules in hearing.items():
            case = self._case(receiver, change, rules if fired else (), excluded, known.get(receiver))
            decision = decide(case, self.now)
            if decision:
                self._record(case, about, change, decision)
                yield decision

    def _case(
        self,
        receiver: str,
        change: StoryChange,
        fired: tuple[Fired, ...],
        excluded: tuple[Fired, ...],
        standing: Standing | None,
    ) -> Case:
        policy, article = self.desk.policy, self.pending.analysed.article
        listener = policy.listener(receiver)
        if listener is None:
            raise KeyError(receiver)
        case = Case(
            listener=listener,
            article=article,
            story=change.story,
            relation=change.relation,
            changes=change.changes,
            fired=fired,
            excluded=excluded,
            standing=standing,
            catch_up=self.pending.catch_up,
            limits=policy.limits,
            max_age=policy.max_age,
        )
        if policy.limits is None:
            return case
        return replace(case, sent=rows.sent_counts(self.connection, receiver, article.source.id, self.now))

    def _record(self, case: Case, about: str, change: StoryChange, decision: Decision) -> None:
        """Write a decision and what follows: the standing, a notice, a line in a summary or digest."""
        standing = advance(case, about, decision, self.now)
        if standing:
            rows.save_standing(self.connection, standing, self.now)
        if decision.alert and standing:
            self._tell(case, standing, change, decision)
        rows.save_decision(self.connection, decision)
        listed = decision.kind in LISTED or (case.listener.has_digest and decision.kind is not DecisionKind.REPEAT)
        if listed:
            entry = self._entry(case, standing, change, decision)
            rows.save_entry(self.connection, decision, entry, catch_up=case.catch_up)

    def _tell(self, case: Case, standing: Standing, change: StoryChange, decision: Decision) -> None:
        """Put the notice into the outbox. What waits for a summary about this story is told by it."""
        receiver, article = case.listener.name, case.article
        kind = NoticeKind(decision.kind.value)
        waiting = case.heard and waits_for_summary(self.connection, receiver, case.story.id)
        if waiting and standing.notices == 1:
            kind = NoticeKind.FIRST  # the summary that would have been the first message was not made yet
        letter = self._letter(case, standing, change, kind)
        letter = replace(letter, suppressed=rows.withheld_since_last_notice(self.connection, receiver))
        add_notice(self.connection, letter, self.now, source=article.source.id, article_id=article.id)
        if waiting:
            tell_waiting_by(self.connection, letter.notice.id, receiver, case.story.id)

    def _letter(self, case: Case, standing: Standing, change: StoryChange, kind: NoticeKind) -> Letter:
        notice = Notice(
            id=notice_id(standing.id, standing.notices),
            kind=kind,
            receiver=case.listener.name,
            n=standing.notices,
            level=standing.level,
            created_at=self.now,
            alert_id=standing.id,
            story_id=case.story.id,
            first_notice_id=standing.first_notice_id if standing.notices > 1 else None,
        )
        return Letter(
            notice=notice,
            alert=alert_of(standing),
            story=case.story,
            article=case.article,
            report=change.report,
            facts=self.pending.analysed.facts,
            rules=standing.reasons,
            changes=() if kind is NoticeKind.FIRST else case.told,
        )

    def _entry(self, case: Case, standing: Standing | None, change: StoryChange, decision: Decision) -> Entry:
        told_before = case.heard
        kind = NoticeKind.UPDATE if told_before else NoticeKind.FIRST
        rules = tuple(one.reason for one in case.fired or case.excluded)
        subject = subject_of(self._letter(case, standing, change, kind)) if standing else case.story.headline
        return Entry(
            story=slim(case.story),
            level=case.level,
            subject=subject,
            decision=decision.kind,
            reason=decision.reason,
            source_id=case.article.source.id,
            rules=tuple(replace(reason, explanation=()) for reason in rules),
            changes=tuple(replace(one, told=None) for one in case.told) if told_before else (),
        )
