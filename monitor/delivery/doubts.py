"""What is doubtful and why: the first thing a message tells after its first line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from monitor.delivery import state, wording
from monitor.delivery.brief import Doubt, Saying
from monitor.delivery.sayings import (
    Quotes,
    denial_of,
    denied_by,
    few,
    name_of,
    outlet_of,
    quote_of,
    quoted_once,
    saying,
)
from monitor.model import Claim, Letter
from monitor.vocabulary import ClaimKind, Flag, Status, Zone

_FLAGS = tuple(Flag)


def doubts_of(letter: Letter, quotes: Quotes) -> tuple[Doubt, ...]:
    """Return the open questions, the least sure first, the toll's figures last."""
    tolls = tuple(_toll_doubts(letter))
    asked: dict[str, list[Claim]] = {}
    for claim in state.doubtful_claims(letter):
        if not _covered(claim, tolls):
            asked.setdefault(state.question(claim, quote_of(claim, quotes)), []).append(claim)
    _drop_the_vaguer(asked)
    doubts = (*(_doubt(question, claims, letter, quotes) for question, claims in asked.items()), *tolls)
    once = quoted_once(one.sayings for one in doubts)
    return tuple(replace(one, sayings=sayings) for one, sayings in zip(doubts, once, strict=True))


def in_short(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    """Return each question once for each status, its figures together: what an update says of doubts, without why."""
    together: dict[tuple[str, str], Doubt] = {}
    for one in doubts:
        before = together.get((one.question, one.status))
        figures = ", ".join(filter(None, (before.figures, one.figures))) if before else one.figures
        together[one.question, one.status] = replace(one, figures=figures)
    return tuple(together.values())


def _drop_the_vaguer(asked: dict[str, list[Claim]]) -> None:
    """Whoever is said to have ordered it, or to have carried it out, need not be named again as being behind it."""
    plainer = (*asked.get(state.WHO_ORDERED, ()), *asked.get(state.WHO_DID_IT, ()))
    named = {claim.actor for claim in plainer}
    open_ones = asked.pop(state.WHO_IS_BEHIND, ())
    behind = [one for one in open_ones if one.actor not in named or one.status is Status.DISPUTED]
    if behind:
        asked[state.WHO_IS_BEHIND] = behind


def said_of_all(doubts: tuple[Doubt, ...]) -> tuple[Flag, ...]:
    """Return what is true of every doubt, to be told once."""
    shared = [flag for flag in doubts[0].flags if all(flag in doubt.flags for doubt in doubts)] if doubts else []
    return tuple(shared) if len(doubts) > 1 else ()


def why(flags: tuple[Flag, ...], but: tuple[Flag, ...] = ()) -> str:
    """Say in plain words why something is doubtful."""
    return "; ".join(wording.WHY[flag] for flag in flags if flag not in but)


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


def _covered(claim: Claim, tolls: tuple[Doubt, ...]) -> bool:
    """Say whether the toll's lines tell the doubt already: a party's word about the event adds nothing to them."""
    return bool(tolls) and claim.about is ClaimKind.EVENT and claim.status is Status.CLAIMED


def _doubt(question: str, claims: list[Claim], letter: Letter, quotes: Quotes) -> Doubt:
    return Doubt(
        question=question,
        figures="",
        status=wording.STATUS[claims[0].status],
        flags=_sorted(flag for claim in claims for flag in _untold(claim)),
        sayings=few(tuple(_joined(claims, letter, quotes))),
    )


def _untold(claim: Claim) -> tuple[Flag, ...]:
    """Return the flags that `alleged by an unnamed source via state media` does not have in words already."""
    told: tuple[Flag, ...] = (Flag.ALLEGED,)  # "reportedly; no source is named"
    if claim.attribution is not None:
        via = (Flag.STATE_MEDIA,) if claim.attribution.via else ()
        told = (Flag.ALLEGED, Flag.UNNAMED_SOURCE, Flag.DENIED, *via)
    return tuple(flag for flag in claim.flags if flag not in told)


def _sorted(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return flags in the vocabulary's order, each once."""
    return tuple(sorted(set(flags), key=_FLAGS.index))


def _joined(claims: list[Claim], letter: Letter, quotes: Quotes) -> Iterator[Saying]:
    """Name together those of whom one speaker says the same in one sentence, each of them once."""
    outlet = outlet_of(letter)
    told: dict[tuple[str, str], Saying] = {}
    for denial in dict.fromkeys(filter(None, (denial_of(claim, letter) for claim in claims))):
        told["", denied_by(denial)] = Saying(what="", how=denied_by(denial), quote=quotes.around(denial.start))
    for claim in claims:
        one = saying(claim, name_of(claim.actor, letter), outlet, quotes)
        told.setdefault((one.what, one.how), one)
    for (how, quote), same in groupby(told.values(), key=lambda one: (one.how, one.quote)):
        yield Saying(what=", ".join(one.what for one in same if one.what), how=how, quote=quote)


def _toll_doubts(letter: Letter) -> Iterator[Doubt]:
    figures = [figure for figure in state.figures_of(letter) if figure.status in state.IN_DOUBT]
    for (status, flags), group in groupby(figures, key=lambda figure: (figure.status, _sorted(figure.flags))):
        yield Doubt(
            question="the toll",
            figures=", ".join(wording.figure(one.harm, one.value, one.feared) for one in group),
            status=wording.STATUS[status],
            flags=flags,
            sayings=(),
        )
