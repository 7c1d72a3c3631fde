"""The number that a word for a toll announces: "the toll rose from 12 to 14", "brings to 20 the number of dead"."""

from __future__ import annotations

from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.numbers import bounded
from monitor.extraction.harm.patients import find_subject
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start
from monitor.vocabulary import Bound

FARTHEST_TOLL = 16
"""How many words may stand between "the toll" and its number."""


def find_toll(clause: Clause, at: int) -> list[People] | None:
    """Return the number of `the death toll rose from 12 to 14`: the last that is not where it came from."""
    if "sums_up" in clause.tags(at) and not _counts_the_killed(clause, at):
        return None  # "another 12 were injured, bringing the total to 50"
    if ("killed", "state") in clause.harms(at) and clause.ending_at(at):
        return None  # "94 confirmed dead, 50 in hospital"
    if has_tag(clause, verb_group_start(clause, at), at, "be"):
        return find_subject(clause, verb_group_start(clause, at))  # "Two were confirmed dead and 38 were missing"
    brought = clause.ending_at(at - 1) if "definite" in clause.tags(at - 1) else None
    if brought and brought.naming is Naming.BARE and "to" in clause.tags(brought.first - 1):
        return [brought]  # "it brings to 20 the number of people killed"
    if ("killed", "state") in clause.harms(at) and clause.text(at + 1) == ",":
        return None  # "Five crew members of trawler confirmed dead, eight missing"
    best, nouns = None, (Naming.ONE, Naming.MANY, Naming.NAME)
    for people in clause.people:
        if not at < people.first <= at + FARTHEST_TOLL or people.naming in nouns:
            continue
        if clause.tags(people.first - 1) & {"rise_from", "rise_by"}:
            continue
        risen = "grown" in clause.tags(people.first - 1) or is_what_it_rose_to(clause, people)
        if not risen and _crosses_clause(clause, at + 1, people.first):
            break  # not of "the number of those who died after drinking it has gone up to 16"
        best = people
        break
    if best and best.interval.bound is Bound.UP_TO and not has_tag(clause, 0, best.first, "modal"):
        best = replace(best, interval=bounded(best.interval.max or 0, None))  # "the toll is up to 87"
    if best and best.interval.bound is Bound.EXACT and "surpassed" in clause.tags(best.first - 1):
        best = replace(best, interval=bounded(best.interval.min, Bound.OVER))
    return [best] if best else None


def _counts_the_killed(clause: Clause, at: int) -> bool:
    told = [harm for i in range(at) for harm, _ in clause.harms(i)[:1]]
    return bool(told) and told[-1] == "killed"


def newest(clause: Clause, at: int, told: list[People] | None) -> list[People] | None:
    """Return the 310 of "rose from 200 injured to 310", else those told."""
    if not told or "rises" not in clause.known or "rise_from" not in clause.tags(told[0].first - 1):
        return told
    risen = clause.starting_at(at + 2) if "to" in clause.tags(at + 1) else None
    return [risen] if risen is not None and risen.naming is Naming.BARE else told


def is_what_it_rose_to(clause: Clause, people: People) -> bool:
    """Whether these are the 63 of "rose from 48 to 63", "from 48 dead to 63"."""
    if "rises" not in clause.known or "to" not in clause.tags(people.first - 1):
        return False
    before = clause.ending_at(people.first - 1) or clause.ending_at(people.first - 2)
    return before is not None and "rise_from" in clause.tags(before.first - 1)


def _crosses_clause(clause: Clause, first: int, last: int) -> bool:
    return any(clause.text(i) in {";", ":"} or "clause_start" in clause.tags(i) for i in range(first, last))
