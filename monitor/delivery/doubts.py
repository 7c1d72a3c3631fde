"""What is doubtful and why: the first thing a message tells after its first line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from monitor.delivery import state, wording
from monitor.delivery.brief import Doubt, Saying
from monitor.delivery.sayings import Quotes, name_of, outlet_of, quote_of, saying
from monitor.model import Claim, Letter
from monitor.vocabulary import Flag, Status, Zone


def doubts_of(letter: Letter, quotes: Quotes) -> tuple[Doubt, ...]:
    """Return the open questions, the least sure first, the toll's figures last."""
    asked: dict[str, list[Claim]] = {}
    for claim in state.doubtful_claims(letter):
        asked.setdefault(state.question(claim, quote_of(claim, quotes)), []).append(claim)
    doubts = [_doubt(question, claims, letter, quotes) for question, claims in asked.items()]
    return (*doubts, *_toll_doubts(letter))


def questions_of(doubts: tuple[Doubt, ...], status: Status) -> tuple[str, ...]:
    """Return what stands on the rung that the first line names: at most two, a first line is short."""
    words = wording.STATUS[status]
    asked = tuple(dict.fromkeys(doubt.question for doubt in doubts if doubt.status == words))
    return asked if len(asked) <= 2 else (*asked[:2], "and more")


def disclaimer_of(letter: Letter, quotes: Quotes) -> str:
    """Return the outlet's own standing warning."""
    article = letter.article
    if article is None:
        return ""
    warned = (one for one in article.zones if one.zone is Zone.DISCLAIMER)
    return " ".join(quotes.stretch(one.start, one.end) for one in warned)


def _doubt(question: str, claims: list[Claim], letter: Letter, quotes: Quotes) -> Doubt:
    flags = tuple(dict.fromkeys(flag for claim in claims for flag in claim.flags))
    return Doubt(
        question=question,
        figures="",
        status=wording.STATUS[claims[0].status],
        why=_why(flags),
        sayings=tuple(_joined(claims, letter, quotes)),
    )


def _joined(claims: list[Claim], letter: Letter, quotes: Quotes) -> Iterator[Saying]:
    """Name together those of whom one speaker says the same in one sentence, each of them once."""
    outlet = outlet_of(letter)
    told: dict[tuple[str, str], Saying] = {}
    for claim in claims:
        one = saying(claim, name_of(claim.actor, letter), outlet, quotes)
        told.setdefault((one.what, one.how), one)
    for (how, quote), same in groupby(told.values(), key=lambda one: (one.how, one.quote)):
        yield Saying(what=", ".join(one.what for one in same if one.what), how=how, quote=quote)


def _toll_doubts(letter: Letter) -> Iterator[Doubt]:
    figures = [figure for figure in state.figures_of(letter) if figure.status in state.IN_DOUBT]
    for (status, flags), group in groupby(figures, key=lambda figure: (figure.status, figure.flags)):
        yield Doubt(
            question="the toll",
            figures=", ".join(wording.figure(one.harm, one.value, one.feared) for one in group),
            status=wording.STATUS[status],
            why=_why(flags),
            sayings=(),
        )


def _why(flags: tuple[Flag, ...]) -> str:
    return "; ".join(wording.WHY[flag] for flag in flags)
