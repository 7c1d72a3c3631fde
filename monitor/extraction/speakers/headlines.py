"""Who says so in a headline: "Police: gunman kills two", "Nine killed in blast - sources", "Blast kills nine: police".

A headline has no verb for it. Its first or its last part speaks when that is no more than a name or a word for
somebody who says things, and no outlet: what a site sets behind its titles is its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.phrases import WORD, Stretch
from monitor.extraction.speakers.sources import Speakers
from monitor.model import Sentence
from monitor.vocabulary import ActorKind, SourceKind, Zone

_BORDER = re.compile(r"(?<=\s)[-\u2013\u2014]\s|(?<!\d):\s")
LONGEST = 4  # words of a speaker
_SPEAKING = (SourceKind.OFFICIAL, SourceKind.PARTY, SourceKind.UNNAMED, SourceKind.STATE_MEDIA)


class HeadlineSpeaker(NamedTuple):
    """A speaker of a headline: who, the mark beside it, and what is said."""

    source: Stretch
    cue: Found
    scope: tuple[int, int]


def headline_speakers(scan: Scan, speakers: Speakers) -> Iterator[HeadlineSpeaker]:
    """Return who speaks in the title, before a colon or behind its last dash or colon."""
    for sentence in scan.article.sentences:
        if sentence.zone is Zone.TITLE:
            yield from _of_title(scan, speakers, sentence)


def _of_title(scan: Scan, speakers: Speakers, sentence: Sentence) -> Iterator[HeadlineSpeaker]:
    marks = list(_BORDER.finditer(scan.text, sentence.start, sentence.end))
    if not marks:
        return
    first, last = marks[0], marks[-1]
    front, tail = Stretch(sentence.start, first.start()), Stretch(last.end(), sentence.end)
    if first.group() == ": " and _speaks(scan, speakers, front):
        yield HeadlineSpeaker(front, Found(first.start(), first.start() + 1, "says"), (first.end(), sentence.end))
    elif _speaks(scan, speakers, tail):
        yield HeadlineSpeaker(tail, Found(last.start(), last.start() + 1, "says"), (sentence.start, last.start()))


def _speaks(scan: Scan, speakers: Speakers, part: Stretch) -> bool:
    """Whether a part of a headline is nothing but somebody who says things: "health ministry", "Zelensky"."""
    words = [match.group() for match in WORD.finditer(scan.text, *part)]
    if not 0 < len(words) <= LONGEST or scan.between("says", *part):
        return False
    told = scan.shadow[slice(*part)].split()
    if told[-1] in scan.index.speech["no_headline_source"]:
        return False
    named = speakers.within(*part)
    if named and (named[-1].end < part.end or named[-1].kind is ActorKind.COUNTRY):
        return False
    speaks = bool(named) or bool(scan.index.kinds_of(told[-1:]))
    return speaks and speakers.identify(*part).kind in _SPEAKING
