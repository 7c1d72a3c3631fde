"""What became of those who were hurt: "A man wounded in Sunday's raid died in hospital"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.clause import Clause
from monitor.extraction.frames import Harmed
from monitor.extraction.patients import verb_group_start

_DIES = ("killed", "dies")


def with_outcomes(clause: Clause, harmed: list[Harmed]) -> list[Harmed]:
    """Count one person who is told as wounded, and whose death is the sentence's own news, as dead only."""
    told: list[Harmed] = []
    for one in harmed:
        death = _own_death(clause, one) if (one.harm, one.frame) == ("injured", "participle") else None
        told.append(one if death is None else replace(one, harm="killed", frame="dies", at=death))
    return told


def _own_death(clause: Clause, one: Harmed) -> int | None:
    """Where "died" stands that has "a man wounded in ..." for its subject, and nobody else between."""
    lone = len(one.groups) == 1 and one.groups[0].interval.max == 1 and one.groups[0].last == one.at
    if not lone or verb_group_start(clause, one.at) != one.at:
        return None
    for at in range(one.at + 1, len(clause.words)):
        if clause.starting_at(at):
            return None
        if _DIES in clause.harms(at):
            return at
    return None
