"""Places that the table does not have, by the words that make a place of a name.

"The town of X", "X district", "near X", "X, a village in Y", "the Gulf of X": a run of capitals behind or before such a
word is where something was, whether GeoNames' larger towns hold it or not. It is no person and no body then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from monitor.extraction.dateline import dateline_of
from monitor.extraction.geography.wider import wide_at
from monitor.extraction.index.index import Told
from monitor.extraction.index.scan import Scan, Stretch, longest
from monitor.extraction.speakers.speaking import speaks
from monitor.extraction.words.folding import fold

OF_WATERS = 3
"""Ways to tell of seas and gulfs, which come first: no country's, whatever stands near."""

GUESSES = 3
"""Ways that are guesses: a name that may be somebody's is none."""

_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ɏ]"
_WORD = rf"(?:[a-z]{{2}}-)?{_UPPER}[^\W\d_]*(?:[-'\u2019](?![sS]\b)[^\W\d_]+)*"
_ENDS = r"(?![^\W\d_]|\.[A-Z])"
_OWNERS = ("'s", "\u2019s")
_CAPITAL_SOON = re.compile(rf" (?:\S+ ){{0,4}}?{_UPPER}")
"""Behind a word that opens a place; where no capital follows no pattern need be tried."""


def told_by(words: Mapping[str, str], particles: tuple[str, ...]) -> tuple[Told, ...]:
    """Build the ways from `place_words` of the language; those at the end, `GUESSES`, are guesses."""
    inside = "|".join(sorted(map(re.escape, particles), key=len, reverse=True))
    name = rf"(?P<name>{_WORD}(?: (?:(?:{inside}) )?{_WORD}){{0,3}}{_ENDS})"
    kinds, where = _either(words["kinds"]), _either(words["where"])
    small = _either(f"{words['called']}, {words['where']}")
    owned = r"['\u2019]s (?:[a-z]+ ){0,2}"
    goes_on = rf"(?=[^\w ]|$| (?:\d|(?:{_either(words['behind_kinds'])})\b))" if words.get("behind_kinds") else ""
    described = rf", (?:{_either(words['described'])}) (?:(?!(?:{small}) )[a-z-]+ ){{0,2}}(?:{kinds})\b{goes_on}"
    in_kind = (
        rf"(?:\b(?:{where}) (?:the )?(?:[a-z-]+ )?|{owned}){name}"
        rf"(?= (?:{kinds})\b)(?! (?:{_either(words['of_another'])}) of\b)"
    )
    on_road = rf" (?:{where}) (?:the )?{_UPPER}[^\W\d_]+[-\u2013]{_UPPER}"  # "at X on the Y-Z highway"
    return (
        _told(
            "where",
            rf"\b(?:{where}) (?:the )?(?P<name>(?:{_either(words['waters'])}) {_WORD}(?: [a-z]{{2}}-{_WORD})?)",
            words["waters"],
        ),
        _told("where", rf"\b(?:{where}) (?:the )?(?P<name>{_WORD} (?:{_either(words['seas'])}))\b", words["seas"]),
        _told(
            "where",
            rf"\b(?:{where}) the (?:[a-z-]+ )?(?P<name>{_either(words['named_waters'])})\b",
            words["named_waters"],
        ),
        _told("where", rf"\b(?:{where}) (?P<name>(?:{_either(words['lakes'])}) {_WORD})", words["lakes"]),
        _told("kind", rf"\b(?:{kinds}) (?:{_either(words['called'])}) {name}"),
        _told("where or owner", in_kind),
        _told("name", name + described, behind=described),
        _told("site", rf"\b(?:{_either(words['sites'])}) (?:{_either(words['sites_at'])}) {name}"),
        _told("where", rf"\b(?:{_either(words['sites_at'])}) {name}(?=, (?:{_either(words['set_near'])})\b|{on_road})"),
        _told("where", rf"\b(?:{_either(words['near'])}) {name}"),
    )


def _told(opens: str, pattern: str, needs: str = "", behind: str = "") -> Told:
    return Told(opens, re.compile(pattern), _longest_first(needs), re.compile(behind) if behind else None)


def _either(listed: str) -> str:
    return "|".join(map(re.escape, _longest_first(listed)))


def _longest_first(listed: str) -> tuple[str, ...]:
    words = (" ".join(word.split()) for word in listed.split(","))
    return tuple(sorted(filter(None, words), key=len, reverse=True))


def find_unlisted(scan: Scan) -> list[Stretch]:
    """Return the stretches of unlisted places outside of boilerplate and headlines in capitals, in order."""
    found: dict[int, Stretch] = {}
    if not scan.index.unlisted:
        return []
    sure, guesses = scan.index.unlisted[:-GUESSES], scan.index.unlisted[-GUESSES:]
    openings = _openings(scan)
    for number, told in enumerate(sure):
        for start, end in _stretches(scan, told, openings, water=number < OF_WATERS):
            found.setdefault(start, Stretch(start, end, water=number < OF_WATERS))
    for guess in guesses:
        for start, end in _stretches(scan, guess, openings):
            if start not in found and _may_be_a_place(scan, start, end):
                found[start] = Stretch(start, end)
    for town in _of_dateline(scan):
        found.setdefault(town.start, town)
    return longest(sorted(found.values()))


def _of_dateline(scan: Scan) -> Iterator[Stretch]:
    """Read "LLANO, Texas (AP) -": a town of the dateline with its state or country."""
    start, end = dateline_of(scan.article)
    comma = scan.text.find(",", start, end)
    name = scan.text[start:comma] if comma > 0 else ""
    written = len(name) > 1 and name.isupper() and name.replace(" ", "").isalpha()
    if written and not scan.has_known(start, comma) and wide_at(scan, comma + 2):
        yield Stretch(start, comma)


def _openings(scan: Scan) -> dict[str, list[int]]:
    """Return the offsets at which a place may be opened, by what opens it; those before no capital are left out."""
    text = scan.text
    opened: dict[str, list[int]] = {"where": [], "kind": [], "site": []}
    for start, end, word in scan.get("opens_place"):
        if _CAPITAL_SOON.match(text, end):
            opened[word].append(start)
    owners = [at for at in _owners(text) if _CAPITAL_SOON.match(text, at + len(_OWNERS[0]))]
    return opened | {"where or owner": sorted(opened["where"] + owners)}


def _owners(text: str) -> list[int]:
    """Return the offsets of the possessives, in order."""
    found = []
    for owner in _OWNERS:
        at = text.find(owner)
        while at >= 0:
            found.append(at)
            at = text.find(owner, at + 1)
    return sorted(found)


def _stretches(
    scan: Scan, told: Told, openings: Mapping[str, Sequence[int]], *, water: bool = False
) -> Iterator[tuple[int, int]]:
    if not (told.behind or openings[told.opens]):
        return
    if told.needs and not ("water" in scan.found and any(map(scan.text.__contains__, told.needs))):
        return
    matches = _behind(scan.text, told) if told.behind else _opened(scan.text, told, openings[told.opens])
    for match in matches:
        start, end = match.span("name")
        if not (scan.is_silent(start) or scan.is_flat(start) or _is_known(scan, start, end, water=water)):
            end = end if water else _without_days(scan, start, end)
            if end > start and not scan.index.modifiers.issuperset(scan.shadow[start:end].split()):
                yield start, end


def _opened(text: str, told: Told, openings: Iterable[int]) -> Iterator[re.Match[str]]:
    """Return the matches that begin at the openings, without overlaps: what `finditer` would find, and sooner."""
    done = 0
    for start in openings:
        if start >= done and (match := told.pattern.match(text, start)):
            done = match.end()
            yield match


def _behind(text: str, told: Told) -> Iterator[re.Match[str]]:
    """Return the matches that begin with a name: it has no comma, and what stands behind it opens with one."""
    done = 0
    for behind in told.behind.finditer(text) if told.behind else ():
        start = text.rfind(",", done, behind.start()) + 1
        if match := told.pattern.search(text, max(start, done), behind.end()):
            done = match.end()
            yield match


def _is_known(scan: Scan, start: int, end: int, *, water: bool) -> bool:
    """Whether the table, or the list of actors, has the name: "Greater Accra", not "Bint Jbeil" by its "Jbeil".

    A gulf is another place than the town that lends it its name.
    """
    if water:
        return scan.known_starts.get(start, 0) >= end
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
