"""What one window of a rule over time holds, counted where it lies: no row of a busy rule's window has to be read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from monitor.rules.over_time import OverTime
from monitor.rules.over_time_counting import Key, Tally
from monitor.store.over_time import Counted, is_of
from monitor.store.schema import occurrences
from monitor.vocabulary import OverTimeType


def came_later(connection: Connection, counted: Counted, key: Key, at: datetime) -> bool:
    """Whether anything was counted under a key after a moment: rarely, files come in the order of their times."""
    query = select(occurrences.c.id).where(*is_of(occurrences, counted), occurrences.c.key == key.id)
    return connection.execute(query.where(occurrences.c.at > at).limit(1)).first() is not None


def tally_at(connection: Connection, counted: Counted, key: Key, rule: OverTime, end: datetime) -> Tally:
    """Count the window of a key that ends at a moment; `counts.tally_of` counts the same in a list.

    Only what the rule's type asks for is counted, by the index: the rows stay where they are.
    """
    at, start = occurrences.c.at, end - rule.timeframe
    here = *is_of(occurrences, counted), occurrences.c.key == key.id
    within = *here, at > start, at <= end

    def one(value: ColumnElement[Any], *of: ColumnElement[bool]) -> Any:  # noqa: ANN401 - a number or a time
        return connection.execute(select(value).where(*of)).scalar()

    if rule.type is OverTimeType.NEW_TERM:
        earlier = select(occurrences.c.id).where(*here, at > start, at < end).limit(1)
        return Tally(earlier=connection.execute(earlier).first() is not None)
    if rule.type is OverTimeType.CARDINALITY:
        witness = *within, occurrences.c.witness
        sources = one(func.count(occurrences.c.source.distinct()), *witness)
        return Tally(sources=sources, first_witness=one(func.min(at), *witness))
    first = next(iter(connection.scalars(select(at).where(*within).order_by(at).limit(1))), None)
    fresh = ~occurrences.c.revised
    before = 0
    if rule.type is OverTimeType.SPIKE:
        before = one(func.count(), *here, at > start - rule.timeframe, at <= start, fresh)
    return Tally(first=first, articles=one(func.count(), *within, fresh), before=before)
