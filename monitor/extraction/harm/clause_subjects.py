"""The subject of a clause where a verb goes on without one: "a woman was found with burns and was pronounced dead"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.joining import past_brackets
from monitor.extraction.harm.naming import People

FARTHEST_SUBJECT = 16
"""How many words may stand between the harmed and the verb."""


def subject_of_clause(clause: Clause, end: int) -> People | None:
    """The woman of "a woman was found with burns and was pronounced dead": the subject goes on."""
    first = end
    while first > 0 and clause.text(first - 1) not in {";", ":"} and "clause_start" not in clause.tags(first - 1):
        first -= 1
    first = _opened_by_relative(clause, first)
    for people in clause.people:
        if first <= people.first and people.last < end and not clause.tags(people.first - 1) & {"preposition"}:
            last = past_brackets(clause, people.last)
            last += last > people.last and clause.text(last) == ","
            last = _past_setting(clause, last)
            verb = clause.tags(last) & {"be", "verb", "have", "relative"} or "relative" in clause.tags(last + 1)
            return people if verb or clause.text(last).endswith(clause.verb_suffixes) else None
    return None


def _opened_by_relative(clause: Clause, first: int) -> int:
    """Go back from the "as" of "a man who fled as police came was hit and died" to the man."""
    for here in range(first - 1, max(0, first - FARTHEST_SUBJECT), -1):
        if clause.text(here) in {",", ";", ":"} or "said" in clause.tags(here):
            return first
        told = clause.ending_at(here) if "relative" in clause.tags(here) else None
        if told is not None:
            return told.first
    return first


def _past_setting(clause: Clause, at: int) -> int:
    """Skip the "from Punjab" of "17 workers from Punjab were seized", the "waiting for a bus" of who "was hit"."""
    if "preposition" not in clause.tags(at) and (clause.tags(at) or not clause.text(at).isalpha()):
        return at
    rest = range(at + 1, at + 5)
    return next((here for here in rest if clause.tags(here) & {"be", "verb", "have"}), at)
