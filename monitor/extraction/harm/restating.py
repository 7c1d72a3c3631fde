"""Who of a list is told twice: "two men, A and B" are two, and "22 people, 20 pupils and two teachers" are 22."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from monitor.extraction.harm.ages import past_ages
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import ONE, Naming, People
from monitor.extraction.harm.sums import total_of
from monitor.model import Interval
from monitor.vocabulary import Bound

SHORTEST_LIST = 2
_AGE_RANGE = frozenset({"range:between", "range:to", "range:marks"})
SHORTEST_ROW = 3
"""A whole and two parts at least: "22 people, 20 pupils and two teachers"."""


def parted(clause: Clause, groups: list[People]) -> tuple[tuple[People, ...], tuple[People, ...]]:
    """Part the groups into those to add and those that are in them already ("two men, A and B")."""
    groups = [replace(group, part=False) if is_share_beside(clause, group) else group for group in groups]
    groups = [_counted_by_ages(clause, group) for group in _counted_by_names(groups)]
    parts = tuple(group for group in groups if group.part)
    kept = _told_once(clause, [group for group in groups if not group.part])
    return tuple(kept or parts), parts if kept else ()


def _told_once(clause: Clause, whole: list[People]) -> list[People]:
    """Leave out who is told again; a name and who it is are one: "33 people, Luis Paz, the mayor, said"."""
    if len(whole) < SHORTEST_LIST:
        return whole
    if whole[0].naming is Naming.COUNT:
        others = _without_restated(clause, whole[1:])
        if _is_told_in_parts(clause, [whole[0], *others]):
            return whole[:1]
        whole = [whole[0], *others]
    kept = _without_restated(clause, whole)
    return kept[:1] if _is_told_in_parts(clause, kept) else kept


def _without_restated(clause: Clause, groups: list[People]) -> list[People]:
    kept: list[People] = []
    for group in groups:
        if kept and restates(clause, kept[-1], group):
            kept[-1] = replace(kept[-1], nth=kept[-1].nth or group.nth)
            continue
        kept.append(group)
    return kept


def _counted_by_names(groups: list[People]) -> list[People]:
    """Make two of "her sons Luis and Juan": names right behind a plural say how many they are."""
    for at, group in enumerate(groups[:-1]):
        if group.naming is not Naming.MANY or groups[at + 1].first != group.last:
            continue
        names = list(takewhile(lambda one: one.naming is Naming.NAME, groups[at + 1 :]))
        if len(names) > 1:
            count = Interval(min=len(names), max=len(names))
            whole = replace(group, last=names[-1].last, interval=count, naming=Naming.COUNT)
            return [*groups[:at], whole, *groups[at + 1 + len(names) :]]
    return groups


def _counted_by_ages(clause: Clause, group: People) -> People:
    """Make two of "her daughters, 6 and 9,": each has an age."""
    if group.naming is not Naming.MANY or clause.text(group.last) != ",":
        return group
    told = range(group.last, past_ages(clause, group.last))
    if any(clause.tags(i) & _AGE_RANGE for i in told):
        return group  # "pupils, aged between 6 and 9,"
    ages = sum(clause.text(i).isdigit() for i in told)
    count = Interval(min=ages, max=ages)
    return replace(group, interval=count, naming=Naming.COUNT) if ages >= SHORTEST_LIST else group


def _is_told_in_parts(clause: Clause, groups: list[People]) -> bool:
    """Whether all others together are the first again: "22 people, 20 pupils and two teachers"."""
    if len(groups) < SHORTEST_ROW or clause.text(groups[1].first - 1) != ",":
        return False
    first, *others = groups
    if _are_kinds_of_one_number(clause, first, others):
        return True
    kin = any("related" in clause.tags(one.last - 1) for one in others) and others[0].naming is not Naming.NAME
    if kin or any(one.interval.bound is not Bound.EXACT for one in groups):
        return False  # "a couple, their daughter and her grandmother", not "five, Luis Paz, his wife and three sons"
    return first.interval == total_of([one.interval for one in others])


def _are_kinds_of_one_number(clause: Clause, first: People, others: list[People]) -> bool:
    """`25 officers, firefighters and police`: bare plurals behind a number are who the 25 were."""
    bare = all(one.naming is Naming.MANY and "determiner" not in clause.tags(one.first) for one in others)
    return bare and first.naming is Naming.COUNT and "and" in clause.tags(others[-1].first - 1)


def is_share_beside(clause: Clause, group: People) -> bool:
    """The two of "his wife and two of his five children died": some of others than those told before."""
    return group.part and "of" in clause.tags(group.last) and "and" in clause.tags(group.first - 1)


def restates(clause: Clause, before: People, after: People) -> bool:
    """Whether a comma stands between a name and its description, or a count and its names."""
    if any("and" in clause.tags(i) for i in range(before.last, after.first)):
        if before.naming is Naming.ONE and after.naming is Naming.NAME:
            return _is_second_title(clause, before, after)
        if before.naming is Naming.COUNT and after.naming is Naming.MANY:  # "65 firefighters and residents"
            return before.last + 1 == after.first and "determiner" not in clause.tags(after.first)
        return before.naming in (Naming.COUNT, Naming.UNKNOWN) and after.naming is Naming.NAME
    if before.naming is after.naming is Naming.ONE:  # "a sixth victim, a girl of 12, died"
        return (before.nth > 0 and clause.text(after.last) == ",") or (after.definite and after.nth > 0)
    if before.naming is Naming.COUNT and before.interval == ONE and after.naming is Naming.ONE:
        return _describes_one_of_them(clause, before, after) or _is_in_commas(clause, before, after)
    if before.naming in (Naming.COUNT, Naming.UNKNOWN, Naming.MANY, Naming.BARE):
        return after.naming is Naming.NAME
    if before.naming is Naming.NAME and _is_kin_in_a_row(clause, after):
        return False  # "Jose Meza, his wife and a son were killed"
    return {before.naming, after.naming} in ({Naming.NAME, Naming.ONE}, {Naming.NAME, Naming.MANY})


def _describes_one_of_them(clause: Clause, one: People, description: People) -> bool:
    """The girl of "one of the twins, a girl of 16, died"."""
    of_them = any("of" in clause.tags(at) for at in range(one.first, one.last))
    closed = any(clause.text(at) == "," for at in range(description.last, description.last + 3))
    return of_them and closed and clause.text(one.last) == "," and "article" in clause.tags(description.first)


def _is_in_commas(clause: Clause, one: People, description: People) -> bool:
    """The engineer of "two drivers and one crew member, the second engineer, died"."""
    closed = clause.text(one.last) == "," and clause.text(description.last) == ","
    return closed and description.first == one.last + 1 and "definite" in clause.tags(description.first)


def _is_kin_in_a_row(clause: Clause, people: People) -> bool:
    return people.definite and "related" in clause.tags(people.last - 1) and "and" in clause.tags(people.last)


def _is_second_title(clause: Clause, before: People, after: People) -> bool:
    """`senator and presidential candidate Ana Lopez` is one person: no determiner, a described name."""
    bare = not clause.tags(before.first) & {"determiner"}
    return (
        bare
        and clause.tags(after.first) & {"determiner"} == set()
        and after.last - after.first > 2
        and bool(clause.words[after.first].text.islower())
    )
