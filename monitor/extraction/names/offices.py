"""Who is named by something else: an office ("the Foreign Secretary"), a people, a capital for its government."""

from __future__ import annotations

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Scan, longest
from monitor.extraction.names.complements import complement_end
from monitor.extraction.names.heads import HEADED
from monitor.vocabulary import ActorKind, Role

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


def calling_candidates(scan: Scan) -> list[Candidate]:
    """Return bodies by those who make them up and their cause: "Physicians for Human Rights"."""
    joiners = tuple(one for one in scan.index.joiners_of_bodies if one not in scan.index.joiners)
    found = []
    for hit in scan.get("calling"):
        if scan.text[hit.start].isupper() and not scan.is_flat(hit.start):
            end = complement_end(scan, hit.end, joiners + scan.index.joiners_of_causes)
            if end > hit.end and scan.text[scan.text.rfind(" ", 0, end) + 1].isupper():
                found.append(Candidate(hit.start, end, ActorKind.ORGANISATION, weight=HEADED))
    return found


def people_candidates(scan: Scan) -> list[Candidate]:
    """Return peoples by their nationality: "the Turks"."""
    return [
        Candidate(hit.start, hit.end, ActorKind.GROUP, core=hit.start, members=True, weight=OFFICE)
        for hit in scan.get("people")
        if scan.text[hit.start].isupper()
    ]


def _is_of_another_name(scan: Scan, start: int) -> bool:
    """Whether a capital only ends a name: "Radio Kabul said", not "On Monday Kabul said"."""
    before = scan.text.rfind(" ", 0, start - 1) + 1
    if scan.text[start - 1 : start] != " " or not scan.text[before].isupper() or scan.is_flat(start):
        return False
    word = scan.shadow[before : start - 1]
    return not (word in scan.index.stop or word in scan.index.weekdays or word in scan.index.months)


def capital_candidates(scan: Scan) -> list[Candidate]:
    """Return governments that are named by their capital: "Kyiv accused Moscow"."""
    found = []
    capitals = scan.index.capitals
    for hit in scan.get("place"):
        if hit.value not in capitals:
            continue
        verb = scan.starting("says", hit.end + 1)
        cue = scan.ending("role", hit.start - 1)
        if not (verb or (cue and cue.value == (Role.ACCUSED, "before"))) or not scan.text[hit.start].isupper():
            continue
        if _is_of_another_name(scan, hit.start):
            continue
        row = scan.index.place(hit.value)
        actor = scan.index.countries.get(row.country)
        if actor:
            found.append(Candidate(hit.start, hit.end, ActorKind.COUNTRY, actor, weight=OFFICE, office=True))
    return found
