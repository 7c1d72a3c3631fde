"""Harms told on from one that lies back: "killed 679 in March 2023, injured 2,100 and left 537 lost".

The nearest harm takes the year. Those behind it have no time of their own, and nobody would read them as of today;
nor where the text comes back to the same old toll later on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.judging.context import Context
from monitor.vocabulary import Harm

BACK = frozenset({"old_year", "old_day", "old_month", "long_ago", "war_total"})
"""Signals of a harm whose time lies back."""
FEWEST_AGAIN = 3
"""People of a toll that is known again by its number; of two dead there are many."""


def told_with_old(context: Context, told: Sequence[tuple[Mention, list[str]]]) -> frozenset[Mention]:
    """Return the harms that go on from one that lies back, or come back to it."""
    if all(BACK.isdisjoint(names) for _, names in told):
        return frozenset()  # most articles tell of nothing old
    return _told_on_from_old(context, told) | _told_again_from_old(context, told)


def _told_on_from_old(context: Context, told: Sequence[tuple[Mention, list[str]]]) -> frozenset[Mention]:
    """Return the harms below the opening behind one that lies back, where the sentence tells nothing of this week.

    Only where all before them lie back: "killed five near the spot where 30 died in 2019, and wounded a dozen"; and
    no clause that a comma ends told these: "on the road where 30 died in 2019, eight people were killed".
    """
    by_sentence: dict[int, list[tuple[Mention, list[str]]]] = {}
    for mention, names in told:
        by_sentence.setdefault(mention.sentence, []).append((mention, names))
    return frozenset(
        mention
        for number, here in by_sentence.items()
        if len(here) > 1 and number not in context.opening
        for mention in _behind_what_is_old(context, number, here)
    )


def _told_again_from_old(context: Context, told: Sequence[tuple[Mention, list[str]]]) -> frozenset[Mention]:
    """Return the harms below the opening whose number is only that of an old toll told before, with what "and" joins.

    "Police fired on a march for the 22 killed last year ... The United Nations counted 22 dead and 100 injured".
    """
    back = [m for m, names in told if not BACK.isdisjoint(names) and _is_known_again(m)]
    if not back:
        return frozenset()
    old = {_number(m): m.sentence for m in reversed(back)}
    counted = [(m, names) for m, names in told if _is_known_again(m)]
    current = [(m, names) for m, names in counted if BACK.isdisjoint(names)]
    new = {_number(m) for m, names in current if "recent" in names or m.sentence in context.lead}
    again = [m for m, _ in counted if _number(m) not in new and m.sentence > old.get(_number(m), m.sentence)]
    beside = (
        other
        for m in again
        for other in context.mentions_of[m.sentence]
        if other.harm is not m.harm and other not in context.rivals_of(m)
    )
    return frozenset([*again, *beside]) - {m for m, names in told if "recent" in names}


def _is_known_again(mention: Mention) -> bool:
    return mention.counted and mention.interval.min >= FEWEST_AGAIN


def _number(mention: Mention) -> tuple[Harm, int]:
    return mention.harm, mention.interval.min


def _behind_what_is_old(context: Context, number: int, here: Sequence[tuple[Mention, list[str]]]) -> Iterator[Mention]:
    back = [not BACK.isdisjoint(names) for _, names in here]
    if not back[0] or all(back) or context.told_first.clauses.have_time(number):
        return
    first_new = back.index(False)
    if _is_behind_an_aside(context, number, here[0][0], here[first_new][0]):
        return
    yield from (mention for mention, _ in here[first_new:])


def _is_behind_an_aside(context: Context, number: int, old: Mention, new: Mention) -> bool:
    aside = context.told_first.clauses.behind(number, old.start) is not None
    return aside and context.commas_between(old.end, new.start) > 0
