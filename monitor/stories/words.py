"""Words as the story room sees them: folded, cut to a stem, and known or not as months, numbers and the like."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitor.stories.cues import Cues

_ENDINGS = ("ing", "ed", "es", "s")
_SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What is known of words in any language; all folded."""

    function: frozenset[str]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    numbers: Mapping[str, int]
    scales: frozenset[str]
    signs: Mapping[str, str]  # what a copy must not change, as it is kept: "3.", "number half", "day 1"
    correction: tuple[str, ...]
    labels: tuple[re.Pattern[str], ...]  # of a correction
    withdrawal: tuple[str, ...]
    arrest: frozenset[str]  # stems of seizing somebody
    beside: tuple[Cues, ...]  # how another event is told beside a report's own, a language each
    dead: tuple[str, ...]  # beginnings of words
    hurt: tuple[str, ...]
    rising: frozenset[str]  # stems of what a toll does that is told again
    of_all_news: frozenset[str]  # stems of what stands in any news of violence or disaster, whatever happened
    common_names: frozenset[str]  # stems of names that tell no event: lands, capitals, what many are called
    targets: Mapping[str, int]  # stems of what is hit -> which kind of thing that is

    def targets_in(self, terms: Iterable[str]) -> frozenset[int]:
        """Return the kinds of things among the stems of a text that attacks, fires and crashes befall."""
        return frozenset(self.targets[term] for term in self.targets.keys() & terms)


def fold_text(text: str) -> str:
    """Return the text without case, accents and the kind of its apostrophes."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold().replace("\u2019", "'"))
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if not unicodedata.combining(mark)))


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return a word without case, accents and the kind of its apostrophe."""
    return fold_text(word)


@lru_cache(maxsize=200_000)
def stem(folded: str) -> str:
    """Cut the possessive and the commonest English endings; other languages keep their endings."""
    word = folded.removesuffix("'s").removesuffix("'")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word
