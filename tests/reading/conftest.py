from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.model import Article, DropMeta, Source
from monitor.reading import read_articles

RECEIVED = datetime(2024, 1, 2, 12, 0, tzinfo=UTC)

Read = Callable[..., tuple[Article, ...]]


@pytest.fixture
def read() -> Read:
    """Read bytes or text as a file of some name."""

    def _read(data: bytes | str, name: str = "a.txt", source: Source | None = None) -> tuple[Article, ...]:
        raw = data.encode() if isinstance(data, str) else data
        return read_articles(raw, DropMeta(name=name, source=source or Source(), received_at=RECEIVED))

    return _read
