"""Shared by the tests of extraction: the knowledge as shipped, and texts read by the real reader."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.extraction import Knowledge, extract, load_knowledge
from monitor.model import Article, DropMeta, Facts, Gazetteer, Source
from monitor.reading import read_articles

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)
DESK = Source(id="desk", configured=True, language="en")  # a sentence is too short to tell its language


def article_of(text: str) -> Article:
    (article,) = read_articles(text.encode(), DropMeta(name="note.txt", source=DESK, received_at=NOON))
    return article


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge(Gazetteer())


@pytest.fixture
def facts_of(knowledge: Knowledge) -> Callable[[str], Facts]:
    return lambda text: extract(article_of(text), knowledge)
