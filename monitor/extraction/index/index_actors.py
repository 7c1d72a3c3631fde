"""Who can be named: the listed actors by all their names, nationalities, and the nouns that head a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from monitor.extraction.index.index import Alias, Head, folded, words
from monitor.extraction.words.folding import fold
from monitor.model import ActorEntry, Gazetteer
from monitor.vocabulary import ActorKind

HEADS = {
    "organisations": ActorKind.ORGANISATION,
    "forces": ActorKind.FORCE,
    "groups": ActorKind.GROUP,
    "people": ActorKind.GROUP,
}


def heads_of(who: Mapping[str, str]) -> dict[str, Head]:
    """Return the nouns that end the name of a body, with what they say of it."""
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


def aliases_of(
    actors: Iterable[ActorEntry], adjectives: Mapping[str, str], respellings: str
) -> Iterator[tuple[Alias, set[str]]]:
    """Yield every way to name a listed actor with its forms: as written, of the country, spelt otherwise."""
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


def spellings_of(actors: Iterable[ActorEntry], common: frozenset[str]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Names of several words whose first is telling: what a misspelt name is compared with."""
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in actors:
        for name in (entry.name, *entry.aliases):
            parts = fold(name.partition(" (")[0]).split()
            if len(parts) > 1 and len(parts[0]) > 3 and parts[0] not in common and entry.kind is not ActorKind.COUNTRY:
                found.setdefault(parts[0], []).append((" ".join(parts), entry.id))
    return {first: tuple(names) for first, names in found.items()}


def with_opponents(gazetteer: Gazetteer) -> Gazetteer:
    """Return the gazetteer with `opponents` inherited along `of`, nearest first."""
    by_id = {entry.id: entry for entry in gazetteer.actors}

    def opponents(entry: ActorEntry, depth: int = 0) -> tuple[str, ...]:
        if entry.opponents or not entry.of or depth > 5 or entry.of not in by_id:
            return entry.opponents
        return opponents(by_id[entry.of], depth + 1)

    return replace(gazetteer, actors=tuple(replace(entry, opponents=opponents(entry)) for entry in gazetteer.actors))
