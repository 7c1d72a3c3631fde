"""How our values lie in columns: UTC times, the nouns as JSON, and both JSON and messages deflated."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import DateTime, Dialect, LargeBinary, type_coerce
from sqlalchemy.types import TypeDecorator

from monitor.model import Analysed, Casualty, Claim, Event, Story

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


WORTH_PACKING = 400
"""Bytes from which deflating is worth its time; what is smaller fits into its row as it is."""

NOTHING = type_coerce(b"", LargeBinary)
"""For a JSON column that may not be null: its value was needed once and is not any more."""

PACKED = b"x\x01"
"""How a value deflated at level 1 begins. Neither JSON nor a message that we render can begin so."""


def pack(plain: bytes) -> bytes:
    """Deflate a value. Level 1: an article's JSON shrinks to a quarter in 0.1 ms, level 6 saves a tenth more."""
    return zlib.compress(plain, 1) if len(plain) >= WORTH_PACKING or plain.startswith(PACKED) else plain


def unpack(written: bytes) -> bytes:
    """Give a value back as it was before `pack`, whether that deflated it or not."""
    return zlib.decompress(written) if written.startswith(PACKED) else written


class Packed(TypeDecorator[bytes]):
    """Bytes, deflated where that is worth it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Write them smaller."""
        return None if value is None else pack(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give them back as they were."""
        return None if value is None else unpack(value)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - any of the nouns, or a tuple of one
    return TypeAdapter(kind)


class Json(TypeDecorator[Any]):
    """One of the nouns of `model.py` (or a tuple of one) as UTF-8 JSON; read back it equals what was written.

    What was taken away on purpose (`NOTHING`) is read as `None`.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, kind: Any) -> None:  # noqa: ANN401 - a type or a generic alias
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Write compact JSON, deflated when it is long."""
        return None if value is None else pack(_adapter(self.kind).dump_json(value))

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - SQLAlchemy's signature
        """Read the noun back, validated."""
        return _adapter(self.kind).validate_json(unpack(value)) if value else None


class AnalysedJson(Json):
    """An analysed article without its events told twice: report n tells event n of the facts.

    What the index of stories sees of it has a column of its own, which is read without the rest.
    """

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(Analysed)

    def process_bind_param(self, value: Analysed | None, dialect: Dialect) -> bytes | None:
        """Leave out of the reports what stands in the facts."""
        if value is None:
            return None
        lean = tuple(replace(one, event=None) if one.event == _event(value, one.n) else one for one in value.reports)
        return super().process_bind_param(replace(value, reports=lean, features=""), dialect)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Analysed | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Put the events back into the reports."""
        return None if value is None else analysed_of(value)


def analysed_of(written: bytes, features: bytes | None = None) -> Analysed:
    """Read an analysed article back, the events put into its reports again."""
    read: Analysed = _adapter(Analysed).validate_json(unpack(written))
    whole = tuple(replace(one, event=one.event or _event(read, one.n)) for one in read.reports)
    return replace(read, reports=whole, features=features.decode() if features else "")


def _event(analysed: Analysed, n: int) -> Event | None:
    events = analysed.facts.events
    return events[n] if n < len(events) else None


class StoryJson(Json):
    """A story without its claims told twice: those of its event are the ones that stand in its figures' histories.

    In a story of many reports they are a third of all that is written with each report more.
    """

    cache_ok = True

    def __init__(self) -> None:
        super().__init__(Story)

    def process_bind_param(self, value: Story | None, dialect: Dialect) -> bytes | None:
        """Leave out of the event what stands in the figures."""
        return super().process_bind_param(value and _with_claims(value, _left_out), dialect)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Story | None:
        """Put the claims back into the event."""
        read: Story | None = super().process_result_value(value, dialect)
        return read and _with_claims(read, _put_back)


def _left_out(known: Casualty, standing: tuple[Claim, ...]) -> Casualty:
    return replace(known, claims=()) if known.claims == standing else known


def _put_back(known: Casualty, standing: tuple[Claim, ...]) -> Casualty:
    return known if known.claims else replace(known, claims=standing)


def _with_claims(story: Story, written: Callable[[Casualty, tuple[Claim, ...]], Casualty]) -> Story:
    """Return the story with its event's figures in one of the two ways; of one report it is not worth the time."""
    if story.event is None or len(story.members) == 1:
        return story
    casualties = story.event.casualties
    found = {
        str(figure.harm): written(known, figure.claims)
        for figure in story.figures
        if (known := casualties.of(figure.harm))
    }
    return replace(story, event=replace(story.event, casualties=replace(casualties, **found)))
