"""Whether a name of the table is another place's here: a village of that name, a town of a country far away."""

from __future__ import annotations

from collections import Counter

from monitor.extraction.geography.country_votes import LARGER, CountryVotes
from monitor.extraction.geography.distance import kilometres
from monitor.extraction.geography.lands import is_spoken_of
from monitor.extraction.index.index import NameIndex, PlaceRow
from monitor.extraction.index.scan import Scan
from monitor.extraction.words.folding import fold

NAMESAKE = 300_000  # inhabitants of a town that its name means in any article
FAR_NAMESAKE = 3000.0  # kilometres from the capital of the country that an article speaks of
SPOKEN_OF = 2  # votes from which an article speaks of a country
NAMED_AGAIN = ("US", "CA", "AU", "NZ", "GB")
"""Countries whose towns share their names with places elsewhere."""


def is_a_village(scan: Scan, end: int) -> bool:
    """Whether a small place is told behind a name: "Qana, a village in the hills", "Sakuri village"."""
    told = scan.shadow[end + 1 : end + 34].split()
    if told and told[0] in scan.index.villages and scan.text[end : end + 1] == " ":
        return True
    opens = scan.text[end : end + 2] == ", " and told[:1] and told[0] in scan.index.speech["articles"]
    return bool(opens) and not scan.index.villages.isdisjoint(told[1:4])


def is_a_street(scan: Scan, end: int) -> bool:
    """Whether a name is that of a road: "Oxford Street" is not in Oxford."""
    behind = scan.text[end + 1 : end + 2]
    return behind.isupper() and not scan.index.streets.isdisjoint(scan.shadow[end + 1 : end + 12].split()[:1])


def is_a_part_elsewhere(scan: Scan, name: str, end: int, rows: list[PlaceRow], votes: CountryVotes) -> bool:
    """Whether a beach, a market or a hotel is called like a small town of another land: "Lido beach" in Mogadishu."""
    if scan.index.grounds.isdisjoint(scan.shadow[end + 1 : end + 16].split()[:1]) or scan.text[end : end + 1] != " ":
        return False
    if any(row.kind != "city" or row.population >= NAMESAKE for row in rows):
        return False
    told = votes.of_others(name, rows)
    spoken = told.most_common(1)
    least = max(SPOKEN_OF, *(told[row.country] * LARGER for row in rows))
    return bool(spoken) and spoken[0][1] >= least


def is_far_namesake(index: NameIndex, rows: list[PlaceRow], name: str, votes: CountryVotes) -> bool:
    """Whether only towns far from the country spoken of are called so, under another name or of settlers.

    Inada in Japan is "Inata" as well, a place in Africa; a town under its second name is near its country's
    neighbours. "Hanover Park" is in Chicago's suburbs, but papers elsewhere would tell its state.
    """
    if any(row.kind != "city" or row.population >= NAMESAKE for row in rows):
        return False
    own = [row for row in rows if fold(row.name).strip() == name]
    if any(row.country not in NAMED_AGAIN for row in own):
        return False
    told = votes.without("", ())
    spoken = told.most_common(1)
    if not spoken or any(told[row.country] * LARGER > spoken[0][1] for row in own):
        return False
    capital = index.capital_of.get(spoken[0][0])
    return capital is not None and all(kilometres(index.place(capital), row) > FAR_NAMESAKE for row in rows)


def of_another_land(rows: list[PlaceRow], votes: CountryVotes) -> str | None:
    """Return the country that an article speaks of where none of a name's places lies in it."""
    spoken = votes.without("", ()).most_common(1)
    return spoken[0][0] if spoken and all(row.country != spoken[0][0] for row in rows) else None


def is_mere_namesake(row: PlaceRow, rows: list[PlaceRow], votes: Counter[str]) -> bool:
    """Whether a town is small beside another of its name, and its country is named only by the way."""
    largest = max(one.population for one in rows)
    return row.kind == "city" and row.population * LARGER < largest and not is_spoken_of(row.country, votes)
