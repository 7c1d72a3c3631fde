"""Summaries: entries that wait, and the notice they are assigned to.

Making one assigns every waiting entry of a receiver in the transaction that creates its row, so entries
partition by construction: each is listed in at most one summary and exactly one digest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select, update

from monitor.alerting.silences import Silence
from monitor.alerting.windows import Quiet
from monitor.store.meta import get_mark
from monitor.store.schema import articles, drops, entries, notices, silences
from monitor.vocabulary import DropState, Level, NoticeKind, WaitsFor


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingEntries:
    """What waits of one receiver for the same thing to be over."""

    receiver: str
    waits_for: WaitsFor
    silence: Silence | None  # the one that must end
    quiet: Quiet | None  # the hours that must be over, too
    stories: int
    first_story: str
    first_at: datetime
    last_summary_at: datetime | None

    @property
    def key(self) -> str:
        """Return what no other summary has: the moment and a story of its first entries.

        Not a row's number: in a store made anew row 1 is another entry, and a mail server that has seen the
        Message-ID would drop the new summary.
        """
        number = self.silence.id if self.silence else ""
        return f"{self.first_at.isoformat()}\n{self.first_story}\n{self.waits_for}{number}"


def waiting_for_summary(connection: Connection) -> tuple[WaitingEntries, ...]:
    """Return the entries that no summary lists yet, by receiver and by what they wait for."""
    last = (
        select(func.max(notices.c.created_at))
        .where(notices.c.receiver == entries.c.receiver, notices.c.kind == NoticeKind.SUMMARY)
        .scalar_subquery()
    )
    by = (entries.c.receiver, entries.c.waits_for, entries.c.silence_id, entries.c.quiet)
    query = (
        select(
            *by,
            func.count(entries.c.story_id.distinct()).label("stories"),
            func.min(entries.c.story_id).label("first_story"),
            func.min(entries.c.at).label("first_at"),
            last.label("last_summary_at"),
        )
        .where(_WAITING)
        .group_by(*by)
        .order_by(*by)
    )
    found = connection.execute(query).all()
    known = _silences(connection, {row.silence_id for row in found if row.silence_id})
    return tuple(
        WaitingEntries(
            receiver=row.receiver,
            waits_for=WaitsFor(row.waits_for),
            silence=known.get(row.silence_id),
            quiet=row.quiet,
            stories=row.stories,
            first_story=row.first_story,
            first_at=row.first_at,
            last_summary_at=row.last_summary_at,
        )
        for row in found
    )


def assign_to_summary(connection: Connection, waiting: WaitingEntries, notice_id: str) -> int:
    """Assign waiting entries to the summary that lists them; return how many.

    What a digest has told meanwhile is not told again when a silence ends.
    """
    query = update(entries).where(_like(waiting)).values(summary_id=notice_id)
    return len(connection.execute(query.returning(entries.c.id)).all())


def forget_told_by_digest(connection: Connection) -> None:
    """Take out of coming summaries what was silenced or held in quiet hours and then told by a digest."""
    waits = entries.c.waits_for.in_((WaitsFor.SILENCE, WaitsFor.WINDOW))
    told = (_WAITING, waits, entries.c.digest_id.is_not(None))
    connection.execute(update(entries).where(*told).values(waits_for=None))


def levels_of(connection: Connection, waiting: WaitingEntries) -> tuple[Level, ...]:
    """Return the levels of waiting entries, each once."""
    return tuple(Level(level) for level in connection.scalars(select(entries.c.level).where(_like(waiting)).distinct()))


def waits_for_summary(connection: Connection, receiver: str, story_id: str) -> bool:
    """Whether something about a story waits for the receiver's next summary."""
    return connection.execute(_WAITS, {"receiver": receiver, "story_id": story_id}).first() is not None


def tell_waiting_by(connection: Connection, notice_id: str, receiver: str, story_id: str) -> None:
    """Let a notice tell what a summary would have listed of its story.

    Otherwise the summary would come after it with figures that are older than the notice's.
    """
    connection.execute(update(entries).where(_waiting_of(receiver, story_id)).values(summary_id=notice_id))


def wait_together(  # noqa: PLR0913 - one story of one receiver, and what it waits for
    connection: Connection,
    receiver: str,
    story_id: str,
    *,
    waits_for: WaitsFor,
    silence_id: int | None,
    quiet: Quiet | None,
) -> None:
    """Let all that waits about a story wait for the same: told in two summaries, the second would repeat the first."""
    values: dict[str, object] = {"waits_for": waits_for, "quiet": quiet}
    if silence_id:
        values["silence_id"] = silence_id
    connection.execute(update(entries).where(_waiting_of(receiver, story_id)).values(**values))


def leave_out_of_summary(connection: Connection, receiver: str, story_id: str) -> None:
    """Leave a story out of the coming summary: it is again as the receiver knows it."""
    connection.execute(update(entries).where(_waiting_of(receiver, story_id)).values(waits_for=None))


def catch_up_is_over(connection: Connection) -> bool:
    """Whether everything that lay in the inbox at the first start is claimed, analysed and decided."""
    if get_mark(connection, "catch_up") != "ended":
        return False
    waiting = select(drops.c.id).where(drops.c.catch_up.is_(True), drops.c.state == DropState.WAITING)
    pending = (
        select(articles.c.seq)
        .join_from(articles, drops)
        .where(drops.c.catch_up.is_(True), articles.c.state == "pending")
    )
    return not any(connection.execute(query.limit(1)).first() for query in (waiting, pending))


_WAITING = and_(entries.c.summary_id.is_(None), entries.c.waits_for.is_not(None))


_WAITS = (
    select(entries.c.id)
    .where(entries.c.receiver == bindparam("receiver"), entries.c.story_id == bindparam("story_id"), _WAITING)
    .limit(1)
)


def _waiting_of(receiver: str, story_id: str) -> ColumnElement[bool]:
    return and_(entries.c.receiver == receiver, entries.c.story_id == story_id, _WAITING)


def _like(waiting: WaitingEntries) -> ColumnElement[bool]:
    number = waiting.silence.id if waiting.silence else None
    return and_(
        _WAITING,
        entries.c.receiver == waiting.receiver,
        entries.c.waits_for == waiting.waits_for,
        entries.c.silence_id == number if number else entries.c.silence_id.is_(None),
        entries.c.quiet == waiting.quiet if waiting.quiet else entries.c.quiet.is_(None),
    )


def _silences(connection: Connection, numbers: set[int]) -> dict[int, Silence]:
    if not numbers:
        return {}
    rows = connection.execute(select(silences.c.id, silences.c.silence).where(silences.c.id.in_(numbers)))
    return {row.id: replace(row.silence, id=row.id) for row in rows}
