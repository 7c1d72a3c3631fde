"""Words that stand for one more person without a noun: "another was hurt", "a third died", "the other on the way"."""

from __future__ import annotations

from monitor.extraction.harm.naming import ONE, Naming, People
from monitor.extraction.words.words import Word


def standing_in(words: list[Word], first: int, here: int) -> People | None:
    """`another was hurt`, `a third died`: one more of those before, without a noun."""
    if "stands_for_one" not in words[here - 1].tags and "ordinal" not in words[here].tags:
        return None
    objected = first > 0 and bool(words[first - 1].harms) and bool(words[here].tags & {"preposition", "and"})
    if "stands_for_one" in words[here - 1].tags and (objected or is_verbal(_past_adverb(words, here))):
        return People(first, here, ONE, Naming.ONE, more=True)
    if "stands_for_one" in words[here - 1].tags and _is_told_beside(words, first) and _is_setting(words[here]):
        return People(first, here, ONE, Naming.ONE, more=True)  # "one died there, the other on the way"
    behind = words[here + 1 : here + 3]
    related = len(behind) > 1 and behind[0].text == "," and "relative" in behind[1].tags  # "a third, who was hit"
    joined = first > 0 and (words[first - 1].text == "," or "and" in words[first - 1].tags)
    listed = joined and behind and _is_setting(behind[0])  # "died at once, a third on the way to hospital"
    ends = (
        first > 0
        and bool(words[first - 1].harms)
        and (not behind or behind[0].text in {".", ",", ";"} or _is_setting(behind[0]))
    )
    if "ordinal" in words[here].tags and ends:  # "killing two members and injuring a third."
        return People(first, here + 1, ONE, Naming.ONE, more=True)
    if "ordinal" in words[here].tags and behind and (related or listed or is_verbal(behind[0])):
        return People(first, here + 1, ONE, Naming.ONE, more=True)
    return None


def _is_told_beside(words: list[Word], first: int) -> bool:
    """Whether "one died there," or "and" stands before "the other"."""
    return (
        "definite" in words[first].tags
        and first > 1
        and (words[first - 1].text == "," or "and" in words[first - 1].tags)
    )


def _is_setting(word: Word) -> bool:
    return "preposition" in word.tags and "of" not in word.tags


def _past_adverb(words: list[Word], at: int) -> Word:
    """The "injured" of "another critically injured"."""
    return words[at + 1] if "adverb" in words[at].tags and at + 1 < len(words) else words[at]


def is_verbal(word: Word) -> bool:
    """Whether a word says what somebody did or what befell him: behind "another" or "a third" no noun follows."""
    if not word.tags.isdisjoint(("be", "have", "auxiliary", "survive", "suffers")):
        return True
    return not word.frames.isdisjoint(("participle", "dies", "weak", "treated"))
