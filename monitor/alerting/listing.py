"""A story as one line of a summary or digest: small enough that five thousand of them fit a message."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Casualties, Casualty, Event, Member, Story

_OUTLETS = 5
"""So many outlets a line names; who else told the story is in `stories show`."""


def slim(story: Story) -> Story:
    """Return a story without histories and quotes, with one report an outlet: what a line of a list shows."""
    return replace(
        story,
        event=_slim_event(story.event) if story.event else None,
        figures=tuple(replace(figure, told=()) for figure in story.figures),
        members=_last_of_each_outlet(story.members),
    )


def _last_of_each_outlet(members: tuple[Member, ...]) -> tuple[Member, ...]:
    last = {member.source.id: member for member in members}
    told = sorted(last.values(), key=lambda member: member.received_at)
    return tuple(replace(member, title=None) for member in told[-_OUTLETS:])


def _slim_event(event: Event) -> Event:
    casualties = event.casualties
    return replace(
        event,
        places=tuple(replace(place, evidence=()) for place in event.places),
        actors=tuple(replace(actor, evidence=()) for actor in event.actors),
        casualties=Casualties(
            killed=_slim_casualty(casualties.killed),
            injured=_slim_casualty(casualties.injured),
            missing=_slim_casualty(casualties.missing),
            abducted=_slim_casualty(casualties.abducted),
        ),
        claims=(),
        verification=replace(event.verification, evidence=()),
        evidence=(),
    )


def _slim_casualty(casualty: Casualty | None) -> Casualty | None:
    return replace(casualty, evidence=(), claims=()) if casualty else None
