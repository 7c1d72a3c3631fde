"""Whose harm it is: "the mayor's murder", "his brother's death"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import People


def find_possessor(clause: Clause, at: int) -> list[People] | None:
    """`the mayor's murder`, `his death`."""
    before = at
    while before > 0 and before > at - 3 and is_plain(clause, before - 1) and not clause.ending_at(before):
        before -= 1
    if "possessive" in clause.tags(before - 1):
        owner = clause.ending_at(before - 1)
        return [replace(owner, possessed=False)] if owner else None
    return None


def is_plain(clause: Clause, at: int) -> bool:
    """A modifier such as "confirmed" in "three confirmed deaths"."""
    word = clause.words[at]
    return word.text[0].isalpha() and not word.tags & {"preposition", "be", "verb", "and", "clause_start", "said"}
