"""The table of conditions, and how `when:` and `exclude:` are read into clauses.

A condition is a class with `trace`, `verdict`, `needs` and a way to read it, and a row in `CONDITIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from monitor.located import Loc
from monitor.rules.actor_condition import Actors
from monitor.rules.article_conditions import SCOPES, Keywords, Languages, Sources
from monitor.rules.clauses import All, Any, Clause, Every, Not
from monitor.rules.foreign_operators import foreign_operators
from monitor.rules.place_condition import Places
from monitor.rules.query import Named, parse_query
from monitor.rules.query_tokens import QueryError
from monitor.rules.reader import RuleReader, shown
from monitor.rules.regex import Regex
from monitor.rules.report_conditions import Flags, Kind, On, VerifiedAs
from monitor.rules.tolls import parse_casualties

Parse = Callable[[object, Loc, RuleReader], Clause]


@dataclass(frozen=True, slots=True)
class Condition:
    """A row: how a key of `when:` is read, and whether it looks at one report (or at the article)."""

    parse: Parse
    of_report: bool


def parse_keywords(value: object, loc: Loc, reader: RuleReader) -> Clause:
    """Read words, or a map from `title`, `lead` or `body` to words."""
    if isinstance(value, dict) and "list" not in value:
        reader.keys(value, loc, SCOPES)
        scopes = [name for name in value if name in SCOPES]
        parts = [Keywords(reader.terms(value[name], (*loc, str(name))), str(name)) for name in scopes]
        return one_or_all(tuple(parts))
    zoned = (
        [isinstance(item, dict) and bool(set(item) & set(SCOPES)) for item in value] if isinstance(value, list) else []
    )
    if isinstance(value, list) and any(zoned):
        return Any(tuple(parse_keywords(item, (*loc, n), reader) for n, item in enumerate(value)))
    return Keywords.parse(value, loc, reader)


def parse_query_text(value: object, loc: Loc, reader: RuleReader) -> Clause:
    """Read a query, or a list of them of which one must hold."""
    parts = [_query(text, at, reader) for at, text in reader.texts(value, loc, "a query")]
    return one_or_any(tuple(parts))


def _query(text: str, loc: Loc, reader: RuleReader) -> Clause:
    names: dict[str, Named] = {
        "actor": lambda name: Actors.parse(name, loc, reader),
        "place": lambda name: Places.parse(name, loc, reader),
        "source": lambda name: Sources.parse(name, loc, reader),
    }
    try:
        for told, offset in foreign_operators(text):
            reader.warn_in_text(loc, told, text, offset)
        return parse_query(text, names, reader.known.lists)
    except QueryError as error:
        reader.wrong_in_text(loc, str(error), text, error.at)
        return All(())


CONDITIONS: dict[str, Condition] = {
    "keywords": Condition(parse_keywords, of_report=False),
    "query": Condition(parse_query_text, of_report=False),
    "regex": Condition(Regex.parse, of_report=False),
    "sources": Condition(Sources.parse, of_report=False),
    "languages": Condition(Languages.parse, of_report=False),
    "places": Condition(Places.parse, of_report=True),
    "actors": Condition(Actors.parse, of_report=True),
    "casualties": Condition(parse_casualties, of_report=True),
    "verification": Condition(VerifiedAs.parse, of_report=True),
    "flags": Condition(Flags.parse, of_report=True),
    "kind": Condition(Kind.parse, of_report=True),
    "on": Condition(On.parse, of_report=True),
}
"""Every key that may stand in `when:` and `exclude:` beside `not all any every across`."""

JOINS = ("not", "all", "any")
BLOCK_KEYS = (*CONDITIONS, *JOINS, "every", "across")

DEEPEST = 60
"""So many maps and lists may stand within one another in a block."""


@dataclass(frozen=True, slots=True)
class Block:
    """A `when:` or an `exclude:` as read: the clause, and whether it asks anything of a report."""

    clause: Clause
    of_report: bool
    across: bool = False


def parse_block(value: object, loc: Loc, reader: RuleReader) -> Block:
    """Read a map of conditions, or a list of such maps of which one must hold."""
    if _is_too_deep(value):
        reader.wrong(loc, f"conditions are nested more than {DEEPEST} maps and lists deep")
        return Block(All(()), of_report=False)
    across = [_is_across(item, at, reader) for at, item in _maps(value, loc)]
    if not isinstance(value, list) or not value:
        return Block(_map(value, loc, reader, top=True), asks_of_report(value), any(across))
    parts = tuple(_map(item, at, reader, top=True) for at, item in _maps(value, loc))
    return Block(one_or_any(parts), asks_of_report(value), any(across))


def _is_too_deep(value: object) -> bool:
    """Count layer by layer: what reads conditions calls itself for each."""
    layer = {id(value): value}  # what an alias stands for is looked at once
    for _ in range(DEEPEST + 1):
        layer = {id(inner): inner for one in layer.values() for inner in _inside(one)}
    return bool(layer)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _maps(value: object, loc: Loc) -> list[tuple[Loc, object]]:
    return [((*loc, n), item) for n, item in enumerate(value)] if isinstance(value, list) else [(loc, value)]


def _is_across(value: object, loc: Loc, reader: RuleReader) -> bool:
    if not isinstance(value, dict) or "across" not in value:
        return False
    if value["across"] != "article":
        reader.wrong((*loc, "across"), f"expected `article`, not {shown(value['across'])}")
    return True


def asks_of_report(value: object) -> bool:
    """Whether a block holds a condition on reports, however deep."""
    if isinstance(value, list):
        return any(asks_of_report(item) for item in value)
    if not isinstance(value, dict):
        return False
    return any(
        (key in CONDITIONS and CONDITIONS[key].of_report) or (key in JOINS and asks_of_report(inner))
        for key, inner in value.items()
    )


def _map(value: object, loc: Loc, reader: RuleReader, *, top: bool = False) -> Clause:
    if not isinstance(value, dict):
        reader.wrong(loc, f"expected a map of conditions like `keywords: [drone*]`, not {shown(value)}")
        return All(())
    if not set(value) - {"across"}:
        reader.wrong(loc, "an empty map says nothing; write a condition, or `every: article` to match everything")
        return All(())
    reader.keys(value, loc, BLOCK_KEYS if top else BLOCK_KEYS[:-1])
    parts = [
        _part(key, inner, (*loc, key), reader) for key, inner in value.items() if key in BLOCK_KEYS and key != "across"
    ]
    return one_or_all(tuple(parts))


def _part(key: str, value: object, loc: Loc, reader: RuleReader) -> Clause:
    if key in CONDITIONS:
        return _condition(CONDITIONS[key].parse, value, loc, reader)
    if key == "every":
        if value != "article":
            reader.wrong(loc, f"expected `article`, not {shown(value)}")
        return Every()
    inner = tuple(_map(item, at, reader) for at, item in reader.items(value, loc))
    if key == "not":
        return Not(one_or_any(inner))
    return Any(inner) if key == "any" else All(inner)


def _condition(parse: Parse, value: object, loc: Loc, reader: RuleReader) -> Clause:
    """Read a condition; `{not: …}`, `{all: […]}` and `{any: […]}` may stand around its value."""
    if isinstance(value, dict) and value and set(value) <= set(JOINS):
        return one_or_all(
            tuple(_joined(str(key), inner, (*loc, str(key)), parse, reader) for key, inner in value.items())
        )
    if isinstance(value, list) and (any(_is_join(item) for item in value) or _has_maps(parse, value)):
        return Any(tuple(_condition(parse, item, (*loc, n), reader) for n, item in enumerate(value)))
    return parse(value, loc, reader)


def _has_maps(parse: Parse, value: list[object]) -> bool:
    """Whether a list of statuses or days holds maps, each of which is a condition of its own."""
    return parse in (VerifiedAs.parse, On.parse) and any(isinstance(item, dict) for item in value)


def _joined(key: str, value: object, loc: Loc, parse: Parse, reader: RuleReader) -> Clause:
    if key == "not":
        return Not(_condition(parse, value, loc, reader))
    parts = tuple(_condition(parse, item, at, reader) for at, item in reader.items(value, loc))
    return Any(parts) if key == "any" else All(parts)


def _is_join(item: object) -> bool:
    return isinstance(item, Mapping) and bool(item) and set(item) <= set(JOINS)


def one_or_all(parts: tuple[Clause, ...]) -> Clause:
    """Return the only part, or all of them joined by AND."""
    return parts[0] if len(parts) == 1 else All(parts)


def one_or_any(parts: tuple[Clause, ...]) -> Clause:
    """Return the only part, or all of them joined by OR."""
    return parts[0] if len(parts) == 1 else Any(parts)
