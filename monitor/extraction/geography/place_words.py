"""What stands beside the name of a place and says whether anything happened there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monitor.extraction.index.index import words as phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """The words around the names of places of one language, of `places_in.yaml`."""

    locatives: re.Pattern[str]  # what before a place's name says that something happened there
    elsewhere: re.Pattern[str]  # what before a place's name says that nothing happened there
    homes: re.Pattern[str]  # what before a place's name makes it the one somebody comes from: "of Multan in "
    far: re.Pattern[str]  # what before a place's name says how far off it is: "750 miles from "
    beside: re.Pattern[str]  # what before a place's name says that something happened near it
    roads: re.Pattern[str]  # what behind a place's name makes it an end of a road: "-Eldoret highway"
    parts: re.Pattern[str]  # a part of a town behind its name: "'s west side"
    taken_to: re.Pattern[str]  # what before a place's name says that somebody was only brought there
    meanwhile: re.Pattern[str]  # what opens a clause of a headline that tells what goes on beside its news
    aims: re.Pattern[str]  # behind a deed, what opens whom it was done to: " on "
    deeds: re.Pattern[str]  # a deed right behind the name of its town: " pub fire"


def build_place_words(pack: Mapping[str, Any]) -> PlaceWords:
    """Read `places_in.yaml`; a language may lack it, and then nothing is set anywhere."""
    return PlaceWords(
        locatives=_locatives(pack),
        elsewhere=re.compile(rf"\b(?:{_elsewhere(pack)})\s+$"),
        homes=_homes(pack),
        far=_far(pack),
        beside=_beside(pack),
        roads=_roads(pack),
        parts=_parts(pack),
        taken_to=_taken_to(pack),
        meanwhile=_meanwhile(pack),
        aims=re.compile(rf" (?:{_any_of(pack.get('places_in', {}).get('aims', '')) or '(?!)'}) "),
        deeds=_deeds(pack),
    )


def _locatives(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match text that ends with a word of place, before the name of one ("in ", "the city of the ")."""
    told = pack.get("places_in", {})
    if not told:
        return re.compile(r"(?!)")  # nothing says so
    words = _any_of(told["before"])
    articles = "|".join(re.escape(one) for one in told["articles"].split())
    return re.compile(rf"\b(?:{words})\s+(?:(?:{articles})\s+)?(?:(?!(?:{_elsewhere(pack)})\s)\w+\s+){{0,2}}$")


def _elsewhere(pack: Mapping[str, Any]) -> str:
    return _any_of(pack.get("places_in", {}).get("elsewhere", "")) or "(?!)"


def _any_of(listed: str) -> str:
    """Return what matches any of a list; nothing for an empty one."""
    return "|".join(map(re.escape, phrases(listed)))


def _beside(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match text that ends with "20 km from " or "near the "; nothing without a list."""
    told = pack.get("places_in", {})
    words, inside = _any_of(told.get("beside", "")), _any_of(told.get("inside", "")) or "(?!)"
    return re.compile(rf"\b(?:{words})\s+(?:(?!(?:{inside})\s)\w+\s+){{0,5}}$" if words else r"(?!)")


def _homes(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match text that ends with "from ", a place's name and "in ", or with "live in "; nothing without a list."""
    told = pack.get("places_in", {})
    words, inside = _any_of(told.get("home", "")), _any_of(told.get("inside", ""))
    name = r"[^\W\d_a-z][^\W\d_]*(?:[ -][^\W\d_]+){0,2}"
    living = rf"(?:{_any_of(told.get('living', '')) or '(?!)'}) (?:{inside}) (?:{name} and )?"
    near = rf"(?:{_any_of(told.get('came_from', '')) or '(?!)'}) {name} (?:{_any_of(told.get('beside', ''))}) "
    return re.compile(rf"\b(?:(?:{words}) (?P<town>{name}) (?:{inside}) |{living}|{near})$" if words else r"(?!)")


def _far(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match text that ends with a distance of hundreds: "750 miles southeast of "; nothing without a list."""
    words = _any_of(pack.get("places_in", {}).get("distances", ""))
    return re.compile(rf"\d{{3}} (?:{words}) (?:[a-z-]+ ){{1,4}}$" if words else r"(?!)")


def _roads(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match the other end of a road behind a place's name ("-Eldoret highway"); nothing without a list."""
    words = _any_of(pack.get("places_in", {}).get("roads", ""))
    return re.compile(rf"[-\u2013][^\W\d_a-z][\w'\u2019]*(?: [^\W\d_a-z]\w*)? (?:{words})\b" if words else r"(?!)")


def _parts(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match a part of a town behind its name in the possessive ("'s west side"); nothing without a list."""
    words = _any_of(pack.get("places_in", {}).get("parts", ""))
    return re.compile(rf"['\u2019]s? (?:[\w-]+ ){{0,3}}(?:{words})\b" if words else r"(?!)")


def _meanwhile(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match what opens a clause on what goes on meanwhile (" as "); nothing without a list."""
    words = _any_of(pack.get("places_in", {}).get("meanwhile", ""))
    return re.compile(rf" (?:{words}) " if words else r"(?!)")


def _deeds(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match a deed and what it was done to behind a place's name (" tanker explosion"); nothing without a list."""
    told = pack.get("places_in", {})
    deeds, things = _any_of(told.get("deeds", "")), _any_of(told.get("things", "")) or "(?!)"
    return re.compile(rf" (?:(?:{things}) ){{0,2}}(?:{deeds})\b" if deeds else r"(?!)", re.IGNORECASE)


def _taken_to(pack: Mapping[str, Any]) -> re.Pattern[str]:
    """Match text that ends with "were taken to a hospital in ", "doctors at a hospital in "; nothing without a list."""
    told = pack.get("places_in", {})
    words, out = _any_of(told.get("taken_to", "")), _any_of(told.get("taken_out", "")) or "(?!)"
    nursed, wards = (_any_of(told.get(name, "")) or "(?!)" for name in ("nursed_at", "wards"))
    hospital = rf"(?:{nursed}) (?:\w+ ){{0,4}}(?:{wards}) (?:the )?$"
    return re.compile(
        rf"\b(?:(?:{words})\b(?!\s+(?:{out})\b)(?:(?![.;]|, ).){{0,60}}$|{hospital})" if words else r"(?!)"
    )
