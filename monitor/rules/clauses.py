"""How a rule's parts join: a map is AND, a list is OR, `not:` negates; and what one part answers.

Every part answers for a `View` with a `Trace`: verdict, why in words, the quoted evidence. `verdict` is
the same without the words, as short as it can be cut.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Protocol

from monitor.model import (
    Actor,
    Article,
    Casualties,
    Casualty,
    Event,
    EventActor,
    Evidence,
    Facts,
    Place,
    Report,
    Verification,
)
from monitor.rules.rarity import Needs, any_of
from monitor.rules.shadow import HIDDEN, Shadow
from monitor.vocabulary import EventKind, Harm, Role, Verdict

RANK = {Verdict.NO: 0, Verdict.UNREAD: 1, Verdict.POSSIBLE: 2, Verdict.MATCH: 3}
"""Verdicts of a part in rising order: AND is the lowest, OR the highest. `excluded` is only a rule's."""

Told = Callable[[int], Casualties | None]
"""Gives the figures of the story that the n-th report joined, with all open claims; asked when a rule needs them."""


def no_story(_n: int) -> Casualties | None:
    """Know of no story: what an article says alone."""
    return None


Cut = Callable[[], tuple["Subject", ...]]
"""Gives what the boilerplate would tell if it counted; asked only where a rule is explained."""


def nothing_cut() -> tuple[Subject, ...]:
    """Know of no boilerplate: nobody asks what it would have done."""
    return ()


def _none() -> Casualties | None:
    return None


@dataclass(frozen=True, slots=True)
class Trace:
    """What one part of a rule answered, for people: the tree that `explain` prints."""

    clause: str
    verdict: Verdict
    said: str = ""
    quotes: tuple[Evidence, ...] = ()
    children: tuple[Trace, ...] = ()


Cast = EventActor | Actor
"""An actor of an event has one role; of an article, all that it has anywhere in it."""


def roles_of(who: Cast) -> tuple[Role, ...]:
    """Return the roles that an actor has in what is looked at."""
    return (who.role,) if isinstance(who, EventActor) else who.roles


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What rules may ask of one report; of an article without event, what the article as a whole says."""

    kind: EventKind | None
    on: date | None
    places: tuple[Place, ...]
    actors: tuple[Cast, ...]
    casualties: Casualties
    verification: Verification
    story: Callable[[], Casualties | None] = _none  # what the report's story holds open

    def figure(self, harm: Harm) -> Casualty | None:
        """Return the figure of one harm."""
        found: Casualty | None = getattr(self.casualties, harm)
        return found


def subject_of(event: Event | None, facts: Facts, story: Callable[[], Casualties | None] = _none) -> Subject:
    """Return what rules may ask of a report; `story` gives what its story holds open."""
    if event:
        return Subject(
            kind=event.kind, on=event.on, places=event.places, actors=event.actors,
            casualties=event.casualties, verification=event.verification, story=story,
        )  # fmt: skip
    return Subject(
        kind=None, on=None, places=facts.places, actors=facts.actors,
        casualties=Casualties(), verification=facts.verification, story=story,
    )  # fmt: skip


class View:
    """What a rule looks at: an article and one of its reports (all of them with `across: article`)."""

    def __init__(  # noqa: PLR0913, PLR0917 - what an article is to rules
        self,
        article: Article,
        facts: Facts,
        shadow: Shadow,
        reports: tuple[Report, ...],
        n: int | None,
        told: Told = no_story,
        cut: Cut = nothing_cut,
    ) -> None:
        self.reports = reports
        self.n = n
        self.told = told
        self.cut = cut
        self.article = article
        self.facts = facts
        self.shadow = shadow

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        """The n-th report; with `n` None all reports with an event, and what the article says beside them."""
        if self.n is not None:
            return (subject_of(self.reports[self.n].event, self.facts, partial(self.told, self.n)),)
        found = [subject_of(one.event, self.facts, partial(self.told, one.n)) for one in self.reports if one.event]
        return (*found, subject_of(None, self.facts))

    @cached_property
    def hidden(self) -> Shadow:
        """The words of boilerplate, header and disclaimer: never asked by a rule, shown by `explain`."""
        return Shadow(self.article, HIDDEN)

    @cached_property
    def whole(self) -> View:
        """All reports at once, whichever one this view is of."""
        return View(self.article, self.facts, self.shadow, self.reports, None, self.told, self.cut)


class Clause(Protocol):
    """A part of a rule."""

    def trace(self, view: View) -> Trace:
        """Answer in full."""
        ...

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        ...

    def needs(self, *, read: bool) -> Needs:
        """Return sets of keys, of each of which an article must have one for another verdict than `no`.

        `read` tells whether the article's facts were read: where not, nothing is needed of them.
        """
        ...


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Clause, ...]
    label: str = "all of these"

    def trace(self, view: View) -> Trace:
        """Answer in full: the lowest verdict of the parts."""
        children = tuple(part.trace(view) for part in self.parts)
        return Trace(self.label, min((child.verdict for child in children), key=RANK.__getitem__), children=children)

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone, up to the first `no`."""
        lowest = Verdict.MATCH
        for part in self.parts:
            found = part.verdict(view)
            if found is Verdict.NO:
                return found
            if found is not Verdict.MATCH:
                lowest = min(lowest, found, key=RANK.__getitem__)
        return lowest

    def needs(self, *, read: bool) -> Needs:
        """Return what all parts need."""
        return tuple(keys for part in self.parts for keys in part.needs(read=read))


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple[Clause, ...]
    label: str = "any of these"

    def trace(self, view: View) -> Trace:
        """Answer in full: the highest verdict of the parts."""
        children = tuple(part.trace(view) for part in self.parts)
        return Trace(self.label, max((child.verdict for child in children), key=RANK.__getitem__), children=children)

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone, up to the first match."""
        highest = Verdict.NO
        for part in self.parts:
            found = part.verdict(view)
            if found is Verdict.MATCH:
                return found
            if found is not Verdict.NO:
                highest = max(highest, found, key=RANK.__getitem__)
        return highest

    def needs(self, *, read: bool) -> Needs:
        """Return the keys of all parts, when each has some."""
        return any_of(part.needs(read=read) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold; what is possible or unread stays so."""

    part: Clause

    def trace(self, view: View) -> Trace:
        """Answer in full."""
        inner = self.part.trace(view)
        if inner.children:
            return Trace("not", _TURNED[inner.verdict], children=(inner,))
        return Trace(f"not {inner.clause}", _TURNED[inner.verdict], inner.said, inner.quotes)

    def verdict(self, view: View) -> Verdict:
        """Answer with the verdict alone."""
        return _TURNED[self.part.verdict(view)]

    def needs(self, *, read: bool) -> Needs:  # noqa: ARG002 - the absence of something has no key
        """Return nothing: an article without the part holds."""
        return ()


_TURNED = {Verdict.MATCH: Verdict.NO, Verdict.NO: Verdict.MATCH} | {
    verdict: verdict for verdict in (Verdict.POSSIBLE, Verdict.UNREAD)
}


@dataclass(frozen=True, slots=True)
class Every:
    """`every: article`: the explicit match of everything."""

    def trace(self, view: View) -> Trace:  # noqa: ARG002 - every article
        """Answer that it holds."""
        return Trace("every: article", Verdict.MATCH, "every article is meant")

    def verdict(self, view: View) -> Verdict:  # noqa: ARG002 - every article
        """Answer that it holds."""
        return Verdict.MATCH

    def needs(self, *, read: bool) -> Needs:  # noqa: ARG002 - every article
        """Return nothing."""
        return ()
