"""The documents of `actors/*.yml`, `places/*.yml` and `lists/*.yml` (formats: rules/actors/README.md)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.errors import Problem
from monitor.located import Document, validate
from monitor.model import ActorEntry, Office, PlaceEntry
from monitor.rules.terms import parse_term
from monitor.vocabulary import ActorKind


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)  # not for rules in the cache


class OfficeDocument(_Strict):
    """An office that a person holds or held."""

    name: str
    since: date | None = None
    until: date | None = None
    aliases: tuple[str, ...] = ()


class ActorDocument(_Strict):
    """One listed actor."""

    id: str = Field(pattern="^[a-z0-9][a-z0-9-]*$")
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    offices: tuple[OfficeDocument, ...] = ()
    of: str | None = None
    opponents: tuple[str, ...] = ()
    state_media: bool = False
    media: bool = False
    country: str | None = Field(default=None, pattern="^[A-Z]{2}$")

    def entry(self) -> ActorEntry:
        """Return the noun."""
        plain = {name: getattr(self, name) for name in type(self).model_fields if name != "offices"}
        return ActorEntry(**plain, offices=tuple(Office(**dict(office)) for office in self.offices))


class PlaceDocument(_Strict):
    """One place of the user's own."""

    name: str
    country: str = Field(pattern="^[A-Z]{2}$")
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    aliases: tuple[str, ...] = ()
    geonameid: int | None = None
    population: int = 0

    def entry(self) -> PlaceEntry:
        """Return the noun."""
        return PlaceEntry(**dict(self))


def _as_list(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class ActorsDocument(_Strict):
    """A file of actors."""

    entries: Annotated[tuple[ActorDocument, ...], BeforeValidator(_as_list)]


class PlacesDocument(_Strict):
    """A file of places."""

    entries: Annotated[tuple[PlaceDocument, ...], BeforeValidator(_as_list)]


def read_actors(document: Document) -> tuple[tuple[ActorEntry, ...], tuple[Problem, ...]]:
    """Read a list of actors; one bad entry leaves the problems, not the entry."""
    whole, problems = validate(ActorsDocument, _wrapped(document))
    return tuple(actor.entry() for actor in whole.entries) if whole else (), problems


def read_places(document: Document) -> tuple[tuple[PlaceEntry, ...], tuple[Problem, ...]]:
    """Read a list of places."""
    whole, problems = validate(PlacesDocument, _wrapped(document))
    return tuple(place.entry() for place in whole.entries) if whole else (), problems


def _wrapped(document: Document) -> Document:
    return Document(document.file, {"entries": document.value}, document.node)


def read_lists(document: Document, name: str) -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    """Read shared keywords: a list (called like its file), or a map from names to lists."""
    value = document.value if isinstance(document.value, dict) else {name: document.value}
    lists: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for key, words in value.items():
        loc = (str(key),) if isinstance(document.value, dict) else ()
        if not isinstance(words, list) or not words:
            problems.append(document.problem(loc, "expected a list of words and phrases"))
            continue
        wrong = [(n, _wrong_term(word)) for n, word in enumerate(words)]
        problems += [document.problem((*loc, n), message) for n, message in wrong if message]
        lists[str(key)] = tuple(str(word) for word in words)
    return lists, tuple(problems)


def _wrong_term(word: object) -> str | None:
    if not isinstance(word, str):
        return f'expected a word or a phrase; write it in quotes: "{word}"'
    try:
        parse_term(word)
    except ValueError as error:
        return str(error)
    return None
