"""What is told together: what was withheld for a time as one summary, the daemon's own troubles as one notice."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import structlog

from monitor.alerting.limits import WINDOW
from monitor.alerting.notices import unnumbered_notice
from monitor.alerting.operator import operator_receiver
from monitor.alerting.policy import Policy
from monitor.alerting.schedule import is_late
from monitor.alerting.waiting import late_line, over_at, silence_line, title_of
from monitor.alerting.windows import Intervals, is_closed, opens_at
from monitor.model import Letter
from monitor.store import Connection
from monitor.store.digests import (
    WaitingEntries,
    assign_to_summary,
    catch_up_is_over,
    levels_of,
    waiting_for_summary,
)
from monitor.store.meta import catch_up_is_after_stop
from monitor.store.outbox import add_notice
from monitor.store.receivers import Health, health_of
from monitor.store.troubles import Trouble, mark_told, operator_notices_since, untold_troubles
from monitor.vocabulary import Level, NoticeKind, WaitsFor

log = structlog.get_logger(room="schedule")


def make_summaries(connection: Connection, now: datetime, intervals: Intervals | None = None) -> int:
    """Make every summary that is due, at most one for each receiver; return how many."""
    due: dict[str, list[WaitingEntries]] = {}
    caught_up = catch_up_is_over(connection)
    for waiting in waiting_for_summary(connection):
        if _is_due(waiting, now, intervals or {}, caught_up=caught_up):
            due.setdefault(waiting.receiver, []).append(waiting)
    for theirs in due.values():
        _make_summary(connection, theirs, now, intervals or {})
    return len(due)


def next_summary_at(connection: Connection, intervals: Intervals | None = None) -> datetime | None:
    """Return when the next summary is due, `None` when nothing waits for one (the catch-up's has no time)."""
    times = (_due_at(waiting, intervals or {}) for waiting in waiting_for_summary(connection))
    return min((at for at in times if at), default=None)


def _is_due(waiting: WaitingEntries, now: datetime, intervals: Intervals, *, caught_up: bool) -> bool:
    if is_closed(waiting.quiet, intervals, now):
        return False
    over = over_at(waiting.waits_for, waiting.first_at, waiting.last_summary_at, waiting.silence)
    return caught_up if over is None else over <= now


def _due_at(waiting: WaitingEntries, intervals: Intervals) -> datetime | None:
    over = over_at(waiting.waits_for, waiting.first_at, waiting.last_summary_at, waiting.silence)
    return opens_at(waiting.quiet, intervals, over) if over else None


def _missed(due: list[WaitingEntries], now: datetime, intervals: Intervals) -> datetime | None:
    """Return when the first of what is told only now was due: the monitor was stopped then. `None`: nothing is late.

    Quiet hours that left the configuration have no end that could have been missed.
    """
    opened = [at for one in due if (at := _due_at(one, intervals)) and at > one.first_at and is_late(at, now)]
    return min(opened, default=None)


def _make_summary(connection: Connection, due: list[WaitingEntries], now: datetime, intervals: Intervals) -> None:
    """Create the notice and assign every entry that is due to it, in one transaction."""
    levels = {level for waiting in due for level in levels_of(connection, waiting)}
    key = "\n".join(waiting.key for waiting in due)
    after_stop = catch_up_is_after_stop(connection)
    missed = _missed(due, now, intervals)
    late = bool(missed) or (after_stop and any(waiting.waits_for is WaitsFor.CATCH_UP for waiting in due))
    notice = unnumbered_notice(NoticeKind.SUMMARY, due[0].receiver, key, levels, now, late=late)
    stories: Counter[WaitsFor] = Counter()
    for waiting in due:
        stories[waiting.waits_for] += waiting.stories
    ended = tuple(
        silence_line(waiting.silence, waiting.stories)
        for waiting in due
        if waiting.silence and waiting.waits_for is WaitsFor.SILENCE
    )
    title = title_of(stories, after_stop=after_stop)
    add_notice(connection, Letter(notice=notice, title=title, text=(*late_line(missed), *ended)), now)
    for waiting in due:
        assign_to_summary(connection, waiting, notice.id)


# --- the operator -----------------------------------------------------------------------------


def tell_operator(connection: Connection, policy: Policy, now: datetime) -> int:
    """Make one notice of everything that went wrong and was not told; return whether there was one.

    Past the operator's limit the troubles wait and are counted, so the next notice tells them all. A
    trouble that nobody can be told of is logged as an alert of the highest priority.
    """
    troubles = untold_troubles(connection, now)
    if not troubles or (policy.limits and operator_notices_since(connection, now - WINDOW) >= policy.limits.operator):
        return 0
    made = 0
    for receiver, theirs in _by_hearer(connection, policy, troubles).items():
        if receiver is None:
            for trouble in theirs:
                log.critical("nobody_to_tell", cause=trouble.cause, what=trouble.text, count=trouble.count)
        else:
            add_notice(connection, _operator_letter(receiver, theirs, now), now)
            made += 1
        mark_told(connection, [trouble.cause for trouble in theirs], now)
    return made


def _by_hearer(
    connection: Connection, policy: Policy, troubles: tuple[Trouble, ...]
) -> dict[str | None, list[Trouble]]:
    unwell = {
        name for name, health in health_of(connection).items() if health.health in (Health.PARKED, Health.DISABLED)
    }
    sorted_: dict[str | None, list[Trouble]] = {}
    for trouble in troubles:
        about = {trouble.about} if trouble.about else set()
        sorted_.setdefault(operator_receiver(policy, about, unwell), []).append(trouble)
    return sorted_


def _operator_letter(receiver: str, troubles: list[Trouble], now: datetime) -> Letter:
    causes = "\n".join(f"{trouble.cause} {trouble.first_at.isoformat()} {trouble.count}" for trouble in troubles)
    key = f"{causes}\n{now.isoformat()}"
    notice = unnumbered_notice(NoticeKind.OPERATOR, receiver, key, [Level.HIGH], now)
    more = f"{len(troubles)} troubles, first: " if len(troubles) > 1 else ""
    lines = tuple(
        trouble.text
        + (f" ({trouble.count} of this kind since {trouble.first_at:%Y-%m-%d %H:%M} UTC)" if trouble.count > 1 else "")
        for trouble in troubles
    )
    return Letter(notice=notice, title=f"media-monitor: {more}{lines[0]}", text=lines)
