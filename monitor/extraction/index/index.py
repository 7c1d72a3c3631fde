"""Everything that names, places, roles, speakers and days are found by: one automaton per language.

A pattern stands for one or more meanings, `(kind, value)`: `actor` with the ids of listed actors,
`place` with rows of the table, `says` with what the verb commits the outlet to, and so on. One pass
over the folded text finds them all; the rest of the work happens only where something was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from monitor.extraction.words.folding import fold
from monitor.model import ActorEntry, PlaceEntry
from monitor.vocabulary import ActorKind

_OUTSIDE, _PARTS = re.compile(r"\|(?![^(]*\))"), re.compile(r"\([^)]*\)|[^()]+")
"""What parts the forms of a word in the language data, and the parts of one: "rais" and "(es|ed)"."""
SOURCE_WORDS = ("unnamed", "state_media", "social", "official", "party", "outlet")


class Alias(NamedTuple):
    """One way to name a listed actor. `acronym` needs capitals; an office holds from `since` to `until`."""

    actor: str
    acronym: bool = False
    office: bool = False
    since: date | None = None
    until: date | None = None


class Head(NamedTuple):
    """A noun that ends the name of an organisation, a force or a group."""

    kind: ActorKind
    bare: bool  # names somebody without anything before it: "the army"
    members: bool  # its people rather than itself: "fighters", "officials"


class Told(NamedTuple):
    """A way to tell of an unlisted place: its pattern has a group `name`; `opens` says where a match may begin."""

    opens: str  # at a word of "where", of "kind", at "where" or an "owner", or with the "name" itself
    pattern: re.Pattern[str]
    needs: tuple[str, ...] = ()  # one of these stands in each match: where none is in an article, nothing is tried
    behind: re.Pattern[str] | None = None  # what follows a name that opens: looked for first, as it is rare


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameIndex:
    """One language's patterns and words, and the tables that they point into; equal to itself alone."""

    automaton: AhoCorasick
    meanings: tuple[tuple[tuple[str, Any], ...], ...]
    actors: Mapping[str, ActorEntry]
    rows: tuple[str | PlaceEntry, ...]  # of the place table, read when they are hit
    capitals: frozenset[int]  # rows of capitals
    capital_of: Mapping[str | None, int]  # ISO code -> row of its capital; of two the larger
    countries: Mapping[str, str]  # ISO code -> id of the listed country
    common: frozenset[str]
    stop: frozenset[str]
    modifiers: frozenset[str]
    title_words: frozenset[str]
    adjectives: Mapping[str, str]
    heads: Mapping[str, Head]
    facilities: frozenset[str]
    region_words: frozenset[str]
    locative: frozenset[str]
    small: frozenset[str]
    around: frozenset[str]  # what may stand between a cue and the name: small words, titles, nationalities, modifiers
    adjectival: frozenset[str]
    persons: frozenset[str]  # what somebody is called: "cartoonist"
    nobody: frozenset[str]
    contractions: frozenset[str]
    verbs: frozenset[str]
    verb_suffixes: tuple[str, ...]
    adverb_suffixes: tuple[str, ...]
    progressive: tuple[str, ...]
    no_verbs: frozenset[str]
    particles: frozenset[str]
    prefixes: tuple[str, ...]  # of a surname, with a hyphen: "al-Haddad"
    possessives: tuple[str, ...]  # as they are written, in small letters and in capitals
    joins_parties: frozenset[str]  # small words behind which a country is a party
    before_parties: frozenset[str]  # where one of these stands earlier: "between X and Y"
    joiners: tuple[str, ...]  # as they stand in a shadow, the longest first: "of"
    joiners_of_bodies: tuple[str, ...]  # and those of organisations and offices only: "for"
    joiners_of_causes: tuple[str, ...]  # and those behind which no place stands: "Committee to Protect Journalists"
    no_names: frozenset[str]  # small words and nationalities: capitals make no name of them
    spellings: Mapping[str, tuple[tuple[str, str], ...]]  # first word -> listed names of several words, with ids
    abbreviations: tuple[str, ...]
    name_words: Mapping[str, frozenset[str]]  # words of people's names that are words or titles: `given`, `surnames`
    speech: Mapping[str, frozenset[str]]  # who speaks: words of a source's kind, and what bounds a source
    source_words: Mapping[str, frozenset[str]]  # word -> the kinds of source that it tells
    source_phrases: Mapping[str, tuple[tuple[str, str], ...]]  # first word -> phrases, each with its kind
    days: Mapping[str, Any]
    up_to: frozenset[str]  # before a day up to which something is counted: "as of"
    span_ends: frozenset[str]  # before a day to which something goes on: "until"
    parts_of: frozenset[str]  # what acts for whom it belongs to: "Hamas's armed wing"
    borders: frozenset[str]  # behind a nationality: "the Syrian border"
    villages: frozenset[str]  # of places, the small ones
    streets: frozenset[str]  # behind a name these make a road of it: "Oxford Street"
    grounds: frozenset[str]  # behind a name these make a part of a town of it: "Lido beach"
    of_money: frozenset[str]  # behind "capital": "capital markets"
    within: frozenset[str]  # between a town and what it lies in: "Maga in Kebbi state"
    place_words: frozenset[str]  # what a place is called: "town", "of"
    wide_words: frozenset[str]  # of these, what is a part of a country: "province"
    scene_words: frozenset[str]  # behind them stands where a deed was done, and not who did it: "a strike on X killed"
    downing: tuple[str, ...]  # "shot down", and what carries nobody when it is brought down
    unmanned: frozenset[str]
    months: frozenset[str]
    weekdays: frozenset[str]
    unlisted: tuple[Told, ...]  # places that the table does not have; none in a language without the words

    def kinds_of(self, found: list[str]) -> set[str]:
        """Return the kinds of source that the folded words of a source tell (`unnamed`, `official`, ...)."""
        kinds: set[str] = set()
        by_phrase = [*filter(self.source_phrases.__contains__, found)]
        by_word = [*filter(self.source_words.__contains__, found)]
        spent: set[str] = set()  # words of phrases: a fire brigade is no brigade
        told = f" {' '.join(found)} " if by_phrase else ""
        for word in by_phrase:
            for phrase, kind in self.source_phrases[word]:
                if phrase in told:
                    kinds.add(kind)
                    spent.update(phrase.split())
        for word in by_word:
            if word not in spent:
                kinds |= self.source_words[word]
        return kinds

    def place(self, row: int) -> PlaceRow:
        """Return one row of the place table."""
        return _read_row(self.rows[row])


class PlaceRow(NamedTuple):
    """A place as the table has it; `kind` is city, region, country or own (the user's)."""

    geonameid: int | None
    name: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    kind: str


@lru_cache(maxsize=8192)
def _read_row(row: str | PlaceEntry) -> PlaceRow:
    if isinstance(row, PlaceEntry):
        return PlaceRow(row.geonameid, row.name, row.country, "", row.lat, row.lon, row.population, "own")
    number, name, country, admin1, lat, lon, population, kind, _ = row.split("\t")
    position = (float(lat) if lat else None, float(lon) if lon else None)
    return PlaceRow(int(number) if number else None, name, country, admin1, *position, int(population), kind)


def told_in(phrases: frozenset[str], told: Sequence[str]) -> bool:
    """Whether one of some phrases stands in words of a shadow; most often a look at the words is enough."""
    by_word = _by_longest_word(phrases)
    if by_word.keys().isdisjoint(told):
        return False
    text = f" {' '.join(told)} "
    return any(phrase in text for word in filter(by_word.__contains__, told) for phrase in by_word[word])


@lru_cache(maxsize=64)
def _by_longest_word(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """Sort phrases, each with the blanks around it, by a word that is rarely there without them."""
    sorted_out: dict[str, tuple[str, ...]] = {}
    for phrase in filter(None, phrases):
        longest = max(phrase.split(), key=len)
        sorted_out[longest] = (*sorted_out.get(longest, ()), f" {phrase} ")
    return sorted_out


def words(text: str | None) -> list[str]:
    """Split a list of the language data: words or phrases apart by commas.

    "is|was said to" are two of them, "add(|s|ed)" three, and "deny |any attack" as well stands without its "any".
    """
    listed = (part.strip() for part in (text or "").replace("\n", " ").split(","))
    return [told for one in listed if one for told in (_multiplied(one) if "|" in one else (one,))]


def _multiplied(phrase: str) -> Iterator[str]:
    """Write out a phrase whose words have alternatives."""
    for chosen in product(*map(_alternatives, phrase.split())):
        yield " ".join(filter(None, chosen))


def _alternatives(word: str) -> list[str]:
    """Return a word in all its forms: "rais(es|ed)|lifts" has three."""
    if "(" not in word:
        return word.split("|")
    forms = (_PARTS.findall(one) for one in _OUTSIDE.split(word))
    return ["".join(parts) for one in forms for parts in product(*(part.strip("()").split("|") for part in one))]


def folded(text: str | None) -> frozenset[str]:
    """Return the words of a list as they stand in a shadow."""
    return frozenset(fold(word).strip() for word in words(text))
