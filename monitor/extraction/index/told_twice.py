"""Entries of the kinds of events that are told twice: a word may stand for one kind only, and once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from monitor.errors import Problem
from monitor.extraction.index.index import words


def told_twice(file: str, kinds: Mapping[str, str | None]) -> Iterator[Problem]:
    """Return a problem for each word or phrase that a file of kinds lists a second time, with both kinds."""
    first: dict[str, str] = {}
    for kind, text in kinds.items():
        for phrase in words(text):
            if phrase in first:
                yield Problem(file=file, message=f"{phrase!r} is told twice: for {first[phrase]} and for {kind}")
            first.setdefault(phrase, kind)
