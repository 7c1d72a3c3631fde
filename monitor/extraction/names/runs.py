"""Runs of capitalised words, and which of their words are a name: titles, small words and first words are none."""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Scan
from monitor.extraction.names.flat_names import read_flat
from monitor.extraction.names.given_names import apposed, is_first_name, is_spoken_surname, is_surname, opens_a_name
from monitor.extraction.names.persons import SHORT, Part, name_of, single_word, sounds_like_a_body, title_ends_at

QUOTES = "\"\u201c\u2018'"
_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΫЀ-ЯѠ-ҿ]"  # with a few small letters between: checked again


@lru_cache(maxsize=8)
def _run_pattern(
    particles: frozenset[str], abbreviations: tuple[str, ...], prefixes: tuple[str, ...]
) -> re.Pattern[str]:
    """Capitalised words in a row, with "de la" between them, initials, and "Gen." in front."""
    small = "|".join(sorted((p.replace(" ", "[ \n]") for p in particles), key=len, reverse=True))
    short = "|".join(rf"(?<={word.capitalize()}\.)" for word in abbreviations)
    word = rf"{_UPPER}(?:\.(?:{_UPPER}\.)*|\w*(?:(?:-|[\u2019'](?![sS]\b))\w+)*(?:\.(?:{short}))?)"
    follows = rf"(?:(?:{'|'.join(prefixes)})-)?{word}" if prefixes else word
    nickname = r"[\"\u201c][^\W\d_]{2,15}[\"\u201d][ \n]"
    return re.compile(rf"{word}(?:[ \n](?:(?:{small})[ \n]|{nickname})?{follows})*")


def run_candidates(scan: Scan) -> list[Candidate]:
    """Return people by runs of capitals, and by runs of unknown words where capitals tell nothing."""
    index = scan.index
    text, shadow, flat, known = scan.text, scan.shadow, scan.flat, scan.known_starts
    common = index.common  # one common word is nobody, unless it is an acronym or follows a title
    heads = scan.by_end("head")
    found: list[Candidate] = []
    for match in _run_pattern(index.particles, index.abbreviations, index.prefixes).finditer(text):
        start, end = match.span()
        low = shadow[start:end]
        if "-" in text[start:end] and (slug := _slug_length(index, text[start:end])):
            start += slug
            low = shadow[start:end]
        if low in index.no_names or known.get(start) == end or not text[start].isupper():
            continue
        if text[start:end].rpartition("-")[2].islower() and low.endswith(index.verb_suffixes):
            continue  # "Greek-owned"
        if start and (text[start - 1].isalnum() or text[start - 1] in "._"):
            continue
        if flat and scan.is_flat(start):
            continue
        if " " in low:
            found += _read_run(scan, start, end)
        elif (
            low not in common
            or end - start == SHORT
            or start - 1 in heads
            or text.startswith(", a", end)
            or title_ends_at(scan, start - 1)
        ):
            found += single_word(scan, start, end, low)
    for number in sorted(flat):
        found += read_flat(scan, number)
    return found


def _slug_length(index: NameIndex, run: str) -> int:
    """How long the slug of a wire is before the first word of its title: "CORRECTED-Eleven killed"."""
    slug, _, title = run.partition("-")
    return len(slug) + 1 if title and slug.isupper() and slug.lower() in index.name_words["slugs"] else 0


def _parts(scan: Scan, start: int, end: int) -> list[Part]:
    """The words of a run; exactly one blank stands between two."""
    parts = []
    for written in scan.text[start:end].split():
        stop = start + len(written)
        parts.append(Part(start, stop, scan.shadow[start:stop].strip()))
        start = stop + 1
    return parts


def _read_run(scan: Scan, start: int, end: int) -> list[Candidate]:
    border = scan.sentence_at(start).end
    parts = _parts(scan, start, end)
    if end > border:
        parts = [part for part in parts if part.end <= border]
    titled = _drop_leading(scan, parts) or title_ends_at(scan, start - 1) or apposed(scan, start, end)
    inner = _inner_title(scan, parts)
    if inner:
        titled, parts = True, parts[inner + 1 :]
    _drop_trailing(scan, parts)
    if parts and not titled and _only_opens_its_sentence(scan, parts):
        del parts[0]
    return name_of(scan, parts, titled=titled) if parts else []


def _drop_leading(scan: Scan, parts: list[Part]) -> bool:
    """Drop what stands before a name and is no part of it; whether a title was among it."""
    titled = False
    while parts and _is_leading(scan.index, parts[0].low):
        if is_surname(scan, parts[0].start, parts[0].low) or is_first_name(scan, parts):
            break
        titled = titled or parts[0].low.split()[0] in scan.index.title_words
        del parts[0]
    return titled


def _drop_trailing(scan: Scan, parts: list[Part]) -> None:
    index = scan.index
    titles_behind = index.name_words["post_nominals"] if len(parts) > 1 else ()
    while parts and (parts[-1].low in index.stop or parts[-1].low in titles_behind):
        if is_spoken_surname(scan, parts):
            break
        del parts[-1]


def _only_opens_its_sentence(scan: Scan, parts: list[Part]) -> bool:
    """Whether the first word is a common one with its sentence's capital: "Doctors Lee and Kim", not "Mark Olsen"."""
    start = parts[0].start
    opens = scan.sentence_at(start).start >= start or scan.text[start - 1] in QUOTES
    if parts[0].low not in scan.index.common or not opens:
        return False
    return not (len(parts) > 1 and (sounds_like_a_body(scan, parts) or opens_a_name(scan, parts)))


def _inner_title(scan: Scan, parts: list[Part]) -> int:
    """Where the last title stands in "Texas Attorney General Greg Abbott"; 0 when the run opens like a name."""
    index = scan.index
    if len(parts) < 3 or index.title_words.isdisjoint([part.low for part in parts[1:-1]]):
        return 0
    last = max(at for at, part in enumerate(parts[:-1]) if part.low in index.title_words)
    opening = parts[0]
    opens_otherwise = (
        opening.low in index.common or opening.start in scan.known_starts or opening.low in index.modifiers
    )
    return last if opens_otherwise or any(part.low in index.region_words for part in parts[:last]) else 0


def _is_leading(index: NameIndex, low: str) -> bool:
    """Whether a word stands before a name and is no part of it: small words, nationalities, titles."""
    if low in index.no_names or low in index.title_words:
        return True
    first, _, rest = low.partition(" ")
    if rest in index.contractions or rest in index.stop:
        return first in index.stop  # "He'll", "Twenty-three"
    return bool(rest) and all(word in index.title_words for word in low.split())  # "President-elect"
