"""Which rules an article could match at all: the keys of every rule, by automaton and by dictionary.

Of each rule the engine knows keys of which an article must have at least one (`Clause.needs`): words by one
Aho-Corasick automaton over all rules, the rest (actors, places, kinds, …) by dictionary. A rule that needs several
things is found by one of them, and only where another one stands too. A rule that asks for nothing but any of some
words, or for two of them, is decided where they are found.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from daachorse import DoubleArrayAhoCorasick

from monitor.rules.article_conditions import Keywords
from monitor.rules.clauses import All, Any, Clause
from monitor.rules.rarity import Keys, share
from monitor.rules.schema import Rule

Hit = tuple[int, int, int]
"""Start and end of a stretch of the text that rules ask for, in bytes, and the number of its pattern."""

Key = tuple[str, str]

_HEAD = struct.Struct("!6Q")
_KEYS_A_LINE = 500
"""So many keys are read from JSON at once: longer ones would hold up the other threads."""

MOST_PAIRS = 200
"""A rule that is found by more pairs of keys than these is found by one of them alone."""

TELLING = 0.35
"""A second key that a larger share of the articles has spares too little."""


@dataclass(slots=True)
class Index:
    """Which rules an article with a key could match; `always` are those without any key.

    Keys have numbers: those of the automaton's patterns, then those in `numbers`. The rules of key n are
    `rules[starts[n]:starts[n + 1]]`, each with the number of a key that must be present too in `seconds` (n itself
    where there is none): 600,000 small lists would be larger than all rules.
    `decided` has a byte for each rule: 1 where being found is a match.
    """

    always: list[int] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    rules: array[int] = field(default_factory=lambda: array("I"))
    seconds: array[int] = field(default_factory=lambda: array("I"))
    starts: array[int] = field(default_factory=lambda: array("I"))
    decided: bytes = b""
    automaton: DoubleArrayAhoCorasick | None = None

    def hits(self, text: bytes) -> list[Hit]:
        """Return where the text (UTF-8) has what rules ask for."""
        return self.automaton.find_overlapping(text) if self.automaton and text else []

    def candidates(self, hits: Iterable[Hit], keys: Iterable[Key]) -> list[int]:
        """Return the rules that an article with these hits and keys could match, in their order."""
        present = {pattern for _, _, pattern in hits}
        present.update(self.numbers[key] for key in keys if key in self.numbers)
        found = set(self.always)
        starts, seconds, rules = self.starts, self.seconds, self.rules
        for key in present:
            first, end = starts[key], starts[key + 1]
            if end - first == 1:  # most words are asked for by one rule
                if seconds[first] in present:
                    found.add(rules[first])
                continue
            for at in range(first, end):
                if seconds[at] in present:
                    found.add(rules[at])
        return sorted(found)

    def to_bytes(self) -> bytes:
        """Return the index as `from_bytes` takes it, on a machine of the same byte order."""
        automaton = self.automaton.serialize() if self.automaton else b""
        keys = "\n".join(_key_lines(self.always, self.numbers)).encode()
        parts = (automaton, *(numbers.tobytes() for numbers in self._arrays()), self.decided, keys)
        return _HEAD.pack(*map(len, parts)) + b"".join(parts)

    def _arrays(self) -> tuple[array[int], ...]:
        return self.rules, self.seconds, self.starts

    @classmethod
    def from_bytes(cls, data: memoryview) -> Index:
        """Read an index back; the pieces of work are short, so that no other thread waits long."""
        sizes = _HEAD.unpack(data[: _HEAD.size])
        at, parts = _HEAD.size, []
        for size in sizes:
            parts.append(data[at : at + size])
            at += size
        automaton, *arrays, decided, keys = parts
        index = cls(decided=bytes(decided))
        if automaton:
            index.automaton = DoubleArrayAhoCorasick.deserialize(bytes(automaton))
        for numbers, written in zip(index._arrays(), arrays, strict=True):
            numbers.frombytes(written)
        always, *lines = bytes(keys).decode().split("\n")
        index.always = json.loads(always)
        for line in lines:
            index.numbers.update({(kind, key): number for kind, key, number in json.loads(line)})
        return index


def _key_lines(always: list[int], numbers: dict[Key, int]) -> Iterator[str]:
    yield json.dumps(always)
    rows = [[kind, key, number] for (kind, key), number in numbers.items()]
    for at in range(0, len(rows), _KEYS_A_LINE):
        yield json.dumps(rows[at : at + _KEYS_A_LINE])


def build_index(rules: Sequence[Rule], *, read: bool) -> Index:
    """Index rules by the rarest thing that each needs, and by a second one."""
    asked = Counter(key for rule in rules for keys in rule.when.clause.needs(read=read) for key in keys)
    index = Index()
    decided = bytearray(len(rules))
    found_by: dict[Key, list[tuple[int, Key]]] = {}
    for at, rule in enumerate(rules):
        first, second = _found_by(rule, asked, read=read)
        if first is None:
            index.always.append(at)
        for key in first or ():
            found_by.setdefault(key, []).extend((at, other) for other in second or (key,))
        for key in second or ():
            found_by.setdefault(key, [])
        decided[at] = _is_decided_by_words(rule, 2 if second else 1)
    index.decided = bytes(decided)
    _lay_out(index, found_by)
    return index


def _found_by(rule: Rule, asked: Counter[Key], *, read: bool) -> tuple[Keys | None, Keys | None]:
    """Choose the keys that a rule is found by, and those of which one must be present too.

    What many rules ask for is what many articles tell, so of two words that look equally rare the one that
    fewer rules ask for is taken: of `Acme AND fraud` the name.
    """
    choices = sorted(rule.when.clause.needs(read=read), key=lambda keys: sum(asked[key] * share({key}) for key in keys))
    first = choices[0] if choices else None
    others = [keys for keys in choices[1:] if share(keys) < TELLING and len(keys) * len(choices[0]) <= MOST_PAIRS]
    return first, min(others, key=share, default=None)


def _lay_out(index: Index, found_by: dict[Key, list[tuple[int, Key]]]) -> None:
    """Give the keys their numbers, and lay their rules in a row."""
    texts = [key for key in found_by if key[0] == "text"]
    others = [key for key in found_by if key[0] != "text"]
    numbers = {key: n for n, key in enumerate([*texts, *others])}
    for key in numbers:
        index.starts.append(len(index.rules))
        for at, second in found_by[key]:
            index.rules.append(at)
            index.seconds.append(numbers[second])
    index.starts.append(len(index.rules))
    index.numbers = {key: numbers[key] for key in others}
    index.automaton = DoubleArrayAhoCorasick([text.encode() for _, text in texts]) if texts else None


def _is_decided_by_words(rule: Rule, keys: int) -> bool:
    """Whether an article in which a rule is found by so many keys matches it, whatever else, on its first report."""
    block = rule.when
    if rule.exclude or (block.of_report and not block.across):
        return False
    parts = block.clause.parts if isinstance(block.clause, All) else (block.clause,)
    return len(parts) == keys and all(map(_asks_for_any_word, parts))


def _asks_for_any_word(clause: Clause) -> bool:
    if isinstance(clause, Any):
        return all(map(_asks_for_any_word, clause.parts))
    return isinstance(clause, Keywords) and clause.scope is None and all(term.is_literal for term in clause.terms)
