"""One sentence while its frames are read."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import People
from monitor.extraction.words.words import NO_TAGS, Word, tags_of

_TAGS, _LOWER = attrgetter("tags"), attrgetter("lower")


class _Tags(dict[int, frozenset[str]]):
    def __missing__(self, at: int) -> frozenset[str]:
        return NO_TAGS


class _Texts(dict[int, str]):
    def __missing__(self, at: int) -> str:
        return ""


class Clause:
    """One sentence while its frames are read: its words, and the people in them by where they stand.

    What is asked of a word hundreds of times an article is answered by the look-up itself, without a call of ours.
    """

    tags: Callable[[int], frozenset[str]]
    """What the word at a place can do; nothing outside of the sentence."""
    text: Callable[[int], str]
    """The word at a place in lower case, empty outside of the sentence."""
    ending_at: Callable[[int], People | None]
    """The people whose phrase ends before a word."""
    starting_at: Callable[[int], People | None]
    """The people whose phrase starts at a word."""
    around: Callable[[int], People | None]
    """The people whose phrase contains a word."""

    def __init__(
        self, words: list[Word], people: list[People], lexicon: Lexicon, known: frozenset[str] | None = None
    ) -> None:
        self.words = words
        self.people = people
        self.headline = bool(words) and words[-1].text[-1].isalnum()  # no full stop: commas stand for "and"
        self.verb_suffixes = lexicon.verb_suffixes
        self.free_order = lexicon.free_order
        self.ordinals = lexicon.ordinals
        self.known = (
            tags_of(words) if known is None else known
        )  # what no word of a sentence can do need not be looked for around each harm
        self.tags = _Tags(enumerate(map(_TAGS, words))).__getitem__
        self.text = _Texts(enumerate(map(_LOWER, words))).__getitem__
        self.ending_at = {one.last: one for one in people}.get
        self.starting_at = {one.first: one for one in people}.get
        self.around = {at: one for one in people for at in range(one.first, one.last)}.get

    def is_adverb(self, at: int) -> bool:
        """Whether a word between subject and verb says nothing about who is harmed."""
        return 0 <= at < len(self.words) and self.words[at].adverb

    def harms(self, at: int) -> tuple[tuple[str, str], ...]:
        """Return the (harm, frame) readings of the word at `at`."""
        return self.words[at].harms if 0 <= at < len(self.words) else ()

    def frames(self, at: int) -> frozenset[str]:
        """Return the frames of the readings of the word at `at`."""
        return self.words[at].frames if 0 <= at < len(self.words) else NO_TAGS

    def is_agent(self, people: People) -> bool:
        """Whether "by" stands before people and the names or adjectives before them: "by Spokane police"."""
        here = people.first
        while here > max(0, people.first - 3) and self.text(here - 1)[:1].isalpha() and not self.tags(here - 1):
            here -= 1
        return "agent" in self.tags(here - 1)
