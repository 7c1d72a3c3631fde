"""Every accepted rule set, and the one row that says which is in force.

The text of a hundred thousand rules is written in parts, each a transaction of a moment, before the set is accepted:
in one piece it would hold up every article for half a second.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from monitor.errors import Problem
from monitor.store.schema import in_force, rule_set_parts, rule_sets
from monitor.store.statements import insert_once, upsert

PART = 64 * 1024
"""Bytes of a part; a text that deflates to no more lies in its row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The rule set in force. `problems` are why a newer one was refused; not empty means degraded."""

    rule_set_id: str
    since: datetime
    problems: tuple[Problem, ...] = ()

    @property
    def degraded(self) -> bool:
        """Whether the files say something else than what is in force."""
        return bool(self.problems)


def begin_parts(connection: Connection, rule_set_id: str) -> bool:
    """Return whether a rule set still has to be stored; of one that was not accepted no part is left."""
    if connection.execute(select(exists().where(rule_sets.c.id == rule_set_id))).scalar_one():
        return False
    connection.execute(delete(rule_set_parts).where(rule_set_parts.c.rule_set_id == rule_set_id))
    return True


def parts_of(deflated: bytes) -> Iterator[tuple[int, bytes]]:
    """Cut a deflated canonical text into parts, numbered from 0."""
    return ((n, deflated[at : at + PART]) for n, at in enumerate(range(0, len(deflated), PART)))


def store_part(connection: Connection, rule_set_id: str, n: int, part: bytes) -> None:
    """Store one part of the text of a rule set that is not accepted yet."""
    insert_once(connection, rule_set_parts, [{"rule_set_id": rule_set_id, "n": n, "part": part}])


def canonical_of(connection: Connection, rule_set_id: str) -> str:
    """Return the canonical text of an accepted rule set, put together where it lies in parts: it may be megabytes."""
    whole = connection.execute(select(rule_sets.c.canonical).where(rule_sets.c.id == rule_set_id)).scalar_one()
    query = select(rule_set_parts.c.part).where(rule_set_parts.c.rule_set_id == rule_set_id)
    return whole or zlib.decompress(b"".join(connection.scalars(query.order_by(rule_set_parts.c.n)))).decode()


def accept_rule_set(connection: Connection, rule_set_id: str, canonical: str, now: datetime) -> bool:
    """Store an accepted rule set and put it in force; return whether it differs from the one before.

    `canonical` is empty when all its parts are stored already.
    """
    insert_once(connection, rule_sets, [{"id": rule_set_id, "canonical": canonical, "accepted_at": now}])
    former = connection.execute(select(in_force.c.rule_set_id)).scalar()
    if former == rule_set_id:
        connection.execute(update(in_force).values(problems=()))
        return False
    upsert(connection, in_force, {"one": 1, "rule_set_id": rule_set_id, "since": now, "problems": ()}, key="one")
    return True


def refuse_rule_set(connection: Connection, problems: tuple[Problem, ...]) -> None:
    """Record that the files were refused: the set in force stays, degraded."""
    connection.execute(update(in_force).values(problems=problems))


def rule_set_in_force(connection: Connection) -> InForce | None:
    """Return the rule set in force, `None` before the first was accepted."""
    row = connection.execute(select(in_force.c.rule_set_id, in_force.c.since, in_force.c.problems)).one_or_none()
    return InForce(rule_set_id=row.rule_set_id, since=row.since, problems=row.problems) if row else None
