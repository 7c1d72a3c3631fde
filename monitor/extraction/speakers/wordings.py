"""What the words of a source tell by themselves, wherever they stand: most sources are called so again and again."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from monitor.extraction.index.index import NameIndex, told_in

LONGEST_TRADE = 5  # words of a speaker of whom only the trade is told
KEPT = 2048
"""Wordings that are kept, of all articles: the next one has a "police spokesman" as well."""


class Wording(NamedTuple):
    """What the folded words of a source tell."""

    written: str  # with single blanks
    nobody: bool  # no speaker at all: "it", a clause, pictures
    somebody: bool  # a pronoun, a word for people or bodies that speak
    beyond_small: bool  # not small words alone
    points: bool  # a word that can point back: "he", "the group"
    trade: bool  # anybody with an article: "the harbour master"
    of_no_side: bool  # a governor, a mayor, the police: they count the dead of their own place


@lru_cache(maxsize=KEPT)
def wording_of(index: NameIndex, shadow: str) -> Wording:
    """Return what the words of a stretch of a shadow tell."""
    words, speech = shadow.split(), index.speech
    written = " ".join(words)
    return Wording(
        written=written,
        nobody=_is_nobody(index, words),
        somebody=not speech["pronouns"].isdisjoint(words)
        or bool(index.kinds_of(words))
        or not (index.heads.keys().isdisjoint(words) and index.title_words.isdisjoint(words)),
        beyond_small=not index.stop.issuperset(words),
        points=any(written in speech[one] for one in ("the_group", "pronouns", "the_source", "relative")),
        trade=1 < len(_without_participle(index, words)) <= LONGEST_TRADE
        and words[0] in speech["articles"]
        and speech["footage"].isdisjoint(words),
        of_no_side=told_in(speech["no_side"], words),
    )


def _without_participle(index: NameIndex, words: list[str]) -> list[str]:
    """Leave out what somebody is doing: "a man standing beside a grave"."""
    if len(words) <= LONGEST_TRADE or not index.progressive:
        return words
    at = next((at for at, word in enumerate(words) if word.endswith(index.progressive)), len(words))
    return words[:at]


def _is_nobody(index: NameIndex, words: list[str]) -> bool:
    speech = index.speech
    if not words or words[0] in speech["not_speakers"] or words[-1] in speech["footage"]:
        return True
    return _has_a_verb(index, words)


def _has_a_verb(index: NameIndex, words: list[str]) -> bool:
    """Whether a clause stands there and nobody: "sixteen people have died in a fire"; "who was" is somebody's."""
    speech = index.speech
    if speech["finite"].isdisjoint(words):
        return False
    at = next(at for at, word in enumerate(words) if word in speech["finite"])
    return at > 0 and speech["relative"].isdisjoint(words[:at])


@lru_cache(maxsize=KEPT)
def kinds_told(index: NameIndex, shadow: str) -> frozenset[str]:
    """What the words tell of a source; "reports" are nobody's only when nobody is named who gave them."""
    words, documents = shadow.split(), index.speech["documents"]
    told = index.kinds_of(words)
    if "unnamed" in told and not documents.isdisjoint(words):
        given = index.kinds_of([word for word in words if word not in documents])
        return frozenset(given or told)
    return frozenset((_vouched_for(index, words) or told) if "unnamed" in told else told)


def _vouched_for(index: NameIndex, words: list[str]) -> set[str]:
    """What the one tells who speaks with somebody nameless: "police and residents" is the police's word."""
    at = next((at for at, word in enumerate(words) if word in index.speech["and_words"]), 0)
    one, other = words[:at], words[at + 1 :]
    for nameless, named in ((one, other), (other, one)):
        kinds = index.kinds_of(named)
        if nameless and index.kinds_of(nameless[-1:]) == {"unnamed"} and "unnamed" not in kinds:
            return kinds
    return set()
