"""Quotations: one speech may run over several sentences, and only one of them names who speaks.

"Three were shot. One of them died," the officer said.      the speech began a sentence before
"Five were in the car," the officer said. "Four died."      it goes on behind its speaker
The officer said: "Three were shot. One of them died."      it ends a sentence later
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from monitor.extraction.index.scan import Scan
from monitor.extraction.mentions import Attributed
from monitor.extraction.speakers.phrases import Stretch
from monitor.extraction.speakers.verbs import QUOTES

LONGEST = 1500  # characters: what is longer has lost its closing mark
_OPENING, _CLOSING = '"“„«', '"”»'
_MARK = re.compile(rf"[{QUOTES}]|\n[ \t]*\n")


class Quotations:
    """The quoted stretches of one article, marks included, in order."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._spans = _pairs(scan.text)
        self._starts = [span.start for span in self._spans]

    def opened(self, content: tuple[int, int]) -> tuple[int, int]:
        """Begin what goes before a speaker where its quotation opens, though that is an earlier sentence."""
        if not self._spans:
            return content
        start, end = content
        around = self._around(start)
        return (around.start, end) if around and around.end <= end + 2 else content

    def carried_on(self, told: list[Attributed]) -> list[Attributed]:
        """Let each speaker stand behind the rest of a speech that nobody else is named for."""
        if not self._spans:
            return told
        spoken = [one.attribution.start for one in told if one.attribution.source]
        ends = [self._end_of_speech(one, spoken) for one in told]
        return [
            one._replace(scope_end=end) if end > one.scope_end else one for one, end in zip(told, ends, strict=True)
        ]

    def _end_of_speech(self, one: Attributed, spoken: list[int]) -> int:
        sentence = self._scan.sentence_at(one.attribution.start)
        quoted = self._quoted_in(sentence.start, sentence.end)
        if not one.attribution.source or quoted is None:
            return 0
        end = max(quoted.end, sentence.end)
        while (following := self._opening_at(end)) is not None:
            border = self._scan.sentence_at(following.end - 1).end
            if _any_between(spoken, following.start, max(border, following.end)):
                break
            end = max(border, following.end)
        return end if end > sentence.end else 0

    def _quoted_in(self, start: int, end: int) -> Stretch | None:
        """The last quotation that begins in a sentence, or reaches into it."""
        at = bisect_right(self._starts, end - 1) - 1
        return self._spans[at] if at >= 0 and self._spans[at].end > start else None

    def _opening_at(self, end: int) -> Stretch | None:
        """The quotation that opens right behind this, at most with a new paragraph between."""
        text = self._scan.text
        at = end
        while at < len(text) and text[at] in " \n":
            at += 1
        index = bisect_right(self._starts, at) - 1
        return self._spans[index] if index >= 0 and self._spans[index].start == at else None

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in somebody's speech."""
        return self._around(offset) is not None

    def _around(self, offset: int) -> Stretch | None:
        at = bisect_right(self._starts, offset - 1) - 1
        return self._spans[at] if at >= 0 and self._spans[at].end > offset else None


def _any_between(offsets: list[int], start: int, end: int) -> bool:
    """Whether one of some offsets, which are in order, lies in a stretch."""
    at = bisect_left(offsets, start)
    return at < len(offsets) and offsets[at] < end


def _pairs(text: str) -> list[Stretch]:
    """Pair the marks; a paragraph that opens again with a mark goes on with the speech before it."""
    found: list[Stretch] = []
    opened, paragraph = -1, 0
    for mark in _MARK.finditer(text) if any(sign in text for sign in QUOTES) else ():
        sign = mark.group()
        if sign.startswith("\n"):
            paragraph = mark.end()
            opened = opened if text[paragraph : paragraph + 1] in _OPENING else -1
        elif opened < 0:
            opened = mark.start() if sign in _OPENING else -1
        elif sign in _CLOSING and mark.start() != paragraph:
            found.append(Stretch(opened, mark.end()))
            opened = -1
    return [span for span in found if span.end - span.start <= LONGEST]
