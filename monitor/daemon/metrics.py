"""Prometheus metrics and `/healthz` on a loopback port; every figure is read from the store when it is asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from monitor.daemon.condition import Condition
from monitor.errors import StoreError
from monitor.settings import Metrics
from monitor.store import Store
from monitor.store.overview import Overview, overview
from monitor.store.receivers import Health
from monitor.vocabulary import DropState, NoticeState

if TYPE_CHECKING:
    from aiohttp.web import Request, Response
    from prometheus_client import Metric

RECENT = timedelta(days=1)


@asynccontextmanager
async def serve_metrics(settings: Metrics | None, store: Store, condition: Condition) -> AsyncIterator[None]:
    """Serve `/metrics` and `/healthz` until the end of the block; without settings nothing is served.

    Raises:
        OSError: the port is taken.
    """
    if settings is None:
        yield
        return
    from aiohttp import web  # noqa: PLC0415 - only where somebody asked for it

    async def metrics(_request: Request) -> Response:
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415 - same

        seen = await _look(store)
        registry = CollectorRegistry()
        registry.register(_Snapshot(seen, condition))
        return web.Response(body=generate_latest(registry), content_type="text/plain", charset="utf-8")

    async def health(_request: Request) -> Response:
        problems = await unhealthy(store, condition)
        return web.json_response({"problems": problems}, status=503 if problems else 200)

    app = web.Application()
    app.add_routes([web.get("/metrics", metrics), web.get("/healthz", health)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    host, _, port = settings.listen.rpartition(":")
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        yield
    finally:
        await runner.cleanup()


async def unhealthy(store: Store, condition: Condition) -> list[str]:
    """Return what keeps the daemon from doing its work now, in sentences; what waits for a person is not in it."""
    problems = condition.problems()
    seen = await _look(store)
    if seen is None:
        return [*problems, "the store cannot be read"]
    if seen.in_force is None or seen.in_force.degraded:
        problems.append("degraded: the files are refused, the last accepted rules run")
    return problems


async def _look(store: Store) -> Overview | None:
    try:
        return await asyncio.to_thread(store.read, partial(overview, since=datetime.now(UTC) - RECENT))
    except StoreError:
        return None


class _Snapshot:
    """One look as metrics, in the form prometheus_client collects."""

    def __init__(self, seen: Overview | None, condition: Condition) -> None:
        self._seen = seen
        self._condition = condition

    def collect(self) -> Iterator[Metric]:
        """Give every metric with its labels."""
        from prometheus_client.core import GaugeMetricFamily as Gauge  # noqa: PLC0415 - same

        for name, text, value in self._single():
            yield Gauge(f"media_monitor_{name}", text, value=value)
        for name, text, label, values in self._labelled():
            metric = Gauge(f"media_monitor_{name}", text, labels=[label])
            for word, count in values.items():
                metric.add_metric([word], count)
            yield metric

    def _single(self) -> Iterator[tuple[str, str, float]]:
        seen, now = self._seen, datetime.now(UTC)
        yield "up", "Whether the store can be read.", seen is not None
        yield "troubles", "What keeps intake or a loop from working.", len(self._condition.problems())
        if seen is None:
            return
        yield "stories", "Stories.", seen.stories
        yield "articles_pending", "Articles that the desk has not decided.", seen.articles_pending
        yield "articles_failed", "Articles of the last day that a bug set aside.", seen.articles_failed
        yield "rules_unread", "Rules of the last day that asked for facts nobody could read.", seen.rules_unread
        yield "degraded", "Whether the files are refused.", bool(seen.in_force and seen.in_force.degraded)
        yield "oldest_file_seconds", "How long the oldest file waits.", _age(seen.oldest_waiting_at, now)
        yield "oldest_notice_seconds", "How long the oldest message is overdue.", _age(seen.oldest_due_at, now)
        yield "last_file_seconds", "How long ago the last file came; -1: never.", _age(seen.last_drop_at, now, never=-1)

    def _labelled(self) -> Iterator[tuple[str, str, str, Mapping[str, float]]]:
        seen = self._seen
        if seen is None:
            return
        yield "drops", "Files by where they stand.", "state", {one: seen.drops.get(one, 0) for one in DropState}
        yield (
            "notices",
            "Messages by where they stand.",
            "state",
            {one: seen.notices.get(one, 0) for one in NoticeState},
        )
        yield "notices_waiting", "Messages that wait.", "receiver", seen.waiting_by_receiver
        yield "notices_dead", "Messages that were given up.", "receiver", seen.dead_by_receiver
        well = {name: float(one.health is Health.OK) for name, one in seen.receivers.items()}
        yield "receiver_ok", "Whether the last message got through.", "receiver", well


def _age(since: datetime | None, now: datetime, *, never: float = 0.0) -> float:
    return max(0.0, (now - since).total_seconds()) if since else never
