"""Who is shot after he was seized is dead, unless the text says otherwise: "dragged him out and shot him"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import Naming

FARTHEST_SEIZURE = 14
"""Words between "seized" and "and shot him"."""
_OTHERWISE = frozenset({"survive", "killed.outlived", "injured.treated", "injured.conveyed"})


def with_executions(clause: Clause, harmed: Iterable[Harmed]) -> Iterator[Harmed]:
    """Count those whom somebody seized and then shot as dead."""
    told = list(harmed)
    tells_who_died = any(one.harm == "killed" for one in told)  # "two were stabbed, one fatally"
    for one in told:
        dead = _is_execution(clause, one, tells_who_died=tells_who_died)
        yield replace(one, harm="killed", frame="active") if dead else one


def _is_execution(clause: Clause, one: Harmed, *, tells_who_died: bool) -> bool:
    if one.frame != "weak" or "executes" not in clause.tags(one.at) or not clause.known.isdisjoint(_OTHERWISE):
        return False
    behind = max(one.at + 1, one.groups[-1].last)
    if any("body_part" in clause.tags(at) for at in range(behind, behind + 4)):
        return False
    if not tells_who_died and _is_homicide(clause, one):
        return True
    pointed = all(group.naming is Naming.PRONOUN and group.first > one.at for group in one.groups)
    passive = all(group.last < one.at for group in one.groups)  # "were taken off the bus, lined up and shot"
    return (pointed or passive) and _was_seized(clause, one.at)


def _is_homicide(clause: Clause, one: Harmed) -> bool:
    """Whether the sentence calls it so: "investigating a homicide after a man was found shot"."""
    before = range(max(0, one.at - FARTHEST_SEIZURE), one.at)
    called = (at for at in before if "homicide" in clause.tags(at) and "after" in clause.tags(at + 1))
    return any(not clause.around(at) and not clause.ending_at(at) for at in called)


def _was_seized(clause: Clause, at: int) -> bool:
    """Whether "and shot" goes on with the deeds of those who seized somebody."""
    if not clause.tags(at - 1) & {"and"} and not clause.is_adverb(at - 1):
        return False
    return any("captures" in clause.tags(here) for here in range(max(0, at - FARTHEST_SEIZURE), at))
