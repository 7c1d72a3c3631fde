"""What stands around articles, as values: promotion lines, credits, disclaimers, header keys.

The words are data (`languages/<xx>.yaml`); this module says what each kind of phrase needs beside
its words to be believed, so that a news sentence that begins with "Read" stays news.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

_SEPARATOR = re.compile(r"\s*(?:[|:>»›]+(?:\s|$)|[–—-]+\s|$)|[|:>»›]")
_LINE_REST = re.compile(r"[\s.:!>»→…|*]*$")
_TITLE_FOLLOWS = re.compile(r"\s+[^\W\d_a-zа-я]|\s+[\"'“‘«\d]")
SHORT = 320
"""Code points: furniture is short; a longer paragraph that begins so is somebody writing."""
LONGEST_COUNTER = 60
_LONGEST_BAR = 400
_TITLE = r"[\s\S]{1,250}?"
LETTERS = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


class Kind(StrEnum):
    """What a phrase needs to make its paragraph furniture."""

    HEADINGS = "headings"  # the line alone; the links below belong to it
    LINES = "lines"  # the line alone
    PROMO = "promo"  # a separator or the line's end after it
    BARE = "bare"  # a title after it, and no full stop at the end
    OPENINGS = "openings"  # a short paragraph
    LABELS = "labels"  # a short paragraph that is no sentence
    HOLDS = "holds"  # anywhere in a short paragraph
    CREDITS = "credits"  # anywhere in a short paragraph that is no sentence
    INLINE = "inline"  # behind a sentence, with a separator after it
    DISCLAIMS = "disclaims"  # anywhere in a sentence without a figure
    VERIFIES = "verifies"  # the same, beside a word for all that is told


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of one kind; `pattern` matches its words."""

    kind: Kind
    pattern: re.Pattern[str]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the paragraph `text[start:end]`, which holds the words at `start`, is furniture."""
        found = self.pattern.match(text, start, end)
        return _FITS[self.kind](text, found.end(), start, end) if found else False


_BARS = "|•·"
_BAR = re.compile(f"[{_BARS}]")
_NAVIGATION = re.compile(r"\s*(?:[^|•·\n.!?]{1,30}\s[|•·]\s){2,}[^|•·\n.!?]{1,30}")

_LABELLED_NUMBER = re.compile(r":\s*\d+\s*(?:[|•·]|$)", re.MULTILINE)
"""`Killed: 2 |`: a row of a table tells something, a row of links does not."""


def bars_in(text: str) -> list[int]:
    """Return where the signs stand that part the links of a row."""
    return [found.start() for found in _BAR.finditer(text)] if any(map(text.__contains__, _BARS)) else []


def is_navigation(text: str, start: int, end: int) -> bool:
    """Whether a line is a row of links: `Home | World | Sport`."""
    if end - start > _LONGEST_BAR or not _BAR.search(text, start, end):
        return False
    return bool(_NAVIGATION.fullmatch(text, start, end)) and not _LABELLED_NUMBER.search(text, start, end)


def is_ended(text: str, start: int, end: int) -> bool:
    """Whether the stretch ends like a sentence."""
    return bool(_ENDED.search(text, max(start, end - 8), end))


def _has_title_after(text: str, behind: int, start: int, end: int) -> bool:
    return bool(_TITLE_FOLLOWS.match(text, behind, end)) and not is_ended(text, start, end)


_FITS: Mapping[Kind, Callable[[str, int, int, int], bool]] = {
    Kind.PROMO: lambda text, behind, _, end: bool(_SEPARATOR.match(text, behind, end)),
    Kind.BARE: _has_title_after,
    Kind.HEADINGS: lambda text, behind, _, end: bool(_LINE_REST.match(text, behind, end)),
    Kind.LINES: lambda text, behind, _, end: bool(_LINE_REST.match(text, behind, end)),
    Kind.OPENINGS: lambda _, __, start, end: end - start <= SHORT,
    Kind.LABELS: lambda text, _, start, end: end - start <= SHORT and not is_ended(text, start, end),
}


class Hit(NamedTuple):
    """A phrase that stands at a place of a text."""

    start: int
    end: int
    phrase: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneWords:
    """The phrases of all languages together: sites mix them, and their words do not collide."""

    by_first_word: Mapping[str, tuple[Phrase, ...]]
    inline: Mapping[str, re.Pattern[str]]  # words with separator
    disclaimer_openings: re.Pattern[str]
    disclaimer_of_all: re.Pattern[str]  # of what nobody could verify: of all that is told, and not of one claim
    openers: Mapping[str, frozenset[str]]  # what may begin a paragraph that is no news: first -> second words
    anywhere: tuple[tuple[str, frozenset[Kind]], ...]  # the phrases that are looked for anywhere, and as what
    finder: AhoCorasick  # of `anywhere`, by number
    page_lines: frozenset[str]  # whole lines like "advertisement"
    counters: re.Pattern[str]  # whole lines like "3 min read", "Share this article 24 comments"
    header_keys: Mapping[str, frozenset[str]]  # "keys", "title_keys", "date_keys", ...
    bylines: re.Pattern[str]
    header_openers: frozenset[str]  # the first words, letters alone, of all that a line of a header may begin with
    months: Mapping[str, int]
    date_words: frozenset[str]  # all that may stand in a line that is a date

    def may_open(self, first: str, second: str | None) -> bool:
        """Whether the first words of a paragraph may be those of a phrase that makes it no news."""
        following = self.openers.get(first.lower())
        return following is not None and (not following or (second is not None and second.lower() in following))

    def standing_in(self, text: str) -> list[Hit]:
        """Return where the phrases stand that are looked for anywhere, in order; overlapping ones too."""
        found = self.finder.find_matches_as_indexes(flat(text), overlapping=True)
        return sorted([Hit(start, end, *self.anywhere[number]) for number, start, end in found])


def flat(text: str) -> str:
    """Give the text in small letters with plain blanks and apostrophes, one character for one."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals, like the Turkish I with a dot, become two characters
        low = "".join(small if len(small := character.lower()) == 1 else character for character in text)
    return low.replace("\n", " ").replace("’", "'")


def words_pattern(phrase: str) -> str:
    """Turn a phrase into a pattern: any white space, any apostrophe, a whole word at its end; "..." is a title."""
    body = r"\s+".join(_TITLE if word == "..." else re.escape(word) for word in phrase.split()).replace("'", "['’]")
    return body + (r"(?!\w)" if phrase[-1].isalnum() and not phrase[-1].isdigit() else "")


def any_of(phrases: Iterable[str], *, anywhere: bool = False) -> re.Pattern[str]:
    """Compile a pattern that matches any of the phrases, the longest first; `anywhere` not within a word."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    listed = "|".join(words_pattern(phrase) for phrase in ordered) or r"(?!)"
    return re.compile(rf"\b(?:{listed})" if anywhere else listed, re.IGNORECASE)


def openers_of(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the first words of some phrases, each with the second ones; with none where any word may follow."""
    found: dict[str, set[str] | None] = {}
    for phrase in phrases:
        first, *rest = re.findall(r"\w+", phrase) or [phrase]
        alone = not rest or (len(rest) == 1 and rest[0][-1].isdigit())  # "copyright 20" is that of 2024 as well
        seconds = found.setdefault(first, set())
        if alone or seconds is None:
            found[first] = None
        else:
            seconds.add(rest[0])
    return {first: frozenset(seconds or ()) for first, seconds in found.items()}


def first_word(phrase: str) -> str:
    """Return the word under which a phrase is looked up; a sign when it has no word."""
    found = re.search(r"\w+", phrase)
    return found[0].lower() if found else phrase
