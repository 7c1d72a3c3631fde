"""Offices without their holder's name: "the Foreign Secretary", "the interior minister"."""

from __future__ import annotations

from monitor.extraction.candidates import Candidate
from monitor.extraction.heads import complement_end
from monitor.extraction.scan import Scan, longest
from monitor.vocabulary import ActorKind

OFFICE = 2


def office_candidates(scan: Scan) -> list[Candidate]:
    """Return offices that stand without a name behind them; a nationality before them belongs to them."""
    adjectives = {hit.end: hit.start for hit in scan.get("adjective")}
    found = []
    for hit in longest(scan.get("office")):
        text = scan.text
        if not text[hit.start].isupper() and adjectives.get(hit.start - 1) is None:
            continue  # "a minister" is nobody
        end = complement_end(scan, hit.end, scan.index.joiners_of_bodies)
        if end == hit.end and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
            continue  # a title: the name comes next
        start = adjectives.get(hit.start - 1, hit.start)
        found.append(Candidate(start, end, ActorKind.OFFICE, core=start, bare=True, weight=OFFICE))
    return found


def people_candidates(scan: Scan) -> list[Candidate]:
    """Return peoples by their nationality: "the Turks"."""
    return [
        Candidate(hit.start, hit.end, ActorKind.GROUP, core=hit.start, members=True, weight=OFFICE)
        for hit in scan.get("people")
        if scan.text[hit.start].isupper()
    ]
