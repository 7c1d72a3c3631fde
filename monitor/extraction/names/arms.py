"""Whose weapon or raid it was, by a name before its noun: "a Free Front drone hit", "in a Free Front raid on"."""

from __future__ import annotations

from monitor.extraction.index.candidates import Candidate, drop_overlaps
from monitor.extraction.index.scan import Found, Scan
from monitor.vocabulary import ActorKind, Role

_ARMED = (ActorKind.GROUP, ActorKind.FORCE)
_OWNERS = (*_ARMED, ActorKind.COUNTRY)
FAR = 16  # characters from a noun to the word behind it
WORDS_BACK = 4  # from a country's name to what was fired: "shells fired from"


def fired(scan: Scan, one: Candidate) -> bool:
    """Whether an armed body's name stands before a deed that goes on to do harm, and that nobody brought down."""
    deed = scan.starting("deeds", one.end + 1)
    if deed is None or one.kind not in _ARMED or one.bare:
        return False
    behind = scan.shadow[deed.end : deed.end + FAR].split()[:1]
    if not behind or scan.text[deed.end : deed.end + 1] not in (" ", "\n"):
        return False
    goes_on = behind[0] in scan.index.name_words["goes_on"] or scan.starting("role", deed.end + 1) is not None
    return goes_on and not _was_hit(scan, one.start)


def owns_deed(scan: Scan, one: Candidate) -> bool:
    """Whether a deed is told as somebody's: "in Ruritania's overnight attack on the port"."""
    if not scan.text.startswith(scan.index.possessives, one.end) or one.kind not in _OWNERS:
        return False
    start = one.end + next(len(form) for form in scan.index.possessives if scan.text.startswith(form, one.end)) + 1
    for _ in range(WORDS_BACK):
        deed = scan.starting("deeds", start)
        if deed is not None:
            behind = scan.shadow[deed.end : deed.end + FAR].split()[:1]
            goes_on = bool(behind) and behind[0] != "in" and behind[0] in scan.index.name_words["goes_on"]
            return goes_on and not _was_hit(scan, one.start)
        end = scan.shadow.find(" ", start)
        if not scan.text[start:end].islower():
            return False
        start = end + 1
    return False


def is_fired_from(scan: Scan, land: Found) -> bool:
    """Whether something was fired from a country's side: "by fire from Ruritanian positions"."""
    words, text = scan.index.name_words, scan.shadow
    behind = text[land.end : land.end + FAR].split()[:1]
    if words["vantage"].isdisjoint(behind):
        return False
    before = text[max(0, land.start - FAR - FAR) : land.start].split()[-WORDS_BACK:]
    return not scan.index.speech["from"].isdisjoint(before[-1:]) and not words["fired"].isdisjoint(before)


def _was_hit(scan: Scan, start: int) -> bool:
    """Whether a verb of attack stands before the name, so that its weapon was hit: "struck a Free Front drone unit"."""
    lead = scan.shadow[max(0, start - FAR) : start].rstrip().rpartition(" ")
    end = start - 1 - (len(lead[2]) + 1 if lead[2] in scan.index.speech["articles"] else 0)
    verb = scan.ending("role", end)
    return verb is not None and verb.value == (Role.ATTACKER, "after")


def with_doers(scan: Scan, names: list[Candidate]) -> list[Candidate]:
    """Add the countries that an adjective or a possessive and a deed name: "the Ukrainian attack", "Iran's raid on"."""
    deeds = {hit.start for hit in scan.get("deeds")}
    new = []
    for hit in scan.get("adjective"):
        actor = scan.index.actors.get(scan.index.countries.get(hit.value, ""))
        done = actor and (hit.end + 1 in deeds or is_fired_from(scan, hit))
        if actor and done and not scan.is_silent(hit.start):
            new.append(Candidate(hit.start, hit.end, actor.kind, actor.id, deed=True))
    for hit in scan.get("actor"):
        if scan.text.startswith(scan.index.possessives, hit.end):
            listed = scan.index.actors[hit.value.actor]
            one = Candidate(hit.start, hit.end, listed.kind, listed.id, deed=True)
            if listed.kind is ActorKind.COUNTRY and owns_deed(scan, one) and not scan.is_silent(hit.start):
                new.append(one)
    return drop_overlaps([*names, *new]) if new else names
