"""What became of those a sentence harms: they live still, died on the spot, or lived through it."""

from __future__ import annotations

from itertools import takewhile

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.verb_groups import verb_group_start

FARTHEST_SPOT = 4
"""Words between those killed and their "at the scene"."""

_BORDERS = frozenset({",", ";", ":", "."})


def is_living(clause: Clause, harmed: Harmed) -> bool:
    """Whether somebody "is in hospital" or "has frostbite": now."""
    if harmed.frame == "treated":
        return "still_so" in clause.tags(verb_group_start(clause, harmed.at))
    return harmed.frame == "weak_wounds" and any("still_has" in clause.tags(i) for i in range(harmed.at - 4, harmed.at))


def is_at_once(clause: Clause, harmed: Harmed, last: int) -> bool:
    """Whether they "died on the spot", or were killed there: "killing 11 at the scene"."""
    if harmed.frame == "dies":
        return True
    return any("at_once" in clause.tags(at) for at in range(last, last + FARTHEST_SPOT))


def is_afterwards(clause: Clause, harmed: Harmed) -> bool:
    """Whether they "died on the way" or "in hospital": some of those who were hurt, and not all who died."""
    if harmed.frame != "dies":
        return False
    behind = range(harmed.at + 1, harmed.at + 1 + FARTHEST_SPOT)
    words = takewhile(lambda at: clause.text(at) not in _BORDERS, behind)
    return any("afterwards" in clause.tags(at) for at in words)


def have_survived(clause: Clause, harmed: Harmed) -> bool:
    """Whether those hurt are told behind their harm as alive: "was stabbed 17 times and lived"."""
    if harmed.harm != "injured" or "killed.outlived" not in clause.known:
        return False
    alive = (at for at in range(harmed.at + 1, len(clause.words)) if "killed.outlived" in clause.tags(at))
    return any(clause.tags(at - 1) & {"and", "contrast"} or clause.is_adverb(at - 1) for at in alive)
