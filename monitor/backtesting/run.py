"""One run over an archive: every article in order of publication, decided by one rule set or by two."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from monitor.alerting.policy import Policy, everything_at_once, policy_of
from monitor.alerting.silences import Silence
from monitor.backtesting.compare import Change, Side, Tally, changes_between
from monitor.backtesting.facts import Archive, analyse_archive, gazetteer_id
from monitor.backtesting.order import Order
from monitor.backtesting.placing import Placed, Placements
from monitor.desk import Decided, RuleBook
from monitor.model import Letter
from monitor.program import extractor_version, hash_of
from monitor.rehearsal import Heard, Rehearsal, Turn
from monitor.rules.ruleset import RuleSet
from monitor.settings import Settings
from monitor.store.fact_cache import FactCache

T = TypeVar("T")

GROUP = 64
"""How many articles are decided in one transaction."""

AFTERWARDS = timedelta(days=1)
"""After the last article: so that what was folded by then is summed up too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A file that could not be read."""

    name: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One article, what the rules tell of it, and how that differs from what the others tell."""

    placed: Placed
    decided: Decided
    before: Decided | None = None
    changes: tuple[Change, ...] = ()


Outcome = Unreadable | Letter | Decision
"""What a run gives, in order: a `Letter` is a summary, a digest or what a silence told, at its time."""


def _nothing(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a run is asked for. `old` is the rule set to compare with, `settings` whose receivers and routes count."""

    archive: Archive
    files: int  # how many there are, for the progress
    new: RuleSet
    old: RuleSet | None = None
    settings: Settings | None = None
    silences: tuple[Silence, ...] = ()
    cache: Path | None = None  # the folder where facts are kept; none: thrown away afterwards
    jobs: int = 1
    on_read: Callable[[int, int], None] = field(default=_nothing)  # files read, of how many
    on_decided: Callable[[int, int], None] = field(default=_nothing)


class Run:
    """One run; `tally` counts while `outcomes` are taken."""

    def __init__(self, wish: Wish) -> None:
        self.tally = Tally()
        self._wish = wish
        self._policy: Policy = policy_of(wish.settings) if wish.settings else everything_at_once()

    def outcomes(self) -> Iterator[Outcome]:
        """Give everything in order, each as soon as it is decided.

        Raises:
            WorkerError: no worker can be started.
            StoreError: the cache cannot be used.
        """
        with ExitStack() as stack:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="media-monitor-backtest-")))
            cache = stack.enter_context(self._open_cache(scratch))
            order, heard = self._read(self._wish.new, cache, scratch / "new")
            before = self._read(self._wish.old, cache, scratch / "old")[1] if self._reads_twice() else None
            for due in order:
                if not due.error:
                    break
                self.tally.unreadable += 1
                yield Unreadable(name=due.name, error=due.error)
            if order.count:
                yield from self._decide(order, heard, before, scratch, stack)

    def _open_cache(self, scratch: Path) -> FactCache:
        folder = self._wish.cache or scratch
        folder.mkdir(parents=True, exist_ok=True)
        return FactCache(folder / "facts.db", extractor_version(), datetime.now(UTC).date())

    def _reads_twice(self) -> bool:
        """Whether the two rule sets list other actors or places: then their articles have other facts."""
        old = self._wish.old
        return old is not None and old.gazetteer != self._wish.new.gazetteer

    def _read(self, rule_set: RuleSet | None, cache: FactCache, scratch: Path) -> tuple[Order, Placements]:
        gazetteer = (rule_set or self._wish.new).gazetteer
        scratch.mkdir()
        order = Order(scratch)
        done = 0

        def count() -> None:
            nonlocal done
            done += 1
            self._wish.on_read(done, self._wish.files)

        reading = analyse_archive(
            self._wish.archive, order, cache=cache, gazetteer=gazetteer, jobs=self._wish.jobs, on_file=count
        )
        asyncio.run(reading)
        stories = hash_of("stories", "model.py", "store/versions.py", "store/own_words.py", "backtesting/placing.py")
        version = hashlib.sha256(f"{stories} {extractor_version()} {gazetteer_id(gazetteer)}".encode()).hexdigest()
        folder = self._wish.cache or scratch
        return order, Placements(order, cache, folder=folder, scratch=scratch, version=version)

    def _decide(
        self, order: Order, heard: Placements, before: Placements | None, scratch: Path, stack: ExitStack
    ) -> Iterator[Outcome]:
        first = next(due.moment for due in order if not due.error)
        new = _Desk(self._rehearse(self._wish.new, scratch / "new-desk", first, stack))
        old = _Desk(self._rehearse(self._wish.old, scratch / "old-desk", first, stack)) if self._wish.old else None
        others: Iterator[Placed] | None = iter(before) if before else None
        last = first
        for group in _groups(iter(heard), GROUP):
            theirs = list(islice(others, len(group))) if others else group
            told, told_before = new.hear(group), old.hear(theirs) if old else [None] * len(group)
            for placed, now, was in zip(group, told, told_before, strict=True):
                self.tally.count_silences(now.notices, was.notices if was else ())
                yield from now.notices
                yield self._told(placed, new.side(now), old.side(was) if old and was else None)
            last = group[-1].now
            self._wish.on_decided(self.tally.articles, order.count)
        yield from new.rehearsal.notices_until(last + AFTERWARDS)

    def _rehearse(self, rule_set: RuleSet | None, folder: Path, now: datetime, stack: ExitStack) -> Rehearsal:
        folder.mkdir()
        rules = rule_set or self._wish.new
        book = RuleBook.compiled(rules)
        return stack.enter_context(
            Rehearsal(
                folder,
                policy=self._policy,
                book=book,
                now=now,
                settings=self._wish.settings,
                silences=self._wish.silences,
            )
        )

    def _told(self, placed: Placed, new: Side, old: Side | None) -> Decision:
        day = placed.now.date()
        self.tally.count(day, new.decided, old.decided if old else None)
        changes = tuple(changes_between(new, old, placed.due.name, day)) if old else ()
        for change in changes:
            self.tally.note(change)
        return Decision(placed=placed, decided=new.decided, before=old.decided if old else None, changes=changes)


@dataclass(frozen=True, slots=True)
class _Desk:
    """One of the desks of a run."""

    rehearsal: Rehearsal

    def hear(self, group: list[Placed]) -> tuple[Heard, ...]:
        """Decide a group in order."""
        return self.rehearsal.hear_turns([_turn(one) for one in group])

    def side(self, heard: Heard) -> Side:
        """Return what this desk made of an article, with its rules."""
        return Side(book=self.rehearsal.desk.book, decided=heard.decided)


def _turn(placed: Placed) -> Turn:
    stories = tuple(seat.story_id for seat in placed.seats)
    return Turn(analysed=placed.analysed, now=placed.now, stories=stories, copy=placed.copy, changes=placed.changes)


def _groups(items: Iterator[T], size: int) -> Iterator[list[T]]:
    while group := list(islice(items, size)):
        yield group


def default_cache() -> Path:
    """Return where facts are kept when nobody names a folder: the user's cache, never the spool."""
    home = os.environ.get("CACHE_DIRECTORY") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(home).expanduser() / "media-monitor" / "backtest"
