"""Who is shot after he was seized is dead, unless the text says otherwise: "dragged him out and shot him"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.extraction.clause import Clause
from monitor.extraction.frames import Harmed
from monitor.extraction.naming import Naming

FARTHEST_SEIZURE = 14
"""Words between "seized" and "and shot him"."""
_OTHERWISE = frozenset({"survive", "killed.outlived", "injured.treated", "injured.conveyed", "aimed"})


def with_executions(clause: Clause, harmed: Iterable[Harmed]) -> Iterator[Harmed]:
    """Count those whom somebody seized and then shot as dead."""
    for one in harmed:
        yield replace(one, harm="killed", frame="active") if _is_execution(clause, one) else one


def _is_execution(clause: Clause, one: Harmed) -> bool:
    if one.frame != "weak" or "executes" not in clause.tags(one.at) or not clause.known.isdisjoint(_OTHERWISE):
        return False
    pointed = all(group.naming is Naming.PRONOUN and group.first > one.at for group in one.groups)
    behind = one.groups[-1].last
    wounded = any("body_part" in clause.tags(at) for at in range(behind, behind + 4))
    return pointed and not wounded and _was_seized(clause, one.at)


def _was_seized(clause: Clause, at: int) -> bool:
    """Whether "and shot" goes on with the deeds of those who seized somebody."""
    if not clause.tags(at - 1) & {"and"} and not clause.is_adverb(at - 1):
        return False
    return any("captures" in clause.tags(here) for here in range(max(0, at - FARTHEST_SEIZURE), at))
