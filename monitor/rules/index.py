"""Which rules an article could match at all: the keys of every rule, by automaton and by dictionary.

Of each rule the engine knows keys of which an article must have at least one (`Clause.needs`): words by one
Aho-Corasick automaton over all rules, the rest (actors, places, kinds, …) by dictionary.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from daachorse import DoubleArrayAhoCorasick

from monitor.rules.schema import Rule

_HEAD = struct.Struct("!QQQQ")
_KEYS_A_LINE = 500
"""So many keys are read from JSON at once: longer ones would hold up the other threads."""


@dataclass(slots=True)
class Index:
    """Which rules an article with a key could match; `always` are those without any key.

    The rules of pattern n of the automaton are `by_text[starts[n]:starts[n + 1]]`: 600,000 small lists
    would be larger than all rules.
    """

    always: list[int] = field(default_factory=list)
    by_key: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    by_text: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I"))
    automaton: DoubleArrayAhoCorasick | None = None

    def candidates(self, text: bytes, keys: Iterable[tuple[str, str]]) -> tuple[list[int], frozenset[str]]:
        """Return the rules to evaluate, in their order, and the stretches of the text (UTF-8) that brought them."""
        found = set(self.always)
        hits: dict[int, bytes] = {}
        if self.automaton and text:
            hits = {pattern: text[start:end] for start, end, pattern in self.automaton.find_overlapping(text)}
        starts = self.starts
        for pattern in hits:
            found.update(self.by_text[starts[pattern] : starts[pattern + 1]])
        for key in keys:
            found.update(self.by_key.get(key, ()))
        return sorted(found), frozenset([hit.decode() for hit in hits.values()])

    def to_bytes(self) -> bytes:
        """Return the index as `from_bytes` takes it, on a machine of the same byte order."""
        automaton = self.automaton.serialize() if self.automaton else b""
        keys = "\n".join(_key_lines(self.always, self.by_key)).encode()
        parts = (automaton, self.by_text.tobytes(), self.starts.tobytes(), keys)
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
        always, *lines = bytes(parts[3]).decode().split("\n")
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
    index.automaton = DoubleArrayAhoCorasick([text.encode() for text in texts]) if texts else None
    return index
