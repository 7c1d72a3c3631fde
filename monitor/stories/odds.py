"""What the odds that a report and a story tell one event decide, and which misread facts they outweigh."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from monitor.model import Story
from monitor.stories.profile import Profile
from monitor.vocabulary import Relation

JOINED = -1.0
"""Logarithm of the odds from which a report joins; `docs/stories.md` tells what other values cost, in many orders."""

POSSIBLE = -2.0
"""From here on a report opens a story of its own that is marked as maybe the same."""

UNSURE = 0.3
"""Below this, a second story that is nearly as likely makes the report `possible`: it may be either's."""

MARGIN = 0.8
"""How much less likely the second story must be."""

TOGETHER = -1.5
"""From here on a report joins the likelier of two stories of which one may be the other: both were told of."""

BEYOND_DOUBT = 3.0
"""From here on a misread day or kind is likelier than two events so alike; another place or toll is not."""
MISREAD = frozenset({"day", "next_days", "fewer", "kind"})

BEYOND_CHANCE = 1.0
"""From here on two or three days between the days that are told, or a misread kind, are likelier than chance."""
TOLD_OTHERWISE = frozenset({"next_days", "kind"})
REWORDED = frozenset({"next_days"})


class Rival(NamedTuple):
    """A story that the report may be of."""

    odds: float  # the logarithm, with what is forgiven for rare names
    profile: Profile
    likeness: float  # the same without it: by this a doubt is judged, and a misread fact forgiven
    alike: bool = False  # rare names say so, where what is told of the event goes together


def by_odds(best: float, rivals: Iterator[float]) -> Relation:
    """Decide by the odds: `report` joins the likeliest, `possible` may be it, or `new`.

    Its rivals come in order, and are asked for only where the second one counts.
    """
    if best >= JOINED and (best >= UNSURE or best - next(rivals, -math.inf) >= MARGIN):
        return Relation.REPORT
    return Relation.POSSIBLE if best >= POSSIBLE else Relation.NEW


def may_be_one(one: Story, other: Story) -> bool:
    """Return whether one of two stories is marked as maybe the other."""
    return one.may_be == other.id or other.may_be == one.id


def are_kin(one: Story, other: Story) -> bool:
    """Return whether one story may be the other, or both may be the same third one."""
    return may_be_one(one, other) or (one.may_be is not None and one.may_be == other.may_be)


def are_together_likely(best: float, kin: Iterable[float]) -> bool:
    """Return whether a report is of one of several stories that may be one another, given the odds of each."""
    odds = [math.exp(one) for one in kin]
    return bool(odds) and math.log(math.exp(best) + math.fsum(odds)) >= TOGETHER


def forgiven(likeness: float) -> frozenset[str]:
    """Return the vetoes that so great a likeness outweighs."""
    if likeness >= BEYOND_DOUBT:
        return MISREAD
    return TOLD_OTHERWISE if likeness >= BEYOND_CHANCE else frozenset()
