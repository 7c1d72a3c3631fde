"""A rule set as it lies in the cache: read and indexed once, then taken up in a moment, however many rules it has.

The indexes are ready to use; a rule is read from its JSON when an article could match it, and the last few
thousand of those are kept. Made of files that were accepted, so what is read back has no problems but warnings.
"""

from __future__ import annotations

import json
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import overload

from pydantic import TypeAdapter

from monitor.errors import Problem
from monitor.located import Document, read_documents
from monitor.model import Gazetteer
from monitor.rules.index import Index, build_index
from monitor.rules.reader import Known, KnownPlace
from monitor.rules.ruleset import FoundPlaces, RuleSet
from monitor.rules.schema import Rule, parse_rule

KEPT_RULES = 4096
"""So many rules are held ready: what an hour's articles come near to."""

_MAGIC = b"media-monitor rules 4\n"
_SIZES = struct.Struct("!9Q")
_PLACES = TypeAdapter(dict[str, tuple[KnownPlace, ...]])
_NOWHERE = read_documents(b"{}", "")[0][0].node


class LazyRules(Sequence[Rule]):
    """Rules that lie in the cache, each read when it is asked for."""

    def __init__(self, bodies: memoryview, ends: array[int], known: Known) -> None:
        self._bodies = bodies
        self._ends = ends
        self._known = known
        self._read = lru_cache(maxsize=KEPT_RULES)(self._parse)

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Rule: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Rule]: ...
    def __getitem__(self, at: int | slice) -> Rule | Sequence[Rule]:
        if isinstance(at, slice):
            return tuple(self._read(n) for n in range(*at.indices(len(self))))
        return self._read(range(len(self))[at])

    def __iter__(self) -> Iterator[Rule]:
        return (self._parse(n) for n in range(len(self)))

    def _parse(self, n: int) -> Rule:
        start = self._ends[n - 1] if n else 0
        body, file, line, test_places, template_place = json.loads(bytes(self._bodies[start : self._ends[n]]))
        rule, problems = parse_rule(Document("", json.loads(body), _NOWHERE), self._known)
        if rule is None:
            raise ValueError(f"a rule in the cache cannot be read: {problems}")
        places = tuple((line, column) for line, column in test_places)
        line_and_column = (template_place[0], template_place[1])
        return replace(rule, body=body, file=file, line=line, test_places=places, template_place=line_and_column)


@dataclass(frozen=True, slots=True)
class _ById(Mapping[str, Rule]):
    """Rules by their ids, which lie in order in the file: a dict of them would hold up the other threads for 20 ms."""

    ids: memoryview
    ends: array[int]  # of each id in `ids`
    places: array[int]  # of the rule of each id
    rules: Sequence[Rule]

    def __getitem__(self, rule_id: str) -> Rule:
        wanted = rule_id.encode()
        at = bisect_left(range(len(self.ends)), wanted, key=self._id)
        if at == len(self.ends) or self._id(at) != wanted:
            raise KeyError(rule_id)
        return self.rules[self.places[at]]

    def __iter__(self) -> Iterator[str]:
        return (self._id(at).decode() for at in range(len(self.ends)))

    def __len__(self) -> int:
        return len(self.ends)

    def _id(self, at: int) -> bytes:
        return bytes(self.ids[self.ends[at - 1] if at else 0 : self.ends[at]])


class Compiled:
    """What `RuleSet.kept` promises, over the bytes of a cache file."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a cache file holds
        self,
        id_: str,
        rules: LazyRules,
        tested: list[int],
        templated: list[int],
        counting: list[int],
        parts: _Parts,
    ) -> None:
        self.id = id_
        self.tested = tested
        self.templated = templated
        self.counting = counting
        self._rules = rules
        self._parts = parts

    @cached_property
    def indexes(self) -> tuple[Index, Index]:
        """The indexes for articles with facts and without; they are one where no rule asks for facts."""
        first = Index.from_bytes(self._parts.with_facts)
        return first, Index.from_bytes(self._parts.without_facts) if self._parts.without_facts else first

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        parts = self._parts
        return _ById(parts.ids, _numbers("Q", parts.id_ends), _numbers("I", parts.id_places), self._rules)

    def deflated(self) -> bytes:
        """Return the canonical text, deflated."""
        return bytes(self._parts.deflated)


@dataclass(frozen=True, slots=True)
class _Parts:
    head: memoryview
    with_facts: memoryview
    without_facts: memoryview
    ids: memoryview  # in their order
    id_ends: memoryview
    id_places: memoryview
    ends: memoryview
    bodies: memoryview
    deflated: memoryview  # the canonical text


def _numbers(kind: str, written: memoryview) -> array[int]:
    numbers = array(kind)
    numbers.frombytes(written)
    return numbers


def to_bytes(rule_set: RuleSet, warnings: Sequence[Problem]) -> Iterator[bytes]:
    """Give the pieces of a cache file: an accepted rule set, indexed, and what was warned of."""
    rules = rule_set.rules
    head = {
        "id": rule_set.id,
        "lists": rule_set.lists,
        "places": _PLACES.dump_python(dict(rule_set.places), mode="json"),
        "warnings": [asdict(problem) for problem in warnings],
        "tested": [n for n, rule in enumerate(rules) if rule.tests],
        "templated": [n for n, rule in enumerate(rules) if rule.template],
        "counting": [n for n, rule in enumerate(rules) if rule.over_time],
    }
    bodies, ends = bytearray(), array("Q")
    for rule in rules:
        kept = [rule.body, rule.file, rule.line, rule.test_places, rule.template_place]
        bodies += json.dumps(kept, ensure_ascii=False).encode()
        ends.append(len(bodies))
    with_facts = build_index(rules, read=True).to_bytes()
    without_facts = build_index(rules, read=False).to_bytes()
    places = sorted(range(len(rules)), key=lambda n: rules[n].id.encode())
    ids = [rules[n].id.encode() for n in places]
    parts = (
        json.dumps(head).encode(),
        with_facts,
        b"" if without_facts == with_facts else without_facts,
        b"".join(ids),
        array("Q", accumulate(map(len, ids))).tobytes(),
        array("I", places).tobytes(),
        ends.tobytes(),
        bytes(bodies),
        rule_set.deflated(),
    )
    yield _MAGIC + _SIZES.pack(*map(len, parts))
    yield from parts


def from_bytes(data: memoryview, gazetteer: Gazetteer, folder: str) -> tuple[RuleSet, tuple[Problem, ...]] | None:
    """Take up a cache file, with the gazetteer that it was made with; `None` when it is none, or not whole."""
    start = len(_MAGIC) + _SIZES.size
    if bytes(data[: len(_MAGIC)]) != _MAGIC or len(data) < start:
        return None
    sizes = _SIZES.unpack(data[len(_MAGIC) : start])
    if start + sum(sizes) != len(data):
        return None
    found = []
    for size in sizes:
        found.append(data[start : start + size])
        start += size
    parts = _Parts(*found)
    head = json.loads(bytes(parts.head))
    lists = {name: tuple(words) for name, words in head["lists"].items()}
    places = _PLACES.validate_python(head["places"])
    rules = LazyRules(
        parts.bodies, _numbers("Q", parts.ends), Known(lists=lists, actors=gazetteer.actors, places=FoundPlaces(places))
    )
    rule_set = RuleSet(
        rules=rules, lists=lists, gazetteer=gazetteer, places=places, folder=folder,
        kept=Compiled(head["id"], rules, head["tested"], head["templated"], head["counting"], parts),
    )  # fmt: skip
    return rule_set, tuple(Problem(**one) for one in head["warnings"])
