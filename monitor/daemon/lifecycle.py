"""Start, serve, reload, stop."""

from __future__ import annotations

import asyncio
import gc
import signal
from asyncio.subprocess import Process
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import structlog

from monitor.alerting.policy import policy_of
from monitor.daemon.compiling import compile_apart
from monitor.daemon.condition import Condition
from monitor.daemon.configuration import Configuration, read_configuration
from monitor.daemon.emergency import Emergency
from monitor.daemon.last_accepted import last_accepted_settings, remember_settings
from monitor.daemon.lock import SpoolLock
from monitor.daemon.logs import set_up_logs
from monitor.daemon.metrics import serve_metrics
from monitor.daemon.notify import Notifier
from monitor.daemon.pulse import Pulse
from monitor.daemon.releasing import run_releases
from monitor.daemon.trying import failed_in_a_worker
from monitor.delivery.templates import Templates
from monitor.desk import Desk, RuleBook
from monitor.errors import ConfigError, Problem
from monitor.inbox import Inbox
from monitor.intake import Intake
from monitor.pipeline import Bells, run_desk, run_intake, run_schedule, run_send
from monitor.rules.matching import compile_rules
from monitor.rules.ruleset import RuleSet
from monitor.sending import Sending
from monitor.settings import Settings
from monitor.store import Connection, Store
from monitor.store.intake import forgive_alone
from monitor.store.receivers import take_up_again
from monitor.store.rule_sets import (
    PART,
    accept_rule_set,
    begin_parts,
    parts_of,
    refuse_rule_set,
    rule_set_in_force,
    store_part,
)
from monitor.store.troubles import record_trouble
from monitor.workers.pool import Workers

T = TypeVar("T")
log = structlog.get_logger(room="daemon")

GRACE = 2.5
"""Seconds that the loops have to end by themselves at a stop; systemd and people expect an exit within five."""


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


@dataclass(slots=True, kw_only=True)
class Parts:
    """Everything that runs. What a reload replaces is inside `intake`, `desk` and `sending`."""

    path: Path
    store: Store
    inbox: Inbox
    workers: Workers
    intake: Intake
    desk: Desk
    sending: Sending
    bells: Bells
    pulse: Pulse
    notifier: Notifier
    condition: Condition


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chosen:
    """What is in force: from the files, or what was accepted last."""

    settings: Settings
    rule_set: RuleSet
    templates: Templates


async def run_daemon(path: Path, launched: Process | None = None) -> None:
    """Run until SIGTERM or SIGINT; `launched` is a worker's process that was started beforehand.

    Raises:
        ConfigError: the files are refused and nothing was ever accepted.
        SpoolTakenError: another daemon has this spool.
        SpoolClosedError: this user may not use the spool.
        StoreError: the store cannot be opened.
    """
    told = Told.by_signals()
    async with AsyncExitStack() as stack:
        parts = await _unless_stopped(_start(path, stack, launched), told.stop)
        if parts:
            await _serve(parts, told)


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


# --- start --------------------------------------------------------------------------------------


async def _start(path: Path, stack: AsyncExitStack, launched: Process | None) -> Parts:
    await compile_apart(path)
    found = await asyncio.to_thread(read_configuration, path)  # seconds, in which a signal is heard
    settings = found.settings or last_accepted_settings(path)
    if settings is None:
        raise ConfigError(found.errors)
    set_up_logs(settings.log)
    stack.callback(SpoolLock.take(settings.spool.path).release)
    store = Store.open(settings.store)
    stack.callback(store.close)
    workers = Workers(launched=launched)
    stack.push_async_callback(workers.stop)
    rule_set = await _choose_rules(found, path, store, workers)
    chosen = _Chosen(settings=settings, rule_set=rule_set, templates=found.templates or _templates_of(settings))
    parts = _assemble(path, chosen, store, workers)
    parts.inbox.prepare()
    stack.callback(parts.inbox.close)
    parts.inbox.watch()
    stack.callback(parts.notifier.close)
    await stack.enter_async_context(serve_metrics(settings.metrics, store, parts.condition))
    return parts


async def _choose_rules(found: Configuration, path: Path, store: Store, workers: Workers) -> RuleSet:
    """Put the files' rules in force, or with bad files the last accepted ones: degraded and loud."""
    errors = found.errors
    if found.rule_set and not errors:
        await workers.start(found.rule_set.gazetteer)
        errors = await failed_in_a_worker(found.rule_set, workers)
        if not errors:
            canonical = await _stored_beforehand(store, found.rule_set)
            await _commit(store, partial(_accept, found.rule_set.id, canonical, path))
            _log_problems("configuration_warning", found.warnings)
            return found.rule_set
    in_force = store.read(rule_set_in_force)
    if in_force is None:
        raise ConfigError(errors)
    await _refuse(store, errors, "degraded_start")
    rule_set = RuleSet.from_canonical(in_force.canonical)
    await (workers.reload if workers.running else workers.start)(rule_set.gazetteer)
    return rule_set


def _templates_of(settings: Settings) -> Templates:
    """Return the desk's own templates beside a refused configuration; the shipped ones when those are bad too."""
    try:
        return Templates.load(settings.templates, receivers=settings.receivers, max_size=settings.spool.max_size)
    except ConfigError as error:
        _log_problems("templates_refused", error.problems)
        return Templates.load()


def _assemble(path: Path, chosen: _Chosen, store: Store, workers: Workers) -> Parts:
    settings = chosen.settings
    pulse, notifier = Pulse(scan=settings.spool.scan), Notifier()
    inbox = Inbox(settings.spool)
    condition = Condition(inbox=inbox, store=store, pulse=pulse, notifier=notifier)
    inbox.on_look = workers.on_answer = condition.report_progress
    sending = Sending(settings=settings, templates=chosen.templates, store=store, clock=pulse.clock_of("send"))
    return Parts(
        path=path,
        store=store,
        inbox=inbox,
        workers=workers,
        intake=Intake(settings=settings, inbox=inbox, workers=workers, store=store, clock=_now),
        desk=Desk(policy=policy_of(settings), book=_book(chosen.rule_set)),
        sending=sending,
        bells=Bells(),
        pulse=pulse,
        notifier=notifier,
        condition=condition,
    )


# --- serve and stop -----------------------------------------------------------------------------


async def _serve(parts: Parts, told: Told) -> None:
    """Run the loops until a signal, or until one of them ends by a bug, which ends the daemon loudly."""
    loops: tuple[Coroutine[Any, Any, None], ...] = (
        run_intake(parts.intake, parts.bells),
        run_desk(parts.desk, parts.store, parts.bells, parts.pulse.clock_of("desk")),
        run_send(parts.sending, parts.bells),
        run_schedule(parts.sending, parts.desk, parts.bells),
        run_releases(parts.inbox.claims, parts.store, parts.intake.settings.spool.path, parts.bells.stop),
        parts.condition.keep(parts.bells.stop, Emergency(parts.sending)),
        _reload_when_told(parts, told.hangup),
        _stop_when_told(parts, told.stop),
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
    await _commit(parts.store, forgive_alone)
    bugs = [error for error in ended if isinstance(error, Exception)]
    for bug in bugs:
        log.critical("loop_failed", exc_info=bug)
    if bugs:
        raise bugs[0]
    log.info("stopped")


# --- reload -------------------------------------------------------------------------------------


async def _reload_when_told(parts: Parts, hangup: asyncio.Event) -> None:
    while not parts.bells.stop.is_set():
        waits = [asyncio.create_task(hangup.wait()), asyncio.create_task(parts.bells.stop.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if hangup.is_set():
            hangup.clear()
            parts.notifier.reloading()
            await _reload(parts)
            parts.notifier.ready(parts.condition.in_words())


async def _reload(parts: Parts) -> None:
    """Read and try everything, then switch between two reports, or leave everything as it is."""
    await compile_apart(parts.path)
    found = await asyncio.to_thread(read_configuration, parts.path)
    errors = (*found.errors, *_needs_restart(parts, found.settings))
    if not errors and found.rule_set:
        errors = await _tried_apart(found.rule_set)
    if errors or not (found.settings and found.rule_set and found.templates):
        await _refuse(parts.store, errors, "reload_refused")
        return
    if found.rule_set.gazetteer != parts.workers.gazetteer:
        await parts.workers.reload(found.rule_set.gazetteer)
    book = await asyncio.to_thread(_book, found.rule_set)
    canonical = await _stored_beforehand(parts.store, found.rule_set)
    await _commit(parts.store, partial(_switch, parts, found.settings, book, canonical, found.templates))
    parts.inbox.adopt(found.settings.spool)
    set_up_logs(found.settings.log)
    parts.inbox.wake()
    parts.bells.notices.set()
    _log_problems("configuration_warning", found.warnings)
    log.info("reloaded", rules=len(found.rule_set.rules), rule_set=found.rule_set.id[:12])


async def _tried_apart(rule_set: RuleSet) -> tuple[Problem, ...]:
    """Run the tests of new rules in a worker of their own, which knows the new gazetteer."""
    workers = Workers()
    try:
        await workers.start(rule_set.gazetteer)
        return await failed_in_a_worker(rule_set, workers)
    finally:
        await workers.stop()


async def _stored_beforehand(store: Store, rule_set: RuleSet) -> str:
    """Store the text of a large rule set, part by part; return what the commit that accepts it still has to store."""
    deflated = await asyncio.to_thread(rule_set.deflated)
    if len(deflated) <= PART:
        return rule_set.to_canonical()
    if await _commit(store, partial(begin_parts, rule_set_id=rule_set.id)):
        for n, part in parts_of(deflated):
            await _commit(store, partial(store_part, rule_set_id=rule_set.id, n=n, part=part))
    return ""


def _switch(  # noqa: PLR0913, PLR0917 - all that changes at once
    parts: Parts, settings: Settings, book: RuleBook, canonical: str, templates: Templates, connection: Connection
) -> None:
    """Record what is in force and put it in force: in the writer's thread, so no report is decided meanwhile."""
    _accept(book.rule_set.id, canonical, parts.path, connection)
    take_up_again(connection, [receiver.name for receiver in settings.receivers], _now())
    parts.desk.policy, parts.desk.book = policy_of(settings), book
    parts.sending.settings, parts.sending.templates = settings, templates
    parts.intake.settings = settings


def _needs_restart(parts: Parts, settings: Settings | None) -> tuple[Problem, ...]:
    now = parts.intake.settings
    if settings is None:
        return ()
    changed = {
        "spool.path": settings.spool.path != now.spool.path,
        "store": settings.store != now.store,
        "metrics": settings.metrics != now.metrics,
    }
    return tuple(
        Problem(file=str(parts.path), message=f"{key} changes only at a restart: systemctl restart media-monitor")
        for key, is_changed in changed.items()
        if is_changed
    )


# --- small shared steps -------------------------------------------------------------------------


def _accept(rule_set_id: str, canonical: str, path: Path, connection: Connection) -> None:
    accept_rule_set(connection, rule_set_id, canonical, _now())
    remember_settings(connection, path)


async def _refuse(store: Store, errors: tuple[Problem, ...], event: str) -> None:
    _log_problems(event, errors)
    text = f"the configuration is refused, the last accepted one runs: {errors[0]}"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""

    def write(connection: Connection) -> None:
        refuse_rule_set(connection, errors)
        record_trouble(connection, "configuration", text + more, _now())

    await _commit(store, write)


def _log_problems(event: str, problems: Iterable[Problem]) -> None:
    for problem in problems:
        (log.warning if problem.warning else log.error)(event, problem=str(problem))


def _book(rule_set: RuleSet) -> RuleBook:
    return RuleBook(rule_set=rule_set, matcher=compile_rules(rule_set))


async def _commit(store: Store, write: Callable[[Connection], T]) -> T:
    return await asyncio.wrap_future(store.write(write))


def _now() -> datetime:
    return datetime.now(UTC)
