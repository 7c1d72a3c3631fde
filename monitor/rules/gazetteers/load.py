"""Actors and places that rules and extraction know: the shipped ones and those of a folder of rules.

The shipped actors are always known; a user's entry of the same id replaces one. Names of places come
from the table that extraction reads too, and from the user's own places.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from monitor.errors import ConfigError, Problem
from monitor.located import Document, nearest, read_documents, read_file
from monitor.model import ActorEntry, Gazetteer, Office, PlaceEntry
from monitor.rules.gazetteers.documents import read_actors, read_places
from monitor.rules.reader import KnownPlace, folded_name
from monitor.shipped import shipped

PLACES = Path(__file__).resolve().parents[2] / "extraction" / "places.tsv"
"""GeoNames' places: id, name, country, region, latitude, longitude, population, kind, other names."""


def load_gazetteer(folder: Path) -> Gazetteer:
    """Read the shipped actors and those and the places of a folder of rules.

    Raises:
        ConfigError: with every error of every file.
    """
    gazetteer, problems = read_gazetteer(folder)
    if errors := tuple(problem for problem in problems if not problem.warning):
        raise ConfigError(errors)
    return gazetteer


def read_gazetteer(folder: Path) -> tuple[Gazetteer, tuple[Problem, ...]]:
    """Read the gazetteers of a folder on top of the shipped ones; a later entry of an id replaces an earlier one."""
    actors, problems = _read_actors(folder)
    places: list[PlaceEntry] = []
    for document, wrong in documents_in(folder / "places"):
        own, found = read_places(document) if document else ((), ())
        problems = (*problems, *wrong, *found)
        places += own
    return Gazetteer(actors=actors, places=tuple(places)), problems


def _read_actors(folder: Path) -> tuple[tuple[ActorEntry, ...], tuple[Problem, ...]]:
    paths = [
        path
        for one in dict.fromkeys((shipped("rules").resolve(), folder.resolve()))
        for path in yaml_in(one / "actors")
    ]
    cached = _cache_file(paths)
    with suppress(OSError, ValidationError):
        return _ACTORS.validate_json(cached.read_bytes()), ()
    actors: dict[str, ActorEntry] = {}
    problems: list[Problem] = []
    for path in paths:
        own = path.parent == folder.resolve() / "actors"
        documents, wrong = _read(path, str(folder / "actors" / path.name if own else path))
        problems += wrong
        for document in documents:
            entries, found = read_actors(document)
            problems += found
            actors |= {entry.id: entry for entry in entries}
    if not problems:
        _keep(cached, _ACTORS.dump_json(tuple(actors.values())))
    return tuple(actors.values()), tuple(problems)


# --- the cache ---------------------------------------------------------------------------------
# Reading the shipped actors' YAML takes as long as everything else that `check` does at start.

_ACTORS = TypeAdapter(tuple[ActorEntry, ...])
_KEPT = 8


def _cache_file(paths: list[Path]) -> Path:
    """Name the cache of these files: by their bytes and by the shape of an entry, so that it is never stale."""
    key = hashlib.sha256(
        repr([(field.name, field.type) for noun in (ActorEntry, Office) for field in fields(noun)]).encode()
    )
    for path in paths:
        try:
            content = read_file(path)
        except OSError:
            content = b"cannot be read, so that what would be cached is never kept"
        key.update(f"{path.name} {len(content)}\n".encode() + content)
    home = os.environ.get("CACHE_DIRECTORY") or os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(home).expanduser() / "media-monitor" / f"actors-{key.hexdigest()[:32]}.json"


def _keep(cached: Path, content: bytes) -> None:
    """Write a cache file whole or not at all; where it may not be written, the next start is as slow as this one."""
    with suppress(OSError, RuntimeError):
        cached.parent.mkdir(parents=True, exist_ok=True)
        temporary = cached.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(content)
        temporary.replace(cached)
        newest = sorted(cached.parent.glob("actors-*.json"), key=lambda path: path.stat().st_mtime)
        for old in newest[:-_KEPT]:
            old.unlink()


# --- files -------------------------------------------------------------------------------------


def documents_in(folder: Path) -> Iterator[tuple[Document | None, tuple[Problem, ...]]]:
    """Give every document of a folder's YAML files in name order; a file that cannot be read gives its problems."""
    for path in yaml_in(folder):
        documents, problems = _read(path, str(path))
        yield None, problems
        yield from ((document, ()) for document in documents)


def yaml_in(folder: Path) -> list[Path]:
    """Return a folder's YAML files in name order, without hidden ones."""
    return sorted(path for path in folder.glob("*.y*ml") if path.suffix in (".yml", ".yaml") and path.name[0] != ".")


def _read(path: Path, name: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    try:
        return read_documents(read_file(path), name)
    except OSError as error:
        return (), (Problem(file=name, message=f"the file cannot be read: {error.strerror}"),)


# --- places -------------------------------------------------------------------------------------


class PlaceTable:
    """The table of places by folded name, read when the first name is asked; remembers what was asked."""

    def __init__(self, own: tuple[PlaceEntry, ...]) -> None:
        self._own = own
        self.asked: dict[str, tuple[KnownPlace, ...]] = {}

    def find(self, name: str) -> tuple[KnownPlace, ...]:
        """Return every place of that name, the user's own first, then the most populous."""
        key = folded_name(name)
        if not key:
            return ()
        if key not in self.asked:
            self.asked[key] = (*self._own_by_name.get(key, ()), *places_called(name))
        return self.asked[key]

    def nearest(self, name: str) -> str | None:
        """Return the known name that was probably meant."""
        near = nearest(folded_name(name), [*self._own_by_name, *geonames()])
        return next((place.name for place in self.find(near)), None) if near else None

    @cached_property
    def _own_by_name(self) -> dict[str, tuple[KnownPlace, ...]]:
        found: dict[str, tuple[KnownPlace, ...]] = {}
        for place in self._own:
            known = KnownPlace(place.name, place.country, place.lat, place.lon, place.geonameid)
            for name in (place.name, *place.aliases):
                found[folded_name(name)] = (*found.get(folded_name(name), ()), known)
        return found


def places_called(name: str) -> tuple[KnownPlace, ...]:
    """Return the shipped places of a name; the whole table is indexed only for a name it does not spell so."""
    key = folded_name(name)
    text, at, rows = _table()[1], 0, []
    while (at := text.find(name.lower(), at)) >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        rows.append(_row(_table()[0][start:end]))
        at = end
    found = [row for row in rows if key in row.names]
    return tuple(row.place for row in sorted(found, key=_population)) or geonames().get(key, ())


@dataclass(frozen=True, slots=True)
class _Row:
    population: int
    place: KnownPlace
    names: tuple[str, ...]  # folded


def _population(row: _Row) -> int:
    return -row.population


def _row(line: str) -> _Row:
    number, name, country, _, lat, lon, people, kind, others = line.split("\t")
    place = KnownPlace(
        name, country, float(lat) if lat else None, float(lon) if lon else None,
        int(number) if number else None, kind == "country",
    )  # fmt: skip
    names = dict.fromkeys(folded_name(other) for other in (name, *filter(None, others.replace(" ~", "").split("|"))))
    after_its_city = others.endswith(" ~")  # a region that shares its name with a city: a circle is drawn around that
    return _Row(0 if after_its_city else int(people or 0), place, tuple(names))


@lru_cache(maxsize=1)
def _table() -> tuple[str, str]:
    """Return the table without its head, as written and in lower case (where that keeps its length)."""
    text = "".join(line for line in PLACES.read_text(encoding="utf-8").splitlines(keepends=True) if line[0] != "#")
    lower = text.lower()
    return text, lower if len(lower) == len(text) else text


@lru_cache(maxsize=1)
def geonames() -> dict[str, tuple[KnownPlace, ...]]:
    """Return the shipped places by folded name, the most populous first."""
    found: dict[str, list[_Row]] = {}
    for line in _table()[0].splitlines():
        row = _row(line)
        for name in row.names:
            found.setdefault(name, []).append(row)
    return {key: tuple(row.place for row in sorted(rows, key=_population)) for key, rows in found.items()}
