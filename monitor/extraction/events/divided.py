"""One count over two places in the opening that the text below divides: "Two killed in Sumy, one in Kherson"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.extraction.casualties import Mention
from monitor.extraction.events.earlier_days import places_of
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import are_apart
from monitor.model import Place

MOST_TOLD = 60
"""Harms of an article up to which its opening may count two events together; more are a list."""


@dataclass(frozen=True, slots=True)
class Division:
    """What an opening counts together: the sums that belong to no event, and the places of the second one."""

    sums: frozenset[Mention] = frozenset()
    elsewhere: list[Place] = field(default_factory=list)

    def of_first(self, context: Context, mention: Mention, places: Sequence[Place]) -> list[Place]:
        """Return a mention's places, but in the opening without those of the second event."""
        if not self.elsewhere or mention.sentence not in context.opening:
            return list(places)
        return [place for place in places if are_apart([place], self.elsewhere)] or list(places)


def division_of(context: Context, reported: Sequence[Mention]) -> Division:
    """Return how the text below divides a count of the opening: its parts add up, and are told at places apart."""
    if len(reported) > MOST_TOLD:
        return Division()
    for total in (m for m in reported if m.counted and m.sentence in context.opening):
        places = places_of(context, total)
        others = [place for place in places if are_apart(places[:1], [place])]
        parts = [m for m in reported if others and _is_part_of(context, reported, total, m)]
        here = [told for m in parts if (told := places_of(context, m)) and not are_apart(told, others)]
        apart = [told for told in here if are_apart(places[:1], told)]
        if apart:
            sums = (m for m in reported if m.sentence in context.opening and _is_same(m, total))
            return Division(frozenset(sums), [*apart[0], *others])
    return Division()


def _is_part_of(context: Context, reported: Sequence[Mention], total: Mention, part: Mention) -> bool:
    """Whether the text below tells fewer than a whole, and another mention as many as they leave of it."""
    if part.harm is not total.harm or part.sentence in context.opening:
        return False
    rest = total.interval.min - part.interval.min
    others = (m for m in reported if m.harm is total.harm and m is not part and m.sentence != total.sentence)
    return rest > 0 and any(m.interval.min == rest for m in others)


def _is_same(one: Mention, other: Mention) -> bool:
    return one.harm is other.harm and one.interval == other.interval
