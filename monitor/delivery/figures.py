"""Figures with who says them, and what else the article counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from monitor.delivery import state, wording
from monitor.delivery.brief import FigureLine, OtherEvent, Saying
from monitor.delivery.sayings import Quotes, few, outlet_of, quoted_once, saying
from monitor.delivery.taken_back import NOBODY
from monitor.model import Claim, Event, Figure, Letter, Source, Told
from monitor.vocabulary import Flag, Harm


def figures_of(letter: Letter, quotes: Quotes) -> tuple[FigureLine, ...]:
    """Return the figures; those that one sentence of one speaker backs share a line, and each is quoted once."""
    lines: list[FigureLine] = []
    for figure in state.figures_of(letter):
        line = _line(figure, letter, quotes)
        if lines and _share_backing(lines[-1], line):
            lines[-1] = FigureLine(words=f"{lines[-1].words}, {line.words}", status=line.status, sayings=line.sayings)
        else:
            lines.append(line)
    once = quoted_once(line.sayings for line in lines)
    return tuple(replace(line, sayings=sayings) for line, sayings in zip(lines, once, strict=True))


def others_of(letter: Letter, quotes: Quotes) -> tuple[OtherEvent, ...]:
    """Return the article's other events, which this message is not about."""
    told = letter.report.event if letter.report else None
    events = letter.facts.events if letter.facts else ()
    return tuple(_other(event, quotes) for event in events if event != told)


def background_of(letter: Letter, quotes: Quotes) -> tuple[Saying, ...]:
    """Return the figures that were read and not counted: past events, running wars."""
    told: dict[str, list[str]] = {}  # one sentence often tells the dead and the injured of one old event
    for toll in letter.facts.background if letter.facts else ():
        told.setdefault(quotes.of(toll.evidence), []).append(wording.figure(toll.harm, toll.value))
    return tuple(Saying(what=", ".join(dict.fromkeys(words)), how="", quote=quote) for quote, words in told.items())


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
    """Return who says so, the current figure first, and last what is a part of one or older."""
    if figure.told:
        return [_told_words(one, quotes) for one in _in_order(figure)]
    event = state.event_of(letter)
    casualty = event.casualties.of(figure.harm) if event else None
    if casualty is None:
        return []
    outlet = outlet_of(letter)
    told = [saying(claim, _figure_words(claim), outlet, quotes) for claim in casualty.claims]
    return told or [_in_own_words(outlet, quotes.of(casualty.evidence))]


def _in_order(figure: Figure) -> list[Told]:
    """Leave out what says nothing of its own: a number between two voices, and a headline without its speaker."""
    sums = [one for one in figure.told if _is_put_together(one) and not _is_between(one)]
    own = [one for one in figure.told if not (_is_between(one) or _is_a_headline(one, figure.told))]
    kept = [one for one in own if not any(_is_part_of(one, whole) for whole in sums)]
    return sorted(kept, key=lambda one: (one.aside, one.claim.value != figure.value))


def _told_words(one: Told, quotes: Quotes) -> Saying:
    words = _figure_words(one.claim)
    if _is_put_together(one):
        how = f"added up from {wording.voice(one.source)}"
        return Saying(what=words, how=how, quote=" … ".join(quotes.all_of(one.claim.evidence)))
    mark = "withdrawn: " if one.withdrawn else "a part, or earlier: " if one.aside else ""
    return saying(one.claim, mark + words, one.source, quotes)


def _is_put_together(one: Told) -> bool:
    """Whether no place of the text tells the number: only a sum, or a span of voices, has several."""
    return len(one.claim.evidence) > 1


def _is_between(one: Told) -> bool:
    return _is_put_together(one) and Flag.CONFLICTING in one.claim.flags


def _is_part_of(one: Told, whole: Told) -> bool:
    same_report = one is not whole and one.report_id == whole.report_id
    return same_report and set(one.claim.evidence) <= set(whole.claim.evidence)


def _is_a_headline(one: Told, told: Iterable[Told]) -> bool:
    """Whether the article names more fully who says the same, as surely: "governor says", and then which."""
    named = _words_of_name(one)
    return any(
        named < _words_of_name(other)
        and other.article_id == one.article_id
        and (other.withdrawn, other.claim.status) == (one.withdrawn, one.claim.status)
        and _least(other) == _least(one)
        for other in told
    )


def _words_of_name(one: Told) -> frozenset[str]:
    """Return whose word it is, in words; none where the outlet speaks itself."""
    by = one.claim.attribution
    return frozenset(by.source.casefold().split()) if by else frozenset()


def _least(one: Told) -> tuple[int, bool]:
    return (one.claim.value.min if one.claim.value else -1, Flag.FEARED in one.claim.flags)


def _in_own_words(outlet: Source, quote: str) -> Saying:
    return Saying(what="", how=f"said by {wording.own_words(outlet)}", quote=quote)


def _figure_words(claim: Claim) -> str:
    """Say the claim's figure, and that it is only feared: `14 killed`, `18 feared dead`."""
    if claim.harm is None or claim.value is None:
        return ""
    if Flag.FEARED in claim.flags:
        return wording.figure(claim.harm, NOBODY, claim.value)
    return wording.figure(claim.harm, claim.value)


def _share_backing(one: FigureLine, other: FigureLine) -> bool:
    plain = len(one.sayings) == 1 and not one.sayings[0].what
    return plain and one.status == other.status and one.sayings == other.sayings


def _other(event: Event, quotes: Quotes) -> OtherEvent:
    return OtherEvent(
        words=event_words(event),
        status=wording.STATUS[event.verification.status],
        quote=quotes.of(event.evidence),
    )
