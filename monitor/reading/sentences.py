"""Where sentences end: a small splitter whose knowledge is data (`languages/<xx>.yaml`).

A mark ends a sentence unless a small letter follows, or the word before it is an abbreviation that
something must follow. Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_MARK = re.compile(
    r"[.!?…؟۔。！？][.!?…؟۔。！？]*"  # not `+`: a leading set is what `re` can skip to
    r"[\"'”’»)\]›“*」』]*(?:\[\d{1,3}\])*"
)
_WIDE = frozenset("。！？")  # marks of scripts that write no blank behind them
_OPENERS = re.compile(r"\s*[\"'“‘«„(\[‹—–*-]*\s*")
_WORD = re.compile(r"\w+(?:['’]\w+)?\.?")
_ACRONYM = re.compile(r"(?:\w\.)+\w")
_LONGEST_ABBREVIATION = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceWords:
    """What a language knows of sentence ends; all words in small letters, without the last dot."""

    never_end: frozenset[str] = frozenset()  # "gen": a name follows
    before_number: frozenset[str] = frozenset()  # "no": only in front of a number
    may_end: frozenset[str] = frozenset()  # "u.s": ends when a `starters` word follows
    after_number_end: frozenset[str] = frozenset()  # "г" behind a number
    starters: frozenset[str] = frozenset()
    ordinals: bool = False  # "am 3. Januar"
    known: frozenset[str] = field(init=False)  # every abbreviation

    def __post_init__(self) -> None:
        """Join the lists of abbreviations."""
        known = self.never_end | self.before_number | self.may_end | self.after_number_end
        object.__setattr__(self, "known", known)


def split_sentences(text: str, start: int, end: int, words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph, or of a part of it, without the white space around them."""
    begin = _skip_space(text, start, end)
    for mark in _MARK.finditer(text, start, end):
        behind = mark.end()
        if behind < end and not text[behind].isspace() and text[mark.start()] not in _WIDE:
            continue
        if _ends_sentence(text, mark, begin, end, words):
            yield begin, behind
            begin = _skip_space(text, behind, end)
    if begin < end:
        yield begin, begin + len(text[begin:end].rstrip())


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, mark: re.Match[str], begin: int, end: int, words: SentenceWords) -> bool:
    dot, after = mark.span()
    after += 1
    if after < end and not text[after].isalnum():
        opened = _OPENERS.match(text, after - 1, end)
        after = opened.end() if opened else after
    if after >= end or text[dot] in _WIDE:
        return True
    if text[after].islower():
        return False
    if text[dot] != "." or text[dot + 1] == ".":
        return True
    return not _is_abbreviation(text, dot, begin, (after, end), words)


def _is_abbreviation(text: str, dot: int, begin: int, rest: tuple[int, int], words: SentenceWords) -> bool:
    tail = text[max(begin, dot - _LONGEST_ABBREVIATION) : dot].split()
    if not tail or text[dot - 1].isspace():
        return False
    written = tail[-1].lstrip("\"'“‘«„([‹—–-*/")
    word = written.lower()
    if len(word) > 1 and word.isalpha() and word not in words.known:
        return False  # most marks: what follows need not be read
    if word in words.after_number_end and len(tail) > 1 and tail[-2][-1].isdigit():
        return False
    if word in words.never_end:
        return True
    after = _WORD.match(text, *rest)
    following = after[0].lower() if after else ""
    if following[:1].isdigit() and word in words.before_number:
        return True
    if len(word) == 1 and word.isalpha():
        return _is_initial(following, words)
    if word in words.may_end or _ACRONYM.fullmatch(word):
        return following.rstrip(".") not in words.starters
    if word.isdigit():
        return dot - begin <= 3 or (words.ordinals and len(word) < 3 and following not in words.starters)
    return False


def _is_initial(following: str, words: SentenceWords) -> bool:
    """One letter is a name's initial, unless a word that opens sentences follows ("Plan B. The ...")."""
    is_next_initial = len(following) == 2 and following[1] == "."
    return is_next_initial or following not in words.starters
