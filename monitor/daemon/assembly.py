"""The second half of a start: open the store, put rules in force, and put together everything that runs."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from monitor.alerting.policy import policy_of
from monitor.claiming import Intake
from monitor.daemon.accepting import accept, commit, log_problems, refuse, stored_beforehand
from monitor.daemon.condition import Condition
from monitor.daemon.lifecycle import Begun
from monitor.daemon.metrics import serve_metrics
from monitor.daemon.notify import Notifier
from monitor.daemon.pulse import Pulse
from monitor.daemon.trying import failed_in_a_worker
from monitor.delivery.templates import Templates
from monitor.desk import Desk, RuleBook
from monitor.errors import ConfigError
from monitor.inbox import Inbox
from monitor.pipeline import Bells
from monitor.rules.ruleset import RuleSet
from monitor.sending import Sending
from monitor.settings import Settings
from monitor.store import Store
from monitor.store.rule_sets import canonical_of, rule_set_in_force
from monitor.workers.pool import Workers

LAST_WRITES = timedelta(seconds=1)
"""How long a stop waits for what is queued for the store: what another process keeps locked is undone as by a crash."""


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


async def assemble(begun: Begun, stack: AsyncExitStack) -> Parts:
    """Return everything, ready to run; what has to be closed again is put on the stack.

    Raises:
        ConfigError: the files are refused and no rule set was ever accepted.
        StoreError: the store cannot be opened.
        WorkerError: no worker can be started.
    """
    settings = begun.settings
    store = Store.open(settings.store)
    stack.callback(store.close, LAST_WRITES)
    rule_set = await _choose_rules(begun, store)
    templates = begun.found.templates or _templates_of(settings)
    parts = _put_together(begun, store, rule_set, templates)
    parts.inbox.prepare()
    stack.callback(parts.inbox.close)
    parts.inbox.watch()
    stack.callback(parts.notifier.close)
    await stack.enter_async_context(serve_metrics(settings.metrics, store, parts.condition))
    return parts


async def _choose_rules(begun: Begun, store: Store) -> RuleSet:
    """Put the files' rules in force, or with bad files the last accepted ones: degraded and loud."""
    found, workers = begun.found, begun.workers
    errors = found.errors
    if found.rule_set and begun.loading:
        await begun.loading
        errors = await failed_in_a_worker(found.rule_set, workers)
        if not errors:
            canonical = await stored_beforehand(store, found.rule_set)
            await commit(store, partial(accept, found.rule_set.id, canonical, begun.path))
            log_problems("configuration_warning", found.warnings)
            return found.rule_set
    in_force = store.read(rule_set_in_force)
    if in_force is None:
        raise ConfigError(errors)
    await refuse(store, errors, "degraded_start")
    rule_set = RuleSet.from_canonical(store.read(partial(canonical_of, rule_set_id=in_force.rule_set_id)))
    await (workers.reload if workers.running else workers.start)(rule_set.gazetteer)
    return rule_set


def _templates_of(settings: Settings) -> Templates:
    """Return the desk's own templates beside a refused configuration; the shipped ones when those are bad too."""
    try:
        return Templates.load(settings.templates, receivers=settings.receivers, max_size=settings.spool.max_size)
    except ConfigError as error:
        log_problems("templates_refused", error.problems)
        return Templates.load()


def _put_together(begun: Begun, store: Store, rule_set: RuleSet, templates: Templates) -> Parts:
    settings, workers = begun.settings, begun.workers
    pulse, notifier = Pulse(scan=settings.spool.scan), Notifier()
    inbox = Inbox(settings.spool)
    condition = Condition(inbox=inbox, store=store, pulse=pulse, notifier=notifier)
    inbox.on_look = workers.on_answer = condition.report_progress
    sending = Sending(settings=settings, templates=templates, store=store, clock=pulse.clock_of("send"))
    return Parts(
        path=begun.path,
        store=store,
        inbox=inbox,
        workers=workers,
        intake=Intake(settings=settings, inbox=inbox, workers=workers, store=store, clock=_now),
        desk=Desk(policy=policy_of(settings), book=RuleBook.compiled(rule_set)),
        sending=sending,
        bells=Bells(),
        pulse=pulse,
        notifier=notifier,
        condition=condition,
    )


def _now() -> datetime:
    return datetime.now(UTC)
