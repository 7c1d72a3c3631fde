"""The files of a language pack, the listed actors and the place table -> its `NameIndex`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.extraction.folding import fold, phrase
from monitor.extraction.index import SOURCE_WORDS, Alias, Head, NameIndex, folded, words
from monitor.extraction.unlisted import told_by
from monitor.model import ActorEntry, Gazetteer, PlaceEntry
from monitor.vocabulary import ActorKind, Role

HEADS = {
    "organisations": ActorKind.ORGANISATION,
    "forces": ActorKind.FORCE,
    "groups": ActorKind.GROUP,
    "people": ActorKind.GROUP,
}
NAME_WORDS = (
    "given small_given surnames courtesies post_nominals body_endings"
    " suspects naming named_as harmed done_to goes_on owned fired vantage"
).split()
CITY_THAT_BEATS_A_WORD = 300_000  # "Nice" is a place where the text allows it, "Mobile" and "Police" never are


def build_index(*, pack: Mapping[str, Any], common_words: str, places: str, gazetteer: Gazetteer) -> NameIndex:
    """Make the index of one language.

    `pack` is its YAML by file (`actors`, `attribution`, `dates`; a list that it lacks is empty),
    `common_words` the text of its words.txt, `places` that of the place table. The user's own places
    come first.
    """
    who, speech = defaultdict(str, pack.get("actors", {})), defaultdict(str, pack.get("attribution", {}))
    common, table = frozenset(_lines(common_words)), _lines(places)
    directions = folded(who["region_words"]) | folded(who["modifiers"])
    told = (line for line in table if "\tregion\t" not in line or not _is_only_a_direction(line, directions))
    rows: tuple[str | PlaceEntry, ...] = (*gazetteer.places, *told)
    heads = _heads(who)
    places_of: Mapping[str, str] = defaultdict(str, who["place_words"] or {})
    adjectives, peoples = nationalities(who["adjectives"])
    stop = folded(who["stop"])
    blocked = common.union(stop, heads, adjectives, folded(who["titles"]), folded(who["never_places"]))
    titles = frozenset(word for title in folded(who["titles"]) for word in title.split())
    patterns = Patterns()
    for alias, names in _aliases(gazetteer.actors, adjectives, who["respellings"]):
        patterns.add("actor", names, alias)
    namesakes: list[tuple[int, list[str]]] = []
    patterns.add_folded("place", _place_names(rows, blocked, sorted(folded(who["region_kinds"])), namesakes))
    patterns.add_folded("namesake", ((row, [name for name in names if name not in stop]) for row, names in namesakes))
    patterns.add("capital_word", words(places_of["capital"]), None)
    patterns.add_folded("short_region", _short_regions(rows, places_of["short"]))
    patterns.add_values("head", heads)
    patterns.add_values("adjective", adjectives)
    patterns.add_values("people", peoples)
    _add_names_words(patterns, who)
    _add_speech(patterns, speech)
    patterns.add_words("opens_place", f"{places_of['where']}, {places_of['near']}", "where")
    patterns.add_words("opens_place", places_of["kinds"], "kind")
    patterns.add_words("opens_place", places_of["sites"], "site")
    days = defaultdict(dict, pack.get("dates", {}))
    _add_days(patterns, days)
    source_words, source_phrases = _source_words(speech)
    return NameIndex(
        automaton=AhoCorasick(patterns.texts(), implementation=Implementation.ContiguousNFA, store_patterns=False),
        meanings=patterns.meanings(),
        actors={entry.id: entry for entry in gazetteer.actors},
        rows=rows,
        capitals=frozenset(at for at, row in enumerate(rows) if isinstance(row, str) and "\tcapital\t" in row),
        capital_of=_capital_of(rows),
        countries={
            entry.country: entry.id for entry in gazetteer.actors if entry.kind is ActorKind.COUNTRY and entry.country
        },
        common=common,
        stop=stop,
        modifiers=folded(who["modifiers"]),
        title_words=titles,
        adjectives=adjectives,
        heads=heads,
        facilities=folded(who["facilities"]),
        region_words=folded(who["region_words"]),
        locative=folded(who["locative"]),
        small=folded(who["small_words"]),
        around=folded(f"{who['small_words']}, {who['theirs']}, {who['modifiers']}") | titles | adjectives.keys(),
        adjectival=folded(who["adjectival"]),
        nobody=folded(who["nobody"]),
        contractions=folded(who["contractions"]),
        verbs=folded(who["verbs"]),
        verb_suffixes=tuple(words(who["verb_suffixes"])),
        progressive=tuple(words(who["progressive"])),
        particles=tuple(words(who["particles"])),
        prefixes=tuple(words(who["prefixes"])),
        possessives=tuple(form for one in words(who["possessives"]) for form in (one, one.upper())),
        joins_parties=folded(who["joins_parties"]),
        before_parties=folded(who["before_parties"]),
        joiners=_joiners(who["joiners"]),
        joiners_of_bodies=_joiners(f"{who['joiners']}, {who['joiners_of_bodies']}"),
        joiners_of_causes=_joiners(who["joiners_of_causes"]),
        no_verbs=folded(who["no_verbs"]),
        no_names=stop | adjectives.keys(),
        spellings=_spellings(gazetteer.actors, common),
        abbreviations=tuple(word for word in words(who["titles"]) if len(word) <= 4 and " " not in word),
        name_words={name: folded(who[name]) for name in NAME_WORDS},
        speech=defaultdict(frozenset, {name: folded(text) for name, text in speech.items()}),
        source_words=source_words,
        source_phrases=source_phrases,
        days=days,
        parts_of=folded(who["parts_of"]),
        borders=folded(places_of["borders"]),
        villages=folded(places_of["small"]),
        of_money=folded(places_of["of_money"]),
        within=folded(places_of["within"]),
        place_words=folded(f"{places_of['kinds']}, {places_of['called']}"),
        scene_words=folded(who["scene_words"]),
        downing=tuple(words(who["downing"])),
        unmanned=folded(who["unmanned"]),
        months=folded(",".join(days["months"])),
        weekdays=folded(",".join(days["weekdays"])),
        wide_words=folded(places_of["wide"]),
        unlisted=told_by(places_of, tuple(words(who["particles"]))) if places_of else (),
    )


def _lines(text: str) -> list[str]:
    """Return the lines of a data file below the comment at its head."""
    while text.startswith("#"):
        text = text.partition("\n")[2]
    return text.splitlines()


def _joiners(text: str) -> tuple[str, ...]:
    return tuple(sorted((f" {word} " for word in folded(text)), key=len, reverse=True))


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


class Patterns:
    """Patterns while they are gathered: text -> its meanings."""

    def __init__(self) -> None:
        self._meanings: dict[str, tuple[tuple[str, Any], ...]] = {}

    def add(self, kind: str, names: Iterable[str], value: object) -> None:
        """Give every name one more meaning."""
        self.add_folded(kind, [(value, [phrase(name)[1:-1] for name in names])])

    def add_folded(self, kind: str, named: Iterable[tuple[object, Iterable[str]]]) -> None:
        """Give every name, folded already, one more meaning: the value that it stands behind."""
        known = self._meanings
        for value, names in named:
            meaning = ((kind, value),)  # one tuple for all names of a value: they are tens of thousands
            for name in names:
                if len(name) > 1:
                    text = f" {name} "
                    known[text] = known[text] + meaning if text in known else meaning

    def add_words(self, kind: str, listed: str, value: object) -> None:
        """Give every word of a list one more meaning, a single letter's too."""
        for word in folded(listed):
            text = f" {word} "
            self._meanings[text] = (*self._meanings.get(text, ()), (kind, value))

    def add_values(self, kind: str, values: Mapping[str, object]) -> None:
        """Give every word of a table one more meaning: its value there."""
        for word, value in values.items():
            self.add(kind, [word], value)

    def texts(self) -> list[str]:
        """Return the patterns in the order of their meanings."""
        return list(self._meanings)

    def meanings(self) -> tuple[tuple[tuple[str, Any], ...], ...]:
        """Return the meanings in the order of the patterns."""
        return tuple(self._meanings.values())


def _heads(who: Mapping[str, str]) -> dict[str, Head]:
    never, members = folded(who["bare_never"]), folded(who["members"])
    return {
        word: Head(kind, word not in never and name != "people", word in members or name == "people")
        for name, kind in HEADS.items()
        for word in folded(who[name])
    }


def nationalities(text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Read `UA: ukrainian / ukrainians`: adjectives and peoples, each with its country's code."""
    adjectives: dict[str, str] = {}
    peoples: dict[str, str] = {}
    for line in text.splitlines():
        code, _, rest = line.partition(":")
        first, _, second = rest.partition("/")
        adjectives |= dict.fromkeys(folded(first), code.strip('" '))
        peoples |= dict.fromkeys(folded(second), code.strip('" '))
    return adjectives, peoples


def _aliases(
    actors: Iterable[ActorEntry], adjectives: Mapping[str, str], respellings: str
) -> Iterator[tuple[Alias, set[str]]]:
    adjective_of: dict[str, list[str]] = {}
    for adjective, code in adjectives.items():
        adjective_of.setdefault(code, []).append(adjective)
    nouns = {entry.country: entry.name for entry in actors if entry.kind is ActorKind.COUNTRY}
    pairs = [tuple(pair.split("=")) for pair in words(respellings)]
    for entry in actors:
        country = entry.country or ""
        forms = (adjective_of.get(country, []), nouns.get(country, ""), pairs)
        for name in (entry.name, *entry.aliases):
            bare = name.partition(" (")[0]
            short = bare.isupper() and len(bare) <= 6
            yield Alias(entry.id, acronym=short), _variants(bare, *forms)
        for office in entry.offices:
            alias = Alias(entry.id, office=True, since=office.since, until=office.until)
            for name in (office.name, *office.aliases):
                yield alias, _variants(name, *forms)


def _variants(name: str, adjectives: list[str], noun: str, pairs: list[tuple[str, ...]]) -> set[str]:
    """`Russian defence ministry` is also Russia's, and also the defense ministry."""
    found = {fold(name).strip()}
    for adjective in adjectives:
        start = f"{adjective} "
        if noun and (bare := fold(name).strip()).startswith(start):
            found |= {f"{fold(noun)} s {bare[len(start) :]}", f"{fold(noun)} {bare[len(start) :]}"}
            found |= {f"{other} {bare[len(start) :]}" for other in adjectives}
    for one, other in pairs:
        found |= {text.replace(one, other) for text in found if one in text}
    return found


def _spellings(actors: Iterable[ActorEntry], common: frozenset[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Names of several words whose first is telling: what a misspelt name is compared with."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in actors:
        for name in (entry.name, *entry.aliases):
            parts = fold(name.partition(" (")[0]).split()
            if len(parts) > 1 and len(parts[0]) > 3 and parts[0] not in common and entry.kind is not ActorKind.COUNTRY:
                found.setdefault(parts[0], []).append((" ".join(parts), entry.id))
    return {first: tuple(names) for first, names in found.items()}


def _place_names(
    rows: Iterable[str | PlaceEntry],
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


def _capital_of(rows: Iterable[str | PlaceEntry]) -> dict[str | None, int]:
    """The capital of each country by its row; of two the one with more inhabitants."""
    told = [
        (int(row.split("\t")[6]), number, row)
        for number, row in enumerate(rows)
        if isinstance(row, str) and "\tcapital\t" in row
    ]
    return {row.split("\t")[2]: number for _, number, row in sorted(told)}


def _short_regions(rows: Sequence[str | PlaceEntry], listed: str) -> Iterator[tuple[int, list[str]]]:
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


def _add_names_words(patterns: Patterns, who: Mapping[str, Any]) -> None:
    patterns.add("title", words(who["titles"]), None)
    patterns.add("office", words(who["offices"]), None)
    for role, sides in (who["roles"] or {}).items():
        for side, text in sides.items():
            patterns.add("role", words(text), (Role(role), side))
    for pair in words(who["pinned"]):
        verb, _, particle = pair.partition("=")
        patterns.add("pinned", [verb], particle)
    patterns.add("calling", words(who["callings"]), None)
    for kind in ("orders", "acts", "deeds", "led", "employed"):
        patterns.add(kind, words(who[kind]), None)


def _add_speech(patterns: Patterns, speech: Mapping[str, str]) -> None:
    claims, denies = folded(speech["claims"]), folded(speech["denies"])
    for verb in folded(speech["says"]) | claims | denies:
        patterns.add("says", [verb], "denies" if verb in denies else "claims" if verb in claims else "says")
    for kind in ("according", "through", "hedges", "clause", "pair", "nameless", "partisan"):
        patterns.add(kind, words(speech[kind]), None)


def _add_days(patterns: Patterns, days: Mapping[str, Any]) -> None:
    for kind in ("months", "weekdays", "relative", "units", "from_named", "periods", "feasts"):
        for word, value in days[kind].items():
            patterns.add("day", words(word), (kind, value))
    for kind in ("afterwards", "ahead"):
        patterns.add(kind, words(days[kind] or ""), None)


def with_opponents(gazetteer: Gazetteer) -> Gazetteer:
    """Return the gazetteer with `opponents` inherited along `of`, nearest first."""
    by_id = {entry.id: entry for entry in gazetteer.actors}

    def opponents(entry: ActorEntry, depth: int = 0) -> tuple[str, ...]:
        if entry.opponents or not entry.of or depth > 5 or entry.of not in by_id:
            return entry.opponents
        return opponents(by_id[entry.of], depth + 1)

    return replace(gazetteer, actors=tuple(replace(entry, opponents=opponents(entry)) for entry in gazetteer.actors))
