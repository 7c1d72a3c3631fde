"""The patterns of an index while they are gathered, and those of names, speech and days in a language pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from monitor.extraction.index.index import folded, words
from monitor.extraction.words.folding import phrase
from monitor.vocabulary import Role

WATERS = ("waters", "seas", "named_waters", "lakes")


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


def add_names(patterns: Patterns, who: Mapping[str, Any]) -> None:
    """Add titles, offices, and what tells who does what."""
    patterns.add("title", words(who["titles"]), None)
    patterns.add("office", words(who["offices"]), None)
    for role, sides in (who["roles"] or {}).items():
        for side, text in sides.items():
            patterns.add("role", words(text), (Role(role), side))
    for pair in words(who["pinned"]):
        verb, _, particle = pair.partition("=")
        patterns.add("pinned", [verb], particle)
    for way in ("object", "owned", "aimed"):
        patterns.add("done", words((who["done"] or {}).get(way)), way)
    patterns.add("calling", words(who["callings"]), None)
    for kind in ("orders", "acts", "deeds", "led", "employed", "harmed"):
        patterns.add(kind, words(who[kind]), None)


def add_speech(patterns: Patterns, speech: Mapping[str, str]) -> None:
    """Add verbs of saying, each with what it commits the outlet to, and what else tells of a speaker."""
    claims, denies = folded(speech["claims"]), folded(speech["denies"])
    for verb in folded(speech["says"]) | claims | denies:
        patterns.add("says", [verb], "denies" if verb in denies else "claims" if verb in claims else "says")
    for kind in ("according", "through", "hedges", "clause", "pair", "nameless", "partisan"):
        patterns.add(kind, words(speech[kind]), None)
    for kind in ("it_was_false", "cannot_verify", "hedging_adjectives"):
        patterns.add("hedges", words(speech.get(kind, "")), None)


def add_days(patterns: Patterns, days: Mapping[str, Any]) -> None:
    """Add what a day is told by, each with its kind and value."""
    for kind in ("months", "weekdays", "relative", "units", "from_named", "periods", "feasts"):
        for word, value in days[kind].items():
            patterns.add("day", words(word), (kind, value))
    for kind in ("afterwards", "ahead", "came_next"):
        patterns.add(kind, words(days.get(kind) or ""), None)


def add_places(patterns: Patterns, places_of: Mapping[str, str]) -> None:
    """Add the words beside the name of a place, and those in the name of a sea or a lake."""
    patterns.add("capital_word", words(places_of["capital"]), None)
    patterns.add_words("opens_place", f"{places_of['where']}, {places_of['near']}", "where")
    patterns.add_words("opens_place", places_of["kinds"], "kind")
    patterns.add_words("opens_place", places_of["sites"], "site")
    for waters in WATERS:
        patterns.add_words("water", places_of[waters], None)
