"""Listed actors in a scan: case, offices by date, and names that are spelt a little otherwise."""

from __future__ import annotations

from datetime import date

from monitor.extraction.candidates import Candidate
from monitor.extraction.index import Alias, NameIndex
from monitor.extraction.scan import Found, Scan, longest
from monitor.vocabulary import ActorKind

LISTED, COUNTRY = 30, 4  # weights: a person called Jordan is no country
FARTHEST_SPELLING = 2  # letters by which a listed name of several words may be misspelt


def listed_candidates(scan: Scan) -> list[Candidate]:
    """Return the mentions of listed actors."""
    day = scan.article.effective_at.date()
    fitting = [hit for hit in scan.get("actor") if _fits(scan, hit, day)]
    return [_candidate(scan, hit) for hit in longest(fitting)]


def _fits(scan: Scan, hit: Found, day: date) -> bool:
    alias: Alias = hit.value
    if (alias.since and day < alias.since) or (alias.until and day >= alias.until):
        return False
    if scan.text[hit.start - 1 : hit.start] == "-" == scan.text[hit.end : hit.end + 1]:
        return False  # the "AU" of PORT-AU-PRINCE
    if _is_half_of_an_adjective(scan, hit) or _is_a_day(scan, hit):
        return False
    written = scan.text[hit.start : hit.end]
    if scan.is_flat(hit.start):
        return not (alias.acronym and scan.shadow[hit.start : hit.end] in scan.index.common)
    if alias.acronym:
        return written.replace(".", "").replace("-", "").isupper()
    return any(character.isupper() for character in written)


def _is_a_day(scan: Scan, hit: Found) -> bool:
    """Whether a group called like a day is not meant: "on 17 November", not "the 17 November group"."""
    if not any(map(str.isdigit, scan.shadow[hit.start : hit.end])) or not scan.between("day", hit.start, hit.end):
        return False
    return not any(scan.starting(kind, hit.end + 1) for kind in ("head", "says", "role"))


def _is_half_of_an_adjective(scan: Scan, hit: Found) -> bool:
    """Whether a country only says whose somebody is: "Pakistan-based", "Iran-backed", not "Israel-Hamas"."""
    following = scan.text[hit.end : hit.end + 2]
    return following[:1] == "-" and following[1:].islower() and _is_country(scan, hit)


def _is_country(scan: Scan, hit: Found) -> bool:
    return scan.index.actors[hit.value.actor].kind is ActorKind.COUNTRY


def _candidate(scan: Scan, hit: Found) -> Candidate:
    entry = scan.index.actors[hit.value.actor]
    end = hit.end
    if scan.text[end : end + 1] == "." and "." in scan.text[hit.start : end]:
        end += 1  # the last point of "U.S."
    weight = COUNTRY if entry.kind is ActorKind.COUNTRY else LISTED
    return Candidate(hit.start, end, entry.kind, entry.id, weight=weight, office=hit.value.office)


def spelt_otherwise(name: str, index: NameIndex) -> str | None:
    """Return the id of the listed actor whose name this folded one is, but for a letter or two."""
    first, _, rest = name.partition(" ")
    for theirs, actor in index.spellings.get(first, ()):
        if theirs.count(" ") == name.count(" ") and _distance(rest, theirs.partition(" ")[2]) <= FARTHEST_SPELLING:
            return actor
    return None


def _distance(one: str, other: str) -> int:
    """How many letters must be added, dropped or changed (Levenshtein), as far as they are few enough to matter."""
    if abs(len(one) - len(other)) > FARTHEST_SPELLING:
        return FARTHEST_SPELLING + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            row.append(min(row[-1] + 1, above[j] + 1, above[j - 1] + (a != b)))
        if min(row) > FARTHEST_SPELLING:
            break
    return row[-1] if min(row) <= FARTHEST_SPELLING else FARTHEST_SPELLING + 1
