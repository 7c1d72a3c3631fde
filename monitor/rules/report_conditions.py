"""What a rule may ask of a report: one event as told by one article, never two of them mixed."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitor.located import Loc
from monitor.model import Article, Evidence, Place
from monitor.rules.clauses import RANK, Cast, Keys, Subject, Trace, View
from monitor.rules.reader import KnownPlace, RuleReader, folded_name, shown, values_of
from monitor.vocabulary import LADDER, ActorKind, EventKind, Flag, Role, Status, Verdict

Words = tuple[str, tuple[Evidence, ...]]
"""Why a condition answers as it does, and the quotes of a yes."""


class ReportCondition(ABC):
    """A condition on reports: unread where facts were not read, else the best answer of the subjects."""

    @property
    @abstractmethod
    def label(self) -> str:
        """The condition in words."""

    @abstractmethod
    def decide(self, subject: Subject, article: Article) -> Verdict:
        """Answer for one report."""

    @abstractmethod
    def words(self, subject: Subject, article: Article) -> Words:
        """Say why, for people."""

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        if not view.facts.read:
            return Verdict.UNREAD
        return max((self.decide(subject, view.article) for subject in view.subjects), key=RANK.__getitem__)

    def trace(self, view: View) -> Trace:
        """Answer in full, for the report that answers best."""
        if not view.facts.read:
            return Trace(self.label, Verdict.UNREAD, f"facts are not read in the language {view.article.language}")
        best = max(view.subjects, key=lambda subject: RANK[self.decide(subject, view.article)])
        verdict = self.decide(best, view.article)
        said, quotes = self.words(best, view.article)
        return Trace(self.label, verdict, said, () if verdict is Verdict.NO else quotes)

    def keys(self) -> Keys | None:
        """Return what a report must have one of; `None`: nothing that could be looked up."""
        return None

    def needs(self, *, read: bool) -> Keys | None:
        """Return the keys, where facts were read."""
        return self.keys() if read else None


def yes_or_no(held: bool) -> Verdict:
    """Return the verdict of a plain question."""
    return Verdict.MATCH if held else Verdict.NO


@dataclass(frozen=True)
class Kind(ReportCondition):
    """The event is of one of the kinds."""

    kinds: tuple[str, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"kind: {' or '.join(self.kinds)}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(subject.kind in self.kinds)

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why."""
        return (f"the event is of kind {subject.kind}" if subject.kind else "the article reports no event"), ()

    def keys(self) -> Keys | None:
        """Return the kinds."""
        return frozenset(("kind", kind) for kind in self.kinds)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Kind:
        """Read kinds of events."""
        return Kind(reader.words(value, loc, values_of(EventKind), "kind of event"))


@dataclass(frozen=True)
class Flags(ReportCondition):
    """The event's verification has one of the flags."""

    flags: tuple[str, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"flags: {' or '.join(self.flags)}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(any(flag in subject.verification.flags for flag in self.flags))

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why."""
        has = subject.verification
        return (f"the flags are {_spoken(has.flags)}" if has.flags else "there are no flags"), has.evidence[:3]

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Flags:
        """Read flags."""
        return Flags(reader.words(value, loc, values_of(Flag), "flag"))


def _spoken(flags: Iterable[Flag]) -> str:
    return ", ".join(flag.replace("_", " ") for flag in flags)


@dataclass(frozen=True)
class VerifiedAs(ReportCondition):
    """The event has one of the statuses of the verification ladder."""

    statuses: tuple[str, ...]
    written: str

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"verification: {self.written}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(subject.verification.status in self.statuses)

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why."""
        has = subject.verification
        why = f" ({_spoken(has.flags)})" if has.flags else ""
        return f"the status is {has.status}{why}", has.evidence[:3]

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> VerifiedAs | Flags:
        """Read statuses, `{at_least: STATUS}` or `{flags: […]}`."""
        if isinstance(value, dict) and value:
            reader.keys(value, loc, ("at_least", "flags"))
            if "flags" in value:
                return Flags.parse(value["flags"], (*loc, "flags"), reader)
            low = reader.words(value.get("at_least"), (*loc, "at_least"), values_of(Status)[:-1], "status")
            return VerifiedAs(tuple(LADDER[LADDER.index(Status(low[0])) :]) if low else (), f"at least {' '.join(low)}")
        found = reader.words(value, loc, values_of(Status), "status")
        return VerifiedAs(found, " or ".join(found))


@dataclass(frozen=True)
class On(ReportCondition):
    """The event's day is at most so long before the article."""

    within: timedelta

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"on: at most {self.within.days} days before the article"

    def decide(self, subject: Subject, article: Article) -> Verdict:
        """Answer for one report; whole days count, since an event has no hour."""
        return yes_or_no(subject.on is not None and article.effective_at.date() - subject.on <= self.within)

    def words(self, subject: Subject, article: Article) -> Words:
        """Say why."""
        if subject.on is None:
            return "the day of the event is not stated", ()
        age = (article.effective_at.date() - subject.on).days
        return f"it was on {subject.on}, {age} day{'' if age == 1 else 's'} before the article", ()

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> On:
        """Read `{within: 7d}`."""
        if not isinstance(value, dict):
            reader.wrong(loc, f"expected {{within: 7d}}, not {shown(value)}")
            return On(timedelta())
        reader.keys(value, loc, ("within",))
        found = re.fullmatch(r"(\d{1,6})([smhd])", str(value.get("within")))
        if not found:
            reader.wrong((*loc, "within"), "a duration is a whole number with s, m, h or d, like 7d")
            return On(timedelta())
        unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[found[2]]
        return On(timedelta(**{unit: int(found[1])}))


@dataclass(frozen=True, slots=True)
class ActorTest:
    """Which actors, of which kinds, in which roles; what is empty is not asked."""

    ids: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    def holds(self, who: Cast, *, any_role: bool = False) -> bool:
        """Whether it is one of these actors, in one of these roles."""
        return (
            (not self.ids or who.id in self.ids)
            and (not self.kinds or who.kind in self.kinds)
            and (any_role or not self.roles or any(role in self.roles for role in who.roles))
        )

    def __str__(self) -> str:
        parts = (" or ".join(words) for words in (self.ids, self.kinds) if words)
        return " of kind ".join(parts) + (f" as {' or '.join(self.roles)}" if self.roles else "")


@dataclass(frozen=True)
class Actors(ReportCondition):
    """One of the actors takes part, in one of the roles where roles are asked."""

    tests: tuple[ActorTest, ...]

    @property
    def label(self) -> str:
        """The condition in words."""
        return f"actors: {'; or '.join(map(str, self.tests))}"

    def decide(self, subject: Subject, article: Article) -> Verdict:  # noqa: ARG002 - the report alone
        """Answer for one report."""
        return yes_or_no(any(test.holds(who) for test in self.tests for who in subject.actors))

    def words(self, subject: Subject, article: Article) -> Words:  # noqa: ARG002 - the report alone
        """Say why; the nearest miss is the right actor in another role."""
        if found := [who for who in subject.actors if any(test.holds(who) for test in self.tests)]:
            return _cast(found), tuple(quote for who in found for quote in who.evidence[:2])
        near = [who for test in self.tests for who in subject.actors if test.holds(who, any_role=True)]
        said = f"{_cast(near)}, which is another role" if near else f"the actors are {_cast(subject.actors)}"
        return (said if subject.actors else "no actor is named"), ()

    def keys(self) -> Keys | None:
        """Return the actors' ids, when every test names some."""
        if not all(test.ids for test in self.tests):
            return None
        return frozenset(("actor", name) for test in self.tests for name in test.ids)

    @staticmethod
    def parse(value: object, loc: Loc, reader: RuleReader) -> Actors:
        """Read ids or names, or maps of `id`, `kind` and `role`."""
        return Actors(tuple(_actor_test(item, at, reader) for at, item in reader.items(value, loc)))


def _actor_test(item: object, loc: Loc, reader: RuleReader) -> ActorTest:
    if not isinstance(item, dict):
        return ActorTest(ids=reader.actor_ids(item, loc))
    reader.keys(item, loc, ("id", "kind", "role"))
    ids = reader.actor_ids(item["id"], (*loc, "id")) if "id" in item else ()
    kinds = reader.words(item["kind"], (*loc, "kind"), values_of(ActorKind), "kind of actor") if "kind" in item else ()
    roles = reader.words(item["role"], (*loc, "role"), values_of(Role), "role") if "role" in item else ()
    return ActorTest(ids, kinds, roles)


def _cast(actors: Iterable[Cast]) -> str:
    return ", ".join(f"{who.name} ({' and '.join(who.roles) or 'named'})" for who in list(actors)[:6])


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
    lat1, lon1, lat2, lon2 = map(math.radians, (*centre, place.lat, place.lon))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


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
    reader.keys(item, loc, ("name", "country", "within", "of"))
    country = item.get("country")
    if country is not None and not (isinstance(country, str) and re.fullmatch("[A-Z]{2}", country)):
        reader.wrong((*loc, "country"), f"`{country}` is not a country; write its two letters, like UA")
        return None
    if "within" not in item:
        return _named_place(str(item.get("name", "")), country, (*loc, "name"), reader)
    found = re.fullmatch(r"(\d{1,5}(?:\.\d+)?) ?km", str(item["within"]))
    if not found or not isinstance(item.get("of"), str):
        reader.wrong((*loc, "within"), "a circle is written {within: 100 km, of: Belgorod}")
        return None
    around = _named_place(str(item["of"]), country, (*loc, "of"), reader)
    return PlaceTest(around.name, country=None, within=float(found[1]), centre=around.centre)


def _named_place(name: str, country: str | None, loc: Loc, reader: RuleReader) -> PlaceTest:
    known: list[KnownPlace] = [place for place in reader.known.places.find(name) if country in (None, place.country)]
    if name and not known:
        near = reader.known.places.nearest(name)
        reader.warn(
            loc, f"unknown place `{name}`" + (f"; did you mean `{near}`?" if near else "; no table of places has it")
        )
    centre = next(((place.lat, place.lon) for place in known if place.lat is not None and place.lon is not None), None)
    return PlaceTest(
        name,
        country,
        ids=tuple(place.geonameid for place in known if place.geonameid and not place.is_country),
        lands=tuple(place.country for place in known if place.is_country),
        centre=centre,
    )
