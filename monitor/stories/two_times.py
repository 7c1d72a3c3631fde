"""What a report tells at two times: an attack of today with its harm, and what had happened the day before.

"A drone killed the driver of a bus on Tuesday. The day before, seven people had died at the market." No word of it says
that the attack is another one; the two times do. A retelling has two times as well ("on Tuesday rescuers searched the
block that a missile hit on Monday"), but no attack, or no harm, at the later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitor.model import Sentence
from monitor.stories.cues import Cues, Named

_WORD = re.compile(r"[^\W\d_]+")
_WEEK = 7  # days
_BACK = 3  # days: a weekday further back is the next one of its name

Span = tuple[int, int]


class Time(NamedTuple):
    """When a clause tells what it tells."""

    weekday: int | None = None
    part: int | None = None  # of the day, in its order
    before: bool = False  # "the day before", "two days ago": before all else that the report tells
    mixed: bool = False  # two days in one clause: either may be meant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    span: Span
    time: Time | None


def told_before(
    text: str, sentences: Sequence[Sentence], harms: Sequence[Span], cues: Cues, today: int | None
) -> list[Span]:
    """Return what a report tells of before its own attack; nothing unless an attack with its harm comes later.

    `harms` are where it tells who was killed or hurt, `today` is the weekday of its publication. Of the times that are
    named, the first counts at which there was an attack with harm, and before which there was another.
    """
    if not harms or not sentences or not _names_two_times(text, sentences, cues):
        return []
    told = list(_with_times(list(_clauses(text, one, cues, today)) for one in sentences))
    for own in dict.fromkeys(one.time for clauses in told for one in clauses if one.time and _is_a_time(one.time)):
        before = [one.span for clauses in told for one in clauses if one.time and _is_before(one.time, own)]
        if any(_tells_harm(text, span, harms, cues) for span in before) and _tells_an_attack(
            text, own, told, harms, cues
        ):
            return before
    return []


def _names_two_times(text: str, sentences: Sequence[Sentence], cues: Cues) -> bool:
    """Return whether it is worth a closer look; most reports name one day."""
    words = _WORD.findall(text[sentences[0].start : sentences[-1].end].lower())
    return len(cues.words_of_times.intersection(words)) > 1


def _is_a_time(time: Time) -> bool:
    return not time.before and not time.mixed


def _is_before(one: Time, own: Time) -> bool:
    if one.before or one.mixed:
        return one.before
    if one.weekday is not None and own.weekday is not None and one.weekday != own.weekday:
        return (own.weekday - one.weekday) % _WEEK <= _BACK
    return one.part is not None and own.part is not None and one.part < own.part


def _clauses(text: str, sentence: Sentence, cues: Cues, today: int | None) -> Iterator[_Clause]:
    """Cut a sentence where a clause begins, each with the time that it names."""
    starts = [sentence.start, *(one.start() for one in cues.splits.finditer(text, sentence.start + 1, sentence.end))]
    for start, end in zip(starts, (*starts[1:], sentence.end), strict=True):
        yield _Clause(span=(start, end), time=_time_of(map(cues.time_of, cues.times.findall(text, start, end)), today))


def _time_of(named: Iterable[Named], today: int | None) -> Time | None:
    days: set[int] = set()
    part, before = None, False
    for one in named:
        before |= one.kind == "before"
        if one.kind == "weekday" or (one.kind == "today" and today is not None):
            days.add(today if one.kind == "today" and today is not None else one.n)
        elif one.kind == "part" and part is None:
            part = one.n
    if not days and part is None and not before:
        return None
    return Time(min(days, default=None), part, before=before, mixed=len(days) > 1 and not before)


def _with_times(told: Iterable[Sequence[_Clause]]) -> Iterator[list[_Clause]]:
    """Give clauses that name no time that of their neighbours: of the sentence before its first."""
    last: Time | None = None
    for clauses in told:
        first = next((one.time for one in clauses if one.time), last)
        timed, at = [], first
        for one in clauses:
            at = one.time or at
            timed.append(_Clause(span=one.span, time=at))
        last = first
        yield timed


def _tells_harm(text: str, span: Span, harms: Iterable[Span], cues: Cues) -> bool:
    cues_of_harm = (cues.attack, cues.done, cues.dead)
    return any(_holds(span, one) for one in harms) or any(cue.search(text, *span) for cue in cues_of_harm)


def _tells_an_attack(text: str, at: Time, told: Iterable[Sequence[_Clause]], harms: Sequence[Span], cues: Cues) -> bool:
    """Return whether an attack is told of that time, and the harm that it did: no bodies that were found.

    The harm stands with it, or behind an attack that its sentence is about in the next one.
    """
    was_attacked = False
    for clauses in told:
        own = [one for one in clauses if one.time == at and not cues.related.match(text, *one.span)]
        attacked = [one for one in own if cues.attack.search(text, *one.span)]
        by_somebody = was_attacked or attacked or any(cues.done.search(text, *one.span) for one in own)
        lingers = any(cues.lingering.search(text, *one.span) for one in own)
        if by_somebody and not lingers and any(_holds(one.span, harm) for one in own for harm in harms):
            return True
        was_attacked = any(not cues.depends.match(text, *one.span) for one in attacked)
    return False


def _holds(span: Span, harm: Span) -> bool:
    """Return whether a harm begins in a clause: "killed a nurse and a patient" goes on behind a border."""
    return span[0] <= harm[0] < span[1]
