"""What people told the daemon to do, applied in the order given, each with a result in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import structlog

from monitor.alerting.silences import wrong_request
from monitor.regrouping import Applied, merge, split
from monitor.store import Connection, is_store_trouble, savepoint
from monitor.store.desk import decide_again
from monitor.store.instructions import (
    DESK_KINDS,
    Instruction,
    InstructionKind,
    finish_instruction,
    pending_instructions,
)
from monitor.store.outbox import drop_notice, retry_notices
from monitor.store.silences import add_silence, expire_silence, silence_asked_for
from monitor.store.told import acknowledge
from monitor.stories import StoryIndex

log = structlog.get_logger(room="desk")


def apply_instructions(connection: Connection, index: StoryIndex, now: datetime) -> int:
    """Apply what is pending for the desk; return how many there were.

    The index is ahead of the store until the transaction is committed: after a failure it is rebuilt.
    """
    pending = pending_instructions(connection, DESK_KINDS)
    for instruction in pending:
        applied, result = _apply_fenced(connection, index, instruction, now)
        finish_instruction(connection, instruction.id, applied=applied, result=result, now=now)
        log.info(
            "instruction",
            kind=instruction.kind,
            target=instruction.target,
            who=instruction.who,
            why=instruction.why,
            applied=applied,
            result=result,
        )
    return len(pending)


def _apply_fenced(connection: Connection, index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    """A bug in applying one instruction refuses it and never stops the desk."""
    try:
        with savepoint(connection):
            return APPLY[instruction.kind](connection, index, instruction, now)
    except Exception as error:
        if is_store_trouble(error):
            raise
        log.exception("instruction_failed", kind=instruction.kind, target=instruction.target)
        return False, f"{type(error).__name__}: {error}"


def _ack(connection: Connection, _index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    if acknowledge(connection, instruction.target, instruction.who, now):
        return True, f"acknowledged by {instruction.who}"
    return False, f"there is no alert {instruction.target}"


def _retry(connection: Connection, _index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    if decide_again(connection, instruction.target):
        return True, "the article is decided again"
    count = retry_notices(connection, instruction.target, now)
    due = "1 message is" if count == 1 else f"{count} messages are"
    return (True, f"{due} due again") if count else (False, "no unsent message of that id or receiver")


def _drop(connection: Connection, _index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    if drop_notice(connection, instruction.target, now):
        return True, "dropped"
    return False, "no unsent message of that id"


def _silence(connection: Connection, _index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    asked = silence_asked_for(instruction.target)
    if wrong := wrong_request(asked, now):
        return False, wrong
    made = add_silence(connection, asked, now)
    return True, f"silence {made.id} holds until {made.ends_at:%Y-%m-%d %H:%M} UTC"


def _expire(connection: Connection, _index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    ended = expire_silence(connection, int(instruction.target), instruction.who, now)
    if ended is None:
        return False, f"there is no silence {instruction.target} that is not over"
    return True, f"silence {ended.id} is over; what changed meanwhile is told now"


APPLY: dict[InstructionKind, Callable[[Connection, StoryIndex, Instruction, datetime], Applied]] = {
    InstructionKind.ACK: _ack,
    InstructionKind.RETRY: _retry,
    InstructionKind.DROP: _drop,
    InstructionKind.MERGE: merge,
    InstructionKind.SPLIT: split,
    InstructionKind.SILENCE: _silence,
    InstructionKind.EXPIRE: _expire,
}
