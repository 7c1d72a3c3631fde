"""Articles for the story room: read and extracted by the real rooms, from sources of a small newsroom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from monitor.extraction.load import load_knowledge
from monitor.model import Analysed, DropMeta, Source
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.vocabulary import SourceKind
from monitor.workers.analysis import analyse

START = datetime(2024, 1, 8, 9, tzinfo=UTC)  # a Monday

AGENCY = Source(id="agency", kind=SourceKind.AGENCY, configured=True)
DAILY = Source(id="daily", kind=SourceKind.OUTLET, configured=True)
RADIO = Source(id="radio", kind=SourceKind.OUTLET, configured=True)
STRANGER = Source(id="stranger")  # a folder that nobody described

Tell = Callable[..., Analysed]


def rows(told: Iterable[tuple[str, *tuple[Any, ...]]], known: Mapping[str, str] = MappingProxyType({})) -> list[Any]:
    """Make each row a case called by its first part; those in `known` fail, each for its reason."""
    return [
        pytest.param(
            *parts, id=name, marks=[pytest.mark.xfail(strict=True, reason=known[name])] if name in known else []
        )
        for name, *parts in told
    ]


@pytest.fixture(scope="session")
def tell() -> Tell:
    """Return a function that makes an analysed article of a text; `hours` after the start of the week."""
    return _teller(" date {at:%Y-%m-%d} ")


@pytest.fixture(scope="session")
def tell_undated() -> Tell:
    """The same, of texts that tell no date of their own: as notes are that somebody drops."""
    return _teller("")


def _teller(header: str) -> Tell:
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    count = 0

    def one(text: str, *, hours: float = 0, source: Source = STRANGER) -> Analysed:
        nonlocal count
        count += 1
        at = START + timedelta(hours=hours)
        meta = DropMeta(name=f"{count}.txt", source=source, received_at=at, modified_at=at)
        (analysed,) = analyse((header.format(at=at) + text).encode(), meta, knowledge)
        return analysed

    return one
