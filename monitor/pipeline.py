"""The main flow, in words. Start reading here.

     inbox/ ──> intake ────────────────> desk ──────────────────────────> send ──> e-mail, webhook
     (files)    read -> extract          join story -> match rules ->      one message per notice;
                (worker processes)       decide -> notices                 state per recipient
                commit reports           commit, in order, one at a time        ^
                                                                           schedule (summaries, digests)

Four loops over one store, each with its own small transactions. Nothing passes between them in memory
that the store does not hold: a `Bell` only says that looking is worth while now, and every loop looks
again by itself. So a crash anywhere loses nothing, and a restart needs no special path.

    analyse         bytes -> articles with facts and reports: pure, in a worker   details: workers/analysis.py
    run_intake      files -> drops and articles                                 details: claiming.py, intake.py
    run_desk        articles -> stories, decisions, notices in the outbox       details: desk.py, telling.py
    run_send        due notices -> receipts                                     details: sending.py
    run_schedule    what was withheld -> summaries; troubles -> the operator      details: summaries.py
                    what nobody took up -> another receiver                     details: escalating.py
                    what fell silent -> its rules' receivers                    details: flatlines.py
                    what a period held -> digests                               details: digesting.py, alarm.py
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TypeVar

import structlog

from monitor.alarm import AlarmClock
from monitor.claiming import GROUP, Intake, Waiting, claim_settled, take_up
from monitor.desk import Decided, Desk, decide_pending, restored_index
from monitor.digesting import make_digests, send_digests_asked_for
from monitor.errors import StoreError
from monitor.escalating import escalate
from monitor.flatlines import Watchman, watch_over_time
from monitor.instructing import apply_instructions
from monitor.intake import take_in
from monitor.sending import Sending, by_receiver, send_batch
from monitor.settings import Settings
from monitor.store import Connection, Store, outbox
from monitor.store.meta import note_stop
from monitor.summaries import make_summaries, tell_operator
from monitor.workers.pool import WorkerError

__all__ = ["Bells", "desk_step", "pause", "run_desk", "run_intake", "run_schedule", "run_send"]

T = TypeVar("T")
log = structlog.get_logger(room="pipeline")

LOOK_AGAIN = 1.0
"""Seconds after which a loop looks into the store though no bell rang (commands write into it too)."""

TRY_AGAIN = 5.0
"""Seconds that a loop waits when the store or the workers cannot be used."""

FAREWELL = 1.5
"""Seconds that a message under way has to reach its server at a stop; cut off, it is sent again later."""


@dataclass(slots=True)
class Bells:
    """Who is woken by whom. A bell carries nothing; missing one costs a second."""

    articles: asyncio.Event = field(default_factory=asyncio.Event)  # intake -> desk
    notices: asyncio.Event = field(default_factory=asyncio.Event)  # desk, schedule -> send
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    def ring_stop(self) -> None:
        """Wake every loop for the last time."""
        for bell in (self.stop, self.articles, self.notices):
            bell.set()


async def run_intake(intake: Intake, bells: Bells) -> None:
    """Bring settled files in, oldest first, in groups; what a crash left in `.work/` comes first."""
    waiting: tuple[Waiting, ...] | None = None
    while not bells.stop.is_set():
        try:
            if waiting is None:
                waiting = await take_up(intake)
            waiting = waiting or await claim_settled(intake, asyncio.get_running_loop().time())
            if not waiting:
                await intake.inbox.wait_for_news()
                continue
            fresh = await take_in(intake, waiting[:GROUP])
        except (StoreError, WorkerError) as error:
            log.error("intake_waits", why=str(error))  # noqa: TRY400 - the cause is in the sentence
            if isinstance(error, WorkerError):
                intake.inbox.settle_trouble("workers", f"no article can be read: {error}")
            await pause(bells)
            continue
        intake.inbox.settle_trouble("workers", None)
        waiting = waiting[GROUP:]
        if fresh:
            bells.articles.set()
    with contextlib.suppress(StoreError):
        await _commit(intake.store, partial(note_stop, now=intake.clock()))


async def run_desk(desk: Desk, store: Store, bells: Bells, clock: Callable[[], datetime]) -> None:
    """Apply what people instruct and decide articles in order of arrival, each in one transaction."""
    restored = False
    while not bells.stop.is_set():
        try:
            if not restored:
                desk.index = await asyncio.to_thread(store.read, partial(restored_index, now=clock()))
                restored = True
            applied, decided = await _commit(store, partial(desk_step, desk=desk, now=clock()))
        except StoreError as error:
            log.error("desk_waits", why=str(error))  # noqa: TRY400 - the cause is in the sentence
            restored = False
            await pause(bells)
            continue
        if applied or any(decision.alert for one in decided for decision in one.decisions):
            bells.notices.set()
        if not decided:
            await _rung(bells.articles, LOOK_AGAIN)
            bells.articles.clear()


def desk_step(connection: Connection, desk: Desk, now: datetime) -> tuple[int, tuple[Decided, ...]]:
    """Do one turn of the desk in the caller's transaction: without a daemon and without a clock.

    Returns how many instructions were applied and what was decided; nothing is left when both are empty.
    """
    return apply_instructions(connection, desk.index, now), decide_pending(connection, desk, now)


async def run_send(sending: Sending, bells: Bells) -> None:
    """Send what is due, each receiver in a task of its own, so that a dead one delays only itself."""
    under_way: dict[str, asyncio.Task[None]] = {}
    try:
        while not bells.stop.is_set():
            bells.notices.clear()
            due = await asyncio.to_thread(_due_notices, sending)
            for name, batch in by_receiver(due).items():
                if name not in under_way:
                    under_way[name] = asyncio.create_task(_send_safely(sending, name, batch, bells))
            await _rung(bells.notices, LOOK_AGAIN)
            under_way = {name: task for name, task in under_way.items() if not task.done()}
    finally:
        await _finish(under_way.values())


async def run_schedule(sending: Sending, desk: Desk, bells: Bells) -> None:
    """Make summaries and digests when they are due, and tell the operator what went wrong."""
    watchman = Watchman()
    with AlarmClock() as alarm:
        while not bells.stop.is_set():
            now, settings = sending.clock(), sending.settings
            alarm.set_for(settings)
            with contextlib.suppress(StoreError):
                made = 0
                if alarm.rang(now):  # before the summaries: what a digest tells need not be told twice in one minute
                    made = await _commit(sending.store, partial(make_digests, settings=settings, now=now))
                made += await _commit(
                    sending.store, partial(_keep_schedule, desk=desk, settings=settings, watchman=watchman, now=now)
                )
                if made:
                    bells.notices.set()
            await _rung(bells.stop, LOOK_AGAIN)


# --- small shared steps -----------------------------------------------------------------------


def _keep_schedule(connection: Connection, desk: Desk, settings: Settings, watchman: Watchman, now: datetime) -> int:
    made = escalate(connection, desk.policy, now) + watch_over_time(connection, desk, watchman, now)
    made += make_summaries(connection, now, desk.policy.intervals) + tell_operator(connection, desk.policy, now)
    return made + send_digests_asked_for(connection, settings, now)


def _due_notices(sending: Sending) -> tuple[outbox.DueNotice, ...]:
    try:
        return sending.store.read(partial(outbox.due_notices, now=sending.clock()))
    except StoreError as error:
        log.error("send_waits", why=str(error))  # noqa: TRY400 - the cause is in the sentence
        return ()


async def _send_safely(sending: Sending, name: str, batch: list[outbox.DueNotice], bells: Bells) -> None:
    """Send one batch; when the outcome cannot be recorded, it stays due under the same identity."""
    try:
        await send_batch(sending, name, batch)
    except StoreError as error:
        log.error("send_waits", receiver=name, why=str(error))  # noqa: TRY400 - same
        await pause(bells)
    else:
        bells.notices.set()  # there may be more than one batch


async def _commit(store: Store, write: Callable[[Connection], T]) -> T:
    return await asyncio.wrap_future(store.write(write))


async def _rung(bell: asyncio.Event, seconds: float) -> None:
    """Wait for a bell, not longer than this."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await bell.wait()


async def pause(bells: Bells) -> None:
    """Wait before what failed is tried again, not beyond the stop."""
    await _rung(bells.stop, TRY_AGAIN)


async def _finish(tasks: Iterable[asyncio.Task[None]]) -> None:
    """At a stop, let what is under way end by itself for a moment; what is then not settled stays due."""
    waiting = list(tasks)
    if waiting:
        await asyncio.wait(waiting, timeout=FAREWELL)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
