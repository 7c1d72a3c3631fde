"""Which rules an article could match at all: the keys of every rule, by automaton and by dictionary.

Of each rule the engine knows keys of which an article must have at least one (`Clause.needs`): words by one
Aho-Corasick automaton over all rules, the rest (actors, places, kinds, …) by dictionary. A rule that asks for
nothing but any of some words is decided where one of them is found.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from daachorse import DoubleArrayAhoCorasick

from monitor.rules.article_conditions import Keywords
from monitor.rules.clauses import Any, Clause
from monitor.rules.schema import Rule

Hit = tuple[int, int, int]
"""Start and end of a stretch of the text that rules ask for, in bytes, and the number of its pattern."""

_HEAD = struct.Struct("!QQQQQ")
_KEYS_A_LINE = 500
"""So many keys are read from JSON at once: longer ones would hold up the other threads."""


@dataclass(slots=True)
class Index:
    """Which rules an article with a key could match; `always` are those without any key.

    The rules of pattern n of the automaton are `by_text[starts[n]:starts[n + 1]]`: 600,000 small lists
    would be larger than all rules. `decided` has a byte for each rule: 1 where being found is a match.
    """

    always: list[int] = field(default_factory=list)
    by_key: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    by_text: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I"))
    decided: bytes = b""
    automaton: DoubleArrayAhoCorasick | None = None

    def hits(self, text: bytes) -> list[Hit]:
        """Return where the text (UTF-8) has what rules ask for."""
        return self.automaton.find_overlapping(text) if self.automaton and text else []

    def candidates(self, hits: Iterable[Hit], keys: Iterable[tuple[str, str]]) -> list[int]:
        """Return the rules that an article with these hits and keys could match, in their order."""
        found = set(self.always)
        starts, by_text = self.starts, self.by_text
        for pattern in {pattern for _, _, pattern in hits}:
            first, end = starts[pattern], starts[pattern + 1]
            if end - first == 1:  # most words are asked for by one rule
                found.add(by_text[first])
            else:
                found.update(by_text[first:end])
        for key in keys:
            found.update(self.by_key.get(key, ()))
        return sorted(found)

    def to_bytes(self) -> bytes:
        """Return the index as `from_bytes` takes it, on a machine of the same byte order."""
        automaton = self.automaton.serialize() if self.automaton else b""
        keys = "\n".join(_key_lines(self.always, self.by_key)).encode()
        parts = (automaton, self.by_text.tobytes(), self.starts.tobytes(), self.decided, keys)
        return _HEAD.pack(*map(len, parts)) + b"".join(parts)

    @classmethod
    def from_bytes(cls, data: memoryview) -> Index:
        """Read an index back; the pieces of work are short, so that no other thread waits long."""
        sizes = _HEAD.unpack(data[: _HEAD.size])
        at, parts = _HEAD.size, []
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        index = cls()
        if parts[0]:
            index.automaton = DoubleArrayAhoCorasick.deserialize(bytes(parts[0]))
        index.by_text.frombytes(parts[1])
        index.starts.frombytes(parts[2])
        index.decided = bytes(parts[3])
        always, *lines = bytes(parts[4]).decode().split("\n")
        index.always = json.loads(always)
        for line in lines:
            index.by_key.update({(kind, key): rules for kind, key, rules in json.loads(line)})
        return index


def _key_lines(always: list[int], by_key: dict[tuple[str, str], list[int]]) -> Iterator[str]:
    yield json.dumps(always)
    rows = [[kind, key, rules] for (kind, key), rules in by_key.items()]
    for at in range(0, len(rows), _KEYS_A_LINE):
        yield json.dumps(rows[at : at + _KEYS_A_LINE])


def build_index(rules: Sequence[Rule], *, read: bool) -> Index:
    """Index rules by the rarest thing that each needs."""
    index = Index()
    texts: dict[str, list[int]] = {}
    for at, rule in enumerate(rules):
        keys = rule.when.clause.needs(read=read)
        if keys is None:
            index.always.append(at)
        for kind, key in keys or ():
            if kind == "text":
                texts.setdefault(key, []).append(at)
            else:
                index.by_key.setdefault((kind, key), []).append(at)
    for numbers in texts.values():
        index.starts.append(len(index.by_text))
        index.by_text.extend(numbers)
    index.starts.append(len(index.by_text))
    index.decided = bytes(map(_is_decided_by_a_word, rules))
    index.automaton = DoubleArrayAhoCorasick([text.encode() for text in texts]) if texts else None
    return index


def _is_decided_by_a_word(rule: Rule) -> bool:
    """Whether an article with one of the rule's keys matches it, whatever else it says, and on its first report."""
    block = rule.when
    return rule.exclude is None and (block.across or not block.of_report) and _asks_for_any_word(block.clause)


def _asks_for_any_word(clause: Clause) -> bool:
    if isinstance(clause, Any):
        return all(map(_asks_for_any_word, clause.parts))
    return isinstance(clause, Keywords) and clause.scope is None and all(term.is_literal for term in clause.terms)
