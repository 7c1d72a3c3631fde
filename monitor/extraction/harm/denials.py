"""Harm that is denied by a noun: "no casualties", "no reports of deaths"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import NO_ONE, Naming, People


def find_denied(clause: Clause, at: int) -> list[People] | None:
    """`no casualties`, `without any injuries`, `no reports of deaths`, `did not cause casualties`."""
    here = at - 1
    stops = {"be", "have", "clause_start", "verb"}
    while here >= max(0, at - 6) and not clause.tags(here) & stops and clause.text(here).isalpha():
        if "word_on" in clause.tags(here):
            return None
        if "not" in clause.tags(here) and "every_one" in clause.tags(here + 1):
            return None  # "not all the bodies have been found"
        if clause.tags(here) & {"no", "not"}:
            return [People(here, at + 1, NO_ONE, Naming.NONE)]
        if clause.starting_at(here) and clause.starting_at(here).naming is not Naming.NONE:  # type: ignore[union-attr]
            return None
        here -= 1
    return None
