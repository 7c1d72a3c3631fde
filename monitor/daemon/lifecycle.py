"""A start, in the order that takes least time; then serve until the stop.

A start is mostly imports. So a worker loads its knowledge beside it, and gets its gazetteer as soon as the rules are
read; the store, the desk and the loops (`assembly.py`) are imported while the worker works with it.
"""

from __future__ import annotations

import asyncio
import signal
from asyncio.subprocess import Process
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import structlog

from monitor.daemon.compiling import compile_apart
from monitor.daemon.configuration import Configuration, read_configuration
from monitor.daemon.lock import SpoolLock
from monitor.daemon.logs import set_up_logs
from monitor.errors import ConfigError
from monitor.settings import Settings
from monitor.workers.pool import Workers

if TYPE_CHECKING:
    from monitor.daemon.assembly import Parts

log = structlog.get_logger(room="daemon")


@dataclass(frozen=True, slots=True)
class Told:
    """What signals ask for, noted from before the pid can be read in the spool: one sent during the start counts."""

    stop: asyncio.Event
    hangup: asyncio.Event

    @classmethod
    def by_signals(cls) -> Self:
        """Listen to SIGTERM, SIGINT and SIGHUP from now on; used inside the running event loop."""
        told = cls(stop=asyncio.Event(), hangup=asyncio.Event())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, told.stop.set)
        loop.add_signal_handler(signal.SIGHUP, told.hangup.set)
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What the first half of a start has read and set going."""

    path: Path
    found: Configuration
    settings: Settings  # the files', or with bad ones those that were accepted last
    workers: Workers
    loading: asyncio.Task[None] | None  # their start; none when nothing in the files says what they are to know


async def run_daemon(path: Path, launched: Process | None = None) -> None:
    """Run until SIGTERM or SIGINT; `launched` is a worker's process that was started beforehand.

    Raises:
        ConfigError: the files are refused and nothing was ever accepted.
        SpoolTakenError: another daemon has this spool.
        SpoolClosedError: this user may not use the spool.
        StoreError: the store cannot be opened.
        WorkerError: no worker can be started.
    """
    told = Told.by_signals()
    async with AsyncExitStack() as stack:
        parts = await _unless_stopped(_start(path, stack, launched), told.stop)
        if parts:
            from monitor.daemon.serving import serve  # noqa: PLC0415 - imported by `_start`

            await serve(parts, stop=told.stop, hangup=told.hangup)


async def _unless_stopped(start: Coroutine[Any, Any, Parts], stop: asyncio.Event) -> Parts | None:
    """Finish the start, or give it up when a stop is asked for; the exit stack then closes what was opened."""
    starting, stopping = asyncio.create_task(start), asyncio.create_task(stop.wait())
    await asyncio.wait((starting, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set():
        starting.cancel()
        await asyncio.wait((starting,))
        if starting.cancelled():
            log.info("stopped")
            return None
    return await starting


async def _start(path: Path, stack: AsyncExitStack, launched: Process | None) -> Parts:
    await compile_apart(path)
    found = await asyncio.to_thread(read_configuration, path)  # seconds, in which a signal is heard
    settings = found.settings or _last_accepted(path)
    if settings is None:
        raise ConfigError(found.errors)
    set_up_logs(settings.log)
    stack.callback(SpoolLock.take(settings.spool.path).release)
    workers = Workers(launched=launched)
    stack.push_async_callback(workers.stop)
    loading = None
    if found.rule_set and not found.errors:
        loading = asyncio.create_task(workers.start(found.rule_set.gazetteer))
        stack.push_async_callback(_given_up, loading)
    await asyncio.to_thread(import_module, "monitor.daemon.serving")
    from monitor.daemon.assembly import assemble  # noqa: PLC0415 - it is there now

    begun = Begun(path=path, found=found, settings=settings, workers=workers, loading=loading)
    return await assemble(begun, stack)


def _last_accepted(path: Path) -> Settings | None:
    from monitor.daemon.last_accepted import last_accepted_settings  # noqa: PLC0415 - brings the store

    return last_accepted_settings(path)


async def _given_up(loading: asyncio.Task[None]) -> None:
    """End what a failed start was still waiting for; after a start that went well there is nothing to do."""
    loading.cancel()
    await asyncio.gather(loading, return_exceptions=True)
