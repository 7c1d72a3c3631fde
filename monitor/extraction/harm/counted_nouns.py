"""Nouns that are counted themselves: "three deaths", "no fatalities", "the bodies of three women"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.denials import find_denied
from monitor.extraction.harm.naming import ONE, Naming, People
from monitor.extraction.harm.patients import find_object
from monitor.extraction.harm.possessors import find_possessor, is_plain
from monitor.extraction.harm.tolls import is_what_it_rose_to
from monitor.extraction.harm.verb_groups import has_tag

FARTHEST_FIND = 7
"""Words from "a body" to its "found": "has since been pulled"."""
FARTHEST_FINDER = 4
"""Words from "recovered" to its "a third body"."""
ONE_BODY = People(0, 0, ONE, Naming.ONE, ("victim",), more=True)
FARTHEST_RISE = 14
"""Words from "deaths" to what they rose to: "from Sunday's floods near Hue rose from 48 to 63"."""


def find_events(clause: Clause, at: int) -> list[People] | None:
    """Return those of "flood deaths in Sylhet climb to 40" too."""
    return find_counted(clause, at) or _grown_to(clause, at)


def _grown_to(clause: Clause, at: int) -> list[People] | None:
    """The 40 of "flood deaths in Sylhet climb to 40", the 63 of "deaths from the floods rose from 48 to 63"."""
    if "rises" in clause.known:
        near = (one for one in clause.people if at < one.first <= at + FARTHEST_RISE)
        risen = next((one for one in near if is_what_it_rose_to(clause, one)), None)
        if risen is not None and risen.naming is Naming.BARE:
            return [risen]
    if "grown" not in clause.known:
        return None
    grown = next((here for here in range(at + 1, at + FARTHEST_FIND) if "grown" in clause.tags(here)), None)
    counted = clause.starting_at(grown + 1) if grown else None
    return [counted] if counted and counted.naming is Naming.BARE else None


def find_counted(clause: Clause, at: int) -> list[People] | None:
    """`three deaths`, `no fatalities`, `the bodies of three women`."""
    denied = find_denied(clause, at)
    if denied:
        return None if "remains" in clause.tags(at) else denied  # "showed no bodies"
    if "of" in clause.tags(at + 1):
        of = find_object(clause, at + 2)
        told = _counted_before(clause, at)  # "ten charred bodies of rebels"
        if of and not (told and told.naming is Naming.BARE and of[0].naming is Naming.MANY):
            return of
    counted = _counted_before(clause, at)
    further = _further_body(clause, at) if "ordinal" in clause.tags(at - 1) else None
    if further:
        return further
    if counted is None and "remains" in clause.tags(at):
        if " " in clause.text(at):
            return [People(at, at + 1, ONE, Naming.ONE)]  # "her remains were found"
        return [People(at - 1, at + 1, ONE, Naming.ONE)] if _is_one_body(clause, at) else find_possessor(clause, at)
    return [counted] if counted and counted.naming in (Naming.BARE, Naming.NONE, Naming.COUNT) else None


def _further_body(clause: Clause, at: int) -> list[People] | None:
    """`A fourth body was found`, `divers recovered a third body`: with it they are so many."""
    found = has_tag(clause, at - 1 - FARTHEST_FINDER, at - 1, "body_found")
    if "remains" not in clause.tags(at) or not (found or has_tag(clause, at + 1, at + FARTHEST_FIND, "body_found")):
        return None
    nth = clause.ordinals.get(clause.text(at - 1), 0)
    return [replace(ONE_BODY, first=at - 1, last=at + 1, nth=nth)] if nth else None


def _is_one_body(clause: Clause, at: int) -> bool:
    """`A body was found`: nobody says whose; not "a body was set up to oversee the vote"."""
    first = at - 1 if "article" in clause.tags(at - 1) or not clause.harms(at - 1) else at - 2  # "a decapitated body"
    if "article" not in clause.tags(first) or clause.tags(at + 1) & {"of", "to"}:
        return False  # "a body of water"
    return has_tag(clause, at + 1, at + FARTHEST_FIND, "body_found")


def _counted_before(clause: Clause, at: int) -> People | None:
    before = at
    while before > 0 and before > at - 3 and not clause.ending_at(before) and is_plain(clause, before - 1):
        before -= 1
    return clause.ending_at(before)
