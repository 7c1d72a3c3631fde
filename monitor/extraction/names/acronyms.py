"""Acronyms that an article introduces in brackets: "Syrian Democratic Forces (SDF)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Scan
from monitor.vocabulary import ActorKind

INTRODUCED = 12
_BRACKETS = "(["
_BRACKET = re.compile(r"[(\[][\"'\u201c\u2018]?((?:[^\W_](?:[^\W_]|\.)*-?){1,3})[\"'\u201d\u2019]?[)\]]")
_WORDS_BACK = re.compile(r"[^\W_]+")


def introduced(scan: Scan, candidates: list[Candidate]) -> tuple[dict[str, Candidate], list[Candidate]]:
    """Return acronym -> what it is short for, and the long names that nothing else found."""
    bodies = sorted((one for one in candidates if one.kind is not ActorKind.PERSON), key=lambda one: one.actor or "")
    ends = {one.end: one for one in bodies}  # the listed one, where a name is both
    meanings: dict[str, Candidate] = {}
    new = []
    for match in _bracketed(scan.text):
        acronym, end = match.group(1), match.start() - 1
        if not 2 <= len(acronym) <= 10 or sum(c.isupper() for c in acronym) < 2:
            continue
        long = _spelt_out(scan, end, acronym)
        found = ends.get(end)
        if found is None or (found.actor is None and long is not None and long < found.start):
            if long is None:
                continue
            found = Candidate(long, end, ActorKind.ORGANISATION, core=long, weight=INTRODUCED)
            new.append(found)
        if long is not None or found.actor or not found.bare:
            meanings.setdefault(acronym, found)
    return meanings, new


def _bracketed(text: str) -> Iterator[re.Match[str]]:
    """Yield one word in brackets behind a blank, wherever it stands."""
    if any(map(text.__contains__, _BRACKETS)):
        for match in _BRACKET.finditer(text):
            if match.start() > 1 and text[match.start() - 1] in " \n":
                yield match


def _spelt_out(scan: Scan, end: int, acronym: str) -> int | None:
    """Where the words start whose initials are the acronym; small words may stand between."""
    letters = [c.lower() for c in acronym if c.isalnum()]
    words = list(_WORDS_BACK.finditer(scan.text, max(0, end - 120), end))
    start, small = None, 0
    while letters and words:
        word = words.pop()
        if word.group()[0].lower() == letters[-1]:
            letters.pop()
            start, small = word.start(), 0
        elif small < 2 and start is not None and len(word.group()) <= 3:
            small += 1
        else:
            return None
    return start if not letters else None
