"""What an outlet takes back of what it told, in words: a figure, or the whole report."""

from __future__ import annotations

from monitor.delivery import wording
from monitor.delivery.sayings import Quotes
from monitor.model import CORRECTS_ITSELF, WITHDRAWN, Article, Interval, Letter, MaterialChange, Told
from monitor.vocabulary import Change, Flag, Harm, Zone

NOBODY = Interval(min=0, max=0)


def correction_words(letter: Letter, one: MaterialChange) -> str:
    """Say a correction in the outlet's name, and what was wrong as far as that was a figure; empty if nobody says."""
    if letter.article is None:
        return ""
    outlet, wrong = letter.article.source.id, figures_taken_back(letter)
    if is_withdrawal(letter):
        told = wrong or figures_gone(letter)
        return f"{outlet} withdraws its report" + (f" of {', '.join(told)}" if told else "")
    if wrong:
        return f"{outlet} takes back {', '.join(wrong)}"
    return f"{outlet} corrects itself" if one.now == CORRECTS_ITSELF else ""


def is_withdrawal(letter: Letter) -> bool:
    """Whether the letter's article takes its outlet's whole report out of use."""
    told = [one.now for one in letter.changes if one.kind is Change.CORRECTION]
    return bool(told) and letter.article is not None and (letter.article.withdrawn or WITHDRAWN in told)


def is_gone(one: MaterialChange) -> bool:
    """Whether nobody tells a figure any more that the reader was told."""
    return one.kind is Change.TOLL and one.before is not None and (one.after is None or _fell_back(one))


def _fell_back(one: MaterialChange) -> bool:
    """Whether the figure is another only because the one that was told is gone: "13" to the "up to 70" of others."""
    return one.told is None and one.before != one.after


def figures_gone(letter: Letter, say: wording.Say = wording.number) -> tuple[str, ...]:
    """Return the figures that were told and that nobody tells any more: `17 killed`."""
    gone = ((one.harm, one.before) for one in letter.changes if is_gone(one))
    return tuple(wording.figure(harm, before, say=say) for harm, before in gone if harm and before)


def nobody_else_tells(letter: Letter) -> bool:
    """Whether a report is withdrawn and all that came of its story came from its own outlet."""
    members = letter.story.members if letter.story else ()
    return is_withdrawal(letter) and len({one.source.id for one in members}) == 1


def notice_words(article: Article | None, quotes: Quotes) -> str:
    """Return what a notice says below its title: why a report is withdrawn stands only there."""
    said = [one for one in article.sentences if one.zone in (Zone.LEAD, Zone.BODY)] if article else []
    return quotes.stretch(said[0].start, said[-1].end) if said else ""


def figures_taken_back(letter: Letter) -> tuple[str, ...]:
    """Return the figures that the article's outlet told before and that it lowers or tells no more, one of each harm.

    It is the one that the reader was told, or else the highest: an article that said 21 also said "seven more".
    A figure that rose since is no mistake of anybody.
    """
    outlet = letter.article.source.id if letter.article else None
    told = {one.harm: one.before for one in letter.changes if one.kind is Change.TOLL and not one.feared}
    wrong: list[str] = []
    for figure in letter.story.figures if letter.story else ():
        theirs = [one for one in figure.told if one.source.id == outlet]
        still = [one.claim.value.min for one in theirs if one.stands and one.claim.value]
        if still or figure.harm in told:
            above = [one for one in theirs if one.withdrawn and _least(one) > max(still, default=-1)]
            wrong += _worst(figure.harm, above, told.get(figure.harm))
    return tuple(wrong)


def _worst(harm: Harm, taken_back: list[Told], known: Interval | None) -> tuple[str, ...]:
    """Say the figure that the reader was told, or else the highest; what was only feared is taken back as that."""
    stated = [one for one in taken_back if Flag.FEARED not in one.claim.flags]
    worst = max(stated or taken_back, key=lambda one: (one.claim.value == known, _least(one)), default=None)
    if worst is None or worst.claim.value is None:
        return ()
    value = worst.claim.value
    return (wording.figure(harm, value) if stated else wording.figure(harm, NOBODY, value),)


def _least(told: Told) -> int:
    return told.claim.value.min if told.claim.value else -1
