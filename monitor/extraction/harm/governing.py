"""What a noun hangs on: from "members" in "three members of X" back to the three, over prepositions and relatives."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People

LONGEST_OWNER = 5
"""Words of an owner's name: "of the Democratic Republic's police"."""
UNGOVERNING = frozenset({"absolute", "clause_start", "among"})
"""Words that are prepositions and yet begin a clause, or have the whole behind them ("among six people killed")."""


def in_relative(clause: Clause, at: int) -> bool:
    """Whether a verb belongs to "who were in the car"."""
    before = range(max(0, at - 5), at)
    if any(clause.tags(i) & {"relative", "relative_thing"} for i in before):
        return True
    if any("reduced" in clause.tags(i) and clause.ending_at(i) is not None for i in range(max(0, at - 3), at + 1)):
        return True  # "the man believed to have shot them"
    contact = (i for i in before if "pronoun_subject" in clause.tags(i))
    return any(clause.ending_at(i) is not None for i in contact)  # "the people he had stabbed"


def out_of_prepositions(clause: Clause, people: People) -> People:
    """From "members" in "three members of X": back to the head that governs them."""
    while True:
        before = _before_owner(clause, people.first - 1)
        if before < 0:
            return people
        relative = "relative" in clause.tags(before)
        governed = "preposition" in clause.tags(before) and not clause.tags(before) & UNGOVERNING
        governed = governed or clause.is_agent(people)
        beside = "absolute" in clause.tags(before) and in_relative(clause, before)
        beside = beside or (people.naming is Naming.UNKNOWN and "absolute" in clause.tags(before))  # "with 900 jumps"
        governed = governed or beside  # "a nurse who was abducted with two colleagues has been found dead"
        inner = (governed and not people.part) or relative
        if not inner:
            return people
        outer = _governor(clause, before)
        if outer is None:
            return people
        people = outer


def _before_owner(clause: Clause, at: int) -> int:
    """Return the "of" of "nine members of Mozambique's police", else the word itself."""
    if at < 0 or "possessive" not in clause.tags(at):
        return at
    here = at - 1
    while here > at - LONGEST_OWNER and clause.words[here].text[0].isupper():
        here -= 1
    return here if here < at - 1 and "of" in clause.tags(here) and clause.ending_at(here) else at


def _governor(clause: Clause, before: int) -> People | None:
    here = before
    while here > max(0, before - 10):
        people = clause.ending_at(here)
        if people is not None:
            return None if people.possessed else people
        tags = clause.tags(here - 1)
        verbal = tags & {"verb", "be", "have", "said", "clause_start", "modal"}
        ends = bool(verbal) or any(frame != "state" for _, frame in clause.harms(here - 1))
        if clause.text(here - 1) in {";", ":"} or (ends and not in_relative(clause, here - 1)):
            return None
        here -= 1
    return None
