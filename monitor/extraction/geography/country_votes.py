"""How often an article speaks of each country: by name, by nationality, by its bodies, by a name only it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from monitor.extraction.dateline import in_dateline
from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import PlaceRow
from monitor.extraction.index.scan import Scan
from monitor.vocabulary import ActorKind

BORDER = 12  # characters of the word for a border
WORLD_DESKS = ("US", "GB")
"""From these the whole world is written of; a dateline elsewhere speaks twice for its country."""
LARGER = 3  # times as many inhabitants as its next namesake has a place that speaks for its country by itself
Named = tuple[int, int, list[PlaceRow]]
"""Where a place's name stands, and every place that bears it."""


class CountryVotes:
    """The votes of one article, counted when the first name of several places asks for them."""

    def __init__(self, scan: Scan, named: Sequence[Named]) -> None:
        self._scan = scan
        self._named = named
        self._votes: Counter[str] | None = None
        self._times: Counter[str] = Counter()

    def without(self, name: str, rows: Sequence[PlaceRow]) -> Counter[str]:
        """Return the votes of all other names: "Georgia" does not speak for itself."""
        if self._votes is None:
            self._votes = _count(self._scan, self._named)
            self._times = Counter(self._scan.shadow[start:end] for start, end, _ in self._named)
        return self._votes if len({row.country for row in rows}) == 1 else self._without_its_own(name, rows)

    def of_others(self, name: str, rows: Sequence[PlaceRow]) -> Counter[str]:
        """Return the votes of all other names, also where only one country has the name."""
        self.without("", ())
        return self._without_its_own(name, rows)

    def _without_its_own(self, name: str, rows: Sequence[PlaceRow]) -> Counter[str]:
        vote, votes = _vote(rows), self._votes or Counter()
        return votes - Counter({vote: self._times[name] * _weight(rows)}) if vote else votes


def _count(scan: Scan, named: Iterable[Named]) -> Counter[str]:
    votes: Counter[str] = Counter()
    for hit in scan.get("adjective") + scan.get("people"):
        if hit.value and not _is_of_a_border(scan, hit.end):
            votes[hit.value] += 1
    for one in scan.names:
        if one.actor or one.kind is not ActorKind.PERSON:
            for country in _countries_of_name(scan, one):
                votes[country] += 1
    for start, _, rows in named:
        vote = _vote(rows)
        if vote and not (rows[0].kind == "country" and _is_where_from(scan, start)):
            at_home = vote not in WORLD_DESKS and in_dateline(scan.article, start)
            votes[vote] += _weight(rows) + at_home
    return votes


def _is_where_from(scan: Scan, start: int) -> bool:
    """Whether a country only tells where somebody comes from: "a driver from Poland"."""
    return not scan.index.speech["from"].isdisjoint(scan.shadow[max(0, start - 6) : start].split()[-1:])


def _is_of_a_border(scan: Scan, end: int) -> bool:
    """Whether a nationality tells of a border, which is another country's as well: "on the Syrian border"."""
    return not scan.index.borders.isdisjoint(scan.shadow[end : end + BORDER].split()[:1])


def _countries_of_name(scan: Scan, one: Candidate) -> list[str]:
    """The country that a name holds ("Spain's government"), twice as its own name, or that a listed body is of."""
    if one.kind is ActorKind.COUNTRY:
        return []
    inside = [scan.index.place(hit.value) for hit in scan.between("place", one.start, one.end)]
    held = [row.country for row in inside if row.kind == "country"]
    entry = scan.index.actors[one.actor] if one.actor else None
    at_home = entry and (entry.state_media or not entry.media)  # an agency reports from anywhere
    listed = entry.country if entry and at_home else None
    return [*held[:1], *held[:1]] or ([listed] if listed else [])


def _vote(rows: Sequence[PlaceRow]) -> str | None:
    """The country that a name speaks for: the only one that has it, or that whose name or capital it is."""
    if len(rows) == 1:
        return rows[0].country
    first, second = sorted(rows, key=_inhabitants, reverse=True)[:2] if rows else (None, None)
    if first and second and first.kind == "city" and first.population >= LARGER * second.population:
        return first.country
    for kind in ("country", "capital", ""):
        countries = {row.country for row in rows if row.kind == kind or not kind}
        if countries:
            return countries.pop() if len(countries) == 1 else None
    return None


def _inhabitants(row: PlaceRow) -> int:
    return row.population


def _weight(rows: Iterable[PlaceRow]) -> int:
    return 2 if any(row.kind == "country" for row in rows) else 1
