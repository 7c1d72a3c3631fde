"""The words of one language as the grammar reads them: every word or phrase with its tags.

A tag says what a word can do: `number`, `singular`, `be`, or `killed.participle` for a harm and its
frame. Phrases become one word, so that the grammar never looks inside them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import add, attrgetter
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from monitor.extraction.index.cues import fold, is_whole_word
from monitor.extraction.words.entries import entries_of, values
from monitor.extraction.words.tokens import TOKEN, tokenize
from monitor.extraction.words.words import Cut, Entry, Spellings, Word
from monitor.model import Article

ORDER = (
    "toll",
    "lives",
    "to_self",
    "together",
    "loses",
    "boasts",
    "maims",
    "maimed",
    "broken",
    "wounds",
    "participle",
    "gerund",
    "active",
    "dies",
    "among",
    "state",
    "result",
    "taken_off",
    "events",
    "event",
    "count",
    "weak",
    "struck",
    "weak_gerund",
    "weak_wounds",
    "broken_with",
    "to_one",
    "treated",
    "treats",
    "conveyed",
    "outlived",
    "casualties",
)
"""The readings of one word in the order they are tried: nouns only where no verb found anyone."""
OPENING = frozenset(
    {"number", "article", "determiner", "singular", "plural", "titles", "no", "no_one", "no_one_phrases"}
    | {"pronoun_one", "pronoun_many", "all_but", "manifold", "everyone_aboard", "same_number"}
)
"""Tags of words at which people or a quantity may begin; so do digits and names."""
BOASTED = frozenset({"soldierly", "perpetrator", "foe", "household"})
"""Tags of those who are dead when they are "eliminated" or "wiped out"."""
NEEDED_BESIDE = {
    "boasts": BOASTED,
    "taken_off": frozenset({"perpetrator", "foe"}),
    "struck": frozenset({"projectile", "body_part"}),
    **dict.fromkeys(("maims", "maimed", "broken", "broken_with"), frozenset({"limb_lost"})),
}
"""Frames of words that harm beside one of other words only, with what these can do."""
RECOUNTING = frozenset({"recount", "said", "grown", "roster", "counts_dead"})
"""Tags of words behind which another number of those told of stands: "put the figure at", "said", "the list has"."""
_BEGINS, _TEXT = attrgetter("begins"), attrgetter("text")
_WRITTEN = re.compile(rf"(?:{TOKEN.pattern})\s*")
"""A token with the blanks behind it: what a text is made of but for the blanks in front of it."""


class Beside(NamedTuple):
    """What must stand in the sentence of a word that harms in company only: one of these words or phrases."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    firsts: tuple[str, ...]  # of the phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The casualty grammar's vocabulary of one language.

    `triggers` finds the words that gate the work, `beside` has for each what must stand in its sentence (nothing for a
    word that harms by itself).
    `recounting` finds the words one of which stands in every sentence that gives another number of those told of.
    `numbers`, `multipliers`, `vague`, `fixed` are number words with their values.
    """

    entries: Mapping[str, Entry]
    spellings: Spellings
    triggers: AhoCorasick
    recounting: AhoCorasick
    beside: tuple[Beside | None, ...]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    vague: Mapping[str, int]
    fixed: Mapping[str, int]
    ordinals: Mapping[str, int]
    manifold: Mapping[str, int]
    plural_suffixes: tuple[str, ...]
    verb_suffixes: tuple[str, ...]
    free_order: bool  # whether a subject may follow its verb ("загинули троє людей")

    def read(self, text: str, start: int, end: int) -> Cut:
        """Cut a stretch of text into words, phrases joined."""
        written = _WRITTEN.findall(text, start, end)  # word by word nothing is done here but in C
        words = [*map(self.spellings.__getitem__, written)]
        first = end - sum(map(len, written))  # behind the blanks in front
        starts = [*accumulate(map(len, written), initial=first)]
        return self._with_phrases(Cut(words, starts, [*map(add, starts, map(len, map(_TEXT, words)))]))

    def _with_phrases(self, cut: Cut) -> Cut:
        words = cut.words
        found: list[tuple[int, int]] = []
        done = 0
        for at, following in self._openings(words):
            last = at + self._phrase_length(words, at, following) - 1 if at >= done else at
            if last > at:
                found.append((at, last))
                done = last + 1
        return self._joined(cut, found) if found else cut

    def _joined(self, cut: Cut, phrases: list[tuple[int, int]]) -> Cut:
        """Make one word of each phrase, given by its first and last word."""
        joined, starts, ends = Cut([], [], [])
        done = 0
        for at, last in phrases:
            joined += [*cut.words[done:at], self._phrase(cut.words[at : last + 1])]
            starts += cut.starts[done : at + 1]
            ends += [*cut.ends[done:at], cut.ends[last]]
            done = last + 1
        return Cut(joined + cut.words[done:], starts + cut.starts[done:], ends + cut.ends[done:])

    def _openings(self, words: list[Word]) -> Iterator[tuple[int, tuple[tuple[str, ...], ...]]]:
        """Return where two words stand that begin phrases, with the phrases."""
        for at in compress(range(len(words) - 1), map(_BEGINS, words)):
            begins = words[at].begins
            if begins and (found := begins.get(words[at + 1].lower)):
                yield at, found

    def _phrase_length(self, words: list[Word], at: int, phrases: tuple[tuple[str, ...], ...]) -> int:
        for phrase in phrases:
            size = len(phrase)
            ends = at + size <= len(words) and words[at + size - 1].lower == phrase[-1]  # most often it does not
            if ends and (size <= 3 or phrase == tuple(word.lower for word in words[at : at + size])):
                return size
        return 1

    def _phrase(self, words: list[Word]) -> Word:
        return self.spellings[" ".join(word.text for word in words) + ("" if words[-1].glued else " ")]

    def sentences_with_harm(self, article: Article) -> list[int]:
        """Return the numbers of the sentences that may speak of harm, in order: all others cost no more than this."""
        text, sentences = fold(article.text), article.sentences
        starts = [sentence.start for sentence in sentences]
        found: set[int] = set()
        for trigger, start, end in self.triggers.find_matches_as_indexes(text, overlapping=True):
            at = bisect_right(starts, start) - 1
            if at < 0 or at in found or not is_whole_word(text, start, end):
                continue
            beside = self.beside[trigger]
            if beside is None or _any_stands(text[sentences[at].start : sentences[at].end], beside):
                found.add(at)
        return sorted(found)


def _any_stands(sentence: str, beside: Beside) -> bool:
    """Whether one of the words, or all words of one of the phrases, stand in a sentence."""
    if any(map(sentence.__contains__, beside.words)):
        return True
    if not any(map(sentence.__contains__, beside.firsts)):
        return False
    return any(all(map(sentence.__contains__, phrase)) for phrase in beside.phrases)


def build_lexicon(pack: Mapping[str, Any]) -> Lexicon:
    """Turn the YAML of a language (`numbers`, `people`, `harm`, `context`) into its lexicon."""
    entries = [(_canonical(entry), tag) for entry, tag in entries_of(pack)]
    tags: dict[str, set[str]] = {}
    for entry, tag in entries:
        tags.setdefault(entry, set()).add(tag)
    numbers, triggers = pack["numbers"], _triggers(tags)
    known = {entry: _entry(frozenset(found)) for entry, found in tags.items()}
    adverb_suffixes = tuple(pack["context"]["adverb_suffixes"].split())
    return Lexicon(
        entries=known,
        spellings=Spellings(known, _phrases(tags), adverb_suffixes),
        triggers=AhoCorasick(list(triggers), implementation=Implementation.ContiguousNFA, store_patterns=False),
        recounting=AhoCorasick(list(_recounting(tags)), store_patterns=False),
        beside=tuple(triggers.values()),
        numbers={**values(numbers["units"]), **values(numbers["wholes"])},
        multipliers=values(numbers["multipliers"]),
        vague=values(numbers["vague"]),
        fixed=values(numbers["fixed"]),
        ordinals=values(numbers.get("ordinals", "")),
        manifold=values(numbers.get("manifold", "")),
        plural_suffixes=tuple(pack["people"]["plural_suffixes"].split()),
        verb_suffixes=tuple(pack["context"]["verb_suffixes"].split()),
        free_order=pack["harm"]["subject"] == "free",
    )


def _entry(tags: frozenset[str]) -> Entry:
    harms = [(tag.split(".")[0], tag.split(".")[1]) for tag in tags if is_harm(tag)]
    harms.sort(key=lambda pair: (ORDER.index(pair[1]), pair[0]))
    counts = bool(tags & {"number", "article"}) or any(tag.startswith(("before:", "range:between")) for tag in tags)
    known = tags | {"quantity"} if counts else tags
    return Entry(known, tuple(harms), counts or bool(tags & OPENING))


def _canonical(entry: str) -> str:
    return " ".join(token.lower for token in tokenize(entry))


def _phrases(tags: Iterable[str]) -> dict[str, dict[str, tuple[tuple[str, ...], ...]]]:
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for entry in tags:
        parts = tuple(entry.split())
        if len(parts) > 1:
            found.setdefault(parts[0], {}).setdefault(parts[1], []).append(parts)
    return {
        first: {second: tuple(sorted(phrases, key=len, reverse=True)) for second, phrases in following.items()}
        for first, following in found.items()
    }


def _triggers(tags: Mapping[str, set[str]]) -> dict[str, Beside | None]:
    """Return the longest word of each harm, and what must stand beside it: a phrase may be broken over lines."""
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for entry, found in tags.items():
        if any(map(is_harm, found)):
            longest = max(entry.split(), key=len)
            others = tuple(word for word in entry.split() if word != longest)
            phrases.setdefault(longest, set()).update(_needed_beside(tags, found) or [others])
    return {word: None if () in beside else _parted(beside) for word, beside in phrases.items()}


def _needed_beside(tags: Mapping[str, set[str]], found: set[str]) -> list[tuple[str, ...]]:
    """Return the words one of which must stand in the sentence of an entry: "broke" harms beside a limb only."""
    needed = [NEEDED_BESIDE.get(tag.partition(".")[2]) for tag in found if is_harm(tag)]
    asked = frozenset().union(*(one or () for one in needed)) if None not in needed else frozenset()
    return [(word,) for word, can in tags.items() if not can.isdisjoint(asked)] if asked else []  # most need none


def _parted(phrases: Iterable[tuple[str, ...]]) -> Beside:
    """Part single words, which are looked for without a call of ours, from phrases."""
    ordered = sorted(phrases)
    several = tuple(one for one in ordered if len(one) > 1)
    return Beside(
        tuple(one[0] for one in ordered if len(one) == 1), several, tuple(sorted({one[0] for one in several}))
    )


def _recounting(tags: Mapping[str, set[str]]) -> set[str]:
    """Return the longest word of each phrase that opens another number of those told of."""
    return {max(entry.split(), key=len) for entry, found in tags.items() if not RECOUNTING.isdisjoint(found)}


def is_harm(tag: str) -> bool:
    """Whether a tag names a harm and its frame (`killed.participle`)."""
    return "." in tag
