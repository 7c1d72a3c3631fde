"""The YAML of a language -> its words and phrases, each with a tag for what it can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from monitor.vocabulary import Bound, Harm

FRAMES = (
    *(
        "wounds",
        "loses",
        "boasts",
        "to_self",
        "together",
        "active",
        "participle",
        "gerund",
        "dies",
        "state",
        "result",
        "among",
    ),
    *("event", "events", "count", "toll", "outlived", "maims", "maimed", "broken", "taken_off"),
)
SOFTER = ("weak", "struck", "weak_gerund", "weak_wounds", "broken_with", "to_one", "treated", "treats", "conveyed")
"""Frames of harm that a stronger one about the same people replaces."""


def values(text: str) -> dict[str, int]:
    """Read `ten=10, half a dozen=6`."""
    pairs = (pair.partition("=") for pair in words_of(text))
    return {word.strip(): int(value) for word, _, value in pairs}


def words_of(text: str) -> list[str]:
    """Words apart by blanks, or phrases apart by commas where there is a comma (a last one is allowed)."""
    return [one.strip() for one in text.split(",") if one.strip()] if "," in text else text.split()


def entries_of(pack: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Return each word or phrase of a language with one of its tags."""
    yield from _number_entries(pack["numbers"])
    for group in ("people", "context"):
        for tag, text in pack[group].items():
            for word in words_of(text):
                yield word, tag
    harm = pack["harm"]
    for kind in Harm:
        for frame in FRAMES:
            for word in words_of(harm.get(kind.value, {}).get(frame, "")):
                yield word, f"{kind.value}.{frame}"
        for frame in SOFTER:
            for word in words_of(harm.get(frame, {}).get(kind.value, "")):
                yield word, f"{kind.value}.{frame}"
    for word in words_of(harm["lives"]["nouns"]):
        yield word, "killed.lives"
    for word in words_of(harm["lives"]["verbs"]):
        yield word, "takes_lives"
    for word in words_of(harm["casualties"]):
        yield word, "any.casualties"
    for phrase in words_of(harm["harmless"]):
        yield phrase, "harmless"


def _number_entries(numbers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("units", "wholes", "multipliers", "vague", "fixed"):
        for word in values(numbers[name]):
            yield word, "number"
    for word in values(numbers.get("ordinals", "")):
        yield word, "ordinal"
    for word in values(numbers.get("manifold", "")):
        yield word, "manifold"
    for where in ("before", "after"):
        for bound, text in numbers[where].items():
            for phrase in words_of(text):
                yield phrase, f"{where}:{Bound(bound).value}"
    tags = ("article", "joiner", "of", "fraction", "no_count_before", "months", "age_words", "date_before")
    for tag in (*tags, "ages", "clock_words", "matter", "month_before", "percent"):
        for word in words_of(numbers.get(tag, "")):
            yield word, tag
    for name, words in numbers["range"].items():
        for word in words_of(words):
            yield word, f"range:{name}"
