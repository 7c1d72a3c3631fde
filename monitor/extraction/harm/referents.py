"""Whom a pronoun means within its sentence, and who is left when some outlive it: "all but two of the 181"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import SOME, Naming, People
from monitor.vocabulary import Bound


def with_referents(clause: Clause, harmed: Iterable[Harmed]) -> Iterator[Harmed]:
    """Count those whom "them" means, and leave those who did it out of the sum with those whom they harmed."""
    for one in harmed:
        groups = _without_attackers(clause, tuple(_meant(clause, group) or group for group in one.groups))
        yield one if groups == one.groups else replace(one, groups=groups)


def _meant(clause: Clause, group: People) -> People | None:
    """The nine of "kidnapped nine passengers and shot them dead"."""
    if "reflexive_many" in clause.tags(group.first):
        told = [p for p in clause.people if p.last <= group.first and p.naming is Naming.COUNT and not p.part]
        return replace(told[-1], more=group.more) if told else None  # "two brothers shot themselves dead"
    object_ = group.naming is Naming.PRONOUN and "pronoun_subject" not in clause.tags(group.first)
    if not object_ or group.interval != SOME:
        return None
    before = [p for p in clause.people if p.last <= group.first and p.naming is Naming.COUNT and not p.part]
    counted = [p for p in before if p.first and p.interval.bound is not Bound.VAGUE and _is_object(clause, p)]
    if not counted:
        return None
    return replace(group, interval=counted[-1].interval, naming=Naming.COUNT, heads=counted[-1].heads)


def _is_object(clause: Clause, people: People) -> bool:
    """Whether no verb follows whose subject they are."""
    behind = clause.tags(people.last)
    return not behind & {"be", "have", "verb", "auxiliary", "modal"} and clause.text(people.first - 1) != ","


def _without_attackers(clause: Clause, groups: tuple[People, ...]) -> tuple[People, ...]:
    """The ten of "ten people and four attackers were killed"."""
    victims = tuple(group for group in groups if "attacker" not in clause.tags(group.last - 1))
    return victims or groups
