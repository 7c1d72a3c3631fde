"""Who shares a harm behind its "with": "was shot dead with his driver", "was abducted with her two sons"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.joining import join_right
from monitor.extraction.harm.naming import Naming, People

_KINDS = frozenset({Naming.ONE, Naming.COUNT})


def companions_of(clause: Clause, at: int) -> list[People]:
    """Return who is told with a possessive right behind the harm word at `at` and its "with"."""
    if "suffers_with" not in clause.tags(at + 1):
        return []
    first = clause.starting_at(at + 2)
    if first is None or first.naming not in _KINDS or "owner" not in clause.tags(first.first):
        return []
    return join_right(clause, first)  # not "was killed with a knife", "with his family at his side"
