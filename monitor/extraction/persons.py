"""People that nobody listed: runs of capitalised words, or of words that are in no dictionary."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.extraction.candidates import Candidate
from monitor.extraction.folding import fold
from monitor.extraction.heads import is_proper
from monitor.extraction.index import NameIndex
from monitor.extraction.listed import LISTED, spelt_otherwise
from monitor.extraction.scan import Scan
from monitor.vocabulary import ActorKind

PERSON = 6
MISSPELT = 25
GUESSED = 1
LONGEST_PERSON = 5
_UPPER = r"[^\W\d_a-zß-öø-ÿа-яёѐ-џ]"
_FLAT_WORD = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*\.?")


class Part(NamedTuple):
    """One word of a run."""

    start: int
    end: int
    low: str


@lru_cache(maxsize=8)
def _run_pattern(particles: tuple[str, ...], abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    small = "|".join(sorted((p.replace(" ", "[ \n]") for p in particles), key=len, reverse=True))
    short = "|".join(word.capitalize() for word in abbreviations)
    word = rf"(?:(?:{short})\.|{_UPPER}\.(?:{_UPPER}\.)*|(?:al|el|as|ash|ar|at|ad|an)-{_UPPER}\w+|{_UPPER}\w*(?:-\w+|[’'](?![sS]\b)\w+)*)"
    return re.compile(rf"(?<![\w.]){word}(?:[ \n](?:(?:{small})[ \n])?{word})*")


def run_candidates(scan: Scan) -> list[Candidate]:
    """Return people by runs of capitals, and by runs of unknown words where capitals tell nothing."""
    pattern = _run_pattern(scan.index.particles, scan.index.abbreviations)
    found = []
    for match in pattern.finditer(scan.text):
        if not scan.is_flat(match.start()):
            parts = [
                Part(match.start() + m.start(), match.start() + m.end(), "") for m in re.finditer(r"\S+", match.group())
            ]
            found += _read_run(scan, [p._replace(low=scan.shadow[p.start : p.end].strip()) for p in parts])
    for number in scan.flat:
        found += _read_flat(scan, number)
    return found


def _read_run(scan: Scan, parts: list[Part]) -> list[Candidate]:
    index = scan.index
    first = parts[0].start
    titled = title_ends_at(scan, first - 1)
    while parts and _is_leading(index, parts[0].low):
        titled = titled or parts[0].low in index.title_words
        parts = parts[1:]
    while parts and (parts[-1].low in index.stop or parts[-1].low in index.title_words):
        parts = parts[:-1]
    if (
        len(parts) > 1
        and parts[0].low in index.common
        and scan.sentence_at(first).start >= parts[0].start
        and not titled
    ):
        parts = parts[1:]
    if not parts:
        return []
    return _name_of(scan, parts, titled=titled)


def _is_leading(index: NameIndex, low: str) -> bool:
    return low in index.stop or low in index.title_words or low in index.adjectives


def _name_of(scan: Scan, parts: list[Part], *, titled: bool) -> list[Candidate]:
    index = scan.index
    start, end = parts[0].start, parts[-1].end
    lows = [word for part in parts for word in part.low.split()]
    if any(low in index.heads or low in index.facilities or low in index.region_words for low in lows[-2:]):
        return _misspelt(scan, start, end)
    if len(parts) > 1:
        listed = _misspelt(scan, start, end)
        if listed:
            return listed
        if len(parts) > LONGEST_PERSON or not _sounds_like_a_person(scan, parts, titled=titled):
            return []
        return [Candidate(start, end, ActorKind.PERSON, weight=_weight(scan, parts))]
    if (
        scan.text[start:end].isupper()
        and 2 < end - start < 8
        and lows[0] not in index.common
        and "." not in scan.text[start:end]
    ):  # noqa: PLR2004 - an acronym's length
        return [Candidate(start, end, ActorKind.ORGANISATION, acronym=scan.text[start:end], weight=GUESSED)]
    return [Candidate(start, end, ActorKind.PERSON, bare=True, weight=PERSON if titled else GUESSED)]


def _misspelt(scan: Scan, start: int, end: int) -> list[Candidate]:
    actor = spelt_otherwise(scan.text[start:end], scan.index)
    return [Candidate(start, end, scan.index.actors[actor].kind, actor, weight=MISSPELT)] if actor else []


def _sounds_like_a_person(scan: Scan, parts: list[Part], *, titled: bool) -> bool:
    index = scan.index
    if any(part.low in index.modifiers for part in parts[:1]) and not titled:
        return False
    unknown = [part for part in parts if part.low not in index.common]
    if not unknown or (parts[-1].low in index.common and not titled and len(unknown) < 2):  # noqa: PLR2004 - both first names
        return False
    spans = [hit for hit in scan.get("place") if hit.start < parts[-1].end and hit.end > parts[0].start]
    whole = any(hit.start <= parts[0].start and hit.end >= parts[-1].end for hit in spans)
    return titled or not whole


def _weight(scan: Scan, parts: list[Part]) -> int:
    """A first name before a listed surname makes another person: "Ivanka Trump" is not Trump."""
    start, end = parts[0].start, parts[-1].end
    for hit in scan.get("actor"):
        if start <= hit.start and hit.end <= end:
            entry = scan.index.actors[hit.value.actor]
            if entry.kind is ActorKind.PERSON and hit.end == end and hit.start > start:
                names = {fold(name).split()[0] for name in (entry.name, *entry.aliases)}
                return PERSON if parts[0].low in names else LISTED + 1
    return PERSON


def title_ends_at(scan: Scan, offset: int) -> bool:
    """Whether a title stands right before this blank: "president Cristiani"."""
    return any(hit.end == offset or (hit.end == offset - 1 and scan.text[hit.end] == ".") for hit in scan.get("title"))


def _read_flat(scan: Scan, number: int) -> list[Candidate]:
    sentence = scan.article.sentences[number]
    found: list[Candidate] = []
    run: list[Part] = []
    for match in _FLAT_WORD.finditer(scan.text, sentence.start, sentence.end):
        part = Part(match.start(), match.end(), scan.shadow[match.start() : match.end()].strip())
        joined = bool(run) and scan.text[run[-1].end : part.start] in (" ", "\n")
        if joined and part.low in scan.index.particles:
            run.append(part)
        elif _flat_name_word(scan, part, follows=joined):
            if not joined:
                found += _flat_run(scan, run)
                run = []
            run.append(part)
        else:
            found += _flat_run(scan, run)
            run = []
    return found + _flat_run(scan, run)


def _flat_name_word(scan: Scan, part: Part, *, follows: bool) -> bool:
    low = part.low
    index = scan.index
    if low in index.title_words or low in index.adjectives or low in index.heads or low in index.stop:
        return False
    if len(low) == 1:
        return follows and scan.text[part.end - 1] == "."  # an initial
    return is_proper(scan, part.start, low.replace(" ", "")) or title_ends_at(scan, part.start - 1)


def _flat_run(scan: Scan, run: list[Part]) -> list[Candidate]:
    while run and run[-1].low in scan.index.particles:
        run = run[:-1]
    if not run:
        return []
    titled = title_ends_at(scan, run[0].start - 1)
    return _name_of(scan, run, titled=titled)
