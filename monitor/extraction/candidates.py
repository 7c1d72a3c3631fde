"""Stretches of text that may name somebody, before it is decided which of them do."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.vocabulary import ActorKind


class Candidate(NamedTuple):
    """A stretch that may name an actor.

    `actor` is the id of a listed one. `core` is where the name itself starts (behind "President"),
    `members` says that the head noun means a body's people, `bare` that nothing stands before it.
    """

    start: int
    end: int
    kind: ActorKind
    actor: str | None = None
    core: int = -1
    members: bool = False
    bare: bool = False
    office: bool = False
    acronym: str | None = None
    weight: int = 0

    @property
    def name_start(self) -> int:
        """Where the name starts, without titles."""
        return self.core if self.core >= 0 else self.start


WORD = re.compile(r"\w+(?:[-.’']\w+)*\.?", re.UNICODE)


def drop_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the weightiest, then the longest, of candidates that overlap; in order of the text."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for one in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start)):
        stretch = range(one.start, one.end)
        if taken.isdisjoint(stretch):
            taken.update(stretch)
            kept.append(one)
    return sorted(kept, key=lambda c: c.start)
