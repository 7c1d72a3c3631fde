"""Some people of a sentence, and in which way they are spoken of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from monitor.model import Interval
from monitor.vocabulary import Bound

ONE = Interval(min=1, max=1)
TWO = Interval(min=2, max=2)
SOME = Interval(min=2, max=None, bound=Bound.VAGUE)
NO_ONE = Interval(min=0, max=0)


class Naming(StrEnum):
    """In which way people are spoken of (text: sets of a plain enum hash in Python, word by word)."""

    COUNT = "count"  # 14 people
    BARE = "bare"  # over 100
    UNKNOWN = "unknown"  # 14 somethings: people only when harmed
    ONE = "one"  # a farmer, the mayor
    MANY = "many"  # farmers
    NAME = "name"  # Maria Gomez
    PRONOUN = "pronoun"  # him, them
    NONE = "none"  # no one, none of the passengers


@dataclass(frozen=True, slots=True)
class People:
    """Some people over `words[first:last]`.

    `part` are counted in a larger group of the same sentence, `more` come on top of one named before,
    `definite` and pronouns point back to one.
    """

    first: int
    last: int
    interval: Interval
    naming: Naming
    heads: tuple[str, ...] = ()
    part: bool = False
    more: bool = False
    definite: bool = False
    possessed: bool = False  # "the mayor's": followed by what is his
    nth: int = 0  # "a fourth victim": that many have been harmed with him
    whole: Interval | None = None  # "none of the three": of how many nobody is meant
