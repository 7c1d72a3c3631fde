"""In which country a place lies by the words around its name: "India's Punjab", "the Haitian town of Pont-Sonde"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.extraction.dateline import in_dateline
from monitor.extraction.geography.wider import wider
from monitor.extraction.index.index import PlaceRow
from monitor.extraction.index.scan import Scan, Stretch
from monitor.extraction.mentions import PlaceMention
from monitor.model import Evidence, Place

UNLISTED = "unlisted"
_BESIDE = re.compile(r",? (?:[a-z0-9-]+ ){0,5}(?:of|from|near|outside) ")
"""Between a name and what it lies beside: "X, a camp some 5 km west of Y"."""
_LONGEST_LEAD = 6  # words between an owner and the name: "'s restive south western province of"


def land_before(scan: Scan, start: int) -> str | None:
    """Return the country that owns a name, by a possessive or a nationality with only words of place between."""
    place_words, modifiers = scan.index.place_words, scan.index.modifiers
    at = start
    for _ in range(_LONGEST_LEAD):
        end = _end_of_word_before(scan, at)
        if end <= 0:
            return None
        adjective = scan.ending("adjective", end)
        if adjective:
            return str(adjective.value) or None
        if scan.text.endswith(scan.index.possessives, 0, end):
            return _country_ending(scan, end - 2)
        word_start = scan.shadow.rfind(" ", 0, end) + 1
        word = scan.shadow[word_start:end]
        if word not in place_words and word not in modifiers:
            return None
        at = word_start
    return None


def _end_of_word_before(scan: Scan, at: int) -> int:
    """Where the word before ends, 0 unless a single blank or line end lies between."""
    return at - 1 if at > 1 and scan.text[at - 1] in " \n-" and not scan.text[at - 2].isspace() else 0


def _country_ending(scan: Scan, end: int) -> str | None:
    start = scan.known_ends.get(end)
    rows = [scan.index.place(hit.value) for hit in scan.between("place", start, start + 1)] if start is not None else []
    return next((row.country for row in rows if row.kind == "country"), None)


def described_capitals(scan: Scan) -> Iterator[tuple[int, int, PlaceRow]]:
    """Return the capitals told by their country alone: "the Ugandan capital", "the capital of the Maldives"."""
    for hit in scan.get("capital_word"):
        if scan.text[hit.start].isupper() or _name_follows(scan, hit.end) or _is_money(scan, hit.end):
            continue
        land = land_before(scan, hit.start) or _country_ending(scan, hit.start - 1) or _country_behind(scan, hit.end)
        if land in scan.index.capital_of:
            yield hit.start, hit.end, scan.index.place(scan.index.capital_of[land])


def _name_follows(scan: Scan, end: int) -> bool:
    """Whether the capital is named itself: "the capital Kampala", "the Ukrainian capital, Kyiv,"."""
    at = end + (scan.text[end : end + 1] == ",") + 1
    return scan.text[at : at + 1].isupper()


def _is_money(scan: Scan, end: int) -> bool:
    return not scan.index.of_money.isdisjoint(scan.shadow[end : end + 16].split()[:1])


def _country_behind(scan: Scan, end: int) -> str | None:
    """Read "the capital of the Maldives"."""
    joiner = next((one for one in scan.index.joiners if scan.shadow.startswith(one, end)), None)
    start = end + len(joiner or "")
    rows = [scan.index.place(hit.value) for hit in scan.between("place", start, start + 1)] if joiner else []
    return next((row.country for row in rows if row.kind == "country"), None)


def unlisted_mentions(scan: Scan, named: Sequence[PlaceMention], votes: Counter[str]) -> list[PlaceMention]:
    """Return the places that the table does not have, each in the country that the text gives it."""
    return [_mention(scan, one, named, votes) for one in scan.towns]


def _mention(scan: Scan, one: Stretch, named: Sequence[PlaceMention], votes: Counter[str]) -> PlaceMention:
    quote = scan.text[one.start : one.end]
    known = next((p for p in named if p.place.geonameid and p.place.name == quote), None)
    if known:  # "JACKSON, Miss. - A fire in Jackson"
        place = replace(known.place, evidence=(Evidence(start=one.start, end=one.end, quote=quote),))
        return known._replace(place=place, start=one.start, end=one.end, dateline=False, speaker=False)
    land = None if one.water else _land_beside(scan, one, votes) or _land_near(scan, one, named, votes)
    shouted = in_dateline(scan.article, one.start) and quote.isupper()  # "LLANO, Texas (AP) -"
    place = Place(
        name=f"{quote[0].upper()}{quote[1:]}"
        if one.water
        else " ".join(word.capitalize() if shouted else word for word in quote.split()),
        geonameid=None,
        country=land,
        lat=None,
        lon=None,
        evidence=(Evidence(start=one.start, end=one.end, quote=quote),),
    )
    kind = "region" if is_wide(scan, one.start, one.end) else UNLISTED
    return PlaceMention(place=place, start=one.start, end=one.end, kind=kind)


def is_wide(scan: Scan, start: int, end: int) -> bool:
    """Whether the word of place beside a name is that of a part of a country: "the state of X", "X province"."""
    behind = scan.shadow[end : end + 16].split()[:1] if scan.text[end : end + 1] in (" ", "\n") else []
    before = scan.shadow[max(0, start - 20) : start].split()[-2:]
    called = len(before) > 1 and before[1] in scan.index.place_words
    return not scan.index.wide_words.isdisjoint([*behind, *(before[:1] if called else [])])


def _land_beside(scan: Scan, one: Stretch, votes: Counter[str]) -> str | None:
    """Return the country that owns a name, or that of the state or country in which it is said to lie.

    A state that lends its name to others counts only in a country that the article speaks of: "La Paz" in El Salvador.
    """
    rows = wider(scan, one.end)
    best = max(rows, key=lambda row: votes[row.country], default=None)
    if best and best.kind != "country" and not is_spoken_of(best.country, votes):
        best = None
    return land_before(scan, one.start) or (best.country if best else None)


def is_spoken_of(country: str | None, votes: Counter[str]) -> bool:
    """Whether an article speaks of a country at least half as often as of any other."""
    return votes[country or ""] * 2 >= max(votes.values(), default=0)


def _land_near(scan: Scan, one: Stretch, named: Sequence[PlaceMention], votes: Counter[str]) -> str | None:
    """Return the country of the nearest place of its own sentence, else the one that the article speaks of most."""
    sentence = scan.sentence_at(one.start)
    told = [place for place in named if place.place.country and not place.speaker]
    beside = next((p for p in told if one.end < p.start and _BESIDE.fullmatch(scan.text, one.end, p.start)), None)
    if beside:
        return beside.place.country
    here = [p for p in told if sentence.start <= p.start < sentence.end and not p.dateline and _is_where(scan, one, p)]
    here = [p for p in here if p.kind == "country" or is_spoken_of(p.place.country, votes)]
    if here:
        return min(here, key=lambda place: abs(place.start - one.end)).place.country
    return votes.most_common(1)[0][0] if votes else None


def _is_where(scan: Scan, one: Stretch, named: PlaceMention) -> bool:
    """Whether a small word of place, or the comma behind the name, sets it there: not "borders Turkey"."""
    if named.start == one.end + 2 and scan.text[one.end] in ",(":
        return True
    word = scan.shadow[max(0, named.start - 16) : named.start].split()[-1:]
    where = scan.index.within if named.kind == "country" else scan.index.locative  # "near Mali" is not in Mali
    return bool(word) and word[0] in where
