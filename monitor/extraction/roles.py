"""What an actor does, by the frame that its mention stands in: accused of, carried out, killed by, said."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.extraction.mentions import ActorMention
from monitor.extraction.scan import Found, Scan
from monitor.vocabulary import ActorKind, Role, Zone

SILENT = (Zone.BOILERPLATE, Zone.HEADER, Zone.DISCLAIMER)
NEAR_AFTER = 6  # words that may stand between an actor and what it did
NEAR_BEFORE = 4  # words between "killed by" and the actor
_STRONGEST = (Role.CLAIMANT, Role.ACCUSED, Role.ATTACKER, Role.VICTIM, Role.TARGET, Role.SPEAKER)
_BREAK = re.compile(r"[;:\"“”]|\n\s*\n")


def find_role(scan: Scan, mentions: list[ActorMention]) -> list[ActorMention]:
    """Return the mentions with the role that the words around each give it, and countries by their deeds."""
    mentions = sorted([*mentions, *_doers(scan, mentions)], key=lambda m: m.start)
    ordered = _ordered(scan)
    return [replace(one, role=_role(scan, mentions, number, one, ordered)) for number, one in enumerate(mentions)]


def _doers(scan: Scan, mentions: list[ActorMention]) -> list[ActorMention]:
    """Countries by adjective and deed: "the Ukrainian attack"."""
    deeds = {hit.start for hit in scan.get("deeds")}
    silent = [(zone.start, zone.end) for zone in scan.article.zones if zone.zone in SILENT]
    taken = {offset for one in mentions for offset in range(one.start, one.end)}
    found = []
    for hit in scan.get("adjective"):
        actor = scan.index.actors.get(scan.index.countries.get(hit.value, ""))
        if actor and hit.start not in taken and hit.end + 1 in deeds and not _within(hit.start, silent):
            found.append(ActorMention(id=actor.id, name=actor.name, kind=actor.kind, start=hit.start, end=hit.end))
    return found


def _within(offset: int, stretches: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in stretches)


def _ordered(scan: Scan) -> list[tuple[int, int]]:
    """Stretches between an order and its act: "ordered X to launch"."""
    found = []
    for order in scan.get("orders"):
        for act in scan.get("acts"):
            if order.end < act.start < scan.sentence_at(order.start).end:
                found.append((order.start, act.start))
                break
    return found


def _role(
    scan: Scan, mentions: list[ActorMention], number: int, one: ActorMention, ordered: list[tuple[int, int]]
) -> Role | None:
    sentence = scan.sentence_at(one.start)
    if any(start < one.start < end for start, end in ordered):
        return Role.ACCUSED
    following = mentions[number + 1].start if number + 1 < len(mentions) else sentence.end
    preceding = mentions[number - 1].end if number else sentence.start
    found = [
        hit.value[0]
        for hit in scan.get("role")
        if sentence.start <= hit.start < sentence.end and _applies(scan, hit, one, preceding, following)
    ]
    if any(start - 30 < one.end <= start for start, _ in ordered) and one.kind is ActorKind.PERSON:  # noqa: PLR2004 - "X has ordered"
        found.append(Role.ACCUSED)
    if not found and speaks(scan, one.start, one.end):
        return Role.SPEAKER
    return min(found, key=_STRONGEST.index) if found else None


def speaks(scan: Scan, start: int, end: int) -> bool:
    """Whether a verb of saying stands right beside the name, or "according to" before it."""
    for hit in scan.get("says"):
        if end < hit.start <= end + 2 or (hit.end + 1 == start and hit.value == "says"):
            return True
        if hit.start > end + 2:  # noqa: PLR2004 - a blank, or the possessive's place
            break
    return any(hit.end < start <= hit.end + 5 and hit.end <= start for hit in scan.get("according"))  # noqa: PLR2004 - "the"


def _applies(scan: Scan, hit: Found, one: ActorMention, preceding: int, following: int) -> bool:
    role, side = hit.value
    if side == "after":
        gap = scan.text[one.end : hit.start]
        if not (one.end < hit.start) or hit.start > following + 1 or _BREAK.search(gap):
            return False
        between = scan.shadow[one.end : hit.start].split()
        return len(between) <= NEAR_AFTER and all(word in scan.index.small for word in between)
    if not hit.end < one.start:
        return False
    gap = scan.text[hit.end : one.start]
    between = scan.shadow[hit.end : one.start].split()
    if _BREAK.search(gap) or len(between) > NEAR_BEFORE + 3:
        return False
    known = scan.index.small | scan.index.title_words | scan.index.adjectives.keys() | scan.index.modifiers
    return all(word in known for word in between) or (
        hit.end < preceding
        and all(w in known for w in scan.shadow[preceding : one.start].split())
        and _listed_on(scan, hit.end, one.start)
    )


def _listed_on(scan: Scan, start: int, end: int) -> bool:
    """Whether only commas and "and" join what stands between: "blamed on X and Y"."""
    gap = scan.shadow[start:end].split()
    return len(gap) <= 8 and "and" in gap[-2:]  # noqa: PLR2004 - two names and what joins them
