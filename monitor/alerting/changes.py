"""What changed in a story since a receiver was last told, and whether it matters to the rules behind the alert."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.alerting.standing import Terms
from monitor.model import Interval, MaterialChange, Story
from monitor.vocabulary import Change, Harm


def join_changes(former: Iterable[MaterialChange], later: Iterable[MaterialChange]) -> tuple[MaterialChange, ...]:
    """Join changes that were not told with later ones: 14 -> 15 and 15 -> 17 is 14 -> 17.

    What came back to where it was is no change any more. Corrections are kept one by one, and what is feared apart
    from what is stated.
    """
    joined: dict[tuple[object, ...], MaterialChange] = {}
    for change in (*former, *later):
        key = _what(change)
        before = joined.get(key)
        joined[key] = replace(change, before=before.before, was=before.was) if before else change
    return tuple(change for change in joined.values() if not _is_undone(change))


def between(before: Story, now: Story) -> tuple[MaterialChange, ...]:
    """Return how figures and status of a story differ from what they were: what a digest says has changed."""
    tolls = tuple(
        MaterialChange(kind=Change.TOLL, harm=harm, before=figure_of(before, harm), after=figure_of(now, harm))
        for harm in Harm
        if figure_of(before, harm) != figure_of(now, harm)
    )
    was, status = _status(before), _status(now)
    return tolls if was == status else (*tolls, MaterialChange(kind=Change.VERIFICATION, was=was, now=status))


def figure_of(story: Story, harm: Harm) -> Interval | None:
    """Return the story's current figure of one harm, `None` when none is stated."""
    figure = story.event.casualties.of(harm) if story.event else None
    return figure.value if figure else None


def lowest(value: Interval | None) -> int:
    """Return how many it is for certain: of no figure, nobody."""
    return value.min if value else 0


def _status(story: Story) -> str | None:
    return story.event.verification.status.value if story.event else None


def _what(change: MaterialChange) -> tuple[object, ...]:
    if change.kind in (Change.TOLL, Change.VERIFICATION):
        return (change.kind, change.harm, change.feared)
    return (change.kind, change.was, change.now)  # an actor, a place or a correction is a thing of its own


def _is_undone(change: MaterialChange) -> bool:
    if change.kind is Change.TOLL:
        return change.before == change.after and change.before is not None
    return change.kind is Change.VERIFICATION and change.was == change.now


def material(changes: Iterable[MaterialChange], terms: Terms) -> tuple[MaterialChange, ...]:
    """Return the changes that `update_on` names and that are large enough to tell."""
    return tuple(
        change
        for change in changes
        if change.kind in terms.update_on
        and (change.kind is not Change.TOLL or step(change.before, change.after) >= terms.toll_step)
    )


def step(before: Interval | None, after: Interval | None) -> int:
    """Return how far a figure moved, up or down, at either end.

    A figure that appears moved from nobody; one that is taken back moved to nobody. A border that opens
    or closes moved by at least 1.
    """
    old, new = before or Interval(min=0, max=0), after or Interval(min=0, max=0)
    lower = abs(new.min - old.min)
    if old.max is None or new.max is None:
        return max(lower, int(old.max is not new.max))
    return max(lower, abs(new.max - old.max), int(before is None) | int(after is None))


def lies_apart(before: Interval | None, after: Interval | None) -> bool:
    """Whether no number is in both; a first figure lies apart from none, and no figure from nothing."""
    if before is None or after is None:
        return after is not None
    below = after.max is not None and after.max < before.min
    return below or (before.max is not None and after.min > before.max)


def in_words(changes: Iterable[MaterialChange]) -> str:
    """Say what kinds of change there are, for a decision's reason."""
    return ", ".join(dict.fromkeys(str(change.kind) for change in changes))
