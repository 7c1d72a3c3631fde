"""Every file of an archive is read once: by worker processes, into a cache that later runs ask first."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Protocol

from pydantic import TypeAdapter

from monitor.backtesting.order import Due, Order
from monitor.errors import ArticleError
from monitor.model import Article, DropMeta, Gazetteer
from monitor.store.fact_cache import FactCache
from monitor.workers.pool import Crash, Outcome, Workers
from monitor.workers.wire import Task

BATCH = 16
"""How many files a worker gets at once."""

COMMIT = 2_000
"""After how many files other runs may have what was read: an interrupted run has lost no more."""

_GAZETTEER = TypeAdapter(Gazetteer)


class Archive(Protocol):
    """Where the articles lie."""

    def names(self) -> Iterator[str]:
        """Give the files in any order, relative to the archive."""
        ...

    def read(self, name: str) -> tuple[bytes, DropMeta]:
        """Return a file's bytes and what reading is told of it.

        Raises:
            ArticleError: it cannot be read.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    name: str
    key: bytes
    data: bytes
    meta: DropMeta


def gazetteer_id(gazetteer: Gazetteer) -> str:
    """Return the hash of listed actors and places: other names, other facts."""
    return hashlib.sha256(_GAZETTEER.dump_json(gazetteer)).hexdigest()[:32]


async def analyse_archive(  # noqa: PLR0913 - one pass, by name
    archive: Archive, order: Order, *, cache: FactCache, gazetteer: Gazetteer, jobs: int, on_file: Callable[[], None]
) -> None:
    """Put every article of the archive into the order and what is read from it into the cache.

    Raises:
        WorkerError: no worker can be started.
    """
    reading = _Reading(order, cache, gazetteer, jobs, on_file)
    try:
        seed = gazetteer_id(gazetteer)
        for name in archive.names():
            await reading.take(archive, name, seed)
        await reading.finish()
    finally:
        await reading.workers.stop()
        await reading.give_up()


class _Reading:
    """One pass over the files; batches of what the cache does not know are under way in the workers."""

    def __init__(
        self, order: Order, cache: FactCache, gazetteer: Gazetteer, jobs: int, on_file: Callable[[], None]
    ) -> None:
        self.workers = Workers(count=jobs)
        self._order = order
        self._cache = cache
        self._gazetteer = gazetteer
        self._on_file = on_file
        self._batch: list[_File] = []
        self._under_way: set[asyncio.Task[None]] = set()
        self._most = 2 * jobs
        self._kept = 0

    async def take(self, archive: Archive, name: str, seed: str) -> None:
        """Look one file up, or hand it to the workers."""
        try:
            data, meta = archive.read(name)
        except ArticleError as error:
            self._order.add_error(name, str(error))
            self._on_file()
            return
        file = _File(name=name, key=_key(data, meta, seed), data=data, meta=meta)
        if known := self._cache.find(file.key):
            self._put_in_order(file, *known)
            return
        self._batch.append(file)
        if len(self._batch) >= BATCH:
            await self._hand_out()

    async def finish(self) -> None:
        """Wait for what is under way."""
        if self._batch:
            await self._hand_out()
        while self._under_way:
            await self._wait()
        self._cache.commit()

    async def give_up(self) -> None:
        """Let go of what is still under way, as after Ctrl-C: that its worker was stopped is nobody's news."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _hand_out(self) -> None:
        if not self.workers.running:
            await self.workers.start(self._gazetteer)
        while len(self._under_way) >= self._most:
            await self._wait()
        batch, self._batch = self._batch, []
        self._under_way.add(asyncio.create_task(self._analyse(batch)))

    async def _wait(self) -> None:
        done, self._under_way = await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def _analyse(self, batch: list[_File]) -> None:
        outcomes = await self.workers.analyse([Task(data=file.data, meta=file.meta) for file in batch])
        for file, outcome in zip(batch, outcomes, strict=True):
            self._keep(file, outcome)

    def _keep(self, file: _File, outcome: Outcome) -> None:
        articles = outcome if isinstance(outcome, tuple) else ()
        error = _sentence(outcome) if not isinstance(outcome, tuple) else None
        due = tuple(_due_at(one.article) for one in articles)
        if not isinstance(outcome, Crash):  # another machine may have the memory or the time
            self._cache.keep(file.key, due, articles, error)
        self._put_in_order(file, due, error)
        self._kept += 1
        if self._kept % COMMIT == 0:
            self._cache.commit()

    def _put_in_order(self, file: _File, due: tuple[str, ...], error: str | None) -> None:
        if error is not None:
            self._order.add_error(file.name, error)
        for n, at in enumerate(due):
            self._order.add(Due(at=at, name=file.name, entry=n, key=file.key.hex()))
        self._on_file()


def _key(data: bytes, meta: DropMeta, seed: str) -> bytes:
    """Name what facts depend on: the bytes, the gazetteer, and of the circumstances those that reading is told."""
    told = f"{seed} {meta.name} {meta.source!r} {meta.received_at} {meta.modified_at} {meta.known_sources!r} "
    return hashlib.sha256(told.encode("utf-8", "surrogateescape") + data).digest()


def _sentence(outcome: ArticleError | Crash) -> str:
    return f"its analysis was given up: {outcome.why}" if isinstance(outcome, Crash) else str(outcome)


def _due_at(article: Article) -> str:
    """Return when an article was published, as far as its format says so; else the time of its file."""
    at = article.published_at if article.published_by_format and article.published_at else article.received_at
    return at.astimezone(UTC).isoformat(timespec="microseconds")
