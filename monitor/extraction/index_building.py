"""The files of a language pack, the listed actors and the place table -> its `NameIndex`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.extraction.geography.unlisted import told_by
from monitor.extraction.index.index import SOURCE_WORDS, Head, NameIndex, folded, words
from monitor.extraction.index.index_actors import aliases_of, heads_of, nationalities, spellings_of
from monitor.extraction.index.index_patterns import Patterns, add_days, add_names, add_places, add_speech
from monitor.extraction.index.index_places import Row, capital_of, capitals_of, place_names, rows_of, short_regions
from monitor.extraction.words.entries import words_of
from monitor.model import Gazetteer
from monitor.vocabulary import ActorKind

NAME_WORDS = (
    "given small_given surnames courtesies post_nominals body_endings"
    " suspects naming named_so harmed done_to goes_on owned fired vantage"
    " when where_done hearers speaking him he as_he kin"
    " no_deed counting backed straight_into premises belonging straight_at asides part_of consist others slugs"
    " armies close_to leads wounds_one lifeless finds took_in has dies one_of_many years_back sites craft hits_it"
    " before_days it firms no_heads remains him_as and_then standing members_of"
).split()
_OF_NAMES = (
    "modifiers facilities region_words locative adjectival nobody contractions verbs no_verbs joins_parties"
    " before_parties parts_of scene_words unmanned"
).split()
"""Lists of the actors' file that the index has under their own name, as folded words."""
_AS_WRITTEN = "verb_suffixes adverb_suffixes progressive prefixes downing".split()
"""And those that it has as they are written."""
_OF_PLACES = {
    "borders": "borders",
    "villages": "small",
    "streets": "streets",
    "grounds": "grounds",
    "of_money": "of_money",
    "within": "within",
    "wide_words": "wide",
}
"""Lists of words beside places: the index's name for each, and the file's."""


PERSONS = ("singular", "plural")
"""Lists of the nouns for people that the harmed are counted by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pack:
    """What an index is made of, read as far as several parts of it need it."""

    who: Mapping[str, Any]
    speech: Mapping[str, str]
    days: Mapping[str, Any]
    places_of: Mapping[str, str]
    common: frozenset[str]
    stop: frozenset[str]
    heads: Mapping[str, Head]
    adjectives: Mapping[str, str]
    peoples: Mapping[str, str]
    rows: tuple[Row, ...]
    gazetteer: Gazetteer


def build_index(*, pack: Mapping[str, Any], common_words: str, places: str, gazetteer: Gazetteer) -> NameIndex:
    """Make the index of one language.

    `pack` is its YAML by file (`actors`, `attribution`, `dates`; a list that it lacks is empty),
    `common_words` the text of its words.txt, `places` that of the place table. The user's own places
    come first.
    """
    read = _read(pack, common_words, places, gazetteer)
    patterns = _gathered(read)
    return NameIndex(
        automaton=AhoCorasick(patterns.texts(), implementation=Implementation.ContiguousNFA, store_patterns=False),
        meanings=patterns.meanings(),
        common=read.common,
        stop=read.stop,
        heads=read.heads,
        persons=frozenset(chain.from_iterable(words_of(pack.get("people", {}).get(form, "")) for form in PERSONS)),
        days=read.days,
        up_to=folded(read.days.get("up_to")),
        span_ends=folded(read.days.get("span_ends") or ""),
        months=folded(",".join(read.days["months"])),
        weekdays=folded(",".join(read.days["weekdays"])),
        **_listed(read),
        **_words_of_names(read),
        **_words_of_places(read),
        **_words_of_speech(read.speech),
    )


def _read(pack: Mapping[str, Any], common_words: str, places: str, gazetteer: Gazetteer) -> _Pack:
    who = defaultdict(str, pack.get("actors", {}))
    adjectives, peoples = nationalities(who["adjectives"])
    directions = folded(who["region_words"]) | folded(who["modifiers"])
    return _Pack(
        who=who,
        speech=defaultdict(str, {**pack.get("attribution", {}), "numbers": _number_words(pack.get("numbers", {}))}),
        days=defaultdict(dict, pack.get("dates", {})),
        places_of=defaultdict(str, who["place_words"] or {}),
        common=frozenset(_lines(common_words)),
        stop=folded(who["stop"]),
        heads=heads_of(who),
        adjectives=adjectives,
        peoples=peoples,
        rows=rows_of(gazetteer.places, _lines(places), directions),
        gazetteer=gazetteer,
    )


def _number_words(numbers: Mapping[str, Any]) -> str:
    """Return the words that count, as a list: "two", "dozens"."""
    told = [*numbers.get("units", "").split(), *words_of(numbers.get("vague", ""))]
    counting = (one.partition("=")[0].strip() for one in told)
    return ", ".join(one for one in counting if " " not in one)


def _lines(text: str) -> list[str]:
    """Return the lines of a data file below the comment at its head."""
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text.splitlines()


def _gathered(read: _Pack) -> Patterns:
    """Return every pattern; of a text with several meanings they stand in this order."""
    patterns, who = Patterns(), read.who
    for alias, names in aliases_of(read.gazetteer.actors, read.adjectives, who["respellings"]):
        patterns.add("actor", names, alias)
    _add_table(patterns, read)
    patterns.add_values("head", read.heads)
    patterns.add_values("adjective", read.adjectives)
    patterns.add_values("people", read.peoples)
    add_names(patterns, who)
    add_speech(patterns, read.speech)
    add_places(patterns, read.places_of)
    add_days(patterns, read.days)
    return patterns


def _add_table(patterns: Patterns, read: _Pack) -> None:
    """Add the names of the place table; a town called like a word is only a namesake of it."""
    who, namesakes = read.who, list[tuple[int, list[str]]]()
    blocked = read.common.union(
        read.stop, read.heads, read.adjectives, folded(who["titles"]), folded(who["never_places"])
    )
    patterns.add_folded("place", place_names(read.rows, blocked, sorted(folded(who["region_kinds"])), namesakes))
    told = ((row, [name for name in names if name not in read.stop]) for row, names in namesakes)
    patterns.add_folded("namesake", told)
    patterns.add_folded("short_region", short_regions(read.rows, read.places_of["short"]))


def _listed(read: _Pack) -> dict[str, Any]:
    """Return what the list of actors and the place table give to the index."""
    actors = read.gazetteer.actors
    return {
        "actors": {entry.id: entry for entry in actors},
        "countries": {one.country: one.id for one in actors if one.kind is ActorKind.COUNTRY and one.country},
        "spellings": spellings_of(actors, read.common),
        "adjectives": read.adjectives,
        "rows": read.rows,
        "capitals": capitals_of(read.rows),
        "capital_of": capital_of(read.rows),
    }


def _words_of_names(read: _Pack) -> dict[str, Any]:
    who = read.who
    titles = frozenset(word for title in folded(who["titles"]) for word in title.split())
    around = folded(f"{who['small_words']}, {who['theirs']}, {who['modifiers']}")
    return {
        **{name: folded(who[name]) for name in _OF_NAMES},
        **{name: tuple(words(who[name])) for name in _AS_WRITTEN},
        "title_words": titles,
        "small": folded(who["small_words"]),
        "around": around | titles | read.adjectives.keys(),
        "no_names": read.stop | read.adjectives.keys(),
        "possessives": tuple(form for one in words(who["possessives"]) for form in (one, one.upper())),
        "joiners": _joiners(who["joiners"]),
        "joiners_of_bodies": _joiners(f"{who['joiners']}, {who['joiners_of_bodies']}"),
        "joiners_of_causes": _joiners(who["joiners_of_causes"]),
        "abbreviations": tuple(word for word in words(who["titles"]) if len(word) <= 4 and " " not in word),
        "name_words": {name: folded(who[name]) for name in NAME_WORDS},
    }


def _joiners(text: str) -> tuple[str, ...]:
    return tuple(sorted((f" {word} " for word in folded(text)), key=len, reverse=True))


def _words_of_places(read: _Pack) -> dict[str, Any]:
    places_of = read.places_of
    particles = tuple(words(read.who["particles"]))
    return {
        **{name: folded(places_of[listed]) for name, listed in _OF_PLACES.items()},
        "place_words": folded(f"{places_of['kinds']}, {places_of['called']}"),
        "particles": frozenset(particles),
        "unlisted": told_by(places_of, particles) if places_of else (),
    }


def _words_of_speech(speech: Mapping[str, str]) -> dict[str, Any]:
    single, phrases = _source_words(speech)
    return {
        "speech": defaultdict(frozenset, {name: folded(text) for name, text in speech.items()}),
        "source_words": single,
        "source_phrases": phrases,
    }


def _source_words(
    speech: Mapping[str, str],
) -> tuple[dict[str, frozenset[str]], dict[str, tuple[tuple[str, str], ...]]]:
    """Sort what tells a source's kind into single words and phrases by their first word."""
    single: dict[str, set[str]] = {}
    phrases: dict[str, list[tuple[str, str]]] = {}
    for kind in SOURCE_WORDS:
        for entry in folded(speech[kind]):
            if " " in entry:
                phrases.setdefault(entry.split()[0], []).append((f" {entry} ", kind))
            else:
                single.setdefault(entry, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in single.items()}, {
        word: tuple(found) for word, found in phrases.items()
    }
