"""What each receiver is told of one article: decided, remembered, put into the outbox or into a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alerting.advance import advance, alert_of, notice_id
from monitor.alerting.decide import LISTED, Case, decide
from monitor.alerting.fired import Fired
from monitor.alerting.hearing import who_hears
from monitor.alerting.listing import slim
from monitor.alerting.policy import Policy
from monitor.alerting.standing import Standing
from monitor.delivery.subject import subject_of
from monitor.model import Decision, Entry, Letter, Notice, StoryChange
from monitor.store import Connection
from monitor.store import desk as rows
from monitor.store.desk import PendingArticle
from monitor.store.digests import tell_waiting_by, waits_for_summary
from monitor.store.outbox import add_notice
from monitor.vocabulary import DecisionKind, NoticeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Decides for each receiver of one article and writes what follows from it."""

    connection: Connection
    policy: Policy
    pending: PendingArticle
    now: datetime

    def of_story(
        self, change: StoryChange, fired: tuple[Fired, ...], excluded: tuple[Fired, ...]
    ) -> Iterator[Decision]:
        """Give one decision for each receiver that the story concerns."""
        article = self.pending.analysed.article
        by_article = any(one.by_article for one in fired)
        about = article.id if by_article else change.story.id
        known = rows.standings_about(self.connection, about)
        hearing = who_hears(self.policy, change.story, article, fired or excluded, known)
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
        policy, article = self.policy, self.pending.analysed.article
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
        sent = rows.sent_counts(self.connection, receiver, article.source.id, self.now)
        others = policy.sources - {article.source.id}
        return replace(case, sent=replace(sent, several_sources=sent.several_sources or bool(others)))

    def _record(self, case: Case, about: str, change: StoryChange, decision: Decision) -> None:
        """Write a decision and what follows: the standing, a notice, a line in a summary or digest."""
        standing = advance(case, about, decision, self.now)
        if standing:
            rows.save_standing(self.connection, standing, self.now)
        if decision.alert and standing:
            self._tell(case, standing, change, decision)
        listed = decision.kind in LISTED or (case.listener.has_digest and decision.kind is not DecisionKind.REPEAT)
        rows.save_decision(self.connection, decision, listed=listed)
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
