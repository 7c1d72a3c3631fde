"""What a rule document is read with: the names that exist, and a place for everything that is wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from monitor.errors import Problem
from monitor.located import Document, Loc, nearest, unknown_key, unknown_word
from monitor.model import ActorEntry
from monitor.rules.shadow import fold, words_of
from monitor.rules.terms import Term, parse_term


@lru_cache(maxsize=65536)
def folded_name(name: str) -> str:
    """Return a name as names are compared: its folded words."""
    return " ".join(words_of(fold(name)))


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place of the tables under one of its names. `country` alone is set for a country."""

    name: str
    country: str
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    is_country: bool = False


class PlaceBook(Protocol):
    """Where names of places are looked up."""

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """Return every place of that name, the most populous first."""
        ...

    def nearest(self, name: str) -> str | None:
        """Return the known name that was probably meant."""
        ...


@dataclass(frozen=True, slots=True)
class NoPlaces:
    """A book without places: names are compared as they are written."""

    def find(self, name: str) -> tuple[KnownPlace, ...]:  # noqa: ARG002 - there are none
        """Return nothing."""
        return ()

    def nearest(self, name: str) -> str | None:  # noqa: ARG002 - there are none
        """Return nothing."""
        return None


@dataclass(frozen=True, kw_only=True)
class Known:
    """The names that rules may use. `None` means: not known here, so nothing is said about them."""

    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actors: tuple[ActorEntry, ...] = ()
    places: PlaceBook = NoPlaces()
    receivers: Collection[str] | None = None
    sources: Collection[str] | None = None
    actors_by_name: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        names: dict[str, tuple[str, ...]] = {}
        for actor in self.actors:
            for name in (actor.id, actor.name, *actor.aliases):
                key = folded_name(name)
                names[key] = tuple(dict.fromkeys((*names.get(key, ()), actor.id)))
        object.__setattr__(self, "actors_by_name", names)


class RuleReader:
    """Reads the parts of one document and collects what is wrong with them."""

    def __init__(self, document: Document, known: Known, *, certain: bool = False) -> None:
        self.document = document
        self.known = known
        self.certain = certain  # `certain: true` for the whole rule
        self.problems: list[Problem] = []

    def wrong(self, loc: Loc, message: str, *, at_key: bool = False) -> None:
        """Note an error."""
        self.problems.append(self.document.problem(loc, message, at_key=at_key))

    def warn(self, loc: Loc, message: str) -> None:
        """Note a warning."""
        self.problems.append(self.document.problem(loc, message, warning=True))

    def warn_in_text(self, loc: Loc, message: str, text: str, offset: int) -> None:
        """Note a warning inside a text, at its character."""
        self._in_text(loc, message, text, offset, warning=True)

    def wrong_in_text(self, loc: Loc, message: str, text: str, offset: int) -> None:
        """Note an error inside a text: at its character where the text stands in one line, with a caret below."""
        self._in_text(loc, message, text, offset, warning=False)

    def _in_text(self, loc: Loc, message: str, text: str, offset: int, *, warning: bool) -> None:
        excerpt = f"{text}\n{' ' * offset}^" if "\n" not in text else ""
        problem = self.document.problem_in_text(loc, message, offset, excerpt)
        self.problems.append(replace(problem, warning=warning))

    # --- shapes -----------------------------------------------------------------------------

    def items(self, value: object, loc: Loc) -> list[tuple[Loc, object]]:
        """Return what a list holds, or the one thing that stands there without a list; empty is an error."""
        if value is None or value in ([], {}, ""):
            self.wrong(loc, "an empty list or map says nothing; remove the key or write what you want")
            return []
        return [((*loc, n), item) for n, item in enumerate(value)] if isinstance(value, list) else [(loc, value)]

    def texts(self, value: object, loc: Loc, what: str, *, quoted: bool = True) -> list[tuple[Loc, str]]:
        """Return the texts of a list, or of one text."""
        found = []
        for at, item in self.items(value, loc):
            if isinstance(item, str) and item.strip():
                found.append((at, item))
            else:
                self.wrong(at, f"expected {what}, not {shown(item)}{_in_quotes(item) if quoted else ''}")
        return found

    def words(self, value: object, loc: Loc, known: Collection[str], what: str) -> tuple[str, ...]:
        """Return the words of a list that belong to a vocabulary."""
        found = []
        for at, text in self.texts(value, loc, f"one of {', '.join(known)}", quoted=False):
            if text in known:
                found.append(text)
            else:
                self.wrong(at, unknown_word(text, known, what))
        return tuple(found)

    def keys(self, value: Mapping[object, object], loc: Loc, known: Iterable[str]) -> None:
        """Note every key that is not known."""
        names = tuple(known)
        for key in value:
            if key not in names:
                self.wrong((*loc, str(key)), unknown_key(str(key), names), at_key=True)

    def whole(self, value: object, loc: Loc) -> int | None:
        """Return a whole number of at least 0."""
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        quoted = isinstance(value, str) and value.isascii() and value.isdigit()
        self.wrong(loc, f"`{value}` stands in quotes; take them off" if quoted else _no_number(value))
        return None

    # --- names ------------------------------------------------------------------------------

    def terms(self, value: object, loc: Loc) -> tuple[Term, ...]:
        """Return the keywords of a list; `{list: NAME}` stands for those of a shared list."""
        found: list[Term] = []
        for at, item in self.items(value, loc):
            if isinstance(item, dict) and "list" in item:
                self.keys(item, at, ("list",))
                found += self._listed(item["list"], (*at, "list"))
            else:
                found += [
                    term for here, text in self.texts(item, at, "a word or a phrase") if (term := self.term(text, here))
                ]
        return tuple(found)

    def term(self, text: str, loc: Loc) -> Term | None:
        """Return one keyword."""
        try:
            return parse_term(text)
        except ValueError as error:
            self.wrong(loc, str(error))
            return None

    def _listed(self, name: object, loc: Loc) -> list[Term]:
        if not isinstance(name, str) or name not in self.known.lists:
            told = unknown_word(name, tuple(self.known.lists), "list")
            self.wrong(loc, told if self.known.lists else missing_list(name))
            return []
        return [parse_term(text) for text in self.known.lists[name]]

    def actor_ids(self, value: object, loc: Loc) -> tuple[str, ...]:
        """Return the ids of actors written by id, name or alias; an unknown one is a warning."""
        ids: list[str] = []
        for at, text in self.texts(value, loc, "an actor's id or name"):
            found = self.known.actors_by_name.get(folded_name(text))
            if found is None and not text.startswith("name:"):
                near = nearest(text, [actor.id for actor in self.known.actors])
                self.warn(
                    at,
                    f"unknown actor `{text}`" + (f"; did you mean `{near}`?" if near else "; no list of actors has it"),
                )
            ids += found or (text, f"name:{folded_name(text)}")
        return tuple(dict.fromkeys(ids))


def missing_list(name: object) -> str:
    """Say where a list would stand."""
    return f"there is no list `{name}`; write it in lists/{name}.yml"


def _no_number(value: object) -> str:
    return f"expected a whole number, not {shown(value)}"


def shown(value: object) -> str:
    """Return a value as a problem shows it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if value == {}:
        return "an empty map"
    return "a map" if isinstance(value, dict) else "a list" if isinstance(value, list) else f"`{value}`"


def _in_quotes(value: object) -> str:
    return f'; write it in quotes: "{shown(value).strip("`")}"' if isinstance(value, bool | int | float) else ""


def values_of(words: type[StrEnum]) -> tuple[str, ...]:
    """Return the words of a vocabulary."""
    return tuple(word.value for word in words)
