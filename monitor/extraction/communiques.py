"""Whose paper an article is: a communique, an update or a release of one side, which nobody else vouches for.

Press release of the Free Hills Front, 3 May         Free Hills Army, operational update at 22.00
Since dawn our defenders have killed 74 ...          a side's own words, and nobody is quoted with them
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from monitor.extraction.mentions import Attributed
from monitor.extraction.phrases import Stretch
from monitor.extraction.quotations import Quotations
from monitor.extraction.scan import Scan
from monitor.extraction.sources import Speaker, Speakers
from monitor.vocabulary import ActorKind, SourceKind, Zone

_MARK = re.compile(r"[,:(\u2013\u2014]|\s-\s")
_ARMED = (ActorKind.FORCE, ActorKind.GROUP)
_WORD = re.compile(r"[^\W_]+")


class Issuer(NamedTuple):
    """Who stands behind a whole article, and the words that tell it."""

    source: Stretch
    speaker: Speaker


def issuer_of(
    scan: Scan, speakers: Speakers, quotations: Quotations, attributed: Iterable[Attributed]
) -> Issuer | None:
    """Return the side whose own paper an article is, by its heading or by a side's words in nobody's mouth."""
    zone = scan.article.zones[0] if scan.article.zones else None
    heading = _of_heading(scan, speakers, Stretch(zone.start, zone.end)) if zone and zone.zone is Zone.TITLE else None
    return heading or _of_words(scan, quotations, attributed)


def _of_heading(scan: Scan, speakers: Speakers, title: Stretch) -> Issuer | None:
    mark = _MARK.search(scan.text, title.start + 1, title.end)
    first = Stretch(title.start, mark.start() if mark else title.start + len(scan.text[slice(*title)].rstrip()))
    rest = [match.group() for match in _WORD.finditer(scan.shadow, first.end, title.end)]
    behind = _behind_paper(scan, first)
    names_its_paper = behind or _is_a_day(scan, rest) or not scan.index.speech["papers"].isdisjoint(rest)
    body = behind or first
    if scan.between("says", *title) or not names_its_paper or not _is_a_body(scan, speakers, body):
        return None
    speaker = speakers.identify(*body)
    if any(scan.index.actors[hit.value.actor].kind in _ARMED for hit in scan.between("actor", *body)):
        speaker = speaker._replace(kind=SourceKind.PARTY)
    return Issuer(body, speaker) if speaker.kind is SourceKind.PARTY else None


def _behind_paper(scan: Scan, part: Stretch) -> Stretch | None:
    """Return what stands behind "Press release of"; nothing where no such words open a heading."""
    words = list(_WORD.finditer(scan.shadow, *part))
    papers = list(takewhile(lambda word: word.group() in scan.index.speech["papers"], words))
    if not papers or len(papers) == len(words) or words[len(papers)].group() not in scan.index.speech["issued"]:
        return None
    return Stretch(words[len(papers)].end() + 1, part.end)


def _is_a_body(scan: Scan, speakers: Speakers, told: Stretch) -> bool:
    """Whether a stretch is a body's name and no more: not "army abuses"."""
    named = speakers.within(*told)
    if named and scan.index.speech["press_offices"].issuperset(scan.shadow[named[-1].end : told.end].split()):
        return True
    words = scan.shadow[slice(*told)].split()
    if scan.index.kinds_of(words[-1:]) or not scan.index.heads.keys().isdisjoint(words[-1:]):
        return True
    phrases = (phrase for word in words for phrase, _ in scan.index.source_phrases.get(word, ()))
    return any(f" {' '.join(words)} ".endswith(phrase) for phrase in phrases)


def _is_a_day(scan: Scan, rest: list[str]) -> bool:
    """Whether a heading goes on with nothing but a day: "Free Army Press Office, Friday, 3 May 2026"."""
    days = scan.index.weekdays | scan.index.months
    return bool(rest) and all(word in days or word.strip(".").isdigit() for word in rest)


def _of_words(scan: Scan, quotations: Quotations, attributed: Iterable[Attributed]) -> Issuer | None:
    for hit in scan.get("partisan"):
        told = any(one.attribution.source and one.scope_start <= hit.start < one.scope_end for one in attributed)
        if not (told or scan.is_silent(hit.start) or quotations.holds(hit.start)):
            return Issuer(Stretch(hit.start, hit.end), Speaker(kind=SourceKind.PARTY))
    return None
