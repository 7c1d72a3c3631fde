"""Files on their way in, the first half: what has settled is claimed, and recorded before anything of it is read.

A claimed file lies in `inbox/.work/` until its result is committed (intake.py). A crash leaves it there; at start it
is taken up again, and what is stored already is only finished.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from monitor.errors import ArticleError
from monitor.inbox import Claimed, Inbox, StillWrittenError, find_source, named_by_files
from monitor.model import Source
from monitor.settings import Settings
from monitor.store import Connection, Store, intake
from monitor.store.intake import Claim, Drop
from monitor.store.meta import begin_catch_up_when_due, catch_up_is_running, end_catch_up, take_stop
from monitor.vocabulary import DropState
from monitor.workers.pool import Workers

T = TypeVar("T")

GROUP = 64
"""How many files share a batch to the worker, a sync of the archive and a commit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A claimed file with its row in the store."""

    claimed: Claimed
    drop: Drop
    source: Source
    named_by_files: tuple[Source, ...] = ()


@dataclass(slots=True, kw_only=True)
class Intake:
    """What intake works with."""

    settings: Settings
    inbox: Inbox
    workers: Workers
    store: Store
    clock: Callable[[], datetime]
    catching_up: bool = False
    stopped_for: timedelta | None = None  # the stop in order before this start, until something is claimed
    unrecorded: list[Claimed] = field(default_factory=list)  # claimed, but the store could not be written yet
    suspects: set[int] = field(default_factory=set)  # drops that were under way when a worker or the daemon died

    async def commit(self, write: Callable[[Connection], T]) -> T:
        """Run a write function; return after its commit."""
        return await asyncio.wrap_future(self.store.write(write))


async def take_up(intake_: Intake) -> tuple[Waiting, ...]:
    """At start: finish what is stored already, claim the rest of `.work/` again, one suspect a time.

    Raises:
        StoreError: it cannot be recorded now; the next call does it all.
    """
    await intake_.commit(intake.recover)
    intake_.catching_up = await asyncio.to_thread(intake_.store.read, catch_up_is_running)
    stopped_for = await intake_.commit(partial(take_stop, now=intake_.clock()))
    intake_.stopped_for = intake_.stopped_for or stopped_for  # a second call finds none
    claimed = intake_.inbox.claims.waiting()
    unfinished = [one for one in claimed if not await _finish_what_is_stored(intake_, one)]
    waiting = await _record(intake_, unfinished)
    intake_.suspects.update(one.drop.id for one in waiting)
    if waiting:
        await intake_.workers.warm_up()
    await _forget_vanished(intake_, waiting)
    return waiting


async def claim_settled(intake_: Intake, now: float) -> tuple[Waiting, ...]:
    """Claim what has settled in the inbox, oldest first; `now` is monotonic seconds.

    Raises:
        StoreError: the claims cannot be recorded now; they are with the next call.
    """
    inbox = intake_.inbox
    found = inbox.list_settled(now).settled
    if found and not intake_.catching_up:
        begin = partial(begin_catch_up_when_due, files=len(found), stopped_for=intake_.stopped_for)
        intake_.catching_up, intake_.stopped_for = await intake_.commit(begin), None
    claimed = [one for one in map(inbox.claim, found[: 4 * GROUP]) if one]
    if not claimed and intake_.catching_up:
        await intake_.commit(end_catch_up)
        intake_.catching_up = False
    intake_.unrecorded += [*inbox.due_again(now), *claimed]
    waiting = await _record(intake_, intake_.unrecorded)
    intake_.unrecorded = []
    return waiting


async def _record(intake_: Intake, claimed: Sequence[Claimed]) -> tuple[Waiting, ...]:
    """Commit the claims before anything of the files is parsed."""
    if not claimed:
        return ()
    sources = [find_source(one.folder, intake_.settings.sources) for one in claimed]
    claims = [_claim_of(one, source) for one, source in zip(claimed, sources, strict=True)]
    drops = await intake_.commit(partial(intake.claim_drops, claims=claims, now=intake_.clock()))
    return tuple(
        Waiting(
            claimed=one,
            drop=drop,
            source=source,
            named_by_files=named_by_files(source, intake_.settings.sources),
        )
        for one, drop, source in zip(claimed, drops, sources, strict=True)
    )


def _claim_of(claimed: Claimed, source: Source) -> Claim:
    return Claim(
        work=claimed.work,
        source=source.id,
        name=claimed.relative.rpartition(b"/")[2],
        path=claimed.relative,
        mtime_ns=claimed.mtime_ns,
    )


async def _finish_what_is_stored(intake_: Intake, claimed: Claimed) -> bool:
    """Finish a file whose end was committed before the crash, if it still has the bytes that were stored."""
    drop = await asyncio.to_thread(
        intake_.store.read, partial(intake.settled_before, work=claimed.work, mtime_ns=claimed.mtime_ns)
    )
    if drop is None:
        return False
    if drop.state is DropState.QUARANTINED:
        intake_.inbox.claims.quarantine(claimed, str(drop.id))
        return True
    try:
        same = intake_.inbox.claims.read(claimed).sha256 == drop.sha256
    except (ArticleError, StillWrittenError, OSError):
        return False
    if same:
        intake_.inbox.claims.finish(claimed)
    return same


async def _forget_vanished(intake_: Intake, waiting: Iterable[Waiting]) -> None:
    """Give an end to drops whose files a person took out of `.work/` while the daemon was down."""
    there = {one.drop.id for one in waiting}
    known = await asyncio.to_thread(intake_.store.read, intake.waiting_drops)
    for drop in known:
        if drop.id not in there:
            await ignore_vanished(intake_, drop.id)


async def ignore_vanished(intake_: Intake, drop_id: int) -> None:
    """Give an end to a drop whose file is gone."""
    message = "the file was taken out of the work folder before it was read"
    now = intake_.clock()
    await intake_.commit(partial(intake.ignore_drop, drop_id=drop_id, reason="vanished", message=message, now=now))
