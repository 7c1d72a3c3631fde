"""A whole and its parts: "eleven tourists, eight from Hungary and two from Poland, died", "31, four at dawn"."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.sums import total_of
from monitor.vocabulary import Bound

FEWEST_PARTS = 2
LONGEST_INSERTION = 18
"""Words of ", most of them members of Year 10 at a secondary school in Birkenhead,"."""


def whole_before_parts(clause: Clause, start: int, reach: int) -> People | None:
    """The eleven of "eleven tourists, eight from Hungary and two from Germany, died"."""
    if clause.text(start - 1) != ",":
        return None
    before = [p for p in clause.people if start - reach <= p.first and p.last < start]
    parts = list(takewhile(lambda p: p.naming is Naming.BARE and _has_setting(clause, p), reversed(before)))
    whole = before[-len(parts) - 1] if parts and len(parts) < len(before) else None
    counted = whole is not None and whole.naming is Naming.COUNT and clause.text(whole.last) == ","
    return whole if counted else None


def before_most_of_them(clause: Clause, start: int) -> int:
    """Return the comma before ", most of them pupils of Year 10," in front of a verb, else where the verb begins."""
    if clause.text(start - 1) != "," or "most_of" not in clause.known:
        return start
    for here in range(start - 2, max(0, start - LONGEST_INSERTION), -1):
        if clause.text(here) == "," and "most_of" in clause.tags(here + 1):
            return here
    return start


def _has_setting(clause: Clause, people: People) -> bool:
    tags = clause.tags(people.last)
    return "part_phrases" in tags or ("preposition" in tags and "of" not in tags)  # "six of them from one family"


def with_the_rest(people: list[People]) -> list[People]:
    """Take the 27 of "31 inmates died, four of them at dawn and 27 in the evening" for a part as well."""
    first = next((at for at, one in enumerate(people) if one.part and one.naming is Naming.BARE), 0)
    row = list(takewhile(lambda one: one.naming is Naming.BARE, people[first:]))
    whole = next((one.interval for one in reversed(people[:first]) if one.naming is Naming.COUNT), None)
    if len(row) < FEWEST_PARTS or whole is None or whole.bound is not Bound.EXACT:
        return people
    if whole != total_of([one.interval for one in row]):
        return people
    return [*people[:first], *(replace(one, part=True) for one in row), *people[first + len(row) :]]
