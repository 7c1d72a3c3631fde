"""Whose paper an article is: a communique, an update or a release of one side, a post; nobody else vouches for it.

Press release of the Free Hills Front, 3 May         Free Hills Army, operational update at 22.00
Since dawn our defenders have killed 74 ...          a side's own words, and nobody is quoted with them
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from monitor.extraction.index.scan import Scan
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.extraction.speakers.phrases import Stretch
from monitor.extraction.speakers.quotations import Quotations
from monitor.extraction.speakers.sources import Speaker, Speakers
from monitor.vocabulary import ActorKind, SourceKind, Zone

_HANDLE = re.compile(r"\s*(@\w{3,})\b(?!\.\w)")
"""At the start of a text it is whose post this is."""
_MARK = re.compile(r"[,:(\u2013\u2014]|\s-\s")
LONGEST_NAME = 80
"""Characters of a body's name before the colon that opens a text."""
MOST = 20
"""Words of a side that are looked at; what so many others say is no paper."""
_ARMED = (ActorKind.FORCE, ActorKind.GROUP)
_WORD = re.compile(r"[^\W_]+")


class Issuer(NamedTuple):
    """Who stands behind a whole article, and the words that tell it."""

    source: Stretch
    speaker: Speaker


def issuer_of(
    scan: Scan, speakers: Speakers, quotations: Quotations, attributed: Iterable[Attributed]
) -> Issuer | None:
    """Return whose post or paper an article is, by its handle, its heading or a side's words in nobody's mouth."""
    if handle := _HANDLE.match(scan.text):
        return Issuer(Stretch(*handle.span(1)), Speaker(kind=SourceKind.SOCIAL))
    zone = scan.article.zones[0] if scan.article.zones else None
    titled = zone is not None and zone.zone is Zone.TITLE
    heading = _of_heading(scan, speakers, Stretch(zone.start, zone.end)) if zone and titled else None
    return heading or (None if titled else _of_opening(scan, speakers)) or _of_words(scan, quotations, attributed)


def _of_heading(scan: Scan, speakers: Speakers, title: Stretch) -> Issuer | None:
    mark = _MARK.search(scan.text, title.start + 1, title.end)
    first = Stretch(title.start, mark.start() if mark else title.start + len(scan.text[slice(*title)].rstrip()))
    rest = [match.group() for match in _WORD.finditer(scan.shadow, first.end, title.end)]
    behind = _behind_paper(scan, first)
    names_its_paper = behind or _is_of_a_heading(scan, rest)
    body = behind or first
    if scan.between("says", *title) or not names_its_paper or not _is_a_body(scan, speakers, body):
        return None
    speaker = speakers.identify(*body)
    if any(scan.index.actors[hit.value.actor].kind in _ARMED for hit in scan.between("actor", *body)):
        speaker = speaker._replace(kind=SourceKind.PARTY)
    return Issuer(body, speaker) if speaker.kind is SourceKind.PARTY else None


def _of_opening(scan: Scan, speakers: Speakers) -> Issuer | None:
    """Read "Leeds Prosecutor's Office: On Monday a man ..." at the start of a text."""
    mark = scan.text.find(": ", 0, LONGEST_NAME)
    body = Stretch(0, mark)
    if mark < 0 or "\n" in scan.text[:mark].strip() or not _is_a_body(scan, speakers, body):
        return None
    speaker = speakers.identify(*body)
    countries = (one for one in speakers.within(*body) if one.kind is ActorKind.COUNTRY)
    if any(countries) or speaker.kind not in (SourceKind.OFFICIAL, SourceKind.PARTY):
        return None
    return Issuer(body, speaker)


def _behind_paper(scan: Scan, part: Stretch) -> Stretch | None:
    """Return what stands behind "Press release of"; nothing where no such words open a heading."""
    words = list(_WORD.finditer(scan.shadow, *part))
    papers = list(takewhile(lambda word: word.group() in scan.index.speech["papers"], words))
    if not papers or len(papers) == len(words) or words[len(papers)].group() not in scan.index.speech["issued"]:
        return None
    return Stretch(words[len(papers)].end() + 1, part.end)


def _is_a_body(scan: Scan, speakers: Speakers, told: Stretch) -> bool:
    """Whether a stretch is a body's name and no more: not "army abuses", not "Gunmen seize 87 in Nigeria"."""
    small = scan.index.speech["articles"] | scan.index.speech["issued"]
    named = speakers.within(*told)
    if named:
        outside = [word for word in _WORD.finditer(scan.shadow, *told) if not _lies_in(word.start(), named)]
        allowed = small | scan.index.speech["press_offices"]
        return all(word.group() in allowed or _is_of_a_name(scan, word.start()) for word in outside)
    words = [word for word in scan.shadow[slice(*told)].split() if word not in small - scan.index.speech["issued"]]
    phrases = (phrase for word in words for phrase, _ in scan.index.source_phrases.get(word, ()))
    return f" {' '.join(words)} " in phrases


def _is_of_a_name(scan: Scan, start: int) -> bool:
    """Whether a place starts there, or a capital where capitals tell something: "Sumy Regional Prosecutor's Office"."""
    return bool(scan.starting("place", start)) or (scan.text[start].isupper() and not scan.is_flat(start))


def _lies_in(offset: int, named: Iterable[ActorMention]) -> bool:
    return any(one.start <= offset < one.end for one in named)


def _is_of_a_heading(scan: Scan, rest: list[str]) -> bool:
    """Whether behind a body's name nothing follows, or the name of its paper, a part of it, or a day."""
    if not rest or rest[-1] in scan.index.heads or _is_a_day(scan, rest):
        return True
    return not scan.index.speech["papers"].isdisjoint(rest)


def _is_a_day(scan: Scan, rest: list[str]) -> bool:
    """Whether a heading goes on with nothing but a day: "Free Army Press Office, Friday, 3 May 2026"."""
    days = scan.index.weekdays | scan.index.months
    return bool(rest) and all(word in days or word.strip(".").isdigit() for word in rest)


def _of_words(scan: Scan, quotations: Quotations, attributed: Iterable[Attributed]) -> Issuer | None:
    attributed = tuple(attributed)
    quoted = any(one.attribution.source for one in attributed)
    for hit in scan.get("partisan")[:MOST]:
        if quoted and scan.shadow[hit.start : hit.end] in scan.index.speech["house_style"]:
            continue  # papers of some lands say of any policeman that he was martyred
        told = any(one.attribution.source and one.scope_start <= hit.start < one.scope_end for one in attributed)
        if not (told or scan.is_silent(hit.start) or quotations.holds(hit.start)):
            return Issuer(Stretch(hit.start, hit.end), Speaker(kind=SourceKind.PARTY))
    return None
