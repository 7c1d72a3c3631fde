"""`places:`: where the event is, by any name of a place, by country, or within a circle."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.located import Loc
from monitor.model import Article, Place, great_circle
from monitor.rules.clauses import Subject
from monitor.rules.rarity import Keys
from monitor.rules.reader import KnownPlace, RuleReader, folded_name
from monitor.rules.report_conditions import ReportCondition, Words, yes_or_no
from monitor.vocabulary import Verdict


@dataclass(frozen=True, slots=True)
class PlaceTest:
    """One place, or a circle around it. `ids` and `lands` are what the tables know under its name."""

    name: str
    country: str | None = None
    within: float | None = None  # km
    ids: tuple[int, ...] = ()
    lands: tuple[str, ...] = ()
    centre: tuple[float, float] | None = None

    def holds(self, place: Place) -> bool:
        """Whether a place is meant."""
        if self.country and place.country != self.country:
            return False
        if self.within is not None:
            far = distance(self.centre, place)
            return far is not None and far <= self.within
        same = folded_name(place.name) == folded_name(self.name) or place.geonameid in self.ids
        return not self.name or same or place.country in self.lands

    def __str__(self) -> str:
        circle = f"within {self.within:g} km of " if self.within is not None else ""
        return circle + ", ".join(part for part in (self.name, self.country) if part)


def distance(centre: tuple[float, float] | None, place: Place) -> float | None:
    """Return the great-circle distance in km; `None` where a coordinate is not known."""
    if centre is None or place.lat is None or place.lon is None:
        return None
    return great_circle(*centre, place.lat, place.lon)


@dataclass(frozen=True)
class Places(ReportCondition):
    """The event is at one of the places."""

    tests: tuple[PlaceTest, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"places: {' or '.join(map(str, self.tests))}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(any(test.holds(place) for test in self.tests for place in subject.places))

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why; the nearest miss is where it is, and how far from a circle."""
        for place in subject.places:
            for test in self.tests:
                if test.holds(place):
                    return f"it is in {_where(place, test)}", place.evidence[:2]
        named = ", ".join(_where(place, self.tests[0]) for place in subject.places)
        return (f"it is in {named}" if named else "no place is stated"), ()

    def keys(self) -> Keys | None:
        """Return names, ids and countries, when no test is a circle."""
        if any(test.within is not None for test in self.tests):
            return None
        keys = {("place", folded_name(test.name)) for test in self.tests if test.name}
        keys |= {("place", str(number)) for test in self.tests for number in test.ids}
        keys |= {("country", land) for test in self.tests for land in test.lands}
        return frozenset(keys | {("country", test.country) for test in self.tests if test.country and not test.name})

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Places:
        """Read names, or maps of `name`, `country`, `within` and `of`."""
        return Places(tuple(test for at, item in reader.items(value, loc) if (test := _place_test(item, at, reader))))


def _where(place: Place, test: PlaceTest) -> str:
    far = distance(test.centre, place) if test.within is not None else None
    return place.name + (f" ({far:.0f} km from {test.name})" if far is not None else "")


def _place_test(item: object, loc: Loc, reader: RuleReader) -> PlaceTest | None:
    if not isinstance(item, dict):
        texts = reader.texts(item, loc, "the name of a place")
        return _named_place(texts[0][1], None, texts[0][0], reader) if texts else None
    if not item:
        reader.wrong(loc, "an empty map says nothing; write a `name`, a `country` or `{within: 100 km, of: Belgorod}`")
        return None
    reader.keys(item, loc, ("name", "country", "within", "of"))
    country = item.get("country")
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{2}", country)):
        reader.wrong((*loc, "country"), f"`{country}` is no country's code; write its two letters, like UA")
        return None
    if "within" not in item:
        return _named_place(str(item.get("name", "")), country, (*loc, "name"), reader)
    found = re.fullmatch(r"(\d{1,5}(?:\.\d+)?) ?km", str(item["within"]))
    if not found or not isinstance(item.get("of"), str):
        reader.wrong((*loc, "within"), "a circle is written {within: 100 km, of: Belgorod}")
        return None
    around = _named_place(str(item["of"]), country, (*loc, "of"), reader)
    return PlaceTest(around.name, country=None, within=float(found[1]), centre=around.centre)


def _meant(name: str, reader: RuleReader) -> str:
    if re.fullmatch("[A-Z]{2}", name):
        return f"a country by its code is {{country: {name}}}"
    near = reader.known.places.nearest(name)
    return f"did you mean `{near}`?" if near else "no table of places has it"


def _named_place(name: str, country: str | None, loc: Loc, reader: RuleReader) -> PlaceTest:
    known: list[KnownPlace] = [place for place in reader.known.places.find(name) if country in (None, place.country)]
    if name and not known:
        reader.warn(loc, f"unknown place `{name}`; {_meant(name, reader)}")
    centre = next(((place.lat, place.lon) for place in known if place.lat is not None and place.lon is not None), None)
    return PlaceTest(
        name,
        country,
        ids=tuple(place.geonameid for place in known if place.geonameid and not place.is_country),
        lands=tuple(place.country for place in known if place.is_country),
        centre=centre,
    )
