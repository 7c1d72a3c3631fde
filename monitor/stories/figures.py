"""A figure's history: who told how many dead when, which of it stands, and what has been taken back.

The current value is the latest of the best authority: an outlet that the configuration knows and that does
not hedge, before anybody else. Many articles tell only their day, so among equals what arrived later is the
later word. Of one report its own figure counts ("killed four; a child of two died" is four); between other
values of it the smaller one is the safe one to print. What one report tells is read in `telling`.

Histories stand in order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain, groupby

from monitor.model import Casualties, Claim, Figure, Interval, Story, Told
from monitor.stories.ladder import corroborated
from monitor.vocabulary import Bound, Flag, Harm, SourceKind, Status

_ONE_COUNT = 0.9
"""Tolls this near each other are one count at two moments, and no conflict."""

ToldIn = tuple[str, str]
"""An article's id and the id of the outlet that told it: two outlets may print the same bytes."""

_HEDGED = (Status.DISPUTED, Status.UNVERIFIED)
_WEAK_VOICES = (SourceKind.SOCIAL, SourceKind.UNNAMED)


def speaker_of(claim: Claim) -> str | None:
    """Return whom a claim quotes, without case; none where the outlet speaks itself."""
    return claim.attribution.source.casefold() if claim.attribution else None


def withdraw(told: Iterable[Told], taken_back: frozenset[ToldIn]) -> tuple[Told, ...]:
    """Mark what these articles told as taken back; it stays in the history."""
    if not taken_back:
        return tuple(told)
    return tuple(replace(one, withdrawn=True) if told_in(one) in taken_back else one for one in told)


def told_in(told: Told) -> ToldIn:
    """Return which outlet's article told a claim."""
    return told.article_id, told.source.id


def figure_of(harm: Harm, told: Sequence[Told], independent: frozenset[str]) -> Figure | None:
    """Return the current figure from its history, or nothing when all of it was taken back or only feared.

    `independent` are the ids of the reports that are nobody's reprint.
    """
    standing = [one for one in told if one.stands]
    stated = [one for one in standing if Flag.FEARED not in one.claim.flags]
    feared = [one for one in standing if Flag.FEARED in one.claim.flags] if len(stated) < len(standing) else []
    if not standing:
        return None
    counted = stated or feared
    rank = _in_order(counted)
    current = _current(counted, rank)
    value = _value(current) if stated else Interval(min=0, max=_value(current).max, bound=Bound.UP_TO)
    status, flags = _standing(current, counted, rank, independent)
    latest_fear = _value(_current(feared, _in_order(feared))) if feared else None
    return Figure(harm=harm, value=value, feared=latest_fear, status=status, flags=flags, told=tuple(told))


def open_casualties(story: Story) -> Casualties | None:
    """Return a story's figures with each voice's last word, as far as nobody took it back, in order of time."""
    if story.event is None:
        return None
    found = {
        str(figure.harm): replace(known, claims=tuple(_last_claims(figure.standing)))
        for figure in story.figures
        if (known := story.event.casualties.of(figure.harm))
    }
    return replace(story.event.casualties, **found)


def _last_claims(told: Sequence[Told]) -> list[Claim]:
    return [one.claim for one in _last_words(told, _in_order(told))]


def _standing(
    current: Told, told: Sequence[Told], rank: dict[str, int], independent: frozenset[str]
) -> tuple[Status, tuple[Flag, ...]]:
    flags = current.claim.flags
    words = _last_words(told, rank)
    if any(Flag.DENIED in one.claim.flags or one.claim.status is Status.DISPUTED for one in words):
        return Status.DISPUTED, _with(flags, Flag.DENIED)
    if _conflict(words):
        return Status.DISPUTED, _with(flags, Flag.CONFLICTING)
    agreeing = [one for one in told if one.report_id in independent and _same_count(_value(one), _value(current))]
    if corroborated((one.source, speaker_of(one.claim), one.claim.status) for one in agreeing):
        return Status.CORROBORATED, flags
    return current.claim.status, flags


def _same_count(one: Interval, other: Interval) -> bool:
    """Return whether two say the same: "at least 7" is no witness to "at least 12", though neither denies the other."""
    if one.max is None or other.max is None:
        return overlap(one, other) and min(one.min, other.min) >= max(one.min, other.min) * _ONE_COUNT
    return overlap(one, other)


def _conflict(words: Sequence[Told]) -> bool:
    """Return whether two voices stand against each other: a later one tells clearly fewer than another's least.

    A toll that rises is no conflict: the earlier voice has only not been heard again. Nor does a number that
    weighs less, a stranger's or a hedged one, make doubtful what a weightier voice tells after it.
    """
    least = [0, 0, 0]  # by authority: told so far by voices that weigh so much or more
    for _, moment in groupby(words, key=lambda one: one.report_id):
        told = [(_authority(one), _value(one)) for one in moment]
        least = [max(least[at], *(value.min for weight, value in told if weight >= at), 0) for at in range(len(least))]
        if any(value.max is not None and value.max < least[weight] * _ONE_COUNT for weight, value in told):
            return True
    return False


def is_material(current: Interval | None, new: Interval) -> bool:
    """Return whether a told value lies outside the current interval, or raises an open one's least."""
    if current is None:
        return True
    if is_below(new, current) or is_below(current, new):
        return True
    return current.max is None and new.min > current.min


def _current(told: Sequence[Told], rank: dict[str, int]) -> Told:
    weights = list(map(_authority, told))
    best = max(weights)
    weighty = [one for one, weight in zip(told, weights, strict=True) if weight == best]
    return _closest(_latest(weighty, told, rank), told, rank, best)


def _closest(last: Told, told: Sequence[Told], rank: dict[str, int], weight: int) -> Told:
    """Return what still stands where the latest word is looser: 34 were killed, and then "dozens".

    "At least 34" says it more carefully, and counts. What was told before another number is over with that.
    """
    if _value(last).min == _value(last).max:
        return last
    own = {one.report_id: one for one in reversed(told)}  # each report's own figure stands first of what it tells
    beside = (one for one in told if one.report_id == last.report_id)
    closest, looked = last, None
    for one in chain(beside, map(own.__getitem__, reversed(rank))):
        value = _value(one)
        if value == looked or _authority(one) != weight:  # what the same number said of the closest it says again
            continue
        if not overlap(value, _value(closest)):
            break
        if _lies_closer(value, _value(closest)):
            closest = one
        looked = value
    return closest


def _lies_closer(one: Interval, loose: Interval) -> bool:
    return one.min > loose.min and (loose.max is None or (one.max is not None and one.max <= loose.max))


def _latest(some: Sequence[Told], told: Sequence[Told], rank: dict[str, int]) -> Told:
    """Return the latest of some of what was told.

    Of one report its own figure, which stands first of what it tells ("killed four; a child of two died"), then the
    smaller one.
    """
    last = max(some, key=lambda one: rank[one.report_id]).report_id
    whole = next(_value(one) for one in told if one.report_id == last)

    def place(one: Told) -> tuple[bool, int, bool]:
        return _value(one) != whole, _value(one).min, one.claim.attribution is None

    return min((one for one in some if one.report_id == last), key=place)


def _in_order(told: Iterable[Told]) -> dict[str, int]:
    """Return when each report spoke, as a rank: by its time, and by arrival among those of one time; in that order."""
    reports: dict[str, datetime] = {}
    for one in told:
        reports.setdefault(one.report_id, one.at)
    return {report_id: rank for rank, report_id in enumerate(sorted(reports, key=reports.__getitem__))}


def _authority(told: Told) -> int:
    by = told.claim.attribution
    if told.claim.status in _HEDGED or (by and by.kind in _WEAK_VOICES) or told.source.kind is SourceKind.SOCIAL:
        return 0
    return 2 if told.source.configured else 1


def _last_words(told: Sequence[Told], rank: dict[str, int]) -> list[Told]:
    """Keep each voice's latest claim, in order of time.

    What an outlet tells in its own words stands until it gives another number, whomever it then quotes.
    """
    last: dict[tuple[str, str], tuple[int, Told]] = {}
    latest: dict[str, int] = {}  # when each outlet spoke last
    for one in told:
        voice, at = _voice(one), rank[one.report_id]
        if at >= latest.get(voice[0], 0):
            latest[voice[0]] = at
        if voice not in last or at >= last[voice][0]:
            last[voice] = at, one
    standing = [(at, one) for (outlet, by), (at, one) in last.items() if by or at == latest[outlet]]
    return [one for _, one in sorted(standing, key=lambda ranked: ranked[0])]


def _voice(told: Told) -> tuple[str, str]:
    """Who tells: the outlet and whom it quotes. Unknown outlets are each their own article's voice."""
    outlet = told.source.id if told.source.id != "unknown" else told.article_id
    return outlet, told.claim.attribution.source.casefold() if told.claim.attribution else ""


def _value(told: Told) -> Interval:
    if told.claim.value is None:
        raise ValueError(f"{told.report_id} tells no figure")
    return told.claim.value


def is_below(one: Interval, other: Interval) -> bool:
    """Return whether a value is lower than another however both are read."""
    return one.max is not None and one.max < other.min


def overlap(one: Interval, other: Interval) -> bool:
    """Return whether some number lies in both."""
    return not is_below(one, other) and not is_below(other, one)


def _with(flags: tuple[Flag, ...], flag: Flag) -> tuple[Flag, ...]:
    return flags if flag in flags else (*flags, flag)
