"""What a report tells at two times: an attack of today with its harm, and what had happened the day before.

"A drone killed the driver of a bus on Tuesday. The day before, seven people had died at the market." No word of it says
that the attack is another one; the two times do. A retelling has two times as well ("on Tuesday rescuers searched the
block that a missile hit on Monday"), but no attack, or no harm, at the later one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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
    text: str, sentences: Sequence[Sentence], harms: Sequence[Span], cues: Cues, today: date | None
) -> list[Span]:
    """Return what a report tells of before its own attack; nothing unless an attack with its harm comes later.

    `harms` are where it tells who was killed or hurt, `today` is the day of its publication. Of the times that are
    named, the first counts at which there was an attack with harm, and before which there was another.
    """
    low = text.lower()
    if not harms or len(low) != len(text):
        return []  # the few texts that grow in small letters are not worth their own patterns
    named = [_named_in(low, one, cues) for one in sentences]
    if not _lie_apart({_time_of((one,), today) for told in named for _, one in told}):
        return []
    told = list(_with_times(list(_clauses(low, *one, cues, today)) for one in zip(sentences, named, strict=True)))
    for own in dict.fromkeys(one.time for clauses in told for one in clauses if one.time and _is_a_time(one.time)):
        before = [one.span for clauses in told for one in clauses if one.time and _is_before(one.time, own)]
        if any(_tells_harm(text, span, harms, cues) for span in before) and _tells_an_attack(
            text, own, told, harms, cues
        ):
            return before
    return []


def _named_in(low: str, sentence: Sentence, cues: Cues) -> list[tuple[int, Named]]:
    """Return the times that a sentence names, with where they stand; most sentences name none."""
    if cues.words_of_times.isdisjoint(_WORD.findall(low, sentence.start, sentence.end)):
        return []
    return [(one.start(), cues.time_of(one[0])) for one in cues.times.finditer(low, sentence.start, sentence.end)]


def _lie_apart(times: Iterable[Time | None]) -> bool:
    """Return whether one of the times is before another: most reports name one day, and are not looked at closer."""
    known = [one for one in times if one]
    return any(_is_before(one, own) for own in known if _is_a_time(own) for one in known)


def _is_a_time(time: Time) -> bool:
    return not time.before and not time.mixed


def _is_before(one: Time, own: Time) -> bool:
    if one.before or one.mixed:
        return one.before
    if one.weekday is not None and own.weekday is not None and one.weekday != own.weekday:
        return (own.weekday - one.weekday) % _WEEK <= _BACK
    return one.part is not None and own.part is not None and one.part < own.part


def _clauses(
    low: str, sentence: Sentence, named: Sequence[tuple[int, Named]], cues: Cues, today: date | None
) -> Iterator[_Clause]:
    """Cut a sentence where a clause begins, each with the time that it names; the text is in small letters."""
    starts = [sentence.start, *(one.start() for one in cues.splits.finditer(low, sentence.start + 1, sentence.end))]
    for start, end in zip(starts, (*starts[1:], sentence.end), strict=True):
        yield _Clause(span=(start, end), time=_time_of((one for at, one in named if start <= at < end), today))


def _time_of(named: Iterable[Named], today: date | None) -> Time | None:
    told = list(named)
    days = {day for one in told if (day := _weekday_of(one, today)) is not None}
    part = next((one.part for one in told if one.part is not None), None)
    before = any(one.kind == "before" or _is_long_ago(one, today) for one in told)
    if not days and part is None and not before:
        return None
    return Time(min(days, default=None), part, before=before, mixed=len(days) > 1 and not before)


def _weekday_of(named: Named, today: date | None) -> int | None:
    if named.kind == "weekday":
        return named.n
    if today is None or named.kind not in ("today", "date"):
        return None
    day = today if named.kind == "today" else _date_of(named, today)
    return day.weekday() if day else None


def _is_long_ago(named: Named, today: date | None) -> bool:
    day = _date_of(named, today) if named.kind == "date" and today else None
    return day is not None and today is not None and (today - day).days >= _WEEK


def _date_of(named: Named, today: date) -> date | None:
    """Return the last day of that date before the article, or on its day."""
    month, day = divmod(named.n, 100)
    try:
        found = date(today.year, month, day)
        return found if found <= today else date(today.year - 1, month, day)
    except ValueError:  # 31 June, or 29 February of another year
        return None


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
        own = [one.span for one in clauses if one.time == at and _is_own(text, one.span, cues)]
        attacked = [span for span in own if cues.attack.search(text, *span)]
        done = [span for span in own if cues.done.search(text, *span) and not cues.undone.search(text, *span)]
        lingers = any(cues.lingering.search(text, *span) for span in own)
        harmed = any(_holds(span, harm) for span in own for harm in harms)
        if harmed and not lingers and (was_attacked or attacked or done):
            return True
        was_attacked = any(not cues.depends.match(text, *span) for span in attacked)
    return False


def _is_own(text: str, span: Span, cues: Cues) -> bool:
    """Return whether a clause goes on with the story: not "whose sons were killed", nor "had been hit"."""
    return not cues.related.match(text, *span) and not cues.had.search(text, *span)


def _holds(span: Span, harm: Span) -> bool:
    """Return whether a harm begins in a clause: "killed a nurse and a patient" goes on behind a border."""
    return span[0] <= harm[0] < span[1]
