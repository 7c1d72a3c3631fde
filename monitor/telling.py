"""What each receiver is told of one article: decided, remembered, put into the outbox or into a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from monitor.alerting.advance import advance, alert_of, notice_id
from monitor.alerting.case import Case
from monitor.alerting.decide import awaits_ack, decide, waits_for, with_reminding
from monitor.alerting.fired import Fired, rank
from monitor.alerting.hearing import Ear, routes_to, who_hears
from monitor.alerting.inhibition import OPEN, may_be_held_back, source_levels, speaks_for
from monitor.alerting.labels import alert_labels
from monitor.alerting.listing import slim
from monitor.alerting.policy import Policy
from monitor.alerting.silences import Silence, silence_of
from monitor.alerting.standing import Standing
from monitor.alerting.windows import Quiet, in_words, is_closed, quiet_hours
from monitor.delivery.state import change_words
from monitor.delivery.subject import subject_of
from monitor.model import Decision, Entry, Letter, MaterialChange, MayBe, Notice, StoryChange
from monitor.store import Connection
from monitor.store import told as rows
from monitor.store.desk import PendingArticle
from monitor.store.digests import leave_out_of_summary, tell_waiting_by, wait_together, waits_for_summary
from monitor.store.escalations import await_ack
from monitor.store.outbox import add_notice
from monitor.store.silences import silences_in_force
from monitor.store.stories import living, story_with_id
from monitor.vocabulary import Change, DecisionKind, NoticeKind


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Decides for each receiver of one article and writes what follows from it."""

    connection: Connection
    policy: Policy
    pending: PendingArticle
    now: datetime

    @cached_property
    def silences(self) -> tuple[Silence, ...]:
        """What people silenced; read when somebody is about to be told."""
        return silences_in_force(self.connection, self.now)

    def of_story(
        self, change: StoryChange, fired: tuple[Fired, ...], excluded: tuple[Fired, ...]
    ) -> Iterator[Decision]:
        """Give one decision for each receiver that the story concerns."""
        article = self.pending.analysed.article
        known = rows.standings_about(self.connection, change.story.id)
        hearing = who_hears(self.policy, change.story, article, fired or excluded, known)
        for receiver, ear in hearing.items():
            heard = ear if fired else replace(ear, fired=())
            decision = self._for(receiver, change, heard, excluded, known)
            if decision:
                yield decision

    def _for(
        self,
        receiver: str,
        change: StoryChange,
        ear: Ear,
        excluded: tuple[Fired, ...],
        known: Mapping[str, Standing],
    ) -> Decision | None:
        """Decide by the story; where that tells nothing, by the article, for rules that group by article.

        So a receiver gets one message of an article, whichever of its rules ask for one.
        """
        by_article = tuple(one for one in ear.fired if one.by_article)
        story_asks = receiver in known or len(by_article) < len(ear.fired) or not by_article
        case = self._case(receiver, change, ear, excluded, known.get(receiver)) if story_asks else None
        case = _as_silenced_for_others(case, known) if case else None
        decision = decide(case, self.now) if case else None
        if by_article and not (decision and decision.alert):
            if case and decision and case.standing:
                self._remember(case, change.story.id, decision)
            case = self._case(receiver, change, replace(ear, fired=by_article), excluded, None)
            return self._record(case, self.pending.analysed.article.id, change, decide(case, self.now))
        return self._record(case, change.story.id, change, decision) if case else None

    def _case(
        self,
        receiver: str,
        change: StoryChange,
        ear: Ear,
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
            fired=ear.fired,
            excluded=excluded,
            standing=standing,
            waiting=standing is not None and waits_for_summary(self.connection, receiver, change.story.id),
            catch_up=self.pending.catch_up,
            late=self.pending.late,
            limits=policy.limits,
            max_age=policy.max_age,
        )
        case = with_reminding(self._with_counts(case), self.now)
        return self._with_inhibition(self._with_hours(self._with_silence(case), ear))

    def _with_counts(self, case: Case) -> Case:
        if case.limits is None:
            return case
        source = case.article.source.id
        sent = rows.sent_counts(self.connection, case.listener.name, source, self.now)
        others = self.policy.sources - {source}
        return replace(case, sent=replace(sent, several_sources=sent.several_sources or bool(others)))

    def _with_silence(self, case: Case) -> Case:
        labels = alert_labels(case.story, case.article, case.fired or case.excluded, case.level, case.standing)
        case = replace(case, labels=labels)
        return replace(case, silence=silence_of(self.silences, case.labels_told, self.now))

    def _with_inhibition(self, case: Case) -> Case:
        rules = may_be_held_back(self.policy.inhibit_rules, case.labels_told)
        if not rules:
            return case
        receiver, since = case.listener.name, self.now - OPEN
        others = rows.speakers_of(self.connection, receiver, source_levels(rules), since)
        known = case.standing.id if case.standing else ""
        return replace(case, inhibited_by=speaks_for(rules, case.labels_told, known, others))

    def _with_hours(self, case: Case, ear: Ear) -> Case:
        """Add the quiet hours of the routes; an alert that none leads to any more keeps those it had."""
        if not self.policy.has_hours:
            return case
        routes = routes_to(self.policy, case.listener.name, case.labels_told) if case.reminding else ear.routes
        quiet = quiet_hours(routes, case.level_told) if routes else _hours_before(case)
        held = is_closed(quiet, self.policy.intervals, self.now)
        until = in_words(quiet, self.policy.intervals, self.now) if quiet and held else None
        asked = [route.escalate for route in routes if route.escalate]
        soonest = min(asked, key=lambda one: one.after, default=None)
        return replace(case, quiet=quiet, held_until=until, escalate=soonest)

    def _remember(self, case: Case, about: str, decision: Decision) -> Standing | None:
        standing = advance(case, about, decision, self.now)
        if standing:
            rows.save_standing(self.connection, standing, self.now)
        return standing

    def _record(self, case: Case, about: str, change: StoryChange, decision: Decision | None) -> Decision | None:
        """Write a decision and what follows: the standing, a notice, a line in a summary or digest."""
        if decision is None:
            return None
        standing = self._remember(case, about, decision)
        if decision.alert and standing:
            self._tell(case, standing, change, decision)
        if standing and case.escalate and awaits_ack(case, decision):
            await_ack(self.connection, standing.id, case.escalate.receiver, case.escalate.after, self.now)
        if case.is_back:
            leave_out_of_summary(self.connection, case.listener.name, case.story.id)
        waits = waits_for(case, decision)
        listed = bool(
            waits
            or decision.kind is DecisionKind.SILENCED
            or (case.listener.has_digest and decision.kind is not DecisionKind.REPEAT)
        )
        rows.save_decision(self.connection, decision, listed=listed)
        if listed:
            entry = self._entry(case, standing, change, decision)
            silence_id = case.silence.id if case.silence and decision.kind is DecisionKind.SILENCED else None
            if waits and case.waiting:
                name, story = case.listener.name, case.story.id
                wait_together(self.connection, name, story, waits_for=waits, silence_id=silence_id, quiet=case.quiet)
            waiting = rows.Waiting(waits_for=waits, silence_id=silence_id, quiet=case.quiet if waits else None)
            rows.save_entry(self.connection, decision, entry, waiting, catch_up=case.catch_up)
        return decision

    def _tell(self, case: Case, standing: Standing, change: StoryChange, decision: Decision) -> None:
        """Put the notice into the outbox. What waits for a summary about this story is told by it."""
        receiver, article = case.listener.name, case.article
        kind = NoticeKind(decision.kind.value)
        if case.first_waits:
            kind = NoticeKind.FIRST  # the summary that would have been the first message was not made yet
        letter = self._letter(case, standing, change, kind)
        withheld = rows.withheld_since_last_notice(self.connection, receiver)
        letter = replace(letter, suppressed=withheld, may_be=self._may_be(case))
        add_notice(self.connection, letter, self.now, source=article.source.id, article_id=article.id)
        if case.waiting:
            tell_waiting_by(self.connection, letter.notice.id, receiver, case.story.id)

    def _may_be(self, case: Case) -> MayBe | None:
        """Return the story that this one may be the same as, as far as it is kept."""
        other = story_with_id(self.connection, case.story.may_be) if case.story.may_be else None
        if other is None:
            return None
        story = living(self.connection, other).story
        known = rows.standings_about(self.connection, story.id).get(case.listener.name)
        return MayBe(number=story.number, headline=story.headline, told=bool(known and known.heard))

    def _letter(self, case: Case, standing: Standing, change: StoryChange, kind: NoticeKind) -> Letter:
        notice = Notice(
            id=notice_id(standing.id, standing.notices),
            kind=kind,
            receiver=case.listener.name,
            n=standing.notices,
            level=case.level_told,
            created_at=self.now,
            alert_id=standing.id,
            story_id=case.story.id,
            first_notice_id=standing.first_notice_id if standing.notices > 1 else None,
            late=case.late,
        )
        return Letter(
            notice=notice,
            alert=alert_of(standing),
            story=case.story,
            article=case.article,
            report=change.report,
            facts=self.pending.analysed.facts,
            rules=standing.reasons,
            changes=() if kind is NoticeKind.FIRST else case.said,
        )

    def _entry(self, case: Case, standing: Standing | None, change: StoryChange, decision: Decision) -> Entry:
        told_before = case.heard and not case.first_waits
        kind = NoticeKind.UPDATE if told_before else NoticeKind.FIRST
        rules = tuple(one.reason for one in case.fired or case.excluded)
        letter = self._letter(case, standing, change, kind) if standing else None
        subject = subject_of(letter) if letter else case.story.headline
        return Entry(
            story=slim(case.story),
            level=case.level_told,
            subject=subject,
            as_it_stands=subject_of(replace(letter, changes=())) if letter and letter.changes else "",
            decision=decision.kind,
            reason=decision.reason,
            source_id=case.article.source.id,
            rules=tuple(replace(reason, explanation=()) for reason in rules),
            changes=tuple(_in_a_list(one, letter) for one in letter.changes) if letter and told_before else (),
        )


def _hours_before(case: Case) -> Quiet | None:
    """Return the quiet hours that the alert had; they were those of a level that it has no more if it rose."""
    return case.standing.quiet if case.standing and case.standing.level is case.level else None


def _as_silenced_for_others(case: Case, known: Mapping[str, Standing]) -> Case:
    """A receiver whom a silenced story concerns only now that it is worse measures it by those it concerned before."""
    if case.silence is None or case.standing:
        return case
    found = [one.hushed for one in known.values() if one.hushed and one.hushed.silence_id == case.silence.id]
    return replace(case, hushed_elsewhere=min(found, key=lambda one: (rank(one.level), one.killed), default=None))


def _in_a_list(change: MaterialChange, letter: Letter) -> MaterialChange:
    """Return a change as a list keeps it: without its article, so that a correction is put into words here."""
    if change.kind is not Change.CORRECTION:
        return replace(change, told=None)
    return replace(change, told=None, was=None, now=change_words(letter, change).removeprefix("correction: "))
