"""Rule tests in a worker: their articles are read as every other is, and never in the daemon itself."""

from __future__ import annotations

import asyncio

from monitor.daemon.configuration import failed_tests
from monitor.errors import ArticleError, Problem
from monitor.model import Analysed, DropMeta
from monitor.rules.ruleset import RuleSet
from monitor.workers.pool import Crash, Workers
from monitor.workers.wire import Task


async def failed_in_a_worker(rule_set: RuleSet, workers: Workers) -> tuple[Problem, ...]:
    """Return the failing tests of a rule set; `workers` have its gazetteer."""
    loop = asyncio.get_running_loop()

    def analyse(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        batch = [Task(data=data, meta=meta)]
        (outcome,) = asyncio.run_coroutine_threadsafe(workers.analyse(batch), loop).result()
        if isinstance(outcome, Crash):
            raise ArticleError("crashes_analysis", f"{meta.name}: {outcome.why}")
        if isinstance(outcome, ArticleError):
            raise outcome
        return outcome

    return await asyncio.to_thread(failed_tests, rule_set, analyse)
