"""A word as its language knows it: looked up once for each way to write it, however often it is met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from monitor.vocabulary import Bound

MOST_SPELLINGS = 20_000
"""Words kept as they are written: a few megabytes, and more than a day's news has."""
SHORT = 4
"""Letters up to which a word that nobody listed is no adverb, however it ends."""
NO_TAGS: frozenset[str] = frozenset()
_TAGS = attrgetter("tags")
_NOUNS = frozenset({"plural", "singular", "titles"})
_POINTING = frozenset(
    {
        "all_but",
        "everyone_aboard",
        "manifold",
        "no_one",
        "no_one_phrases",
        "no",
        "pronoun_one",
        "pronoun_many",
        "two_of",
    }
)
_ENDS_NOUN_PHRASE = frozenset(
    {"be", "have", "auxiliary", "modal", "preposition", "and", "clause_start", "said", "verb", "relative"}
    | {"pronoun_one", "pronoun_many", "determiner", "not", "to"}
)
_MODIFYING_HARM = frozenset({"participle", "state", "weak"})
_MODIFYING_MARKS = frozenset({"-", '"', "\u201c", "\u201d", "'", "\u2019"})


Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""The phrases that begin with a word, by their second token, the longest first."""


class Entry(NamedTuple):
    """What a language knows of one word or phrase."""

    tags: frozenset[str] = NO_TAGS
    harms: tuple[tuple[str, str], ...] = ()
    opens: bool = False


UNKNOWN = Entry()
DIGITS = Entry(opens=True)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A token as it is written, or a phrase that acts as one, with everything its language knows of it.

    It says nothing of a place in a text: all that are written alike share one.
    """

    text: str
    lower: str
    tags: frozenset[str]
    harms: tuple[tuple[str, str], ...] = ()  # (harm, frame), the most telling reading first
    opens: bool = False  # whether people or a quantity may begin here
    glued: bool = False  # whether the next token follows without a blank
    frames: frozenset[str] = NO_TAGS  # of its harms
    counts: bool = False  # whether a quantity may begin here
    numeral: bool = False  # digits, or a number word
    noun: bool = False  # somebody is called so
    points: bool = False  # to somebody, or to nobody, without a noun: "both", "none of"
    ends: bool = False  # no noun phrase goes on over it
    modifies: bool = False  # may stand between a number or determiner and its noun
    adverb: bool = False  # says nothing of who is harmed
    before: Bound | None = None  # what it makes of a number behind it
    after: Bound | None = None  # and of one in front of it
    begins: Phrases | None = None  # the phrases that it begins

    def as_name(self) -> Word:
        """Return the word as a name, which can do nothing."""
        return Word(self.text, self.lower, NO_TAGS, glued=self.glued, modifies=True)


def tags_of(words: list[Word]) -> frozenset[str]:
    """Return everything that some word of a sentence can do."""
    return NO_TAGS.union(*map(_TAGS, words))


class Cut(NamedTuple):
    """A stretch of text cut into words, with the first and last offset of each in the text."""

    words: list[Word]
    starts: list[int]
    ends: list[int]

    def part(self, first: int, last: int) -> Cut:
        """Return some of the words."""
        return Cut(self.words[first:last], self.starts[first:last], self.ends[first:last])

    def extend(self, other: Cut, first: int, last: int) -> None:
        """Add some words of another stretch."""
        self.words.extend(other.words[first:last])
        self.starts.extend(other.starts[first:last])
        self.ends.extend(other.ends[first:last])


class Spellings(dict[str, Word]):
    """Words by how they are written, with the blanks behind them: most are met again and again."""

    def __init__(
        self, entries: Mapping[str, Entry], phrases: Mapping[str, Phrases], adverb_suffixes: tuple[str, ...]
    ) -> None:
        super().__init__()
        self._entries = entries
        self._phrases = phrases
        self._adverb_suffixes = adverb_suffixes

    def __missing__(self, written: str) -> Word:
        if len(self) >= MOST_SPELLINGS:
            self.clear()
        text = written.rstrip()
        self[written] = known = self._word(text, text.lower(), glued=text == written)
        return known

    def _word(self, text: str, lower: str, *, glued: bool) -> Word:
        digits = text[0].isdigit()
        tags, harms, opens = self._entries.get(lower) or (DIGITS if digits else UNKNOWN)
        frames = frozenset(frame for _, frame in harms)
        return Word(
            text,
            lower,
            tags,
            harms,
            opens,
            glued,
            frames,
            counts=digits or "quantity" in tags,
            numeral=digits or "number" in tags,
            noun=not tags.isdisjoint(_NOUNS),
            points=not tags.isdisjoint(_POINTING),
            ends=_ends_noun_phrase(tags),
            modifies=_modifies(text, tags, frames),
            adverb="adverb" in tags or (not tags and len(lower) > SHORT and lower.endswith(self._adverb_suffixes)),
            before=_bound(tags, "before:"),
            after=_bound(tags, "after:"),
            begins=self._phrases.get(lower),
        )


def _bound(tags: frozenset[str], prefix: str) -> Bound | None:
    return next((Bound(tag.removeprefix(prefix)) for tag in tags if tag.startswith(prefix)), None)


def _ends_noun_phrase(tags: frozenset[str]) -> bool:
    return "more" not in tags and "number" not in tags and not tags.isdisjoint(_ENDS_NOUN_PHRASE)


def _modifies(text: str, tags: frozenset[str], frames: frozenset[str]) -> bool:
    """Whether a word can stand before a noun by itself; a number can only before a hyphen."""
    if "more" in tags:
        return True
    if _ends_noun_phrase(tags) or text[0].isdigit() or "number" in tags:
        return False
    if text in _MODIFYING_MARKS:
        return True
    return not frames.isdisjoint(_MODIFYING_HARM) if frames else text[0].isalnum()
