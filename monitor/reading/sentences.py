"""Where sentences end: a small splitter whose knowledge is data (`languages/<xx>.yaml`).

A mark ends a sentence unless a small letter follows, or the word before it is an abbreviation that
something must follow. Linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import methodcaller

_RARE = "!?…؟۔。！？"
_BEHIND = r"[\"'”’»)\]›“*」』]*(?:\[\d{1,3}\])*"
_MARK = re.compile(rf"[.{_RARE}][.{_RARE}]*{_BEHIND}")  # not `+`: a leading set is what `re` can skip to
_DOT = re.compile(rf"[^.]*(?:(\.+{_BEHIND})|\Z)")  # where a text has no other mark: five times as fast
_WIDE = frozenset("。！？")  # marks of scripts that write no blank behind them
_DASHES = frozenset("-\u2013\u2014")
_OPENERS = re.compile(r"\s*[\"'“‘«„(\[‹—–*-]*\s*")
_SPAN, _DOT_SPAN = methodcaller("span"), methodcaller("span", 1)
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


class Splitter:
    """Splits the stretches of one text, given in order; the marks of the whole text are looked for once."""

    def __init__(self, text: str, words: SentenceWords) -> None:
        self._text = text
        self._words = words
        rare = any(map(text.__contains__, _RARE))
        spans = map(_SPAN, _MARK.finditer(text)) if rare else map(_DOT_SPAN, _DOT.finditer(text))
        self._marks = [*_marks(text, len(text), spans)]
        self._dots = [dot for dot, _ in self._marks]
        self._passed = 0  # marks before the stretch

    def split(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the sentences of one paragraph, or of a part of it, without the white space around them."""
        if not (_is_border(self._text, start) and _is_border(self._text, end)):
            return split_sentences(self._text, start, end, self._words)
        first = bisect_left(self._dots, start, self._passed)
        self._passed = bisect_left(self._dots, end, first)
        return _split(self._text, (start, end), self._marks[first : self._passed], self._words)


def split_sentences(text: str, start: int, end: int, words: SentenceWords) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one stretch of a text, without the white space around them, and read no further."""
    return _split(text, (start, end), _marks(text, end, map(_SPAN, _MARK.finditer(text, start, end))), words)


def _marks(text: str, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where the marks start and end behind which a sentence may end; none is at -1."""
    for dot, behind in spans:
        if dot >= 0 and (behind == end or text[behind].isspace() or text[dot] in _WIDE):
            yield dot, behind


def _is_border(text: str, at: int) -> bool:
    """Whether no mark reaches over an offset."""
    return at == 0 or at == len(text) or text[at] == "\n" or text[at - 1].isspace() or text[at].isspace()


def _split(
    text: str, stretch: tuple[int, int], marks: Iterable[tuple[int, int]], words: SentenceWords
) -> Iterator[tuple[int, int]]:
    start, end = stretch
    begin = _skip_space(text, start, end) if text[start : start + 1].isspace() else start
    for mark in marks:
        if _ends_sentence(text, mark, begin, end, words):
            yield begin, mark[1]
            begin = _skip_space(text, mark[1], end)
    if begin < end:
        yield begin, begin + len(text[begin:end].rstrip())


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends_sentence(text: str, mark: tuple[int, int], begin: int, end: int, words: SentenceWords) -> bool:
    dot, after = mark
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
    blank = text.rfind(" ", max(begin, dot - _LONGEST_ABBREVIATION), dot)
    word = text[blank + 1 : dot] if blank >= 0 else ""
    if len(word) > 1 and word.isalpha() and word.lower() not in words.known:
        return True  # most marks: what follows need not be read
    return not _is_abbreviation(text, dot, begin, (after, end), words)


def _is_abbreviation(text: str, dot: int, begin: int, rest: tuple[int, int], words: SentenceWords) -> bool:
    tail = text[max(begin, dot - _LONGEST_ABBREVIATION) : dot].split()
    if not tail or text[dot - 1].isspace():
        return False
    written = tail[-1].lstrip("\"'“‘«„([‹—–-*/")
    word = written.lower()
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
        dashed = text[dot + 1 : dot + 3].strip()[:1] in _DASHES  # "AURORA, Colo. — A man"
        return dashed or following.rstrip(".") not in words.starters
    if word.isdigit():
        return dot - begin <= 3 or (words.ordinals and len(word) < 3 and following not in words.starters)
    return False


def _is_initial(following: str, words: SentenceWords) -> bool:
    """One letter is a name's initial, unless a word that opens sentences follows ("Plan B. The ...")."""
    is_next_initial = len(following) == 2 and following[1] == "."
    return is_next_initial or following not in words.starters
