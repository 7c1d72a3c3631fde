"""Stretches of text that may name somebody, before it is decided which of them do."""

from __future__ import annotations

from bisect import bisect_left
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
    deed: bool = False  # a country by its adjective before a deed: "the Ukrainian attack"
    struck: bool = False  # a thing that is named only because it was hit: "the X oil refinery"

    @property
    def name_start(self) -> int:
        """Where the name starts, without titles."""
        return self.core if self.core >= 0 else self.start


def drop_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    """Keep the weightiest, then the longest, of candidates that overlap; in order of the text."""
    kept: list[Candidate] = []
    starts: list[int] = []
    ordered = sorted([(-one.weight, one.start - one.end, one.start, at) for at, one in enumerate(candidates)])
    for one in [candidates[number] for _, _, _, number in ordered]:
        at = bisect_left(starts, one.start)
        free_before = at == 0 or kept[at - 1].end <= one.start
        if free_before and (at == len(starts) or starts[at] >= one.end):
            starts.insert(at, one.start)
            kept.insert(at, one)
    return kept
