"""The place table: by which names its rows are found, which are capitals, and the short forms of states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from monitor.extraction.index.index import words
from monitor.extraction.words.folding import fold
from monitor.model import PlaceEntry

CITY_THAT_BEATS_A_WORD = 300_000  # "Nice" is a place where the text allows it, "Mobile" and "Police" never are
Row = str | PlaceEntry
"""A line of the table, read when it is hit, or a place of the user's own."""


def rows_of(own: Iterable[PlaceEntry], table: Iterable[str], directions: frozenset[str]) -> tuple[Row, ...]:
    """Return the user's places and the lines of the table, without regions whose name says no more than a direction."""
    told = (line for line in table if "\tregion\t" not in line or not _is_only_a_direction(line, directions))
    return (*own, *told)


def capitals_of(rows: Sequence[Row]) -> frozenset[int]:
    """Return the numbers of the rows of capitals."""
    return frozenset(at for at, row in enumerate(rows) if isinstance(row, str) and "\tcapital\t" in row)


def place_names(
    rows: Iterable[Row],
    blocked: frozenset[str],
    region_kinds: list[str],
    namesakes: list[tuple[int, list[str]]],
) -> Iterator[tuple[int, list[str]]]:
    """The names of each row; kept back in `namesakes` are the towns called like a word or somebody ("Mobile")."""
    for number, row in enumerate(rows):
        if isinstance(row, PlaceEntry):
            yield number, [fold(name).strip() for name in (row.name, *row.aliases)]
            continue
        _, population, kind, listed = row.rsplit("\t", 3)
        names = listed.split("|")
        if kind == "city" and int(population) < CITY_THAT_BEATS_A_WORD:
            if blocked.isdisjoint(names):
                yield number, names
            else:
                yield number, [name for name in names if name not in blocked]
                namesakes.append((number, [name for name in names if name in blocked]))
        elif kind == "region":
            yield number, [told for name in names for told in _region_names(name, blocked, region_kinds)]
        else:
            yield number, names


def capital_of(rows: Iterable[Row]) -> dict[str | None, int]:
    """The capital of each country by its row; of two the one with more inhabitants."""
    told = [
        (int(row.split("\t")[6]), number, row)
        for number, row in enumerate(rows)
        if isinstance(row, str) and "\tcapital\t" in row
    ]
    return {row.split("\t")[2]: number for _, number, row in sorted(told)}


def short_regions(rows: Sequence[Row], listed: str) -> Iterator[tuple[int, list[str]]]:
    """The short forms of states, each listed as "Ga=US/GA"."""
    numbers: dict[str, int] = {}
    for number, row in enumerate(rows):
        if isinstance(row, str) and "\tregion\t" in row:
            _, _, country, admin1, _ = row.split("\t", 4)
            numbers.setdefault(f"{country}/{admin1}", number)
    for pair in words(listed):
        short, _, region = pair.partition("=")
        yield numbers[region], [fold(short).strip()]


def _region_names(name: str, blocked: frozenset[str], kinds: list[str]) -> list[str]:
    """A region that shares its name with a country, a city or a word is told by "Niger state", "Plateau state"."""
    bare = name.removesuffix(" ~")
    return [f"{bare} {kind}" for kind in kinds] if bare != name or name in blocked else [name]


def _is_only_a_direction(row: str, words_of_regions: frozenset[str]) -> bool:
    """Whether a region's name says no more than "Central Region"."""
    return words_of_regions.issuperset(fold(row.split("\t", 2)[1]).split())
