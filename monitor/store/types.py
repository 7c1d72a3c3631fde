"""How our values lie in columns: UTC times and the nouns as JSON."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import DateTime, Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from monitor.model import Analysed, Event

T = TypeVar("T")


class UtcTime(TypeDecorator[datetime]):
    """An aware UTC time: `timestamptz` on PostgreSQL, sortable text on SQLite (which knows no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: nobody knows later which zone was meant."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time in the store must know its zone")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give every time back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any of the nouns, or a tuple of one
    return TypeAdapter(kind)


class Json(TypeDecorator[Any]):
    """One of the nouns of `model.py` (or a tuple of one) as UTF-8 JSON; read back it equals what was written."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a type or a generic alias
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Write compact JSON."""
        return None if value is None else _adapter(self.kind).dump_json(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read the noun back, validated."""
        return None if value is None else _adapter(self.kind).validate_json(value)


class AnalysedJson(Json):
    """An analysed article without its events told twice: report n tells event n of the facts."""

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(Analysed)

    def process_bind_param(self, value: Analysed | None, dialect: Dialect) -> bytes | None:
        """Leave out of the reports what stands in the facts."""
        if value is None:
            return None
        lean = tuple(replace(one, event=None) if one.event == _event(value, one.n) else one for one in value.reports)
        return super().process_bind_param(replace(value, reports=lean), dialect)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Analysed | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Put the events back into the reports."""
        return None if value is None else analysed_of(value)


def analysed_of(written: bytes) -> Analysed:
    """Read an analysed article back, the events put into its reports again."""
    read: Analysed = _adapter(Analysed).validate_json(written)
    whole = tuple(replace(one, event=one.event or _event(read, one.n)) for one in read.reports)
    return replace(read, reports=whole)


def _event(analysed: Analysed, n: int) -> Event | None:
    events = analysed.facts.events
    return events[n] if n < len(events) else None
