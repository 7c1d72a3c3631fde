"""What a digest's period brought a receiver: of each story every way it was decided, and all of it as a sum."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select

from monitor.model import Heard, Withheld
from monitor.store.schema import decisions, digests
from monitor.vocabulary import DecisionKind

TOLD = (DecisionKind.FIRST, DecisionKind.ESCALATED, DecisionKind.UPDATE, DecisionKind.REMINDER)
NOT_WITHHELD = (*TOLD, DecisionKind.DIGEST_ONLY)  # that the digest tells

_REASONS = 3
"""So many reasons of one kind are told; the rest is one line with its count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Decisions of one receiver from one digest to the next: after a row, and up to one where it is over."""

    receiver: str
    after: int
    until: int | None = None

    @property
    def holds(self) -> tuple[ColumnElement[bool], ...]:
        """The condition that picks them."""
        until = () if self.until is None else (decisions.c.id <= self.until,)
        return (decisions.c.receiver == self.receiver, decisions.c.id > self.after, *until)


def span_of(connection: Connection, receiver: str, notice_id: str | None) -> Span:
    """Return what a digest tells of, or with `None` what the next one will."""
    mine = digests.c.notice_id == notice_id if notice_id else digests.c.ends_at.is_(None)
    query = select(digests.c.id, digests.c.after_decision).where(digests.c.receiver == receiver, mine)
    row = connection.execute(query).one_or_none()
    if row is None:
        return Span(receiver=receiver, after=0)
    following = select(digests.c.after_decision).where(digests.c.receiver == receiver, digests.c.id > row.id)
    until = connection.execute(following.order_by(digests.c.id).limit(1)).scalar()
    return Span(receiver=receiver, after=row.after_decision, until=until)


def heard_of(connection: Connection, span: Span) -> Mapping[str, tuple[Heard, ...]]:
    """Return by story how a receiver's decisions went in a span, in the order in which each kind began."""
    query = (
        select(
            decisions.c.story_id,
            decisions.c.kind,
            func.count().label("count"),
            func.min(decisions.c.id).label("first"),
            func.max(decisions.c.id).label("last"),
        )
        .where(*span.holds)
        .group_by(decisions.c.story_id, decisions.c.kind)
        .subquery()
    )
    rows = connection.execute(
        select(query.c.story_id, query.c.kind, query.c.count, decisions.c.reason)
        .join_from(query, decisions, decisions.c.id == query.c.last)
        .order_by(query.c.first)
    )
    found: dict[str, list[Heard]] = {}
    for story_id, kind, count, reason in rows:
        found.setdefault(story_id, []).append(Heard(kind=DecisionKind(kind), count=count, reason=reason))
    return {story_id: tuple(heard) for story_id, heard in found.items()}


def decided(connection: Connection, span: Span) -> Mapping[DecisionKind, int]:
    """Count a receiver's decisions in a span by kind."""
    query = select(decisions.c.kind, func.count()).where(*span.holds).group_by(decisions.c.kind)
    return {DecisionKind(kind): count for kind, count in connection.execute(query)}


def withheld(connection: Connection, span: Span) -> tuple[Withheld, ...]:
    """Count what was not told by kind and reason, the most frequent reasons of a kind apart."""
    query = (
        select(decisions.c.kind, decisions.c.reason, func.count().label("count"))
        .where(*span.holds, decisions.c.kind.not_in(NOT_WITHHELD))
        .group_by(decisions.c.kind, decisions.c.reason)
        .order_by(decisions.c.kind, func.count().desc(), decisions.c.reason)
    )
    return few_reasons((kind, reason, count) for kind, reason, count in connection.execute(query))


def few_reasons(counted: Iterable[tuple[str, str, int]]) -> tuple[Withheld, ...]:
    """Put counts by kind and reason, the most frequent reasons first, into words that stay few."""
    by_kind: dict[DecisionKind, list[Withheld]] = {}
    for kind, reason, count in counted:
        by_kind.setdefault(DecisionKind(kind), []).append(Withheld(kind=DecisionKind(kind), reason=reason, count=count))
    return tuple(one for kind, reasons in by_kind.items() for one in _few(kind, reasons))


def _few(kind: DecisionKind, reasons: list[Withheld]) -> list[Withheld]:
    if len(reasons) <= _REASONS + 1:
        return reasons
    others = reasons[_REASONS:]
    rest = Withheld(kind=kind, reason=f"for {len(others)} other reasons", count=sum(one.count for one in others))
    return [*reasons[:_REASONS], rest]
