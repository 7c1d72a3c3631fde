"""Heavy libraries are imported on first use: that must work where no network, program or large file is allowed."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import ArticleError
from monitor.model import Article, DropMeta, Gazetteer
from monitor.reading import read_articles
from monitor.workers.pool import Workers
from monitor.workers.wire import Task

DATA = Path(__file__).parent / "data"
FILES = sorted(path for path in DATA.glob("*/*") if path.is_file())


def task(path: Path) -> Task:
    return Task(data=path.read_bytes(), meta=DropMeta(name=path.name, received_at=datetime(2024, 5, 1, tzinfo=UTC)))


def read_here(one: Task) -> tuple[Article, ...] | None:
    try:
        return read_articles(one.data, one.meta)
    except ArticleError:
        return None


async def read_there(tasks: list[Task]) -> list[tuple[Article, ...] | None]:
    workers = Workers()
    await workers.start(Gazetteer())
    try:
        outcomes = await workers.analyse(tasks)
    finally:
        await workers.stop()
    return [tuple(one.article for one in found) if isinstance(found, tuple) else None for found in outcomes]


def test_every_format_reads_the_same_in_a_confined_worker() -> None:
    tasks = [task(path) for path in FILES]
    assert len(tasks) > 60
    assert asyncio.run(read_there(tasks)) == [read_here(one) for one in tasks]
