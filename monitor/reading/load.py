"""Read the phrase files `languages/<xx>.yaml`, once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind
from ruamel.yaml import YAML

from monitor.reading.phrases import LETTERS, Kind, Phrase, ZoneWords, any_of, first_word, openers_of, words_pattern
from monitor.reading.sentences import SentenceWords

_FOLDER = Path(__file__).parent / "languages"
_OTHERS = _FOLDER / "others.yml"
"""Not `.yaml`: these languages have function words only."""
_FALLBACK = "en"
_ANYWHERE = (Kind.HOLDS, Kind.CREDITS, Kind.INLINE, Kind.DISCLAIMS, Kind.VERIFIES)
_OF_DISCLAIMERS = {Kind.DISCLAIMS: "holds", Kind.VERIFIES: "verifies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingWords:
    """All that reading knows of languages."""

    zones: ZoneWords
    sentences: Mapping[str, SentenceWords]
    function_words: Mapping[str, tuple[str, ...]]  # word -> the languages it is a function word of

    def sentence_words(self, language: str) -> SentenceWords:
        """Return the splitter's words of a language; English ones where there is no file."""
        return self.sentences.get(language) or self.sentences[_FALLBACK]


@cache
def reading_words() -> ReadingWords:
    """Load every language file; the result lives as long as the process."""
    files = {path.stem: _load(path) for path in sorted(_FOLDER.glob("*.yaml"))}
    return ReadingWords(
        zones=_zone_words(tuple(files.values())),
        sentences={language: _sentence_words(data["sentences"]) for language, data in files.items()},
        function_words=_invert(
            {language: tuple(words) for language, words in _load(_OTHERS).items()}
            | {language: tuple(data["function_words"]) for language, data in files.items()}
        ),
    )


def _load(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return loaded


def _invert(words_of: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = defaultdict(list)
    for language, words in words_of.items():
        for word in dict.fromkeys(words):
            languages[word].append(language)
    return {word: tuple(found) for word, found in languages.items()}


def _sentence_words(data: Mapping[str, Any]) -> SentenceWords:
    def words(key: str) -> frozenset[str]:
        return frozenset(str(word).lower().rstrip(".") for word in data.get(key, ()))

    return SentenceWords(
        never_end=words("never_end"),
        before_number=words("before_number"),
        may_end=words("may_end"),
        after_number_end=words("after_number_end"),
        starters=frozenset(str(phrase).lower().split()[0] for phrase in data.get("starters", ())),
        ordinals=bool(data.get("ordinals")),
    )


def _zone_words(files: tuple[dict[str, Any], ...]) -> ZoneWords:
    def every(section: str, key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(phrase).lower() for data in files for phrase in data[section].get(key, ())))

    anywhere: dict[str, set[Kind]] = defaultdict(set)
    for kind in _ANYWHERE:
        listed = ("disclaimer", _OF_DISCLAIMERS[kind]) if kind in _OF_DISCLAIMERS else ("boilerplate", kind)
        for phrase in every(*listed):
            anywhere[phrase].add(kind)
    months = {str(name).lower(): int(number) for data in files for name, number in data["months"].items()}
    opening = {kind: every("boilerplate", kind) for kind in Kind if kind not in _ANYWHERE}
    page_lines, date_words = every("boilerplate", Kind.LINES), {*months, *every("header", "date_words")}
    return ZoneWords(
        by_first_word=_index_phrases(opening),
        inline={
            phrase: re.compile(words_pattern(phrase) + r"\s*[|:»›]", re.IGNORECASE)
            for phrase in every("boilerplate", "inline")
        },
        disclaimer_openings=any_of(every("disclaimer", "openings")),
        openers=openers_of(chain(every("disclaimer", "openings"), *opening.values())),
        disclaimer_of_all=any_of(every("disclaimer", "of_all"), anywhere=True),
        anywhere=tuple((phrase, frozenset(kinds)) for phrase, kinds in anywhere.items()),
        finder=AhoCorasick(tuple(anywhere), matchkind=MatchKind.Standard, implementation=Implementation.DFA),
        page_lines=frozenset(page_lines),
        counters=_counters(page_lines, every("boilerplate", "counted")),
        header_keys={key: frozenset(every("header", key)) for data in files for key in data["header"]},
        bylines=any_of(every("header", "bylines")),
        header_openers=_first_letters(
            (*page_lines, *date_words, *every("header", "keys"), *every("header", "bylines"))
        ),
        months=months,
        date_words=frozenset(date_words),
    )


def _first_letters(phrases: Iterable[str]) -> frozenset[str]:
    """Return the first run of letters of each phrase; of one without letters nothing."""
    return frozenset(found[0] for found in map(LETTERS.search, phrases) if found)


def _counters(lines: tuple[str, ...], counted: tuple[str, ...]) -> re.Pattern[str]:
    """Return what matches "24 comments", alone or with a label of the page before it."""
    labels, things = (any_of(phrases).pattern for phrases in (lines, counted))
    return re.compile(rf"\s*(?:(?:{labels})[\s:|·•-]+)*\d[\d.,]*[km]?[ -](?:{things})\s*", re.IGNORECASE)


def _index_phrases(phrases: Mapping[Kind, tuple[str, ...]]) -> Mapping[str, tuple[Phrase, ...]]:
    index: dict[str, list[Phrase]] = defaultdict(list)
    for kind, written in phrases.items():
        for phrase in written:
            index[first_word(phrase)].append(Phrase(kind, re.compile(words_pattern(phrase), re.IGNORECASE)))
    return {word: tuple(found) for word, found in index.items()}
