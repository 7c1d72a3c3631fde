"""A story as one line of a summary or digest: small enough that five thousand of them fit a message."""

from __future__ import annotations

from dataclasses import replace

from monitor.model import Casualties, Casualty, Claim, Event, Figure, Member, Story, Told
from monitor.vocabulary import Flag, Status

_OUTLETS = 5
"""So many outlets a line names; who else told the story is in `stories show`."""
_VOICES = 4
"""So many voices of a conflict a line quotes."""


def slim(story: Story) -> Story:
    """Return a story without histories and quotes, with one report an outlet: what a line of a list shows.

    Where voices stand against each other, the last word of each stays.
    """
    return replace(
        story,
        event=_slim_event(story.event) if story.event else None,
        figures=tuple(replace(figure, told=_voices(figure)) for figure in story.figures),
        members=_last_of_each_outlet(story.members),
    )


def _last_of_each_outlet(members: tuple[Member, ...]) -> tuple[Member, ...]:
    last = {member.source.id: member for member in members}
    told = sorted(last.values(), key=lambda member: member.received_at)
    return tuple(replace(member, title=None) for member in told[-_OUTLETS:])


def _voices(figure: Figure) -> tuple[Told, ...]:
    """Return the last word of each who speaks of a disputed figure, the latest last."""
    if figure.status is not Status.DISPUTED:
        return ()
    last: dict[tuple[str, str], Told] = {}
    for one in figure.standing:
        by = one.claim.attribution.source.casefold() if one.claim.attribution else ""
        last.pop((one.source.id, by), None)
        last[one.source.id, by] = one
    return tuple(replace(one, claim=_slim_claim(one.claim)) for one in last.values())[-_VOICES:]


def _slim_claim(claim: Claim) -> Claim:
    attribution = replace(claim.attribution, quote="") if claim.attribution else None
    return replace(claim, evidence=(), attribution=attribution)


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
        claims=tuple(_slim_claim(claim) for claim in event.claims if Flag.DENIED in claim.flags)[-_VOICES:],
        verification=replace(event.verification, evidence=()),
        evidence=(),
    )


def _slim_casualty(casualty: Casualty | None) -> Casualty | None:
    return replace(casualty, evidence=(), claims=()) if casualty else None
