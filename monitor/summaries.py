"""What is told together: folded notices as one summary, the daemon's own troubles as one notice."""

from __future__ import annotations

import uuid
from datetime import datetime

import structlog

from monitor.alerting.fired import highest
from monitor.alerting.limits import WINDOW, summary_due_at
from monitor.alerting.operator import operator_receiver
from monitor.alerting.policy import Policy
from monitor.model import Letter, Notice
from monitor.store import Connection
from monitor.store.digests import (
    WaitingEntries,
    assign_to_summary,
    catch_up_is_over,
    waiting_for_summary,
)
from monitor.store.outbox import add_notice
from monitor.store.receivers import Health, health_of
from monitor.store.troubles import Trouble, mark_told, operator_notices_since, untold_troubles
from monitor.vocabulary import Level, NoticeKind

log = structlog.get_logger(room="schedule")

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "media-monitor:summary")


def make_summaries(connection: Connection, now: datetime) -> int:
    """Make every summary that is due, one for each receiver; return how many."""
    due = [
        (waiting, False)
        for waiting in waiting_for_summary(connection, catch_up=False)
        if summary_due_at(waiting.first_at, waiting.last_summary_at) <= now
    ]
    if catch_up_is_over(connection):
        due += [(waiting, True) for waiting in waiting_for_summary(connection, catch_up=True)]
    for waiting, catch_up in due:
        _make_summary(connection, waiting, now, catch_up=catch_up)
    return len(due)


def next_summary_at(connection: Connection) -> datetime | None:
    """Return when the next summary is due, `None` when nothing waits for one."""
    waiting = waiting_for_summary(connection, catch_up=False)
    return min((summary_due_at(one.first_at, one.last_summary_at) for one in waiting), default=None)


def _make_summary(connection: Connection, waiting: WaitingEntries, now: datetime, *, catch_up: bool) -> None:
    """Create the notice and assign every waiting entry to it, in one transaction."""
    notice = Notice(
        id=str(uuid.uuid5(_NAMESPACE, f"{waiting.receiver}\n{waiting.key}")),
        kind=NoticeKind.SUMMARY,
        receiver=waiting.receiver,
        n=0,
        level=highest(waiting.levels) or Level.INFORMATIONAL,
        created_at=now,
        late=catch_up,
    )
    what = "lay in the inbox at the first start" if catch_up else "came faster than the limit of messages an hour"
    stories = "1 story" if waiting.stories == 1 else f"{waiting.stories} stories"
    add_notice(connection, Letter(notice=notice, title=f"Summary: {stories} that {what}"), now)
    assign_to_summary(connection, waiting.receiver, notice.id, catch_up=catch_up)


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
    notice = Notice(
        id=str(uuid.uuid5(_NAMESPACE, f"{receiver}\n{causes}\n{now.isoformat()}")),
        kind=NoticeKind.OPERATOR,
        receiver=receiver,
        n=0,
        level=Level.HIGH,
        created_at=now,
    )
    more = f" (and {len(troubles) - 1} more)" if len(troubles) > 1 else ""
    lines = tuple(
        trouble.text
        + (f" ({trouble.count} times since {trouble.first_at:%Y-%m-%d %H:%M} UTC)" if trouble.count > 1 else "")
        for trouble in troubles
    )
    return Letter(notice=notice, title=f"media-monitor: {troubles[0].text}{more}", text=lines)
