"""One count over two places in the opening that the text below divides: "Two killed in Sumy, one in Kherson"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.extraction.casualties import Mention
from monitor.extraction.events.earlier_days import places_of
from monitor.extraction.events.near_towns import comes_at_once
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import are_apart
from monitor.model import Place

MOST_TOLD = 60
"""Harms of an article up to which its opening may count two events together; more are a list."""
FEWEST_TOWNS = 2
"""Towns below an opening that are events of their own where they add up to its count."""


@dataclass(frozen=True, slots=True)
class Division:
    """What an opening counts together: the sums that belong to no event, and the places of the second one."""

    sums: frozenset[Mention] = frozenset()
    elsewhere: list[Place] = field(default_factory=list)
    parts: frozenset[Mention] = frozenset()  # of what one storm did in many towns

    def of_first(self, context: Context, mention: Mention, places: Sequence[Place]) -> list[Place]:
        """Return a mention's places, but in the opening without those of the second event."""
        if not self.elsewhere or mention.sentence not in context.opening:
            return list(places)
        return [place for place in places if are_apart([place], self.elsewhere)] or list(places)


def division_of(context: Context, reported: Sequence[Mention]) -> Division:
    """Return how the text below divides a count of the opening: its parts add up, and are told at places apart."""
    totals = [m for m in reported if m.counted and m.sentence in context.opening] if len(reported) <= MOST_TOLD else []
    if not totals:
        return Division()
    towns = {m: _told_town_by_town(context, reported, m) for m in totals}
    if any(towns.values()) and any(_is_of_one_cause(context, m) for m in totals):
        return Division(parts=frozenset().union(*towns.values()))
    whole = frozenset(m for m in totals if towns[m])
    if whole and all(m in whole or not _is_told_below(reported, m) for m in totals):
        return Division(frozenset(m for m in reported if m.sentence in context.opening and _is_one_of(m, whole)))
    return _divided_over_two(context, reported, totals)


def _divided_over_two(context: Context, reported: Sequence[Mention], totals: Sequence[Mention]) -> Division:
    """Return how a count is divided whose own sentence names both places: "Two killed in Sumy, one in Kherson"."""
    for total in (m for m in totals if not _crosses_lands(context)):
        places = places_of(context, total)
        others = [place for place in places if are_apart(places[:1], [place])]
        parts = [m for m in reported if others and _is_part_of(context, reported, total, m)]
        here = [told for m in parts if (told := places_of(context, m)) and not are_apart(told, others)]
        apart = [told for told in here if are_apart(places[:1], told)]
        if apart:
            sums = (m for m in reported if m.sentence in context.opening and _is_same(m, total))
            return Division(frozenset(sums), [*apart[0], *others])
    return Division()


def _crosses_lands(context: Context) -> bool:
    """Whether the opening tells of a quake: its dead on both sides of a border are of one event."""
    return "over_lands" in context.tags_of_opening


def _is_of_one_cause(context: Context, mention: Mention) -> bool:
    """Whether what comes over many towns at a time harmed them: it is one event."""
    return comes_at_once(context, mention.sentence)


def _told_town_by_town(context: Context, reported: Sequence[Mention], total: Mention) -> frozenset[Mention]:
    """Return the counts of towns that add up to what the opening counts over a land: "strikes kill 14 in Ukraine"."""
    below = [m for m in reported if m.harm is total.harm and m.sentence not in context.opening and m.counted]
    parts = [m for m in below if m.interval.min < total.interval.min and not (m.part or m.share or m.definite)]
    told = {m: towns for m in parts if (towns := _towns(places_of(context, m)))}
    if len(told) < FEWEST_TOWNS or sum(m.interval.min for m in told) != total.interval.min:
        return frozenset()
    names = [frozenset(place.name for place in towns) for towns in told.values()]
    here = {place.name for place in _towns(places_of(context, total))}
    every = frozenset().union(*names)
    return frozenset(told if len(every) == sum(map(len, names)) and here.isdisjoint(every) else ())


def _towns(places: Sequence[Place]) -> list[Place]:
    """Return the places that are no country and no region without a number."""
    return [place for place in places if place.lat is not None]


def _is_told_below(reported: Sequence[Mention], total: Mention) -> bool:
    """Whether the text below counts any of the same harm as well."""
    return any(m.harm is total.harm and m.sentence > total.sentence and m.counted for m in reported)


def _is_one_of(mention: Mention, totals: frozenset[Mention]) -> bool:
    return any(_is_same(mention, total) for total in totals)


def _is_part_of(context: Context, reported: Sequence[Mention], total: Mention, part: Mention) -> bool:
    """Whether the text below tells fewer than a whole, and another mention as many as they leave of it."""
    if part.harm is not total.harm or part.sentence in context.opening:
        return False
    rest = total.interval.min - part.interval.min
    others = (m for m in reported if m.harm is total.harm and m is not part and m.sentence != total.sentence)
    return rest > 0 and any(m.interval.min == rest for m in others)


def _is_same(one: Mention, other: Mention) -> bool:
    return one.harm is other.harm and one.interval == other.interval
