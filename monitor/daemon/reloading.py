"""SIGHUP: read and try everything, then switch between two reports, or leave everything as it is."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from functools import partial

import structlog

from monitor.alerting.policy import policy_of
from monitor.daemon.accepting import accept, commit, log_problems, refuse, stored_beforehand
from monitor.daemon.assembly import Parts
from monitor.daemon.compiling import compile_apart
from monitor.daemon.configuration import read_configuration
from monitor.daemon.logs import set_up_logs
from monitor.daemon.trying import failed_in_a_worker
from monitor.delivery.templates import Templates
from monitor.desk import RuleBook
from monitor.errors import Problem, StoreError, bug_in_words
from monitor.pipeline import pause
from monitor.rules.ruleset import RuleSet
from monitor.settings import Settings
from monitor.store import Connection
from monitor.store.receivers import take_up_again
from monitor.workers.pool import WorkerError, Workers

log = structlog.get_logger(room="daemon")


async def reload_when_told(parts: Parts, hangup: asyncio.Event) -> None:
    """Reload at each SIGHUP until the stop; what the store or the workers do not allow now is done later."""
    while not parts.bells.stop.is_set():
        waits = [asyncio.create_task(hangup.wait()), asyncio.create_task(parts.bells.stop.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if hangup.is_set():
            hangup.clear()
            parts.notifier.reloading()
            try:
                await _reload_fenced(parts)
            except (StoreError, WorkerError) as error:
                log.error("reload_waits", why=str(error))  # noqa: TRY400 - the cause is in the sentence
                hangup.set()
                await pause(parts.bells)
            parts.notifier.ready(parts.condition.in_words())


async def _reload_fenced(parts: Parts) -> None:
    """A bug costs this reload, never the daemon: what was in force stays."""
    try:
        await _reload(parts)
    except (StoreError, WorkerError):
        raise
    except Exception as error:
        log.exception("reload_failed")
        await refuse(parts.store, (Problem(file=str(parts.path), message=bug_in_words(error)),), "reload_refused")


async def _reload(parts: Parts) -> None:
    """Read and try everything, then switch between two reports, or leave everything as it is."""
    await compile_apart(parts.path)
    found = await asyncio.to_thread(read_configuration, parts.path)
    errors = (*found.errors, *_needs_restart(parts, found.settings))
    if not errors and found.rule_set:
        errors = await _tried_apart(found.rule_set)
    if errors or not (found.settings and found.rule_set and found.templates):
        await refuse(parts.store, errors, "reload_refused")
        return
    book = await asyncio.to_thread(RuleBook.compiled, found.rule_set)
    canonical = await stored_beforehand(parts.store, found.rule_set)
    if found.rule_set.gazetteer != parts.workers.gazetteer:  # last: its places and actors go with the new rules
        await parts.workers.reload(found.rule_set.gazetteer)
    await commit(parts.store, partial(_switch, parts, found.settings, book, canonical, found.templates))
    parts.inbox.adopt(found.settings.spool)
    set_up_logs(found.settings.log)
    parts.inbox.wake()
    parts.bells.notices.set()
    log_problems("configuration_warning", found.warnings)
    log.info("reloaded", rules=len(found.rule_set.rules), rule_set=found.rule_set.id[:12])


async def _tried_apart(rule_set: RuleSet) -> tuple[Problem, ...]:
    """Run the tests of new rules in a worker of their own, which knows the new gazetteer."""
    workers = Workers()
    try:
        await workers.start(rule_set.gazetteer)
        return await failed_in_a_worker(rule_set, workers)
    finally:
        await workers.stop()


def _switch(  # noqa: PLR0913, PLR0917 - all that changes at once
    parts: Parts, settings: Settings, book: RuleBook, canonical: str, templates: Templates, connection: Connection
) -> None:
    """Record what is in force and put it in force: in the writer's thread, so no report is decided meanwhile."""
    accept(book.rule_set.id, canonical, parts.path, connection)
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


def _now() -> datetime:
    return datetime.now(UTC)
