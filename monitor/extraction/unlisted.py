"""Places that the table does not have, by the words that make a place of a name.

"The town of X", "X district", "near X", "X, a village in Y", "the Gulf of X": a run of capitals behind or before such a
word is where something was, whether GeoNames' larger towns hold it or not. It is no person and no body then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from monitor.extraction.folding import fold
from monitor.extraction.roles import speaks
from monitor.extraction.scan import Scan, Stretch

OF_WATERS = 3
"""Patterns of seas and gulfs, which come first: no country's, whatever stands near."""

_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ɏ]"
_WORD = rf"(?:[a-z]{{2}}-)?{_UPPER}[^\W\d_]*(?:[-'\u2019](?![sS]\b)[^\W\d_]+)*"
_ENDS = r"(?![^\W\d_]|\.[A-Z])"


def patterns_of(words: Mapping[str, str], particles: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Build the patterns from `place_words` of the language; each has a group `name`, only the last is a guess."""
    inside = "|".join(sorted(map(re.escape, particles), key=len, reverse=True))
    name = rf"(?P<name>{_WORD}(?: (?:(?:{inside}) )?{_WORD}){{0,3}}{_ENDS})"
    kinds, where = _either(words["kinds"]), _either(words["where"])
    small = _either(f"{words['called']}, {words['where']}")
    owned = r"['\u2019]s (?:[a-z]+ ){0,2}"
    return (
        re.compile(rf"\b(?:{where}) (?:the )?(?P<name>(?:{_either(words['waters'])}) {_WORD})"),
        re.compile(rf"\b(?:{where}) (?:the )?(?P<name>{_WORD} (?:{_either(words['seas'])}))\b"),
        re.compile(rf"\b(?:{where}) the (?:[a-z-]+ )?(?P<name>{_either(words['named_waters'])})\b"),
        re.compile(rf"\b(?:{where}) (?P<name>(?:{_either(words['lakes'])}) {_WORD})"),
        re.compile(rf"\b(?:{kinds}) (?:{_either(words['called'])}) {name}"),
        re.compile(
            rf"(?:\b(?:{where}) (?:the )?(?:[a-z-]+ )?|{owned}){name}"
            rf"(?= (?:{kinds})\b)(?! (?:{_either(words['of_another'])}) of\b)"
        ),
        re.compile(rf"{name}, (?:{_either(words['described'])}) (?:(?!(?:{small}) )[a-z-]+ ){{0,2}}(?:{kinds})\b"),
        re.compile(rf"\b(?:{_either(words['near'])}) {name}"),
    )


def _either(listed: str) -> str:
    words = (" ".join(word.split()) for word in listed.split(","))
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def find_unlisted(scan: Scan) -> list[Stretch]:
    """Return the stretches of unlisted places outside of boilerplate and headlines in capitals, in order."""
    found: dict[int, Stretch] = {}
    if not scan.index.unlisted:
        return []
    *sure, guessed = scan.index.unlisted
    for number, pattern in enumerate(sure):
        for start, end in _stretches(scan, pattern):
            found.setdefault(start, Stretch(start, end, water=number < OF_WATERS))
    for start, end in _stretches(scan, guessed):
        if start not in found and _may_be_a_place(scan, start, end):
            found[start] = Stretch(start, end)
    return _apart(sorted(found.values()))


def _stretches(scan: Scan, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(scan.text):
        start, end = match.span("name")
        if not (scan.is_silent(start) or scan.is_flat(start) or _is_known(scan, start, end)):
            end = _without_days(scan, start, end)
            if end > start and not scan.index.modifiers.issuperset(scan.shadow[start:end].split()):
                yield start, end


def _is_known(scan: Scan, start: int, end: int) -> bool:
    """Whether the table, or the list of actors, has the name: "Greater Accra", not "Bint Jbeil" by its "Jbeil"."""
    if not scan.has_known(start, end):
        return False
    first = scan.shadow[start:end].partition(" ")[0]
    if first in scan.index.prefixes and start + len(first) + 1 in scan.known_starts:
        return True
    return scan.known_starts.get(start, 0) >= end or first in scan.index.modifiers or first in scan.index.region_words


def _without_days(scan: Scan, start: int, end: int) -> int:
    """Cut what is no part of a name: "Papiri On", "Minova Monday"; nothing is left of a small word."""
    kept = start
    for word in re.finditer(r"\S+", scan.text[start:end]):
        low = fold(word.group()).strip()
        if low in scan.index.stop or low in scan.index.title_words:
            break
        kept = start + word.end()
    return kept


def _may_be_a_place(scan: Scan, start: int, end: int) -> bool:
    """Whether a name behind "in" or "near" can be a place: no common words, no body, nobody who speaks."""
    index, low = scan.index, scan.shadow[start:end].split()
    if not low or scan.has_known(start, end) or index.common.issuperset(low) or scan.text[start:end].isupper():
        return False
    if low[-1] in index.facilities or low[-1] in index.heads or scan.text[end : end + 2] in ("'s", "\u2019s"):
        return False
    if scan.text[end : end + 1] == " " and scan.text[end + 1 : end + 2].isdigit():
        return False  # "in Ligue 1"
    return not _is_somebody(scan, low[-1])


def _is_somebody(scan: Scan, word: str) -> bool:
    """Whether a name speaks or has a title elsewhere in the article: "confidence in Merz", who "said"."""
    for match in re.finditer(rf"\b{re.escape(word)}\b", scan.shadow):
        start, end = match.span()
        titled = scan.by_end("title")
        if speaks(scan, start, end) or start - 1 in titled or start - 2 in titled:
            return True
    return False


def _apart(found: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
