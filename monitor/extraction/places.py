"""Where: places by the table of GeoNames and the user's own, told apart by the article's other places.

A name that several places bear is the one in a country that the article speaks of, then the one whose
country or state is named right behind it, then the largest. Nationalities make no places, and neither
do the names of people and bodies ("Paris Hilton", "Bank of England").
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from itertools import groupby
from operator import attrgetter

from monitor.extraction.dateline import dateline_of, in_dateline
from monitor.extraction.geography.country_votes import CountryVotes
from monitor.extraction.geography.lands import UNLISTED, described_capitals, is_wide, land_before, unlisted_mentions
from monitor.extraction.geography.namesakes import (
    is_a_part_elsewhere,
    is_a_street,
    is_a_village,
    is_far_namesake,
    is_mere_namesake,
    of_another_land,
)
from monitor.extraction.geography.where_spoken import with_speakers
from monitor.extraction.geography.wider import as_wide_as_below, named_behind, regions_without_kind, told_below
from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import PlaceRow
from monitor.extraction.index.scan import Found, Scan, longest
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import PlaceMention
from monitor.extraction.names.names import scan_of
from monitor.model import Article, Evidence, Place
from monitor.vocabulary import ActorKind, Zone

__all__ = ["PlaceMention", "find_places"]

MAX_OFFSET = 1 << 40
OPENING = (Zone.LEAD, Zone.BODY)
FARTHEST_DATELINE = 200  # characters of white space before it
LONGEST_LETTERS = 3  # of a land's acronym that may be a word: CAR, US
SMALL_TOWN = 20_000  # people
WELL_KNOWN = 100_000  # inhabitants: smaller towns need a small word of place before them, or their country
_DATELINE = re.compile(  # what follows the place: ", Jan 1 (Reuters) -", " (ITALY), 11 Jan 90", " -- "
    r"([^\n]{0,60}?)(?:\([^()\d\n]+\)\s*)?"
    r"(?:,?\s*\(?[^\W\d_]{3,9}\.? ?\d{1,2}|\d{1,2} [^\W\d_]{3,9}|\s*[-\u2013\u2014]{1,2}\s)"
)
STATED = ("US", "CA", "AU")  # countries in which a town is told with its state, and many bear one name
_KIND_WEIGHT = {"own": 20.0, "country": 5.0, "capital": 3.0, "region": 3.0, "city": 0.0}


def find_places(article: Article, knowledge: Knowledge) -> tuple[PlaceMention, ...]:
    """Return every naming of a place, in order of the text; none in a language without a pack."""
    index = knowledge.indexes.get(article.language)
    if index is None:
        return ()
    scan = scan_of(article, index)
    named = [(start, end, [index.place(row) for row in rows]) for start, end, rows in _told(scan)]
    behinds = [named_behind(scan, _past_kind(scan, end), rows) for _, end, rows in named]
    behinds = told_below(article, scan, named, behinds)
    votes = CountryVotes(
        scan, [(s, e, _lying_in(rows, land)) for (s, e, rows), land in zip(named, behinds, strict=True)]
    )
    opening = next((zone.start for zone in article.zones if zone.zone in OPENING), 0)
    chosen: dict[str, PlaceRow] = {}
    elsewhere: dict[str, str] = {}  # names of this article that are those of places the table does not have
    mentions = []
    for (start, end, rows), behind in zip(named, behinds, strict=True):
        name, owner = scan.shadow[start:end], land_before(scan, start)
        if not behind and is_a_part_elsewhere(scan, name, end, rows, votes):
            continue
        if (
            not behind
            and name not in elsewhere
            and (is_a_village(scan, end) or is_far_namesake(index, rows, name, votes))
            and (land := of_another_land(rows, votes))
        ):
            elsewhere[name] = land
        if (behind and not any(_may_lie_in(row, behind) for row in rows)) or (not behind and name in elsewhere):
            land = elsewhere.setdefault(name, behind.country if behind else "")
            mentions += _namesake_mention(scan, start, end, land)
            continue
        if owner and is_wide(scan, start, end) and not any(row.country == owner for row in rows):
            mentions += _namesake_mention(scan, start, end, owner)
            continue
        if behind or owner or name not in chosen:
            row = _choose(rows, votes.without(name, rows), behind, owner) if len(rows) > 1 else rows[0]
        else:
            row = chosen[name]
        same_country = row.country in (owner, behind.country if behind else None)
        if row.kind in ("own", "country") or same_country or _certain(scan, start, end, row):
            chosen.setdefault(name, row)
            mentions.append(_mention(scan, start, end, row, opening))
    mentions += [_mention(scan, start, end, row, end) for start, end, row in described_capitals(scan)]
    if scan.towns:
        mentions += unlisted_mentions(scan, mentions, votes.without("", ()))
    return tuple(with_speakers(scan, as_wide_as_below(article, sorted(mentions, key=attrgetter("start")))))


def _lying_in(rows: list[PlaceRow], behind: PlaceRow | None) -> list[PlaceRow]:
    """Those of a name's places that can be meant; where none is, what it is said to lie in."""
    return ([row for row in rows if _may_lie_in(row, behind)] or [behind]) if behind else rows


def _past_kind(scan: Scan, end: int) -> int:
    """Where a name ends with its kind: "Lexington County, S.C."."""
    word = scan.shadow[end + 1 : end + 14].partition(" ")[0] if scan.text[end : end + 1] == " " else ""
    return end + 1 + len(word) if word in scan.index.region_words else end


def _may_lie_in(row: PlaceRow, behind: PlaceRow) -> bool:
    """Whether a place can be the one of what stands behind it: in its country, and a town in its state too."""
    if row.country != behind.country:
        return False
    stated = behind.kind == "region" and behind.country in STATED and row.kind in ("city", "capital")
    return not (stated and row.admin1 and behind.admin1) or row.admin1 == behind.admin1


def _told(scan: Scan) -> list[tuple[int, int, list[int]]]:
    """Names of places outside boilerplate that belong to nobody's name, each with its rows."""
    taken = sorted(
        [(one.start, one.end) for one in scan.names if _owns_its_places(one)] + [(t.start, t.end) for t in scan.towns]
    )
    found = []
    for (start, end), rows in _listed(scan):
        at = bisect_right(taken, (start, MAX_OFFSET)) - 1
        inside = at >= 0 and end <= taken[at][1]
        if not inside and not scan.is_silent(start) and _names_a_place(scan, start, end):
            found.append((start, end, rows))
    return found


def _names_a_place(scan: Scan, start: int, end: int) -> bool:
    if end - start <= LONGEST_LETTERS and _is_a_word(scan, start, end):
        return False
    if is_a_street(scan, end) or not _written_as_name(scan, start):
        return False
    return not _is_sainted(scan, start) and not _is_an_adjective(scan, start, end)


def _is_a_word(scan: Scan, start: int, end: int) -> bool:
    """Whether a land's letters are a word here: "Car bomb kills eight", and a whole line in capitals tells nothing."""
    word, index = scan.shadow[start:end], scan.index
    if word not in index.common and word not in index.stop:
        return False
    places = (index.place(hit.value) for hit in scan.between("place", start, end) if hit.end == end)
    if not any(place.kind == "country" for place in places):
        return False
    here = scan.sentence_at(start)
    shouted = word in index.common and word not in index.stop and scan.text[here.start : here.end].isupper()
    return shouted or not scan.text[start:end].isupper()


def _listed(scan: Scan) -> list[tuple[tuple[int, int], list[int]]]:
    """Names of the table in order, each with its rows; of those that overlap the first, and then the longest."""
    hits = _longest_with_rows(scan.get("place"))
    told = {span: [hit.value for hit in same] for span, same in groupby(hits, key=lambda hit: (hit.start, hit.end))}
    for start, end in told:
        told[start, end] += regions_without_kind(scan, start, end)
    for start, end, rows in scan.told_places:
        told.setdefault((start, end), []).extend(rows)
    return sorted(told.items())


def _is_an_adjective(scan: Scan, start: int, end: int) -> bool:
    """Whether a name says whose something is: "Iran-backed", "in a US air strike", not "in the US on Monday"."""
    tail = scan.text[end : end + 16].split(None, 1)[:1]
    if tail and tail[0][:1] == "-" and tail[0][1:].islower() and tail[0].endswith(scan.index.verb_suffixes):
        return True
    if not scan.text[start:end].replace(".", "").isupper() or scan.is_flat(start):
        return False
    following = scan.shadow[end : end + 16].split()[:1]
    joined = scan.text[end : end + 1] == " " and scan.text[end + 1 : end + 2].islower()
    return joined and following[0] not in scan.index.stop and scan.starting("says", end + 1) is None


def _owns_its_places(one: Candidate) -> bool:
    """Whether the places in a name are none; what was only guessed from its capitals ("MUMBAI FIRE") owns nothing."""
    return one.kind is not ActorKind.COUNTRY and (one.actor is not None or not (one.bare or one.acronym))


def _longest_with_rows(hits: list[Found]) -> list[Found]:
    outer = {(hit.start, hit.end) for hit in longest(hits)}
    return [hit for hit in hits if (hit.start, hit.end) in outer]


def _written_as_name(scan: Scan, start: int) -> bool:
    """Whether a capital begins it, behind an article in small letters too: "al-Hudaydah"."""
    if scan.is_flat(start) or scan.text[start].isupper():
        return True
    prefix = scan.shadow[start : start + 5].partition(" ")[0]
    return prefix in scan.index.prefixes and scan.text[start + len(prefix) + 1].isupper()


def _is_sainted(scan: Scan, start: int) -> bool:
    """Whether "St" stands before it: "St Mary's school" is not in the city of Mary."""
    return scan.shadow[max(0, start - 6) : start].split()[-1:] in (["st"], ["saint"]) and scan.text[start - 1] in " \n."


def _namesake_mention(scan: Scan, start: int, end: int, country: str) -> list[PlaceMention]:
    """Return a place that the table does not have: its namesake elsewhere is another, and lends it no position."""
    if not scan.text[start].isupper() or scan.is_flat(start):
        return []
    kind = "region" if is_wide(scan, start, end) else UNLISTED
    words, shouted = scan.text[start:end].split(), scan.text[start:end].isupper()
    name = " ".join(word.capitalize() if shouted else word for word in words)
    row = PlaceRow(None, name, country, "", None, None, 0, kind)
    return [_mention(scan, start, end, row, start + 1)]


def _choose(rows: list[PlaceRow], votes: Counter[str], behind: PlaceRow | None, owner: str | None) -> PlaceRow:
    def weight(row: PlaceRow) -> float:
        score = _KIND_WEIGHT[row.kind] + math.log10(row.population + 1)
        if behind and behind.country == row.country:
            score += 10 + (5 if behind.kind == "region" and behind.admin1 == row.admin1 else 0)
        if owner == row.country:
            score += 10
        return score + (0 if is_mere_namesake(row, rows, votes) else min(3 * votes[row.country], 6))

    return max(rows, key=weight)


def _certain(scan: Scan, start: int, end: int, row: PlaceRow) -> bool:
    """Whether the words around make a place of the name, or the place is well known and nothing speaks against it."""
    word = scan.shadow[start:end]
    if scan.text[end : end + 2] == ": " and scan.text[max(0, start - 2) : start] in ("", "\n\n"):
        return True  # "Sagaing: An air strike"
    if start == dateline_of(scan.article)[0] and in_dateline(scan.article, start):
        return True  # "KRANJ (STA) - Two climbers"
    before = scan.shadow[max(0, start - 16) : start].split()[-2:]
    if before and before[-1] in scan.index.speech["articles"]:
        before.pop()
    located = (bool(before) and before[-1] in scan.index.locative) or _is_struck(scan, start)
    if word in scan.index.common:
        return located
    if _in_longer_name(scan, start, end):
        return False
    return row.kind in ("capital", "region") or row.population >= WELL_KNOWN or located or _regional(scan, end)


def _is_struck(scan: Scan, start: int) -> bool:
    """Whether something hit the place: "struck Orikhiv with bombs"."""
    opens = scan.ending("opens_place", start - 1)
    return opens is not None and opens.value == "where"


def _in_longer_name(scan: Scan, start: int, end: int) -> bool:
    """Whether capitalised words stand right beside: part of a name that nothing else explained."""
    if scan.is_flat(start):
        return False
    following = scan.text[end : end + 2]
    if len(following) < 2 or following[0] != " " or not following[1].isupper():
        return False
    return scan.shadow[end + 1 : end + 20].partition(" ")[0] not in scan.index.stop and not _regional(scan, end)


def _regional(scan: Scan, end: int) -> bool:
    words = scan.shadow[end : end + 16].split()
    return bool(words) and scan.text[end : end + 1] in (" ", "\n") and words[0] in scan.index.region_words


def _mention(scan: Scan, start: int, end: int, row: PlaceRow, opening: int) -> PlaceMention:
    quote = scan.text[start:end]
    place = Place(
        name=row.name,
        geonameid=row.geonameid,
        country=row.country or None,
        lat=row.lat,
        lon=row.lon,
        small=row.kind == "city" and row.population < SMALL_TOWN,
        evidence=(Evidence(start=start, end=end, quote=quote),),
    )
    return PlaceMention(
        place=place,
        start=start,
        end=end,
        kind="region" if row.kind == "city" and is_wide(scan, start, end) else row.kind,
        dateline=opening <= start < opening + FARTHEST_DATELINE and _is_dateline(scan, start, end, opening),
    )


def _is_dateline(scan: Scan, start: int, end: int, opening: int) -> bool:
    """Whether the name opens the body: "KYIV, Jan 1 (Reuters) -", "PARIS, Texas -"."""
    if in_dateline(scan.article, start):
        return True
    lead = scan.text[opening:start].strip()
    found = None if lead else _DATELINE.match(scan.text, end)
    return found is not None and not any(map(str.islower, found[1]))
