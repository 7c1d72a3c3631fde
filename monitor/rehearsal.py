"""The whole flow without daemon, clock and sending: what `backtest` and scripted tests run.

The same desk, rules, decisions, summaries and digests over a store of its own. What would have been sent
stays in that store's outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

import structlog

from monitor.alerting.policy import Policy
from monitor.alerting.schedule import next_due
from monitor.alerting.silences import Silence
from monitor.counting import counted_of
from monitor.desk import LIVE, Decided, Desk, RuleBook, decide_placed, save_decided, told_of
from monitor.digesting import make_digests
from monitor.flatlines import find_silence, next_silence
from monitor.model import Analysed, Letter, StoryChange
from monitor.rules.judging import Views
from monitor.settings import Settings
from monitor.store import Connection, Store, is_store_trouble, outbox, savepoint
from monitor.store import desk as rows
from monitor.store.desk import PendingArticle
from monitor.store.digest_periods import open_period
from monitor.store.over_time import begin_counting
from monitor.store.rehearsing import record_heard
from monitor.store.rule_sets import accept_rule_set
from monitor.store.silences import add_silence
from monitor.summaries import make_summaries, next_summary_at
from monitor.vocabulary import NoticeKind, OverTimeType, Verdict

log = structlog.get_logger(room="rehearsal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An article whose turn it is: when, its stories, and what it did to them, which is asked only when it matters.

    Of a `copy` the same bytes came before: nothing is decided.
    """

    analysed: Analysed
    now: datetime
    stories: tuple[str, ...]
    copy: bool
    changes: Callable[[], tuple[StoryChange, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of a turn: the summaries and digests that fell due before it, and what was decided."""

    notices: tuple[Letter, ...]
    decided: Decided


class Rehearsal:
    """A desk that hears articles at the times it is told. `folder` must be empty; it gets the store.

    With `settings` their digests are made at their times, too; `silences` are in force from the start.
    """

    def __init__(  # noqa: PLR0913 - by name
        self,
        folder: Path,
        *,
        policy: Policy,
        book: RuleBook,
        now: datetime,
        settings: Settings | None = None,
        silences: Sequence[Silence] = (),
    ) -> None:
        self._store = Store.open_for_rehearsal(f"sqlite:///{folder}/rehearsal.db")
        self._desk = Desk(policy=policy, book=book)
        self._settings = settings
        self._count = 0
        self._told: dict[str, datetime] = {}  # stories that somebody was told of, and when last; in that order
        self._looked_at = now  # until when silences were looked for
        self._flatlines = any(
            rule.over_time and rule.over_time.type is OverTimeType.FLATLINE for rule in book.rule_set.counting
        )
        self._commit_rules(book, now)
        self._withholds = bool(policy.limits or silences)  # whether a summary may ever be due
        for silence in silences:
            self._store.write(partial(add_silence, silence=silence, now=now)).result()
        self._next_digest = self._store.write(partial(self._begin_digests, now=now)).result()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    @property
    def desk(self) -> Desk:
        """The desk at work; its policy and rules may be replaced between two articles."""
        return self._desk

    def hear_turns(self, turns: Sequence[Turn]) -> tuple[Heard, ...]:
        """Decide articles whose stories are known, one after the other, in one transaction."""
        return self._store.write(lambda connection: tuple(self._turn(connection, turn) for turn in turns)).result()

    def notices_until(self, now: datetime) -> tuple[Letter, ...]:
        """Make the summaries and digests that are due up to `now`, each at its own time, and return them."""
        return self._store.write(partial(self._notices_until, now=now)).result()

    # --- articles whose stories are known -----------------------------------------------------------

    def _turn(self, connection: Connection, turn: Turn) -> Heard:
        notices = self._notices_until(connection, turn.now, silences=self._flatlines)
        decided = self._decide(connection, turn)
        if self._flatlines:
            find_silence(connection, self._desk, turn.now)  # what was silent may be heard again
        return Heard(notices=notices, decided=decided)

    def _decide(self, connection: Connection, turn: Turn) -> Decided:
        """Decide one article.

        One that no rule speaks of, in a story that nobody heard of, leaves a trace only where a digest counts it.
        """
        views = Views(turn.analysed.article, turn.analysed.facts, turn.analysed.reports, told_of(turn.changes))
        matches = self._desk.book.matcher.match_seen(views)
        spoken_of = any(match.verdict is not Verdict.NO for match in matches)
        concerns = not turn.copy and (spoken_of or self._is_told(turn))
        if concerns or self._settings:
            self._count += 1
            work = b"%d" % self._count
            record_heard(connection, turn.analysed, work, turn.now, duplicate=turn.copy)
        if not concerns:
            return Decided(analysed=turn.analysed, matches=matches)
        try:
            with savepoint(connection):
                return self._decide_fenced(connection, turn)
        except Exception as error:
            if is_store_trouble(error):
                raise
            log.exception("article_failed", article=turn.analysed.article.id)  # as at the desk: it costs this article
            return Decided(analysed=turn.analysed, matches=matches)

    def _decide_fenced(self, connection: Connection, turn: Turn) -> Decided:
        changes = tuple(self._stored(connection, change) for change in turn.changes())
        pending = PendingArticle(analysed=turn.analysed, catch_up=False)
        decided = decide_placed(connection, self._desk, pending, changes, turn.now)
        save_decided(connection, [decided], turn.now)
        for decision in decided.decisions:
            self._told.pop(decision.story_id, None)
            self._told[decision.story_id] = turn.now
        return decided

    def _is_told(self, turn: Turn) -> bool:
        """Whether somebody was told of one of the stories: every change of it concerns them, rule or not."""
        while self._told and turn.now - next(iter(self._told.values())) > LIVE:
            del self._told[next(iter(self._told))]
        return any(story in self._told for story in turn.stories)

    def _stored(self, connection: Connection, change: StoryChange) -> StoryChange:
        number = rows.save_story(connection, change.story)
        return replace(change, story=replace(change.story, number=number))

    # --- summaries and digests ----------------------------------------------------------------------

    def _notices_until(self, connection: Connection, now: datetime, *, silences: bool = False) -> tuple[Letter, ...]:
        """Make what is due. After the last article of an archive everything is silent: that is not told."""
        letters: list[Letter] = []
        while due := self._next_notices(connection, now, silences=silences):
            at, kind = due
            self._looked_at = at
            if kind is NoticeKind.FIRST:
                find_silence(connection, self._desk, at)
            elif kind is NoticeKind.SUMMARY:
                make_summaries(connection, at, self._desk.policy.intervals)
            elif self._settings:
                make_digests(connection, self._settings, at)
                self._next_digest = self._digest_due(connection, after=at)
            letters += outbox.letters_made_at(connection, at, kind)
        return tuple(letters)

    def _next_notices(
        self, connection: Connection, now: datetime, *, silences: bool
    ) -> tuple[datetime, NoticeKind] | None:
        """Return what is due next up to `now`; a digest before the summary of the same moment."""
        found = []
        if silences and (at := next_silence(connection, self._desk, after=self._looked_at)):
            found.append((at, NoticeKind.FIRST))
        if self._withholds and (at := next_summary_at(connection, self._desk.policy.intervals)):
            found.append((at, NoticeKind.SUMMARY))
        if self._next_digest:
            found.append((self._next_digest, NoticeKind.DIGEST))
        due = min(found, key=lambda one: (one[0], one[1] is NoticeKind.SUMMARY), default=None)
        return due if due and due[0] <= now else None

    def _begin_digests(self, connection: Connection, now: datetime) -> datetime | None:
        if self._settings:
            make_digests(connection, self._settings, now)
        return self._digest_due(connection)

    def _digest_due(self, connection: Connection, after: datetime | None = None) -> datetime | None:
        """Return when the next digest is due; `after` the last one: what failed to be made is not tried for ever."""
        due = []
        for receiver in self._settings.receivers if self._settings else ():
            period = open_period(connection, receiver.name) if receiver.digest else None
            if receiver.digest and period:
                due.append(next_due(receiver.digest.schedule, receiver.digest.location, period.starts_at))
        return min((at for at in due if at and (after is None or at > after)), default=None)

    def _commit_rules(self, book: RuleBook, now: datetime) -> None:
        rule_set = book.rule_set
        write = partial(accept_rule_set, rule_set_id=rule_set.id, canonical=rule_set.to_canonical(), now=now)
        self._store.write(write).result()
        counted = [counted_of(rule) for rule in rule_set.counting]
        self._store.write(partial(begin_counting, counted=counted, now=now)).result()
