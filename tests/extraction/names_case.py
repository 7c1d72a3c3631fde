"""Shared by the tests of names, places, days and speakers: the shipped gazetteer and a reader of one text."""

from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise

from monitor.extraction import Knowledge, load_knowledge
from monitor.model import Article, DropMeta, Sentence, Source, ZoneSpan
from monitor.reading import read_articles
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.vocabulary import Zone

NOON = datetime(2024, 3, 12, 12, tzinfo=UTC)  # a Tuesday
DESK = Source(id="desk", configured=True, language="en")


@lru_cache(maxsize=1)
def full_knowledge() -> Knowledge:
    return load_knowledge(load_gazetteer(shipped("rules")))


def read(text: str, source: Source = DESK, received_at: datetime = NOON) -> Article:
    (article,) = read_articles(text.encode(), DropMeta(name="note.txt", source=source, received_at=received_at))
    return article


def raw_article(text: str) -> Article:
    """An article of any characters at all, as no reader would hand it out: one zone, cut at ". "."""
    borders = [0, *(at + 2 for at in range(len(text) - 1) if text.startswith(". ", at)), len(text)]
    return Article(
        id="0" * 64,
        title=None,
        text=text,
        zones=(ZoneSpan(zone=Zone.LEAD, start=0, end=len(text)),),
        sentences=tuple(Sentence(start=a, end=b, zone=Zone.LEAD) for a, b in pairwise(borders) if a < b),
        language="en",
        source=DESK,
        received_at=NOON,
        format="txt",
        encoding="utf-8",
    )
