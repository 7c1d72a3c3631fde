"""The folded shadow of a text: same length, so that every offset in it is an offset of the text.

Letters lose case and accents, every character that is no letter or digit becomes a blank. A word is
then a stretch between blanks, possessives and hyphens end words, and a phrase with a blank at both
ends matches whole words only.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    code: chr(code).lower() for code in range(128) if chr(code).isalnum()
}
_OTHER = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Return the shadow of a text, as long as the text."""
    if not text.isascii():
        text = _OTHER.sub(lambda found: _fold_character(found.group()), text)
    return text.translate(_ASCII)


def phrase(name: str) -> str:
    """Return how a name stands in a shadow: one blank at both ends."""
    return f" {fold(name).strip()} "


def key(name: str) -> str:
    """Return the name as an id uses it: folded, single blanks."""
    return " ".join(fold(name).split())


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower()
    return base if len(base) == 1 and base.isalnum() else " "
