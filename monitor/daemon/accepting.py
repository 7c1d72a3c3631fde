"""What the store is told of the files: what was accepted and is in force, or why it was refused."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog

from monitor.daemon.last_accepted import remember_settings
from monitor.errors import Problem
from monitor.rules.ruleset import RuleSet
from monitor.store import Connection, Store
from monitor.store.rule_sets import PART, accept_rule_set, begin_parts, parts_of, refuse_rule_set, store_part
from monitor.store.troubles import record_trouble

T = TypeVar("T")
log = structlog.get_logger(room="daemon")


async def stored_beforehand(store: Store, rule_set: RuleSet) -> str:
    """Store the text of a large rule set, part by part; return what the commit that accepts it still has to store."""
    deflated = await asyncio.to_thread(rule_set.deflated)
    if len(deflated) <= PART:
        return rule_set.to_canonical()
    if await commit(store, partial(begin_parts, rule_set_id=rule_set.id)):
        for n, part in parts_of(deflated):
            await commit(store, partial(store_part, rule_set_id=rule_set.id, n=n, part=part))
    return ""


def accept(rule_set_id: str, canonical: str, path: Path, connection: Connection) -> None:
    """Put a rule set in force, of which nothing is stored yet but what `stored_beforehand` did."""
    accept_rule_set(connection, rule_set_id, canonical, _now())
    remember_settings(connection, path)


async def refuse(store: Store, errors: tuple[Problem, ...], event: str) -> None:
    """Write down that the files are refused: in the log, for `status`, and for the operator."""
    log_problems(event, errors)
    text = f"the configuration is refused, the last accepted one runs: {errors[0]}"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""

    def write(connection: Connection) -> None:
        refuse_rule_set(connection, errors)
        record_trouble(connection, "configuration", text + more, _now())

    await commit(store, write)


def log_problems(event: str, problems: Iterable[Problem]) -> None:
    """Log problems one by one, in the words in which `check` prints them."""
    for problem in problems:
        (log.warning if problem.warning else log.error)(event, problem=str(problem))


async def commit(store: Store, write: Callable[[Connection], T]) -> T:
    """Return what `write` returned, once it is committed."""
    return await asyncio.wrap_future(store.write(write))


def _now() -> datetime:
    return datetime.now(UTC)
