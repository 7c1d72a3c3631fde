"""Every accepted rule set, and the one row that says which is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from monitor.errors import Problem
from monitor.store.schema import in_force, rule_sets
from monitor.store.statements import insert_once, upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The rule set in force. `problems` are why a newer one was refused; not empty means degraded."""

    rule_set_id: str
    canonical: str
    since: datetime
    problems: tuple[Problem, ...] = ()

    @property
    def degraded(self) -> bool:
        """Whether the files say something else than what is in force."""
        return bool(self.problems)


def accept_rule_set(connection: Connection, rule_set_id: str, canonical: str, now: datetime) -> bool:
    """Store an accepted rule set and put it in force; return whether it differs from the one before."""
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
    row = connection.execute(
        select(in_force.c.rule_set_id, rule_sets.c.canonical, in_force.c.since, in_force.c.problems).join_from(
            in_force, rule_sets
        )
    ).one_or_none()
    if row is None:
        return None
    return InForce(rule_set_id=row.rule_set_id, canonical=row.canonical, since=row.since, problems=row.problems)
