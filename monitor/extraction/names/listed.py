"""Listed actors in a scan: case, offices by date, and names that are spelt a little otherwise."""

from __future__ import annotations

from datetime import date

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import Alias, NameIndex
from monitor.extraction.index.scan import Found, Scan, longest
from monitor.vocabulary import ActorKind

LISTED, COUNTRY = 30, 4  # weights: a person called Jordan is no country
_BODIES = (ActorKind.ORGANISATION, ActorKind.FORCE, ActorKind.GROUP)
LONG_NAME = 6  # letters of a given name that may be spelt otherwise
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
    if _is_only_a_word(scan, hit) or _is_of_another_land(scan, hit):
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


def _is_only_a_word(scan: Scan, hit: Found) -> bool:
    """Whether a name that is a word is meant as one: "Let us", "Amnesty for rebels", not "Amnesty said", "LeT".

    People go by such names far more often than sentences open with the word.
    """
    told = scan.shadow[hit.start : hit.end]
    if told not in scan.index.common or scan.is_flat(hit.start):
        return False
    entry, written = scan.index.actors[hit.value.actor], scan.text[hit.start : hit.end]
    if entry.kind not in _BODIES or written.isupper():
        return False
    opens = scan.sentence_at(hit.start).start == hit.start
    return written not in (entry.name, *entry.aliases) or (opens and not _does_something(scan, hit.end))


def _does_something(scan: Scan, end: int) -> bool:
    """Whether a verb stands right behind a name."""
    word = scan.shadow[end + 1 : end + 20].partition(" ")[0] if scan.text[end : end + 1] in (" ", "\n") else ""
    known = word in scan.index.verbs or word in scan.index.speech["be"] or word.endswith(scan.index.verb_suffixes)
    return known or any(scan.starting(kind, end + 1) for kind in ("says", "role"))


def _is_of_another_land(scan: Scan, hit: Found) -> bool:
    """Whether a body's name of mere words is that of another country's: "Russia's Security Council", "National ...".

    Armed groups are left out: they act in several countries, whose adjectives stand before their names.
    """
    entry = scan.index.actors[hit.value.actor]
    if entry.kind not in (ActorKind.ORGANISATION, ActorKind.FORCE) or scan.text[hit.start - 1 : hit.start] != " ":
        return False
    owner = _owner_before(scan, hit.start - 1)
    widened = _is_widened(scan, hit.start - 1) and entry.kind is ActorKind.ORGANISATION
    return (widened or owner not in (None, "", entry.country)) and _is_of_mere_words(scan, hit)


def _is_of_mere_words(scan: Scan, hit: Found) -> bool:
    index, told = scan.index, scan.shadow[hit.start : hit.end].split()
    headed = told[-1] in index.heads or " ".join(told[-2:]) in index.heads
    return headed and all(word in index.common or word in index.modifiers or word in index.heads for word in told)


def _owner_before(scan: Scan, end: int) -> str | None:
    """Return the country of whom a nationality or a possessive before a name tells; nothing without one."""
    adjective = scan.ending("adjective", end)
    if adjective:
        return str(adjective.value)
    if not scan.text.endswith(scan.index.possessives, 0, end):
        return None
    end -= 2
    owner = scan.ending("actor", end)
    if owner:
        return scan.index.actors[owner.value.actor].country
    place = scan.ending("place", end)
    return scan.index.place(place.value).country if place else None


def _is_widened(scan: Scan, end: int) -> bool:
    """Whether a capitalised word of bodies goes before a name: the "National" Security Council."""
    start = scan.shadow.rfind(" ", 0, end) + 1
    if scan.shadow[start:end] not in scan.index.modifiers or not scan.text[start].isupper() or scan.is_flat(start):
        return False
    return scan.sentence_at(start).start < start


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
    """Return the id of the listed actor whose name this folded one is, but for a letter or two.

    The name itself is none of these: where it is not the actor's, it is somebody else's.
    """
    first, _, rest = name.partition(" ")
    for theirs, actor in index.spellings.get(first, ()):
        if (
            theirs != name
            and theirs.count(" ") == name.count(" ")
            and _distance(rest, theirs.partition(" ")[2]) <= FARTHEST_SPELLING
        ):
            return actor
    return None


def are_spellings(one: str, other: str) -> bool:
    """Whether two given names are one: "Benyamin" is Benjamin, "Jon" is not Joe."""
    long = min(len(one), len(other)) >= LONG_NAME
    return one == other or (long and one[0] == other[0] and _distance(one, other) <= FARTHEST_SPELLING)


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
