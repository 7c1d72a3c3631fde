"""Text -> tokens: words, numbers and marks with their offsets, the alphabet of the grammar."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a number or a mark; `start` and `end` count code points of the article's text."""

    start: int
    end: int
    text: str
    lower: str


Piece = tuple[int, int, str, str]
"""A token's fields: start, end, text, lower."""

_TOKEN = re.compile(
    # words: U.S. with its points, an apostrophe inside (O'Brien), no possessive
    r"[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W\d_]*(?:['\u2019\u02bc](?!s\b|S\b)[^\W\d_]+)*)"
    r"|\d+(?:[.,:]\d+)*"  # 1,200  2.5  10:30: split no further, `numbers` decides what it means
    r"|['\u2019\u02bc][sS]\b"  # the possessive is a token of its own
    r"|--+|\.\.\.|[^\w\s]|_+"
)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut `text[start:end]` into tokens. Hyphenated words are three tokens: `14`, `-`, `year`."""
    return [Token._make(piece) for piece in cut(text, start, len(text) if end is None else end)]


def cut(text: str, start: int, end: int) -> list[Piece]:
    """Return the tokens as bare tuples: they are many, and most become something else at once."""
    return [(*match.span(), word := match.group(), word.lower()) for match in _TOKEN.finditer(text, start, end)]
