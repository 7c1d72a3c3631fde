"""A whole whose parts stand before its verb: "eleven tourists, eight from Hungary and two from Poland, died"."""

from __future__ import annotations

from itertools import takewhile

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People


def whole_before_parts(clause: Clause, start: int, reach: int) -> People | None:
    """The eleven of "eleven tourists, eight from Hungary and two from Germany, died"."""
    if clause.text(start - 1) != ",":
        return None
    before = [p for p in clause.people if start - reach <= p.first and p.last < start]
    parts = list(takewhile(lambda p: p.naming is Naming.BARE and _has_setting(clause, p), reversed(before)))
    whole = before[-len(parts) - 1] if parts and len(parts) < len(before) else None
    counted = whole is not None and whole.naming is Naming.COUNT and clause.text(whole.last) == ","
    return whole if counted else None


def _has_setting(clause: Clause, people: People) -> bool:
    tags = clause.tags(people.last)
    return "part_phrases" in tags or ("preposition" in tags and "of" not in tags)  # "six of them from one family"
