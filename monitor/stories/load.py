"""Reads what the room knows of languages: `words.toml`, all languages at once (an article may be of any)."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from monitor.stories.amending import label_of
from monitor.stories.cues import Cues, cues_of
from monitor.stories.words import Words, fold, stem

_FILE = Path(__file__).with_name("words.toml")


_SEEN_BY = (
    *("amending.py", "beside.py", "counts.py", "cues.py", "features.py", "quantities.py", "shingles.py", "sides.py"),
    *("texts.py", "two_times.py", "words.py", "words.toml", "writing.py"),
)


@cache
def load_form() -> str:
    """Return what the written features of reports depend on, as a few letters: the code and words they were made by."""
    parts = (Path(__file__).with_name(name).read_bytes() for name in _SEEN_BY)
    return hashlib.blake2b(b"\0".join(parts), digest_size=6).hexdigest()


@cache
def load_words() -> Words:
    """Return the words of every language in the file."""
    languages = list(tomllib.loads(_FILE.read_text(encoding="utf-8")).values())
    return Words(
        function=frozenset(word for one in languages for word in _split(one["function"])),
        months={word: n for one in languages for key in _MONTHS for n, word in enumerate(_split(one.get(key, "")), 1)},
        weekdays={word: n for one in languages for n, word in enumerate(_split(one["weekdays"]))},
        numbers={word: n for one in languages for word, n in _number_words(one)},
        signs={word: sign for one in languages for word, sign in _signs(one)},
        scales=frozenset(word for one in languages for word in _split(one["scales"])),
        correction=tuple(fold(cue) for one in languages for cue in one.get("correction", ())),
        labels=tuple(label_of(one) for one in languages if "corrections" in one),
        withdrawal=tuple(fold(cue) for one in languages for cue in one.get("withdrawal", ())),
        arrest=frozenset(stem(word) for one in languages for word in _split(one.get("arrest", ""))),
        beside=tuple(_cues(one) for one in languages if "beside" in one),
        dead=tuple(word for one in languages for word in _split(one["dead"])),
        hurt=tuple(word for one in languages for word in _split(one["hurt"])),
        rising=frozenset(stem(word) for one in languages for word in _split(one.get("rising", ""))),
        of_all_news=frozenset(
            stem(word) for one in languages for key in _OF_ALL_NEWS for word in _split(one.get(key, ""))
        ),
        common_names=frozenset(
            stem(word) for one in languages for key in _COMMON_NAMES for word in _split(one.get(key, ""))
        ),
        targets={stem(word): kind for kind, words in enumerate(_targets(languages)) for word in _split(words)},
    )


_MONTHS = ("months", "short_months")
_OF_ALL_NEWS = ("of_all_news", "peoples", "function", "weekdays", *_MONTHS, "numbers", "scales")
_COMMON_NAMES = (*_OF_ALL_NEWS, "lands", "divisions", "bodies", "people")


def _cues(one: Mapping[str, Any]) -> Cues:
    return cues_of(one["beside"], one["weekdays"], [one.get(key, "") for key in _MONTHS])


def _number_words(one: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    yield from ((word, n) for n, word in enumerate(_split(one["numbers"]), 2))
    yield from ((word, 10 * n) for n, word in enumerate(_split(one.get("tens", "")), 3))


def _signs(one: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the words that are no numbers in digits and yet as much of the news, each as it is kept in its place."""
    for key in _MONTHS:
        yield from ((word, f"month {n}") for n, word in enumerate(_split(one.get(key, "")), 1))
    yield from ((word, f"day {n}") for n, word in enumerate(_split(one["weekdays"]), 1))
    yield from ((word, f"{n}.") for n, word in enumerate(_split(one.get("ordinals", "")), 1))
    yield from ((word, f"number {word}") for word in _split(one.get("amounts", "")))
    yield from ((word, f"side {word}") for word in _split(one.get("sides", "")))
    yield from ((word, "1") for word in _split(one.get("one", "")))


def _targets(languages: Iterable[Mapping[str, list[str]]]) -> list[str]:
    return [words for one in languages for words in one.get("targets", ())]


def _split(words: str) -> list[str]:
    return [fold(word) for word in words.split()]
