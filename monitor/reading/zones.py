"""Which stretch of a text is what: header, title, lead, body, boilerplate, disclaimer.

Zones partition the text in order; a border may lie inside a line. White space between two zones
belongs to the first of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.model import ZoneSpan
from monitor.reading.paragraphs import Paragraph
from monitor.reading.phrases import (
    LONGEST_COUNTER,
    SHORT,
    Hit,
    Kind,
    Phrase,
    ZoneWords,
    bars_in,
    is_ended,
    is_navigation,
)
from monitor.reading.sentences import SentenceWords, split_sentences
from monitor.vocabulary import Zone

Cut = tuple[int, Zone]
"""From this offset on the text is of this zone."""

_LEADING_WORDS = re.compile(r"[\W_]*?(©|[^\W_]\w*)(?:\W+(\w+))?")
_LEAD_IN = 80
"""Characters in which the first words of a paragraph are looked for."""
_CLOSE_SIGN = re.compile(r"\s[×✕✖⨯]\s+(?=\S)")
"""The close button of a video overlay, flattened into the text; the article goes on behind it."""
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"'”’»)\]]*\s+$")
_LONG_PROMO = 250
_MOST_LINKS = 15
_LONGEST_BEFORE_DOUBT = 60
"""Characters of who could not verify, or what; before more of them stands news."""
_DOUBTS = frozenset({Kind.DISCLAIMS, Kind.VERIFIES})
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A text and the words to read it with."""

    text: str
    words: ZoneWords
    sentence_words: SentenceWords


def find_zones(
    top: tuple[Cut, ...], body: Iterable[Paragraph], furniture: tuple[tuple[int, int], ...], look: Look
) -> tuple[ZoneSpan, ...]:
    """Partition the text: the zones of the top as given, the paragraphs of the body as they look.

    `furniture` are stretches that the format itself calls navigation, captions or link lists.
    """
    return _spans(look.text, [*top, *_BodyWalk(look, furniture).cuts(body)])


def _spans(text: str, cuts: list[Cut]) -> tuple[ZoneSpan, ...]:
    """Make spans of cuts: neighbours of one zone are one span, the first begins at 0."""
    if not text:
        return ()
    kept: list[Cut] = []
    for start, zone in cuts or [(0, Zone.BODY)]:
        if kept and kept[-1][0] == start:
            kept.pop()
        if not kept or kept[-1][1] is not zone:
            kept.append((start, zone))
    starts = [0, *(start for start, _ in kept[1:]), len(text)]
    return tuple(
        ZoneSpan(zone=zone, start=starts[number], end=starts[number + 1]) for number, (_, zone) in enumerate(kept)
    )


def _any_in(offsets: list[int], start: int, end: int) -> bool:
    """Whether one of the rising offsets lies in a stretch."""
    return bool(offsets) and bisect_left(offsets, start) < bisect_left(offsets, end)


class _BodyWalk:
    """Walks down the paragraphs of one body: what a heading promises holds for those below it."""

    def __init__(self, look: Look, furniture: tuple[tuple[int, int], ...]) -> None:
        self.text = look.text
        self.words = look.words
        self.sentence_words = look.sentence_words
        self.hits = look.words.standing_in(look.text)
        self.hit_starts = [hit.start for hit in self.hits]
        self.marked = sorted([*bars_in(look.text), *self.hit_starts])  # where a paragraph need not be news
        self.furniture = list(reversed(furniture))
        self.links_left = 0
        self.disclaimer_next = False
        self.has_lead = False

    def cuts(self, body: Iterable[Paragraph]) -> Iterator[Cut]:
        """Yield where zones begin; the first paragraph with news in it is the lead."""
        for start, end, _ in body:
            told = Zone.BODY if self.has_lead else Zone.LEAD
            leading = _LEADING_WORDS.match(self.text, start, min(end, start + _LEAD_IN))  # behind bullets and brackets
            may_open = leading is not None and self._may_open(leading, start, end)
            if not may_open and self._is_plain(start, end):
                self.has_lead = True
                yield start, told
                continue
            phrase = self._furniture_at(leading, start, end) if leading and may_open else None
            is_promo = phrase is not None and phrase.kind in (Kind.PROMO, Kind.BARE)
            zone = self._whole(start, end, is_furniture=phrase is not None and not is_promo)
            if zone:
                yield start, zone
                continue
            for offset, part in self._parts(start, end, is_promo=is_promo):
                yield offset, told if part is Zone.BODY else part
                self.has_lead = self.has_lead or part is Zone.BODY

    def _hits_in(self, start: int, end: int) -> Iterator[Hit]:
        """Yield the phrases that stand in a stretch."""
        for number in range(bisect_left(self.hit_starts, start), len(self.hits)):
            if self.hits[number].start >= end:
                return
            yield self.hits[number]

    def _whole(self, start: int, end: int, *, is_furniture: bool) -> Zone | None:
        """Return the zone of a paragraph that is furniture or a disclaimer as a whole."""
        if self._is_marked(start, end):
            return Zone.DISCLAIMER if self._warns(start, end) else Zone.BOILERPLATE
        if self._is_link(start, end):
            return Zone.BOILERPLATE
        if self._is_disclaimer(start, end):
            return Zone.DISCLAIMER
        if is_furniture or self._holds_furniture(start, end) or is_navigation(self.text, start, end):
            return Zone.BOILERPLATE
        return None

    def _is_marked(self, start: int, end: int) -> bool:
        while self.furniture and self.furniture[-1][1] <= start:
            self.furniture.pop()
        return bool(self.furniture) and self.furniture[-1][0] < end and self.furniture[-1][0] <= start

    def _warns(self, start: int, end: int) -> bool:
        """Whether a page's footer is the outlet's warning in words of its own, and no link to one."""
        if not is_ended(self.text, start, end):
            return False
        opens = self.words.disclaimer_openings.match(self.text, start, end) is not None
        return opens or any(zone is Zone.DISCLAIMER for _, zone in self._news(start, end))

    def _is_link(self, start: int, end: int) -> bool:
        """Whether the paragraph is a title in the list that a heading opened."""
        if not self.links_left:
            return False
        is_title = end - start <= 200 and not is_ended(self.text, start, end)
        self.links_left = self.links_left - 1 if is_title else 0
        return is_title

    def _is_disclaimer(self, start: int, end: int) -> bool:
        if self.disclaimer_next:
            self.disclaimer_next = False
            return True
        while start < end and (self.text[start].isspace() or self.text[start] in "*_#"):
            start += 1
        if self.words.disclaimer_openings.match(self.text, start, end):
            return True
        self.disclaimer_next = end - start < 20 and self.text[start:end].strip(" :*_#\t").lower() == "disclaimer"
        return self.disclaimer_next

    def _is_plain(self, start: int, end: int) -> bool:
        """Whether nothing but its first words may ask for a closer look at a paragraph: most are news and end here."""
        if self.furniture or self.links_left or self.disclaimer_next:
            return False
        return not (self.marked and _any_in(self.marked, start, end))

    def _may_open(self, leading: re.Match[str], start: int, end: int) -> bool:
        """Whether the first words of a paragraph ask for a closer look, or a number that may count its readers."""
        if leading.end() - start == _LEAD_IN or self.words.may_open(*leading.groups()):
            return True
        return end - start <= LONGEST_COUNTER and leading[1][0].isdigit()

    def _furniture_at(self, leading: re.Match[str], start: int, end: int) -> Phrase | None:
        at = leading.start(1)
        for phrase in self.words.by_first_word.get(leading[1].lower(), ()):
            if phrase.fits(self.text, at, end) or (at > start and phrase.fits(self.text, at - 1, end)):
                if phrase.kind is Kind.HEADINGS:
                    self.links_left = _MOST_LINKS
                return phrase
        return None

    def _holds_furniture(self, start: int, end: int) -> bool:
        """Whether a short paragraph holds a phrase of the trade, like who took the picture, or counts its readers."""
        if end - start > SHORT:
            return False
        if end - start <= LONGEST_COUNTER and self.words.counters.fullmatch(self.text, start, end):
            return True
        kinds = {kind for hit in self._hits_in(start, end) for kind in hit.kinds}
        return Kind.HOLDS in kinds or (Kind.CREDITS in kinds and not is_ended(self.text, start, end))

    def _parts(self, start: int, end: int, *, is_promo: bool) -> Iterator[Cut]:
        """Cut a paragraph where promotions and disclaimers stand in its news."""
        while start < end:
            promo = start if is_promo else self._promo_behind_a_sentence(start, end)
            if promo > start:
                yield from self._news(start, promo)
            if promo == end:
                return
            yield promo, Zone.BOILERPLATE
            start = self._end_of_promo(promo, end)
            is_promo = False

    def _promo_behind_a_sentence(self, start: int, end: int) -> int:
        """Return where the next promotion begins, or the end."""
        for hit in self._hits_in(start, end):
            inline = self.words.inline[hit.phrase] if Kind.INLINE in hit.kinds else None
            if inline and inline.match(self.text, hit.start, end):
                before = max(start, hit.start - 8)
                if hit.start == start or _SENTENCE_BEFORE.search(self.text, before, hit.start):
                    return hit.start
        return end

    def _end_of_promo(self, start: int, end: int) -> int:
        """A promotion reaches to the close sign, or to the end of a short line or of its first sentence."""
        closed = _CLOSE_SIGN.search(self.text, start, min(end, start + SHORT))
        if closed:
            return closed.end()
        if end - start <= _LONG_PROMO:
            return end
        _, behind = next(split_sentences(self.text, start, end, self.sentence_words), (start, end))
        while behind < end and self.text[behind].isspace():
            behind += 1
        return behind

    def _news(self, start: int, end: int) -> Iterator[Cut]:
        """Give the sentences that vouch for nothing in the whole text to the disclaimer.

        What could not be verified of one claim is read with that claim: "a report that could not be verified".
        """
        yield start, Zone.BODY
        doubted = next(self._doubts_in(start, end), None)
        for first, last in split_sentences(self.text, start, end, self.sentence_words) if doubted else ():
            standing = any(self._is_of_all(hit, first, last) for hit in self._doubts_in(first, last))
            yield first, Zone.DISCLAIMER if standing and not _DIGIT.search(self.text, first, last) else Zone.BODY

    def _doubts_in(self, start: int, end: int) -> Iterator[Hit]:
        return (hit for hit in self._hits_in(start, end) if not _DOUBTS.isdisjoint(hit.kinds))

    def _is_of_all(self, doubt: Hit, first: int, last: int) -> bool:
        """Whether a sentence without news doubts all that is told: "could not verify the battlefield reports"."""
        if Kind.DISCLAIMS in doubt.kinds:
            return True
        alone = doubt.start - first <= _LONGEST_BEFORE_DOUBT
        return alone and self.words.disclaimer_of_all.search(self.text, first, last) is not None
