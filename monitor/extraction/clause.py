"""One sentence while its frames are read."""

from __future__ import annotations

from operator import attrgetter

from monitor.extraction.lexicon import NO_TAGS, Lexicon, Word
from monitor.extraction.naming import People

_TAGS, _LOWER = attrgetter("tags"), attrgetter("lower")


def tags_of(words: list[Word]) -> frozenset[str]:
    """Return everything that some word of a sentence can do."""
    return NO_TAGS.union(*map(_TAGS, words))


class Clause:
    """One sentence while its frames are read: its words, and the people in them by where they stand."""

    def __init__(self, words: list[Word], people: list[People], lexicon: Lexicon) -> None:
        self.words = words
        self.people = people
        self.headline = bool(words) and words[-1].text[-1].isalnum()  # no full stop: commas stand for "and"
        self.adverb_suffixes = lexicon.adverb_suffixes
        self.verb_suffixes = lexicon.verb_suffixes
        self.free_order = lexicon.free_order
        self.known = tags_of(words)  # what no word of a sentence can do need not be looked for around each harm
        self._tags: dict[int, frozenset[str]] = dict(enumerate(map(_TAGS, words)))
        self._texts: dict[int, str] = dict(enumerate(map(_LOWER, words)))
        self._first = {one.first: one for one in people}
        self._last = {one.last: one for one in people}
        self._inside = {at: one for one in people for at in range(one.first, one.last)}

    def tags(self, at: int) -> frozenset[str]:
        """Return what the word at `at` can do; nothing outside of the sentence."""
        return self._tags.get(at, NO_TAGS)

    def text(self, at: int) -> str:
        """Return the word at `at` in lower case, empty outside of the sentence."""
        return self._texts.get(at, "")

    def ending_at(self, last: int) -> People | None:
        """Return the people whose phrase ends before word `last`."""
        return self._last.get(last)

    def starting_at(self, first: int) -> People | None:
        """Return the people whose phrase starts at word `first`."""
        return self._first.get(first)

    def around(self, at: int) -> People | None:
        """Return the people whose phrase contains word `at`."""
        return self._inside.get(at)

    def is_adverb(self, at: int) -> bool:
        """Whether a word between subject and verb says nothing about who is harmed."""
        word, tags = self.text(at), self.tags(at)
        return "adverb" in tags or (not tags and len(word) > 4 and word.endswith(self.adverb_suffixes))

    def harms(self, at: int) -> tuple[tuple[str, str], ...]:
        """Return the (harm, frame) readings of the word at `at`."""
        return self.words[at].harms if 0 <= at < len(self.words) else ()

    def is_agent(self, people: People) -> bool:
        """Whether "by" stands before people and the names or adjectives before them: "by Spokane police"."""
        here = people.first
        while here > max(0, people.first - 3) and self.text(here - 1)[:1].isalpha() and not self.tags(here - 1):
            here -= 1
        return "agent" in self.tags(here - 1)
