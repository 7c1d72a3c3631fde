"""A group of files on its way in, the second half: read, analyse, keep a copy, commit, finish. First: claiming.py.

The order makes an accepted file durable: no file leaves `inbox/.work/` before its result is committed
and synced. A crash between any two steps leaves the file there, to be claimed again.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from monitor.claiming import Intake, Waiting, ignore_vanished
from monitor.errors import ArticleError, StoreError
from monitor.inbox import Content, Kept, StillWrittenError, in_words
from monitor.model import Analysed, DropMeta
from monitor.store import Connection, intake
from monitor.store.intake import Result
from monitor.store.troubles import record_trouble
from monitor.workers.pool import Crash, Outcome
from monitor.workers.wire import Task

log = structlog.get_logger("intake")

CRASHES = 3
"""So many deaths of a worker over one file, and it goes to quarantine."""

OUR_OWN_SHORTAGE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""Why a file cannot be read now though nothing is wrong with it."""


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
        await ignore_vanished(intake_, waiting.drop.id)
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
