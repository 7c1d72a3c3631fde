"""A rule set as one value: it is hashed, stored, read back and put in force."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from pydantic import TypeAdapter

from monitor.located import Document, read_documents
from monitor.model import Gazetteer
from monitor.rules.index import Index
from monitor.rules.reader import Known, KnownPlace, folded_name
from monitor.rules.schema import Rule, canonical, parse_rule

_GAZETTEER = TypeAdapter(Gazetteer)
_PLACES = TypeAdapter(dict[str, tuple[KnownPlace, ...]])


@dataclass(frozen=True)
class FoundPlaces:
    """The places that the rules name, as the tables had them when the rules were loaded."""

    by_name: Mapping[str, tuple[KnownPlace, ...]] = field(default_factory=dict)

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """Return every place of that name."""
        return self.by_name.get(folded_name(name), ())

    def nearest(self, name: str) -> str | None:  # noqa: ARG002 - misspelt names are told at load
        """Return nothing."""
        return None


class Kept(Protocol):
    """What is known of a rule set that was read before (compiled.py)."""

    @property
    def id(self) -> str:
        """The rule set's id."""
        ...

    @property
    def by_id(self) -> Mapping[str, Rule]:
        """Its rules by their ids."""
        ...

    @property
    def indexes(self) -> tuple[Index, Index]:
        """What `Matcher` takes."""
        ...

    @property
    def tested(self) -> Sequence[int]:
        """The places of the rules with tests."""
        ...

    @property
    def templated(self) -> Sequence[int]:
        """The places of the rules that name a template."""
        ...

    @property
    def counting(self) -> Sequence[int]:
        """The places of the rules over time."""
        ...

    def deflated(self) -> bytes:
        """Return the canonical text in UTF-8, deflated (zlib)."""
        ...


@dataclass(frozen=True, kw_only=True)
class RuleSet:
    """Rules, shared lists, gazetteers and the places that rules name. Equal meaning has an equal `id`."""

    rules: Sequence[Rule]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    places: Mapping[str, tuple[KnownPlace, ...]] = field(default_factory=dict)
    folder: str = field(default="", compare=False)
    kept: Kept | None = field(default=None, compare=False, repr=False)

    @cached_property
    def id(self) -> str:
        """The hash of the meaning: files, layout and the order of keys do not count."""
        if self.kept:
            return self.kept.id
        return hashlib.sha256(canonical(self._value()).encode()).hexdigest()

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        """The rules by their ids."""
        if self.kept:
            return self.kept.by_id
        return {rule.id: rule for rule in self.rules}

    @property
    def indexes(self) -> tuple[Index, Index] | None:
        """What was indexed before: for articles whose facts are read, and for the others."""
        return self.kept.indexes if self.kept else None

    @property
    def tested(self) -> tuple[Rule, ...]:
        """The rules that have tests; of a hundred thousand kept ones only these are read."""
        return tuple(self._only("tested", lambda rule: bool(rule.tests)))

    @property
    def templated(self) -> tuple[Rule, ...]:
        """The rules that name a template."""
        return tuple(self._only("templated", lambda rule: bool(rule.template)))

    @cached_property
    def counting(self) -> tuple[Rule, ...]:
        """The rules over time."""
        return tuple(self._only("counting", lambda rule: rule.over_time is not None))

    def _only(self, name: str, wanted: Callable[[Rule], bool]) -> Iterator[Rule]:
        if self.kept:
            return (self.rules[n] for n in getattr(self.kept, name))
        return (rule for rule in self.rules if wanted(rule))

    def to_canonical(self) -> str:
        """Return the text from which `from_canonical` makes it again: every name resolved, clauses as written."""
        if self.kept:
            return zlib.decompress(self.kept.deflated()).decode()
        return json.dumps(self._value(), ensure_ascii=False, separators=(",", ":"))

    def deflated(self) -> bytes:
        """Return the same in UTF-8, deflated (zlib): of a kept set at once, as it lies in its file."""
        return self.kept.deflated() if self.kept else zlib.compress(self.to_canonical().encode(), 1)

    def _value(self) -> dict[str, object]:
        rules = sorted(self.rules, key=lambda rule: rule.id)
        return {
            "rules": [json.loads(rule.body) for rule in rules],
            "lists": {name: list(words) for name, words in self.lists.items()},
            "gazetteer": _GAZETTEER.dump_python(self.gazetteer, mode="json"),
            "places": _PLACES.dump_python(dict(self.places), mode="json"),
        }

    @classmethod
    def from_canonical(cls, text: str) -> RuleSet:
        """Make a rule set from its canonical form; rules have no file and line any more."""
        value = json.loads(text)
        gazetteer = _GAZETTEER.validate_python(value["gazetteer"])
        places = _PLACES.validate_python(value["places"])
        lists = {name: tuple(words) for name, words in value["lists"].items()}
        known = Known(lists=lists, actors=gazetteer.actors, places=FoundPlaces(places))
        rules = tuple(rule for body in value["rules"] if (rule := _rule(body, known)))
        return cls(rules=rules, lists=lists, gazetteer=gazetteer, places=places)


def counting_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules over time of a canonical form, without reading the others: of a hundred thousand few count."""
    value = json.loads(text)
    bodies = [body for body in value["rules"] if body.get("type")]
    return tuple(RuleSet.from_canonical(json.dumps(value | {"rules": bodies})).rules) if bodies else ()


def _rule(body: dict[str, object], known: Known) -> Rule | None:
    document = Document("", body, _NOWHERE.node)
    return parse_rule(document, known)[0]


_NOWHERE = read_documents(b"{}", "")[0][0]
