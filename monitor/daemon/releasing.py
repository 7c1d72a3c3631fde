"""Files that a person releases from quarantine go back into the inbox, where each becomes a new drop."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import structlog

from monitor.errors import StoreError
from monitor.inbox import Claims, in_words
from monitor.store import Connection, Store
from monitor.store.instructions import Instruction, InstructionKind, finish_instruction, pending_instructions
from monitor.store.intake import Drop, find_drop, release_drop
from monitor.vocabulary import DropState

log = structlog.get_logger(room="intake")

LOOK_EVERY = 1.0


async def run_releases(claims: Claims, store: Store, spool: Path, stop: asyncio.Event) -> None:
    """Apply release instructions in the order given, until the stop."""
    while not stop.is_set():
        with contextlib.suppress(StoreError):  # looked at again in a second
            for instruction in await asyncio.to_thread(store.read, _pending):
                await _release(claims, store, spool, instruction)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), LOOK_EVERY)


def _pending(connection: Connection) -> tuple[Instruction, ...]:
    return pending_instructions(connection, (InstructionKind.RELEASE,))


async def _release(claims: Claims, store: Store, spool: Path, instruction: Instruction) -> None:
    drop = await asyncio.to_thread(store.read, partial(_quarantined, number=instruction.target))
    applied, result = _put_back(claims, spool, drop) if drop else (False, "no such file is in quarantine")

    def write(connection: Connection) -> None:
        now = datetime.now(UTC)
        if applied and drop:
            release_drop(connection, drop.id, now)
        finish_instruction(connection, instruction.id, applied=applied, result=result, now=now)

    await asyncio.wrap_future(store.write(write))
    log.info("instruction", kind=instruction.kind, who=instruction.who, why=instruction.why, result=result)


def _quarantined(connection: Connection, number: str) -> Drop | None:
    try:
        drop = find_drop(connection, int(number))
    except (KeyError, ValueError):
        return None
    return drop if drop.state is DropState.QUARANTINED and drop.kept_at else None


def _put_back(claims: Claims, spool: Path, drop: Drop) -> tuple[bool, str]:
    """Move the file before its row is changed: a crash between leaves it where it is found again."""
    try:
        claims.release(spool / (drop.kept_at or ""), drop.path)
    except FileExistsError:
        return False, f"another file of the name {in_words(drop.path)} lies in the inbox; try again when it is read"
    except FileNotFoundError:
        return True, f"{in_words(drop.path)} is not in quarantine any more"
    except OSError as error:
        return False, f"{in_words(drop.path)} cannot be moved: {error.strerror}"
    return True, f"{in_words(drop.path)} is back in the inbox"
