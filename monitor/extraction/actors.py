"""Who is named, and what the words around each mention say the actor does.

Listed actors come first; then names that are found by a head noun ("Farabundo Marti National
Liberation Front"), by an acronym in brackets, and by runs of capitals. A short form means the longer
name that the same article gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Scan
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention
from monitor.extraction.names.arms import with_doers
from monitor.extraction.names.names import Names, scan_of
from monitor.extraction.names.roles import find_roles
from monitor.extraction.names.struck import with_struck
from monitor.model import Article
from monitor.vocabulary import ActorKind

__all__ = ["ActorMention", "find_actors"]


def find_actors(article: Article, knowledge: Knowledge) -> tuple[ActorMention, ...]:
    """Return every naming of an actor, in order of the text; none in a language without a pack."""
    index = knowledge.indexes.get(article.language)
    if index is None:
        return ()
    scan = scan_of(article, index)
    named = Names(scan)
    full = {one.start: named.full(one) for one in scan.names}
    told = with_struck(scan, [one for one in scan.names if named.tells(one, full[one.start])])
    told = with_doers(scan, told)
    roles = find_roles(scan, told)
    known: dict[object, _Known] = {}  # by the listed actor or the stretch of the full name: most are told often
    found = []
    shorts = {long: short for short, long in reversed(scan.acronyms.items())}
    for one, role in zip(told, roles, strict=True):
        meant = one if one.struck else full.get(one.start, one)
        same = meant.actor or (meant.start, meant.end)
        who = known.get(same) or known.setdefault(same, _known(scan, named, meant, shorts))
        found.append(
            ActorMention(
                id=who.id, name=who.name, kind=who.kind, start=one.start, end=one.end, role=role, proper=who.proper
            )
        )
    return tuple(found)


class _Known(NamedTuple):
    """What all mentions of one full name share."""

    id: str
    name: str
    kind: ActorKind
    proper: bool


def _known(scan: Scan, named: Names, full: Candidate, shorts: Mapping[Candidate, str]) -> _Known:
    entry = scan.index.actors.get(full.actor) if full.actor else None
    name = _listed_name(scan, full) if entry else _written(scan, full, shorts.get(full))
    proper = entry is not None or not (full.bare or full.members)
    return _Known(named.identity(full), name, entry.kind if entry else full.kind, proper)


def _listed_name(scan: Scan, one: Candidate) -> str:
    """The fullest name that the article itself gives, or, when it only names the office, the listed name."""
    return scan.listed_names.get(one.actor or "") or scan.index.actors[one.actor or ""].name


def _written(scan: Scan, one: Candidate, acronym: str | None) -> str:
    written = " ".join(scan.text[one.name_start : one.end].split())
    if acronym:
        return f"{written} ({acronym})"
    if not written.isupper() or " " not in written:
        return written
    return " ".join(word if len(word) < 3 else word.capitalize() for word in written.split())
