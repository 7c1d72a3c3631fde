"""Who kills others and then himself: "shot his wife before turning the gun on himself", "a murder-suicide"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import Naming, People

OWN = ("himself",)
"""The head of somebody who killed himself."""


def with_own_deaths(clause: Clause, harmed: Sequence[Harmed]) -> list[Harmed]:
    """Count "himself" as somebody, and those of his own whom he shot right before as dead like him."""
    if clause.known.isdisjoint({"reflexive", "killed.to_self"}):
        return list(harmed)
    named = [replace(one, groups=tuple(_as_somebody(clause, one, group) for group in one.groups)) for one in harmed]
    killed = [one for one in named if one.harm == "killed"]
    ends = [one.at for one in killed if one.groups[0].heads == OWN]
    ends += [one.at for one in named if one.frame == "weak" and _is_only_oneself(clause, one)]
    others = [
        one.at for one in killed if one.at not in ends and one.frame != "together"
    ]  # "shot his two sons, killing one of them"
    dead = [one for one in named if _is_followed(clause, one, ends, others)]
    last = [one for one in named if dead and one.frame == "weak" and _is_only_oneself(clause, one)]
    return [_dead(one) if one in dead else _dead_by_own_hand(one) if one in last else one for one in named]


def _as_somebody(clause: Clause, one: Harmed, group: People) -> People:
    """Not in "killing three people and himself", where he is in the sum already."""
    reflexive = group.naming is Naming.PRONOUN and "reflexive" in clause.tags(group.first)
    return replace(group, naming=Naming.ONE, heads=OWN) if reflexive and one.harm == "killed" else group


def _is_followed(clause: Clause, one: Harmed, ends: Sequence[int], told: Sequence[int]) -> bool:
    """Whether somebody shot his own wife, and then killed himself, and nothing tells who of them died."""
    if any(one.at < at for at in told):
        return False
    if one.frame not in ("weak", "weak_gerund") or one.groups[0].first < one.at:
        return False
    others = [group for group in one.groups if "reflexive" not in clause.tags(group.first)]
    own = len(others) < len(one.groups) or any(one.at < end for end in ends)
    return own and bool(others) and all("related" in clause.tags(group.last - 1) for group in others)


def _is_only_oneself(clause: Clause, one: Harmed) -> bool:
    """The last deed of "shot her husband and both sons, called 911 and shot herself"."""
    return all("reflexive" in clause.tags(group.first) for group in one.groups)


def _dead_by_own_hand(one: Harmed) -> Harmed:
    return replace(
        one,
        harm="killed",
        frame="to_self",
        groups=tuple(replace(group, naming=Naming.ONE, heads=OWN) for group in one.groups),
    )


def _dead(one: Harmed) -> Harmed:
    return replace(one, harm="killed", frame="active")
