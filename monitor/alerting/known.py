"""What a receiver knows of a story's figures, and what therefore has changed for it.

A report says how it moved the story; a receiver compares with the last message, which showed all figures as
they stood then. In between figures move without anybody being told: by less than a rule asks, by a correction
of what was never told, by a voice that weighs more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from monitor.alerting.changes import lies_apart
from monitor.model import Interval, MaterialChange, Story, Told
from monitor.vocabulary import Change, Harm

Known = Mapping[Harm, Interval]
"""The figures that the last message showed; what was only feared is none."""


def figures_in(story: Story) -> dict[Harm, Interval]:
    """Return the figures that a message about the story shows, without those that are only feared."""
    stated = {harm: story.event.casualties.of(harm) for harm in Harm} if story.event else {}
    return {harm: one.value for harm, one in stated.items() if one and not (one.feared and one.value.min == 0)}


def since_told(changes: Iterable[MaterialChange], story: Story, known: Known | None) -> tuple[MaterialChange, ...]:
    """Return what changed for one who knows these figures, the tolls first; `None`: it is not known what they know.

    A figure that now lies apart from the known one has changed, whether or not a report said so.
    """
    changes = tuple(changes)
    if known is None:
        return changes
    tolls = {change.harm: change for change in changes if change.kind is Change.TOLL and not change.feared}
    fears = (change for change in changes if change.feared)  # told beside the figure, and does not move it
    now = figures_in(story)
    moved = (one for harm in Harm for one in _moved(harm, tolls.get(harm), story, known.get(harm), now.get(harm)))
    return (*fears, *moved, *(change for change in changes if change.kind is not Change.TOLL))


def _moved(
    harm: Harm, change: MaterialChange | None, story: Story, was: Interval | None, now: Interval | None
) -> Iterator[MaterialChange]:
    """Give how the figure moved for the receiver, and what a report says beside it that lies apart from it."""
    if was != now and (change or lies_apart(was, now)):
        told = change.told if change and change.after == now else _who_tells(story, harm, now)
        yield MaterialChange(kind=Change.TOLL, harm=harm, before=was, after=now, told=told)
    if change and change.after and change.after != now and lies_apart(now, change.after) and (now or not was):
        yield replace(change, before=now)


def _who_tells(story: Story, harm: Harm, value: Interval | None) -> Told | None:
    """Return who told the current figure last."""
    told = (one for figure in story.figures if figure.harm is harm for one in figure.told)
    same = [one for one in told if one.stands and one.claim.value == value]
    return same[-1] if same else None
