"""What is lost: lives, men, one's own life: "claimed 14 lives", "lost four men", "turned the gun on himself"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.lexicon import BOASTED
from monitor.extraction.harm.naming import ONE, SOME, Naming, People
from monitor.extraction.harm.patients import find_object, find_subject
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start

FARTHEST_LOSER = 7
"""Words between "lost four men" and the number of another side: ", the other militia nine"."""
_QUOTES = frozenset('"\u201c\u2018')


def find_lives(clause: Clause, at: int) -> list[People] | None:
    """`claimed 14 lives`, `the loss of nine lives`."""
    taken = any("takes_lives" in clause.tags(i) for i in range(max(0, at - 8), at))
    if not taken:
        return None
    if "of" in clause.tags(at + 1):
        return find_object(clause, at + 2)
    before = at - 1 if "determiner" in clause.tags(at - 1) else at
    counted = clause.ending_at(before) or clause.around(at)
    return [counted] if counted else None


def find_lost_men(clause: Clause, at: int) -> list[People] | None:
    """`lost four men`: dead where they are soldiers, and counted."""
    lost = find_object(clause, at + 1) or []
    if lost and all(_is_of_his_own(clause, one) for one in lost):
        return lost  # "lost his wife and two sons"
    if lost and any(harm == "injured" for harm, _ in clause.harms(lost[-1].last + 1)):
        return None  # "lost five men to injury"
    counted = lost and all(one.naming is Naming.COUNT and "soldierly" in clause.tags(one.last - 1) for one in lost)
    return [*lost, *_lost_by_others(clause, lost[-1])] if counted else None


def find_boasted(clause: Clause, at: int) -> list[People] | None:
    """`eliminated three militants`, `sent the rebels to hell`, `wiped out a family of five`: of nobody else.

    What stands right behind a quotation mark is another's word: the lie that it had "eliminated 31 terrorists".
    """
    if clause.text(at - 1) in _QUOTES:
        return None
    sent = clause.ending_at(at)
    start = verb_group_start(clause, at)
    if sent is not None and "conveys" in clause.tags(sent.first - 1):
        told = [sent]
    elif has_tag(clause, start, at, "be"):
        told = find_subject(clause, start) or []
    else:
        told = find_object(clause, at + 1) or []
    return told if told and all(_is_of_fighters(clause, one) for one in told) else None


def _is_of_fighters(clause: Clause, people: People) -> bool:
    named = any(clause.tags(i) & BOASTED for i in range(people.first, people.last))
    return named and not people.possessed and people.naming not in (Naming.MANY, Naming.UNKNOWN, Naming.NONE)


def _is_of_his_own(clause: Clause, people: People) -> bool:
    return people.naming in (Naming.ONE, Naming.COUNT) and bool(clause.tags(people.last - 1) & {"related", "kin"})


def _lost_by_others(clause: Clause, lost: People) -> list[People]:
    """The nine of "the army lost four men, the militia nine"."""
    if clause.text(lost.last) != "," and "and" not in clause.tags(lost.last):
        return []
    for here in range(lost.last + 2, min(lost.last + FARTHEST_LOSER, len(clause.words))):
        people = clause.starting_at(here)
        if people is not None and people.naming in (Naming.COUNT, Naming.BARE):
            ends = clause.text(people.last) in {",", ";", "."} or people.last == len(clause.words)
            return [people] if ends else []
        if clause.harms(here) or clause.tags(here) & {"be", "have", "verb", "said", "preposition"}:
            return []
    return []


def one_more(_clause: Clause, at: int) -> list[People]:
    """`turned the gun on himself`: one more death, of who did it."""
    return [People(at, at + 1, ONE, Naming.ONE, ("himself",))]


def some_together(_clause: Clause, at: int) -> list[People]:
    """`a murder-suicide`: two at least, unless somebody counts them."""
    return [People(at, at + 1, SOME, Naming.MANY)]
