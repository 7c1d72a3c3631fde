"""What stands around articles, as values: promotion lines, credits, disclaimers, header keys.

The words are data (`languages/<xx>.yaml`); this module says what each kind of phrase needs beside
its words to be believed, so that a news sentence that begins with "Read" stays news.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_SEPARATOR = re.compile(r"\s*(?:[|:>»›]+(?:\s|$)|[–—-]+\s|$)|[|:>»›]")
_LINE_REST = re.compile(r"[\s.:!>»→…|*]*$")
_TITLE_FOLLOWS = re.compile(r"\s+[^\W\d_a-zа-я]|\s+[\"'“‘«\d]")
_SHORT = 320
"""Code points: furniture is short; a longer paragraph that begins so is somebody writing."""
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]*$")


class Kind(StrEnum):
    """What a phrase needs to make its paragraph furniture."""

    PROMO = "promo"  # a separator or the line's end after it
    BARE = "bare"  # a title after it, and no full stop at the end
    HEADINGS = "headings"  # the line alone; the links below belong to it
    LINES = "lines"  # the line alone
    OPENINGS = "openings"  # a short paragraph
    LABELS = "labels"  # a short paragraph that is no sentence
    HOLDS = "holds"  # anywhere in a short paragraph
    CREDITS = "credits"  # anywhere in a short paragraph that is no sentence


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of one kind; `pattern` matches its words."""

    kind: Kind
    pattern: re.Pattern[str]

    def fits(self, text: str, start: int, end: int) -> bool:
        """Whether the paragraph `text[start:end]`, which holds the words at `start`, is furniture."""
        found = self.pattern.match(text, start, end)
        return _FITS[self.kind](text, found.end(), start, end) if found else False


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
    Kind.OPENINGS: lambda _, __, start, end: end - start <= _SHORT,
    Kind.LABELS: lambda text, _, start, end: end - start <= _SHORT and not is_ended(text, start, end),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneWords:
    """The phrases of all languages together: sites mix them, and their words do not collide."""

    by_first_word: Mapping[str, tuple[Phrase, ...]]
    inline: tuple[tuple[str, re.Pattern[str]], ...]  # (hint in small letters, words with separator)
    holds: tuple[str, ...]
    credits: tuple[str, ...]
    disclaimer_openings: re.Pattern[str]
    disclaimer_holds: tuple[str, ...]
    header_keys: Mapping[str, frozenset[str]]  # "keys", "title_keys", "date_keys", ...
    bylines: re.Pattern[str]
    months: Mapping[str, int]

    def holding(self, text: str, start: int, end: int, hints: frozenset[str]) -> bool:
        """Whether a short paragraph holds a phrase that makes it furniture."""
        if end - start > _SHORT:
            return False
        part = flat(text[start:end])
        if any(phrase in part for phrase in self.holds if phrase in hints):
            return True
        return not is_ended(text, start, end) and any(phrase in part for phrase in self.credits if phrase in hints)


def flat(text: str) -> str:
    """Give the text in small letters, its line ends as blanks: for looking whether a phrase is there."""
    return text.lower().replace("\n", " ").replace("’", "'")


def words_pattern(phrase: str) -> str:
    """Turn a phrase into a pattern: any white space, any apostrophe, a whole word at its end."""
    body = r"\s+".join(re.escape(word) for word in phrase.split()).replace("'", "['’]")
    return body + (r"(?!\w)" if phrase[-1].isalnum() and not phrase[-1].isdigit() else "")


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern that matches any of the phrases, the longest first."""
    ordered = sorted(set(phrases), key=len, reverse=True)
    return re.compile("|".join(words_pattern(phrase) for phrase in ordered) or r"(?!)", re.IGNORECASE)


def first_word(phrase: str) -> str:
    """Return the word under which a phrase is looked up; a sign when it has no word."""
    found = re.search(r"\w+", phrase)
    return found[0].lower() if found else phrase
