"""Who says what, where voices about one story stand against each other: a line a question."""

from __future__ import annotations

from monitor.delivery import wording
from monitor.delivery.sayings import how
from monitor.delivery.state import question
from monitor.model import Claim, Figure, Source, Story
from monitor.vocabulary import Flag


def conflicts_of(story: Story) -> tuple[str, ...]:
    """Return the open conflicts of a listed story: its disputed figures, then what is denied."""
    figures = (_figure(figure) for figure in story.figures if len({one.claim.value for one in figure.told}) > 1)
    claims = story.event.claims if story.event else ()
    denied = tuple(_denied(claim, story) for claim in claims if Flag.DENIED in claim.flags)
    return tuple(dict.fromkeys((*figures, *denied)))


def _figure(figure: Figure) -> str:
    """Say `killed: 14 said by the governor (reuters); 21 claimed by the ministry (tass)`, an outlet's number once."""
    voices: dict[tuple[str, str], str] = {}
    for one in figure.told:
        value = wording.number(one.claim.value) if one.claim.value else "a number"
        outlet = f" ({one.source.id})" if one.claim.attribution else ""
        if one.claim.attribution or (value, one.source.id) not in voices:
            voices[value, one.source.id] = f"{value} {how(one.claim, one.source)}{outlet}"
    return f"{figure.harm}: {'; '.join(voices.values())}"


def _denied(claim: Claim, story: Story) -> str:
    named = (one.name for one in (story.event.actors if story.event else ()) if one.id == claim.actor)
    whom = next(named, "")
    said = how(claim, Source()) if claim.attribution else "denied"
    return f"{question(claim, '')}{f' ({whom})' if whom else ''}: {said}"
