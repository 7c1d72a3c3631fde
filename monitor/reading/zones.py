"""Which stretch of a text is what: header, title, lead, body, boilerplate, disclaimer.

Zones partition the text in order; a border may lie inside a line. White space between two zones
belongs to the first of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from monitor.model import ZoneSpan
from monitor.reading.paragraphs import Paragraph
from monitor.reading.phrases import Kind, Phrase, ZoneWords, flat, is_ended
from monitor.reading.sentences import SentenceWords, split_sentences
from monitor.vocabulary import Zone

Cut = tuple[int, Zone]
"""From this offset on the text is of this zone."""

_LEADING_WORD = re.compile(r"[\W_]*?(?:(©)|([^\W_]\w*))")
_CLOSE_SIGN = re.compile(r"\s[×✕✖⨯]\s+(?=\S)")
"""The close button of a video overlay, flattened into the text; the article goes on behind it."""
_SENTENCE_BEFORE = re.compile(r"[.!?…][\"'”’»)\]]*\s+$")
_LONG_PROMO = 250
_MOST_LINKS = 15
_NAVIGATION = re.compile(r"\s*(?:[^|•·\n.!?]{1,30}\s[|•·]\s){2,}[^|•·\n.!?]{1,30}")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """Which phrases stand anywhere in the text, so that most paragraphs need no closer look."""

    held: frozenset[str]
    inline: tuple[re.Pattern[str], ...]
    disclaimers: tuple[str, ...]


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


def _hints(text: str, words: ZoneWords) -> Hints:
    low = flat(text)
    return Hints(
        held=frozenset(phrase for phrase in (*words.holds, *words.credits) if phrase in low),
        inline=tuple(pattern for phrase, pattern in words.inline if phrase in low),
        disclaimers=tuple(phrase for phrase in words.disclaimer_holds if phrase in low),
    )


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


class _BodyWalk:
    """Walks down the paragraphs of one body: what a heading promises holds for those below it."""

    def __init__(self, look: Look, furniture: tuple[tuple[int, int], ...]) -> None:
        self.text = look.text
        self.words = look.words
        self.sentence_words = look.sentence_words
        self.hints = _hints(look.text, look.words)
        self.furniture = list(reversed(furniture))
        self.links_left = 0
        self.disclaimer_next = False
        self.has_lead = False

    def cuts(self, body: Iterable[Paragraph]) -> Iterator[Cut]:
        """Yield where zones begin; the first paragraph with news in it is the lead."""
        for start, end, _ in body:
            found = tuple(self._classify(start, end))
            told = Zone.BODY if self.has_lead else Zone.LEAD
            for offset, zone in found:
                yield offset, told if zone is Zone.BODY else zone
                self.has_lead = self.has_lead or zone is Zone.BODY

    def _classify(self, start: int, end: int) -> Iterable[Cut]:
        if self._is_marked(start, end) or self._is_link(start, end):
            return ((start, Zone.BOILERPLATE),)
        if self._is_disclaimer(start, end):
            return ((start, Zone.DISCLAIMER),)
        phrase = self._furniture_at(start, end)
        if phrase and phrase.kind in (Kind.PROMO, Kind.BARE):
            return self._promo(start, start, end)
        if phrase or self.words.holding(self.text, start, end, self.hints.held) or self._is_navigation(start, end):
            return ((start, Zone.BOILERPLATE),)
        return (*self._inside(start, end),)

    def _is_marked(self, start: int, end: int) -> bool:
        while self.furniture and self.furniture[-1][1] <= start:
            self.furniture.pop()
        return bool(self.furniture) and self.furniture[-1][0] < end and self.furniture[-1][0] <= start

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
        while self.text[start].isspace() or self.text[start] in "*_#":
            start += 1
            if start >= end:
                return False
        if self.words.disclaimer_openings.match(self.text, start, end):
            return True
        self.disclaimer_next = self.text[start:end].strip(" :*_#\t").lower() == "disclaimer"
        return self.disclaimer_next

    def _furniture_at(self, start: int, end: int) -> Phrase | None:
        leading = _LEADING_WORD.match(self.text, start, min(end, start + 80))
        if not leading:
            return None
        at = leading.start(leading.lastindex or 0)
        for phrase in self.words.by_first_word.get((leading[1] or leading[2]).lower(), ()):
            if phrase.fits(self.text, at, end) or (at > start and phrase.fits(self.text, at - 1, end)):
                if phrase.kind is Kind.HEADINGS:
                    self.links_left = _MOST_LINKS
                return phrase
        return None

    def _promo(self, start: int, lead_in: int, end: int) -> Iterator[Cut]:
        """A promotion reaches to the close sign, or to the end of a short line or of its first sentence."""
        yield lead_in, Zone.BOILERPLATE
        closed = _CLOSE_SIGN.search(self.text, lead_in, end)
        if closed:
            yield from self._inside(closed.end(), end)
        elif end - lead_in > _LONG_PROMO:
            first = next(split_sentences(self.text, lead_in, end, self.sentence_words), (start, end))
            if first[1] < end:
                yield from self._inside(first[1], end)

    def _is_navigation(self, start: int, end: int) -> bool:
        return end - start <= 400 and bool(_NAVIGATION.fullmatch(self.text, start, end))

    def _inside(self, start: int, end: int) -> Iterator[Cut]:
        """Cut a paragraph of news where a promotion or a disclaimer stands in its middle."""
        for pattern in self.hints.inline:
            for found in pattern.finditer(self.text, start, end):
                if found.start() == start or _SENTENCE_BEFORE.search(
                    self.text, max(start, found.start() - 8), found.start()
                ):
                    if found.start() > start:
                        yield from self._sentences(start, found.start())
                    yield from self._promo(start, found.start(), end)
                    return
        yield from self._sentences(start, end)

    def _sentences(self, start: int, end: int) -> Iterator[Cut]:
        """Give the sentences that only say what nobody could verify to the disclaimer."""
        yield start, Zone.BODY
        if not self.hints.disclaimers:
            return
        part = flat(self.text[start:end])
        if not any(phrase in part for phrase in self.hints.disclaimers):
            return
        for first, last in split_sentences(self.text, start, end, self.sentence_words):
            yield first, Zone.DISCLAIMER if self._only_disclaims(first, last) else Zone.BODY

    def _only_disclaims(self, start: int, end: int) -> bool:
        sentence = flat(self.text[start:end])
        return not _DIGIT.search(sentence) and any(phrase in sentence for phrase in self.hints.disclaimers)
