"""The daemon at work: its loops side by side until a signal, then the stop within seconds."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Coroutine, Iterable
from typing import Any

import structlog

from monitor.daemon.accepting import commit
from monitor.daemon.assembly import LAST_WRITES, Parts
from monitor.daemon.emergency import Emergency
from monitor.daemon.releasing import run_releases
from monitor.daemon.reloading import reload_when_told
from monitor.errors import StoreError
from monitor.pipeline import run_desk, run_intake, run_schedule, run_send
from monitor.store import Store
from monitor.store.intake import forgive_alone

log = structlog.get_logger(room="daemon")

GRACE = 2.5
"""Seconds that the loops have to end by themselves at a stop; systemd and people expect an exit within five."""


async def serve(parts: Parts, *, stop: asyncio.Event, hangup: asyncio.Event) -> None:
    """Run the loops until a signal, or until one of them ends by a bug, which ends the daemon loudly."""
    loops: tuple[Coroutine[Any, Any, None], ...] = (
        run_intake(parts.intake, parts.bells),
        run_desk(parts.desk, parts.store, parts.bells, parts.pulse.clock_of("desk")),
        run_send(parts.sending, parts.bells),
        run_schedule(parts.sending, parts.desk, parts.bells),
        run_releases(parts.inbox.claims, parts.store, parts.intake.settings.spool.path, parts.bells.stop),
        parts.condition.keep(parts.bells.stop, Emergency(parts.sending)),
        reload_when_told(parts, hangup),
        _stop_when_told(parts, stop),
    )
    tasks = [asyncio.create_task(one) for one in loops]
    parts.notifier.ready(parts.condition.in_words())
    gc.freeze()  # what was loaded lives for ever: no collection walks it again
    gc.enable()
    log.info("ready", spool=str(parts.intake.settings.spool.path), rules=len(parts.desk.book.rule_set.rules))
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    parts.notifier.stopping()
    await _stop(parts, tasks)


async def _stop_when_told(parts: Parts, stop: asyncio.Event) -> None:
    waits = [asyncio.create_task(stop.wait()), asyncio.create_task(parts.bells.stop.wait())]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for wait in waits:
        wait.cancel()
    _ring_stop(parts)


def _ring_stop(parts: Parts) -> None:
    parts.bells.ring_stop()
    parts.inbox.wake()


async def _stop(parts: Parts, tasks: Iterable[asyncio.Task[None]]) -> None:
    _ring_stop(parts)
    _, late = await asyncio.wait(tasks, timeout=GRACE)
    for task in late:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    bugs = [error for error in ended if isinstance(error, Exception)]
    for bug in bugs:
        log.critical("loop_failed", exc_info=bug)
    await forgive(parts.store)
    if bugs:
        raise bugs[0]
    log.info("stopped")


async def forgive(store: Store) -> None:
    """Let what the stop cut short count against no drop; a store that cannot be written makes it no failure."""
    try:
        async with asyncio.timeout(LAST_WRITES.total_seconds()):
            await commit(store, forgive_alone)
    except (StoreError, TimeoutError) as error:
        why = str(error) or "the store is locked"
        log.error("stop_not_recorded", why=why)  # noqa: TRY400 - the cause is in the sentence
