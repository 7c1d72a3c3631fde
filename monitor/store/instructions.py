"""What people want done: rows that commands insert and the daemon applies in order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, insert, select, update

from monitor.store.schema import instructions


class InstructionKind(StrEnum):
    """What a person may tell the daemon to do, and what `target` names."""

    ACK = "ack"  # an alert's id
    RELEASE = "release"  # a quarantined drop's id
    RETRY = "retry"  # a notice's id, a receiver's name (all its unsent notices), or a failed article's id
    DROP = "drop"  # a notice's id
    MERGE = "merge"  # the id of the story that is kept; `other` is the one that becomes part of it
    SPLIT = "split"  # a story's id; `other` are the ids of the reports that leave it, one a line
    SILENCE = "silence"  # what is silenced, as `silence_asked_for` reads it
    EXPIRE = "expire"  # a silence's number: it ends now
    DIGEST = "digest"  # a receiver's name: its digest is made before its time


DESK_KINDS = frozenset(
    {
        InstructionKind.ACK,
        InstructionKind.RETRY,
        InstructionKind.DROP,
        InstructionKind.MERGE,
        InstructionKind.SPLIT,
        InstructionKind.SILENCE,
        InstructionKind.EXPIRE,
    }
)
"""What the desk applies; a release is intake's, which moves the file back into the inbox, a digest the schedule's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction:
    """One wish of one person, with the reason that is read later."""

    kind: InstructionKind
    target: str
    who: str
    why: str = ""
    other: str | None = None
    id: int = 0  # given by the store


def instruct(connection: Connection, instruction: Instruction, now: datetime) -> int:
    """Insert an instruction row; return its id."""
    values = {
        "kind": instruction.kind,
        "target": instruction.target,
        "other": instruction.other,
        "who": instruction.who,
        "why": instruction.why,
        "at": now,
        "state": "pending",
    }
    return int(connection.execute(insert(instructions).returning(instructions.c.id), values).scalar_one())


def pending_instructions(connection: Connection, kinds: Collection[InstructionKind]) -> tuple[Instruction, ...]:
    """Return what is still to be applied, in the order given."""
    query = (
        select(instructions)
        .where(instructions.c.state == "pending", instructions.c.kind.in_(list(kinds)))
        .order_by(instructions.c.id)
    )
    return tuple(
        Instruction(
            id=row.id, kind=InstructionKind(row.kind), target=row.target, other=row.other, who=row.who, why=row.why
        )
        for row in connection.execute(query)
    )


def finish_instruction(
    connection: Connection, instruction_id: int, *, applied: bool, result: str, now: datetime
) -> None:
    """Record what came of an instruction, in words for who gave it."""
    connection.execute(
        update(instructions)
        .where(instructions.c.id == instruction_id)
        .values(state="applied" if applied else "refused", result=result, applied_at=now)
    )


def result_of(connection: Connection, instruction_id: int) -> tuple[bool, str] | None:
    """Return whether an instruction was applied and what came of it; `None` while it is pending."""
    row = connection.execute(
        select(instructions.c.state, instructions.c.result).where(instructions.c.id == instruction_id)
    ).one()
    return None if row.state == "pending" else (row.state == "applied", row.result or "")
