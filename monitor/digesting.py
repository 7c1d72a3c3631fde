"""Digests: everything that a receiver's entries hold, told at fixed times, once a period.

The clock only says when to look; whether a digest is due stands in the store, as the receiver's open
period. A stop over several due times makes one late digest of them all.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from monitor.alerting.fired import highest
from monitor.alerting.notices import unnumbered_notice
from monitor.alerting.schedule import Period, began_in_the_future, due_period
from monitor.digest_sections import Asked, health, sections
from monitor.model import Letter, Section
from monitor.settings import DigestSettings, Receiver, Settings
from monitor.store import Connection, is_store_trouble, savepoint
from monitor.store.digest_periods import (
    Gathered,
    OpenPeriod,
    begin_again,
    begin_period,
    close_period,
    gathered,
    listed,
    not_begun,
    open_period,
)
from monitor.store.digests import forget_told_by_digest
from monitor.store.instructions import Instruction, InstructionKind, finish_instruction, pending_instructions
from monitor.store.outbox import add_notice
from monitor.store.troubles import record_trouble
from monitor.vocabulary import NoticeKind

log = structlog.get_logger(room="schedule")


def make_digests(connection: Connection, settings: Settings, now: datetime) -> int:
    """Make every digest that is due; return how many notices came of it."""
    return sum(_keep_apart(connection, settings, receiver, now) for receiver in settings.receivers if receiver.digest)


def send_digests_asked_for(connection: Connection, settings: Settings, now: datetime) -> int:
    """Make the digests that people asked for before their time; return how many notices came of it."""
    asked = pending_instructions(connection, {InstructionKind.DIGEST})
    return sum(_apply(connection, settings, instruction, now) for instruction in asked)


def digest_so_far(connection: Connection, settings: Settings, receiver: Receiver, now: datetime) -> Letter:
    """Return the digest as it would be made now, and leave everything as it is."""
    period = open_period(connection, receiver.name) or not_begun(receiver.name, now)
    holds = gathered(connection, period)
    asked = _asked(receiver, now)
    parts = sections(connection, settings, asked, holds)
    letter = _letter(period, Period(start=period.starts_at, end=now), holds, asked, parts)
    return replace(letter, entries=listed(connection, receiver.name, None))


# --- one receiver -----------------------------------------------------------------------------


def _keep_apart(connection: Connection, settings: Settings, receiver: Receiver, now: datetime) -> int:
    """Look after one receiver's periods; what goes wrong with its digest costs the others nothing."""
    try:
        with savepoint(connection):
            return _keep(connection, settings, receiver, now)
    except Exception as error:
        if is_store_trouble(error):
            raise
        log.exception("digest_failed", receiver=receiver.name)
        text = f"the digest for `{receiver.name}` could not be made: {type(error).__name__}: {error}"
        record_trouble(connection, f"digest:{receiver.name}", text, now)
        return 0


def _keep(connection: Connection, settings: Settings, receiver: Receiver, now: datetime) -> int:
    digest = _digest_of(receiver)
    period = open_period(connection, receiver.name)
    if period is None:
        begin_period(connection, receiver.name, now)
        return 0
    if began_in_the_future(digest.schedule, digest.location, period.starts_at, now):
        log.warning("clock_set_back", receiver=receiver.name, period=period.starts_at.isoformat())
        begin_again(connection, period, now)
        return 0
    due = due_period(digest.schedule, digest.location, period.starts_at, now)
    return _make(connection, settings, receiver, period, due, now=now) if due else 0


def _make(  # noqa: PLR0913 - one digest, by name
    connection: Connection, settings: Settings, receiver: Receiver, period: OpenPeriod, due: Period, *, now: datetime
) -> int:
    """Close the period with its notice and open the next, in the caller's transaction.

    Without a notice (nothing to list, `send_empty: never`) the counts wait for the next one.
    """
    holds = gathered(connection, period)
    if not holds.stories and _digest_of(receiver).send_empty == "never":
        close_period(connection, period, due.end, now, None)
        begin_period(connection, receiver.name, due.end, like=period)
        return 0
    asked = _asked(receiver, now)
    letter = _letter(period, due, holds, asked, sections(connection, settings, asked, holds))
    add_notice(connection, letter, now)
    close_period(connection, period, due.end, now, letter.notice.id)
    forget_told_by_digest(connection)
    begin_period(connection, receiver.name, due.end)
    log.info("digest", receiver=receiver.name, stories=sum(holds.stories.values()), late=due.late)
    return 1


def _apply(connection: Connection, settings: Settings, instruction: Instruction, now: datetime) -> int:
    """Make one digest before its time; the receiver's next period begins now."""
    receiver = next((one for one in settings.receivers if one.name == instruction.target and one.digest), None)
    made = 0
    if receiver is None:
        result = f"no receiver with a digest is called {instruction.target}"
    else:
        period = open_period(connection, receiver.name)
        if period is None:
            begin_period(connection, receiver.name, now)
            period = open_period(connection, receiver.name) or not_begun(receiver.name, now)
        made = _make(connection, settings, receiver, period, Period(start=period.starts_at, end=now), now=now)
        result = "the digest is on its way" if made else "there is nothing to tell, and `send_empty` is `never`"
    finish_instruction(connection, instruction.id, applied=receiver is not None, result=result, now=now)
    log.info("instruction", kind=instruction.kind, target=instruction.target, who=instruction.who, result=result)
    return made


# --- in words ---------------------------------------------------------------------------------


def _asked(receiver: Receiver, now: datetime) -> Asked:
    return Asked(receiver=receiver, now=now, zone=ZoneInfo(_digest_of(receiver).location))


def _letter(period: OpenPeriod, due: Period, holds: Gathered, asked: Asked, parts: tuple[Section, ...]) -> Letter:
    key = period.starts_at.isoformat()
    notice = unnumbered_notice(NoticeKind.DIGEST, period.receiver, key, holds.stories, asked.now, late=due.late)
    return Letter(
        notice=notice,
        title=_title(due, holds, asked),
        suppressed=holds.withheld,
        sections=parts,
        text=(*_late_line(due, asked), *health(holds)),
    )


def _title(due: Period, holds: Gathered, asked: Asked) -> str:
    count = sum(holds.stories.values())
    stories = "1 story" if count == 1 else f"{count or 'no'} stories"
    top = highest(holds.stories)
    worst = f", {holds.stories[top]} {top}" if top else ""
    return f"Digest, {asked.at(due.end)}: {stories}{worst}"


def _late_line(due: Period, asked: Asked) -> tuple[str, ...]:
    if due.several:
        span = f"from {asked.at(due.start)} to {asked.at(due.end)}"
        return (f"This digest is late: several fell due while none could be made; it tells all {span}.",)
    if due.late:
        return (f"This digest is late: it was due at {asked.at(due.end)} and made at {asked.at(asked.now)}.",)
    return ()


def _digest_of(receiver: Receiver) -> DigestSettings:
    if receiver.digest is None:
        raise ValueError(f"{receiver.name} has no digest")
    return receiver.digest
