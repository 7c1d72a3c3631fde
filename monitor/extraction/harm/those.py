"""Those who are known as the harmed already: "the dead", "two children were among the injured"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.joining import join_left
from monitor.extraction.harm.naming import SOME, Naming, People
from monitor.extraction.harm.patients import find_object


def find_among(clause: Clause, at: int) -> list[People] | None:
    """`two children were among the injured`, `among the dead were two nurses`: a part of all."""
    start = at
    while start > 0 and (clause.tags(start - 1) & {"be", "have"} or clause.is_adverb(start - 1)):
        start -= 1
    found = clause.ending_at(start)
    groups = join_left(clause, found) if found else find_object(clause, at + 2)
    return [replace(group, part=True) for group in groups] if groups else None


def those_harmed(clause: Clause, at: int) -> list[People] | None:
    """`the injured`, `the dead`: some, known from elsewhere; not "the injured party"."""
    following = clause.words[at + 1] if at + 1 < len(clause.words) else None
    if following is not None and following.text[0].isalnum() and not following.tags:
        return None
    told = find_object(clause, at + 2) if "be" in clause.tags(at + 1) else None
    told = told or _named_as(clause, at)
    if told and all(one.naming in (Naming.NAME, Naming.ONE) for one in told):
        return told  # "the wounded are Juan Soto, Luis Rojas, and a passer-by"
    return [People(at - 1, at + 1, SOME, Naming.MANY, definite=True)]


def _named_as(clause: Clause, at: int) -> list[People] | None:
    """`the dead were identified as A and B`, `named the dead as A and B`, not "one of the dead as A"."""
    here = next((i for i in range(at + 1, at + 5) if "named_as" in clause.tags(i)), None)
    return find_object(clause, here + 1) if here and "of" not in clause.tags(at - 2) else None
