"""A group of files on its way in: claim, read, analyse, keep a copy, commit, finish.

The order makes an accepted file durable: no file leaves `inbox/.work/` before its result is committed
and synced. A crash between any two steps leaves the file there; at start it is taken up again, and what
is stored already is only finished.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from monitor.errors import ArticleError, StoreError
from monitor.inbox import Claimed, Content, Inbox, Kept, StillWrittenError, find_source, in_words, named_by_files
from monitor.model import Analysed, DropMeta, Source
from monitor.settings import Settings
from monitor.store import Connection, Store, intake
from monitor.store.intake import Claim, Drop, Result
from monitor.store.meta import begin_catch_up_when_due, catch_up_is_running, end_catch_up, take_stop
from monitor.store.troubles import record_trouble
from monitor.vocabulary import DropState
from monitor.workers.pool import Crash, Outcome, Workers
from monitor.workers.wire import Task

T = TypeVar("T")
log = structlog.get_logger("intake")

GROUP = 64
"""How many files share a batch to the worker, a sync of the archive and a commit."""

CRASHES = 3
"""So many deaths of a worker over one file, and it goes to quarantine."""

OUR_OWN_SHORTAGE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""Why a file cannot be read now though nothing is wrong with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A claimed file with its row in the store."""

    claimed: Claimed
    drop: Drop
    source: Source
    named_by_files: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A claimed file whose bytes were read."""

    waiting: Waiting
    content: Content

    @property
    def task(self) -> Task:
        """What a worker is given of it."""
        claimed, drop = self.waiting.claimed, self.waiting.drop
        meta = DropMeta(
            name=claimed.name,
            source=self.waiting.source,
            received_at=drop.received_at,
            modified_at=claimed.modified_at,
            known_sources=self.waiting.named_by_files,
        )
        return Task(data=self.content.data, meta=meta)


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


# --- claim ------------------------------------------------------------------------------------


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
            await _ignore(intake_, drop.id)


async def _ignore(intake_: Intake, drop_id: int) -> None:
    message = "the file was taken out of the work folder before it was read"
    now = intake_.clock()
    await intake_.commit(partial(intake.ignore_drop, drop_id=drop_id, reason="vanished", message=message, now=now))


# --- read, analyse, keep ----------------------------------------------------------------------


async def take_in(intake_: Intake, group: Sequence[Waiting]) -> int:
    """Bring one group to its end; return how many articles are new for the desk.

    Raises:
        StoreError: the disk is full or the store cannot be written; the group stays claimed.
    """
    read = [one for one in [await _read(intake_, waiting) for waiting in group] if one]
    calm = [one for one in read if one.waiting.drop.id not in intake_.suspects]
    outcomes = await intake_.workers.analyse([one.task for one in calm]) if calm else ()
    fresh = await _store_group(intake_, calm, outcomes)
    for one in read:
        if one.waiting.drop.id in intake_.suspects:
            fresh += await _take_in_alone(intake_, one)
    return fresh


async def _take_in_alone(intake_: Intake, one: Read) -> int:
    """Analyse a drop by itself: if a worker or the daemon dies now, it was this one."""
    drop_id = one.waiting.drop.id
    await intake_.commit(partial(intake.start_alone, drop_id=drop_id))
    if one.waiting.drop.crashes >= CRASHES:
        await _quarantine(intake_, one.waiting, _poison("its analysis ended the program"), one.content)
        return 0
    fresh = await _store_group(intake_, [one], await intake_.workers.analyse([one.task]))
    intake_.suspects.discard(drop_id)
    return fresh


async def _read(intake_: Intake, waiting: Waiting) -> Read | None:
    try:
        return Read(waiting=waiting, content=intake_.inbox.claims.read(waiting.claimed))
    except StillWrittenError:
        intake_.inbox.read_later(waiting.claimed, asyncio.get_running_loop().time())
    except FileNotFoundError:
        await _ignore(intake_, waiting.drop.id)
    except ArticleError as error:
        await _quarantine(intake_, waiting, error, None)
    except OSError as error:
        if error.errno in OUR_OWN_SHORTAGE:
            raise StoreError(f"{in_words(waiting.claimed.relative)}: {error.strerror}") from error
        await _quarantine(intake_, waiting, ArticleError("unreadable", f"it cannot be read: {error.strerror}"), None)
    return None


async def _store_group(intake_: Intake, group: Sequence[Read], outcomes: Sequence[Outcome]) -> int:
    """Keep copies, commit results, remove the files; what crashed or cannot be read goes its own way."""
    good: list[tuple[Read, tuple[Analysed, ...]]] = []
    for one, outcome in zip(group, outcomes, strict=True):
        if isinstance(outcome, Crash):
            await _after_crash(intake_, one, outcome)
        elif isinstance(outcome, ArticleError):
            await _quarantine(intake_, one.waiting, outcome, one.content)
        else:
            good.append((one, outcome))
    if not good:
        return 0
    copies = [Kept(claimed=one.waiting.claimed, content=one.content) for one, _ in good]
    paths = await asyncio.to_thread(intake_.inbox.archive.keep, copies)
    kept_at = [str(path.relative_to(intake_.settings.spool.path)) for path in paths]

    results = [_result(one, analysed, place) for (one, analysed), place in zip(good, kept_at, strict=True)]
    drops = await intake_.commit(partial(intake.store_analysed, results=results, now=intake_.clock()))
    for one, _ in good:
        intake_.inbox.claims.finish(one.waiting.claimed)
    for (one, analysed), drop in zip(good, drops, strict=True):
        if analysed[0].article.left_out and not drop.duplicate_of:
            await _tell_left_out(intake_, one, analysed[0].article.left_out)
    return sum(len(analysed) for (_, analysed), drop in zip(good, drops, strict=True) if not drop.duplicate_of)


def _result(one: Read, analysed: tuple[Analysed, ...], kept_at: str) -> Result:
    return Result(
        drop_id=one.waiting.drop.id,
        sha256=one.content.sha256,
        size=len(one.content.data),
        analysed=analysed,
        kept_at=kept_at,
    )


async def _tell_left_out(intake_: Intake, one: Read, left_out: tuple[str, ...]) -> None:
    """Tell of the entries of a file that could not be read beside good ones."""
    file = in_words(one.waiting.claimed.relative)
    text = f"{file} is read without what is broken in it: {'; '.join(left_out)}"
    await intake_.commit(lambda connection: record_trouble(connection, "left_out", text, intake_.clock()))
    log.warning("entries_left_out", drop=one.waiting.drop.id, file=file, why=list(left_out))


# --- what goes wrong --------------------------------------------------------------------------


async def _after_crash(intake_: Intake, one: Read, crash: Crash) -> None:
    """A worker died over this drop: try it alone, and the third time put it aside."""
    drop_id = one.waiting.drop.id
    crashes = await intake_.commit(partial(intake.count_crash, drop_id=drop_id))
    log.warning("analysis_crashed", drop=drop_id, file=in_words(one.waiting.claimed.relative), crashes=crashes)
    if crashes >= CRASHES:
        intake_.suspects.discard(drop_id)
        await _quarantine(intake_, one.waiting, _poison(crash.why), one.content)
        return
    intake_.suspects.add(drop_id)
    await _take_in_alone(intake_, one)


def _poison(why: str) -> ArticleError:
    return ArticleError("crashes_analysis", f"the analysis was tried {CRASHES} times: {why}")


async def _quarantine(intake_: Intake, waiting: Waiting, error: ArticleError, content: Content | None) -> None:
    """Commit why a drop cannot be read, then move its file beside the others of that fate."""
    drop_id, claims = waiting.drop.id, intake_.inbox.claims
    place = claims.quarantine_path(waiting.claimed, str(drop_id))

    def write(connection: Connection) -> None:
        now = intake_.clock()
        intake.quarantine_drop(
            connection,
            drop_id,
            reason=error.reason,
            message=error.message,
            now=now,
            sha256=content.sha256 if content else None,
            size=len(content.data) if content else None,
            kept_at=str(place.relative_to(intake_.settings.spool.path)),
        )
        text = f"quarantined: {in_words(waiting.claimed.relative)}: {error.message}"
        record_trouble(connection, f"quarantine:{error.reason}", text, now)

    await intake_.commit(write)
    claims.quarantine(waiting.claimed, str(drop_id))
    log.warning("quarantined", drop=drop_id, file=in_words(waiting.claimed.relative), reason=error.reason)
