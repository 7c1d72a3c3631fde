"""What a worker does with the bytes of a drop: read, extract, make reports. Pure but for the loading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from monitor.extraction.facts import extract
from monitor.extraction.load import Knowledge, load_knowledge
from monitor.extraction.reports import reports_of
from monitor.model import Analysed, DropMeta, Gazetteer
from monitor.reading import read_articles

if TYPE_CHECKING:
    from monitor.stories import Noting


def analyse(data: bytes, meta: DropMeta, knowledge: Knowledge) -> tuple[Analysed, ...]:
    """Turn the bytes of a drop into its articles with their facts and reports.

    Raises:
        ArticleError: it cannot be read; the reason is one a person understands.
    """
    analysed = []
    for article in read_articles(data, meta):
        facts = extract(article, knowledge)
        analysed.append(Analysed(article=article, facts=facts, reports=reports_of(article, facts)))
    return tuple(analysed)


def prepare(gazetteer: Gazetteer) -> Callable[[bytes, DropMeta], tuple[Analysed, ...]]:
    """Load the knowledge once; the answer is what a worker runs for every drop.

    A worker also writes down what the index of stories sees of an article: the desk, which is one process, need not.
    """
    knowledge = load_knowledge(gazetteer)

    def read(data: bytes, meta: DropMeta) -> tuple[Analysed, ...]:
        return tuple(replace(one, features=_noting().write(one)) for one in analyse(data, meta, knowledge))

    return read


@cache
def _noting() -> Noting:
    from monitor.stories import Noting  # noqa: PLC0415 - brings numpy, which a worker can load when it is ready

    return Noting()
