"""Whether a name of the table is another place's here: a village of that name, a town of a country far away."""

from __future__ import annotations

from monitor.extraction.geography.country_votes import LARGER, CountryVotes
from monitor.extraction.geography.distance import kilometres
from monitor.extraction.index.index import NameIndex, PlaceRow
from monitor.extraction.index.scan import Scan
from monitor.extraction.words.folding import fold

NAMESAKE = 300_000  # inhabitants of a town that its name means in any article
FAR_NAMESAKE = 3000.0  # kilometres from the capital of the country that an article speaks of
NAMED_AGAIN = ("US", "CA", "AU", "NZ", "GB")
"""Countries whose towns share their names with places elsewhere."""


def is_a_village(scan: Scan, end: int) -> bool:
    """Whether a small place is told behind a name: "Qana, a village in the hills", "Sakuri village"."""
    told = scan.shadow[end + 1 : end + 34].split()
    if told and told[0] in scan.index.villages and scan.text[end : end + 1] == " ":
        return True
    opens = scan.text[end : end + 2] == ", " and told[:1] and told[0] in scan.index.speech["articles"]
    return bool(opens) and not scan.index.villages.isdisjoint(told[1:4])


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
