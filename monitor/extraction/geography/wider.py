"""The country, state or province that a place lies in by the words around its name, and towns that only these tell.

"Springfield, Illinois", "ROME, Ga.", "the town of Maga in Nigeria's Kebbi state": what stands behind tells which of
several places is meant, or that it is one which the table does not have. A town whose name is a word or a surname
("Mobile", "Jackson") is a place only with its state behind it, or, a word of a larger town, where the article speaks
of its country.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.extraction.dateline import in_dateline
from monitor.extraction.index.index import PlaceRow
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.mentions import PlaceMention
from monitor.extraction.words.folding import fold
from monitor.model import Article
from monitor.vocabulary import Zone

APART = (", ", " (", ",\n")  # between a town and its state
POSTAL = 2  # letters of a state's short form that must be capitals: "NC", not "In"
LARGER = 80_000  # inhabitants of a town that a word names without its state: "in Cork"
_IN = re.compile(r",? ([a-z]+) (?:[a-z-]+ ){0,3}")
FARTHEST = 40  # characters from a town to the name of its province: ", in Nigeria's north-western "


def named_behind(scan: Scan, end: int, rows: Sequence[PlaceRow]) -> PlaceRow | None:
    """Return the country, state or region right behind a comma, a bracket or "in"; of several, one of the rows' own."""
    own = {row.country for row in rows}
    wide = (
        [] if any(row.kind == "country" for row in rows) and scan.text[end : end + 2] not in APART else wider(scan, end)
    )
    return next((row for row in wide if row.country in own), next(iter(wide), None))


def told_below(
    article: Article, scan: Scan, named: Sequence[tuple[int, int, list[PlaceRow]]], behinds: list[PlaceRow | None]
) -> list[PlaceRow | None]:
    """Return what each name lies in; that of a title what the text below first tells: "PARIS, Tenn. -"."""
    title = max((zone.end for zone in article.zones if zone.zone is Zone.TITLE), default=0)
    if not title or not any(behinds):
        return behinds
    below: dict[str, PlaceRow | None] = {}
    for (start, end, _), behind in zip(named, behinds, strict=True):
        if start >= title:
            below.setdefault(scan.shadow[start:end], behind)
    return [
        behind or (below.get(scan.shadow[start:end]) if start < title else None)
        for (start, end, _), behind in zip(named, behinds, strict=True)
    ]


def as_wide_as_below(article: Article, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Take a headline's place for the region that the text below first tells: "the Mexican state of Veracruz"."""
    title = max((zone.end for zone in article.zones if zone.zone is Zone.TITLE), default=0)
    below: dict[str, str] = {}
    for one in mentions:
        if one.start >= title:
            below.setdefault(one.place.name, one.kind)
    return [
        one._replace(kind="region")
        if one.start < title and one.kind == "city" and below.get(one.place.name) == "region"
        else one
        for one in mentions
    ]


def wider(scan: Scan, end: int) -> list[PlaceRow]:
    """Return every country, state or region of the name right behind a comma, a bracket or "in"."""
    if scan.text[end : end + 2] in APART:
        return [] if _speaks_itself(scan, end + 2) else wide_at(scan, end + 2)
    return _behind_in(scan, end)


def wide_at(scan: Scan, start: int) -> list[PlaceRow]:
    """Return the countries and regions whose name, or whose short form, starts here."""
    told = [scan.index.place(hit.value) for hit in scan.between("place", start, start + 1)]
    return [row for row in told if row.kind in ("country", "region")] + short_forms(scan, start)


def short_forms(scan: Scan, start: int) -> list[PlaceRow]:
    """Return the state whose short form starts here: "Ga.", "N.C."; two letters count in capitals only."""
    hits = scan.between("short_region", start, start + 1)
    if not hits or not scan.text[start].isupper():
        return []
    written = scan.text[hits[0].start : hits[0].end]
    dotted = scan.text[hits[0].end : hits[0].end + 1] == "." or "." in written
    if len(written) == POSTAL and scan.text[start - 1] == "(" and in_dateline(scan.article, start):
        return []  # "BELFAST (PA) --" is an agency's
    if len(written) == POSTAL and not dotted and not (written.isupper() and _stands_alone(scan, hits[0])):
        return []
    return [scan.index.place(hits[0].value)]


def _stands_alone(scan: Scan, hit: Found) -> bool:
    """Whether two capitals are a state's where capitals tell nothing: "DALLAS, TX (AP)", not "NEAR HUANTA, IN THE"."""
    return not scan.is_flat(hit.start) or not scan.text[hit.end + 1 : hit.end + 2].isalpha()


def _speaks_itself(scan: Scan, start: int) -> bool:
    """Whether a country behind a comma is the subject of its own clause: "In Cairo, Israel said"."""
    end = scan.known_starts.get(start)
    return end is not None and scan.starting("says", end + 1) is not None


def _behind_in(scan: Scan, end: int) -> list[PlaceRow]:
    """Read "the town of Maga in Nigeria's Kebbi state", "Kolo, in the east of Chad"."""
    border = scan.sentence_at(end).end
    for hit in scan.between("place", end + 2, min(end + FARTHEST, border)):
        row = scan.index.place(hit.value)
        joined = _IN.fullmatch(scan.text, end, hit.start)
        if joined and joined[1] in scan.index.within and row.kind in ("country", "region"):
            return wide_at(scan, hit.start)
    return []


def regions_without_kind(scan: Scan, start: int, end: int) -> list[int]:
    """Return the regions told by a name before its last word: "Cordoba department" is Colombia's as well."""
    blank = scan.shadow.rfind(" ", start, end)
    if blank < 0 or scan.shadow[blank + 1 : end] not in scan.index.region_words:
        return []
    hits = (hit for hit in scan.between("place", start, start + 1) if hit.end == blank)
    return [hit.value for hit in hits if scan.index.place(hit.value).kind == "region"]


def short_regions(scan: Scan) -> list[tuple[int, int, list[int]]]:
    """Return the states that are told by their short form right behind a town, each with its row."""
    return [
        (hit.start, _with_point(scan, hit.end), [hit.value])
        for hit in scan.get("short_region")
        if scan.text[hit.start - 2 : hit.start] in APART
        and scan.text[max(hit.start - 3, 0)].isalpha()
        and short_forms(scan, hit.start)
    ]


def _with_point(scan: Scan, end: int) -> int:
    return end + (scan.text[end : end + 1] == "." and scan.text[end + 1 : end + 2] != "\n")


def namesakes(scan: Scan) -> list[tuple[int, int, list[int]]]:
    """Return the towns named like a word or a person that their state, or the article's country, tells."""
    hits = [hit for hit in scan.get("namesake") if scan.text[hit.start].isupper()]
    if not hits:
        return []
    spoken = None
    found: dict[tuple[int, int], list[int]] = {}
    for hit in hits:
        row = scan.index.place(hit.value)
        behind = named_behind(scan, hit.end, [row])
        if behind is None and spoken is None:
            spoken = _countries_spoken_of(scan)
        if _lies_in(row, behind) or (behind is None and _is_told_by_a_word(scan, hit, row, spoken or frozenset())):
            found.setdefault((hit.start, hit.end), []).append(hit.value)
    return [(start, end, rows) for (start, end), rows in found.items()]


def _lies_in(row: PlaceRow, behind: PlaceRow | None) -> bool:
    if behind is None or behind.country != row.country:
        return False
    return behind.kind == "country" or behind.admin1 == row.admin1


def _countries_spoken_of(scan: Scan) -> frozenset[str]:
    told = {hit.value for hit in scan.get("adjective")}
    rows = [(scan.index.place(hit.value), hit.start) for hit in scan.get("place")]
    told |= {row.country for row, at in rows if row.kind == "country"}
    written = [row for row, at in rows if row.kind == "city" and in_dateline(scan.article, at)]
    return frozenset(told | {max(written, key=_inhabitants).country} if written else told)


def _inhabitants(row: PlaceRow) -> int:
    return row.population


def _is_told_by_a_word(scan: Scan, hit: Found, row: PlaceRow, spoken: frozenset[str]) -> bool:
    """Read "in Cork" where the article speaks of Ireland; a surname is none however large its town."""
    word = scan.shadow[hit.start : hit.end]
    before = scan.shadow[max(0, hit.start - 14) : hit.start].split()[-2:]
    where = not scan.index.within.isdisjoint(before) and before[-1] in scan.index.locative  # "in downtown Victoria"
    larger = row.population >= LARGER and row.country in spoken and fold(row.name).strip() == word
    named = word in scan.index.common or scan.starting("place", hit.start) is not None
    return where and larger and named and not scan.is_flat(hit.start)
