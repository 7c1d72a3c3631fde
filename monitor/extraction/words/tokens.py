"""Text -> tokens: words, numbers and marks with their offsets, the alphabet of the grammar."""

from __future__ import annotations

import re
from typing import NamedTuple

POSSESSIVE = ("'s", "\u2019s")


class Token(NamedTuple):
    """A word, a number or a mark; `start` and `end` count code points of the article's text."""

    start: int
    end: int
    text: str
    lower: str


TOKEN = re.compile(
    r"[A-Za-z]++(?![\w.'\u2019\u02bc])|"  # most words: told at once, the others letter by letter
    # words: U.S. with its points, an apostrophe inside (O'Brien), no possessive
    r"[^\W\d_](?:\.(?:[^\W\d_]\.)+|[^\W\d_]*(?:['\u2019\u02bc](?!s\b|S\b)[^\W\d_]+)*)"
    r"|\d+(?:[.,:]\d+)*"  # 1,200  2.5  10:30: split no further, `numbers` decides what it means
    r"|['\u2019\u02bc][sS]\b"  # the possessive is a token of its own
    r"|--+|\.\.\.|[^\w\s]|_+"
)


def tokenize(text: str) -> list[Token]:
    """Cut a text into tokens. Hyphenated words are three tokens: `14`, `-`, `year`."""
    return [Token(*match.span(), word := match.group(), word.lower()) for match in TOKEN.finditer(text)]
