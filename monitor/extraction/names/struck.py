"""What was struck that is no body of people: a refinery, a hotel, a ship, named only where it is a target.

Elsewhere such a name is where something is, or nothing that news is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from monitor.extraction.index.candidates import Candidate, drop_overlaps
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.names.listed import LISTED
from monitor.vocabulary import ActorKind, Role

REACH = 90  # characters from a verb over what it hit
LONGEST_LEAD, LONGEST_KIND = 5, 2  # words before a name ("into the main"), and behind it ("oil refinery")
WEIGHT = LISTED + 2  # more than a person has whose surname is listed: "Ain al-Asad" of the air base
_PHRASE = re.compile(r"[^,.;:()\n\"\u201c]*")
_WORD = re.compile(r"[^\s]+")
_OF_THINGS = ("object", "owned")
_AIMED = ("done", "role", "deeds")


def with_struck(scan: Scan, names: list[Candidate]) -> list[Candidate]:
    """Add the things with a name that a deed was aimed at; nothing in a text that names no kind of them."""
    words = scan.index.name_words
    if scan.found.keys().isdisjoint(_AIMED) or not (scan.may_tell(words["sites"]) or scan.may_tell(words["craft"])):
        return names
    new = [Candidate(start, end, ActorKind.ORGANISATION, weight=WEIGHT, struck=True) for start, end in _struck(scan)]
    return drop_overlaps([*names, *new]) if new else names


def _struck(scan: Scan) -> Iterator[tuple[int, int]]:
    for hit in chain.from_iterable(map(scan.get, _AIMED)):
        if scan.is_flat(hit.start) or scan.is_silent(hit.start):
            continue
        if hit.value == (Role.TARGET, "after"):
            found = _ending_at(scan, hit)
        elif hit.value is None or hit.value in _OF_THINGS or hit.value in ("aimed", (Role.TARGET, "before")):
            found = _behind(scan, hit)
        else:
            found = None
        if found:
            yield found


def _behind(scan: Scan, hit: Found) -> tuple[int, int] | None:
    """Return the thing with a name that follows: "struck the tanker X", "attack on the X oil refinery"."""
    end = min(hit.end + REACH, scan.sentence_at(hit.start).end)
    phrase = _PHRASE.match(scan.text, hit.end, end)
    words = list(_WORD.finditer(scan.text, *phrase.span())) if phrase else []
    at = next((at for at, word in enumerate(words) if _opens_a_name(scan, word)), None)
    if at is None or at > LONGEST_LEAD:
        return None
    lead = [word.group().lower() for word in words[:at]]
    if not all(_may_lead(scan, word, number) for number, word in enumerate(lead)):
        return None
    return _thing(scan, words, at)


def _opens_a_name(scan: Scan, word: re.Match[str]) -> bool:
    """Whether a word in capitals is no nationality, which stands before the kind of thing: "the Syldavian tanker X"."""
    written, adjectives = word.group(), scan.by_start("adjective")
    flagged = "-" in written and written.rpartition("-")[2].islower()
    return written[0].isupper() and not (flagged or word.start() in adjectives)


def _may_lead(scan: Scan, word: str, number: int) -> bool:
    """Whether a word may stand between a deed and the name of a thing: "on the", "the Greek-owned tanker"."""
    if number == 0 and word in scan.index.scene_words:
        return True
    return word in scan.index.speech["articles"] or word not in scan.index.stop


def _ending_at(scan: Scan, hit: Found) -> tuple[int, int] | None:
    """Return the thing with a name that ends before what was done to it: "the X oil refinery was hit"."""
    start = max(scan.sentence_at(hit.start).start, hit.start - REACH)
    start = max([start, *(mark.end() for mark in re.finditer(r"[,.;:()\n\"\u201c]", scan.text[start : hit.start]))])
    words = list(_WORD.finditer(scan.text, start, hit.start - 1))
    at = next((at for at, word in enumerate(words) if _opens_a_name(scan, word)), None)
    found = _thing(scan, words, at) if at is not None else None
    return found if found and found[1] == hit.start - 1 else None


def _thing(scan: Scan, words: list[re.Match[str]], at: int) -> tuple[int, int] | None:
    """Return the stretch of a craft's name, or of a site's with its kind, which begins with a word in capitals."""
    index = scan.index
    last = at
    while last + 1 < len(words) and _goes_on(scan, words, last + 1):
        last += 1
    adjectives, articles = scan.by_start("adjective"), index.speech["articles"]
    own = [one for one in words[at : last + 1] if one.start() not in adjectives and one.group().lower() not in articles]
    own = [one for one in own if one.group().lower() not in index.modifiers] and own
    if not own or _is_an_actors(scan, own[0].start()):
        return None  # "a Ruritanian refinery", "a Shia mosque", "a Free Front base"
    craft, sites = index.name_words["craft"], index.name_words["sites"]
    if at and words[at - 1].group().lower() in craft:
        return words[at].start(), words[last].end()
    if words[last].group().lower() in sites and len(own) > 1:
        return own[0].start(), words[last].end()
    for kind in range(last + 1, min(last + 1 + LONGEST_KIND, len(words))):
        if words[kind].group() in sites:
            return own[0].start(), words[kind].end()
    return None


def _is_an_actors(scan: Scan, start: int) -> bool:
    """Whether a name begins with a listed body's or land's, whose premises it is."""
    listed = scan.starting("actor", start)
    return listed is not None and scan.index.actors[listed.value.actor].kind is not ActorKind.PERSON


def _goes_on(scan: Scan, words: list[re.Match[str]], at: int) -> bool:
    """Whether a word goes on with a name: another capital, or a particle with one behind it."""
    word = words[at].group()
    if word[0].isupper() or any(word.startswith(f"{prefix}-") for prefix in scan.index.prefixes):
        return True
    return word in scan.index.particles and at + 1 < len(words) and words[at + 1].group()[0].isupper()
