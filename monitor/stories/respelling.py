"""Whether two words are one name in the letters of two languages: Kharkiv and Kharkov, Zelenskyy and Selenskij.

No list of names and no language: what languages write in different letters is written one way, and what is left must
have the same consonants, and between all but two of them the same vowels. Hassan and Hussein are two names, Mohammed
and Muhammad one.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ARTICLES = frozenset(("al", "el", "ul", "il"))
"""How an Arabic name begins, as a word of its own."""

Sounds = tuple[str, tuple[str, ...]]
"""The consonants of a word as they are written one way, and the vowels before, between and behind them."""

_CH = re.compile(r"(?<![ts])ch")
_SHORTEST = 4  # letters: shorter names are many, and near one another

_ONE_WAY = tuple(
    (re.compile(many), one)
    for many, one in (
        (r"[^a-z1]", ""),
        (r"(?<![kg])h$", ""),  # Hudaydah
        (r"tsch|tch|cz", "1"),  # Tschernihiw
        (r"sch|sh|sz", "2"),  # Shostka
        (r"dzh|dj|zh|^j|j(?=[aou])", "3"),  # Zhytomyr
        (r"kh|gh|g", "h"),  # Kherson, Luhansk
        (r"(?<=[tdpbr])h", ""),
        (r"x", "ks"),
        (r"ts|tz|c(?=[eiy])|z", "s"),
        (r"ck|c|q", "k"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"j", "y"),
        (r"(.)\1+", r"\1"),
    )
)
_CONSONANT = re.compile(r"[^aeiouy]")
_CLASSES = str.maketrans("eyo", "iiu")
_RUNS = re.compile(r"(.)\1+")


def is_respelled(one: str, other: str) -> bool:
    """Return whether two folded words are one name, spelled in two ways."""
    if one in _ARTICLES and other in _ARTICLES:
        return True
    return any(_sound_alike(ours, theirs) for ours in _sounds(one) for theirs in _sounds(other))


def _sound_alike(one: Sounds, other: Sounds) -> bool:
    (ours, sung), (theirs, heard) = one, other
    if not ours or ours != theirs or bool(sung[0]) is not bool(heard[0]) or bool(sung[-1]) is not bool(heard[-1]):
        return False
    is_long = min(len(ours) + sum(map(len, sung)), len(theirs) + sum(map(len, heard))) >= _SHORTEST and len(ours) > 1
    return sum(here != there for here, there in zip(sung, heard, strict=True)) <= is_long


@lru_cache(maxsize=50_000)
def _sounds(word: str) -> tuple[Sounds, ...]:
    """Return how a word may sound: "ch" is of Chernihiv, or in German letters of Kherson."""
    return tuple({_sound(_CH.sub(one, word)) for one in ("1", "h")})


def _sound(word: str) -> Sounds:
    for many, one in _ONE_WAY:
        word = many.sub(one, word)
    vowels = (_RUNS.sub(r"\1", one.translate(_CLASSES)) for one in _CONSONANT.split(word))
    return "".join(_CONSONANT.findall(word)), tuple(vowels)
