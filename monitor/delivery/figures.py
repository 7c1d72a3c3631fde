"""Figures with who says them, and what else the article counts."""

from __future__ import annotations

from monitor.delivery import state, wording
from monitor.delivery.brief import FigureLine, OtherEvent, Saying
from monitor.delivery.sayings import Quotes, few, outlet_of, saying
from monitor.model import Claim, Event, Figure, Letter, Source
from monitor.vocabulary import Harm


def figures_of(letter: Letter, quotes: Quotes) -> tuple[FigureLine, ...]:
    """Return the figures; those that one sentence of one speaker backs share a line."""
    lines: list[FigureLine] = []
    for figure in state.figures_of(letter):
        line = _line(figure, letter, quotes)
        if lines and _share_backing(lines[-1], line):
            lines[-1] = FigureLine(words=f"{lines[-1].words}, {line.words}", status=line.status, sayings=line.sayings)
        else:
            lines.append(line)
    return tuple(lines)


def others_of(letter: Letter, quotes: Quotes) -> tuple[OtherEvent, ...]:
    """Return the article's other events, which this message is not about."""
    told = letter.report.event if letter.report else None
    events = letter.facts.events if letter.facts else ()
    return tuple(_other(event, quotes) for event in events if event != told)


def background_of(letter: Letter, quotes: Quotes) -> tuple[Saying, ...]:
    """Return the figures that were read and not counted: past events, running wars."""
    tolls = letter.facts.background if letter.facts else ()
    return tuple(
        Saying(what=wording.figure(toll.harm, toll.value), how="", quote=quotes.of(toll.evidence)) for toll in tolls
    )


def event_words(event: Event) -> str:
    """Say an event in one line: `Kharkiv (UA): strike, at least 2 injured, Sunday 31 December 2023`."""
    stated = ((harm, event.casualties.of(harm)) for harm in Harm)
    figures = "".join(f", {wording.figure(harm, one.value, one.feared)}" for harm, one in stated if one)
    where = f"{wording.place(event.places[0])}: " if event.places else ""
    when = f", {wording.day(event.on, event.on_precision)}" if event.on else ""
    return f"{where}{wording.what(event)}{figures}{when}"


def _line(figure: Figure, letter: Letter, quotes: Quotes) -> FigureLine:
    words = wording.figure(figure.harm, figure.value, figure.feared)
    # A saying repeats its figure only where it differs from the line's own.
    told = (
        Saying(what="" if one.what == words else one.what, how=one.how, quote=one.quote)
        for one in _sayings(figure, letter, quotes)
    )
    return FigureLine(words=words, status=wording.STATUS[figure.status], sayings=few(tuple(dict.fromkeys(told))))


def _sayings(figure: Figure, letter: Letter, quotes: Quotes) -> list[Saying]:
    if figure.told:
        return [
            saying(one.claim, ("withdrawn: " if one.withdrawn else "") + _figure_words(one.claim), one.source, quotes)
            for one in figure.told
        ]
    event = state.event_of(letter)
    casualty = event.casualties.of(figure.harm) if event else None
    if casualty is None:
        return []
    outlet = outlet_of(letter)
    told = [saying(claim, _figure_words(claim), outlet, quotes) for claim in casualty.claims]
    return told or [_in_own_words(outlet, quotes.of(casualty.evidence))]


def _in_own_words(outlet: Source, quote: str) -> Saying:
    return Saying(what="", how=wording.own_words(outlet), quote=quote)


def _figure_words(claim: Claim) -> str:
    return wording.figure(claim.harm, claim.value) if claim.harm and claim.value else ""


def _share_backing(one: FigureLine, other: FigureLine) -> bool:
    plain = len(one.sayings) == 1 and not one.sayings[0].what
    return plain and one.status == other.status and one.sayings == other.sayings


def _other(event: Event, quotes: Quotes) -> OtherEvent:
    return OtherEvent(
        words=event_words(event),
        status=wording.STATUS[event.verification.status],
        quote=quotes.of(event.evidence),
    )
