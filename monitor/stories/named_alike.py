"""What speaks for one event in reports of any length: names that stand in no other news, where the facts go together.

A day later another outlet tells an event in words of its own, and likeness sees two texts of three hundred words that
share thirty. An editor joins them by the ship, the street or the firm that both name, as place, kind and toll go
together. Names alone do not do: a report of a second strike recalls the first one by its names.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from monitor.model import Casualty
from monitor.stories.agreeing import are_akin, same_toll
from monitor.stories.brevity import RARE, Named
from monitor.stories.evidence import MOST_NAMES, NAMED_ALIKE
from monitor.stories.features import Features
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.specifics import names_counted
from monitor.stories.vetoes import lies_elsewhere
from monitor.stories.whereabouts import is_named

FEWEST = 2
"""Names: a single one further down may be of who is asked about every event of a country."""

FEWEST_WITHOUT_EVENT = 4
"""The same where one side tells no event: two names in both leads; fewer joined a second catch of one ship's."""

_GROWS = 2.5  # times: as a toll grows from the first report to the last one
_A_PART = 5  # killed: fewer may be a part of a toll, as "a couple died with their son", and say nothing against it


def named_alike(features: Features, report: Side | None, story: Side | None, names: Named, profile: Profile) -> float:
    """Return what rare names add that a report and a story share; `may_be_told_on` is asked before."""
    both = (report, story) if report and story else None
    counted = names_counted(*both) if both else ()
    shared = (
        name
        for rarity, name in names
        if rarity > RARE and name in profile.terms and name not in counted and profile.is_name(name)
    )
    weight = sum(_weights(features, shared, profile, recalled=both is None or not same_toll(*both)))
    return NAMED_ALIKE * min(weight, MOST_NAMES) if weight >= (FEWEST if both else FEWEST_WITHOUT_EVENT) else 0.0


def may_be_told_on(report: Side | None, story: Side | None, features: Features, profile: Profile) -> bool:
    """Return whether report and story may be of one event by what is told of it.

    Where only one of them tells it, people were killed, and the other one names its place.
    """
    if report and story:
        return _go_together(report, story)
    if report:
        return _was_deadly_at_a_place_of(report, profile.terms)
    return story is not None and _was_deadly_at_a_place_of(story, features.terms)


def _go_together(report: Side, story: Side) -> bool:
    """Return whether kind, place and toll of two events go together, and no other event is told beside the report's."""
    return (
        report.beside is None
        and _are_of_one_toll(report.event.casualties.killed, story.event.casualties.killed)
        and are_akin(report.event.kind, story.event.kind)
        and not lies_elsewhere(report, story)
    )


def _was_deadly_at_a_place_of(told: Side, terms: Container[str]) -> bool:
    killed = told.event.casualties.killed
    return bool(killed and killed.value.min) and any(is_named(place, terms) for place in told.event.places)


def _are_of_one_toll(ours: Casualty | None, theirs: Casualty | None) -> bool:
    """Return whether both count their dead, and one count may have grown out of the other or be a part of it."""
    if ours is None or theirs is None:
        return False
    fewer, more = sorted((ours.value.min, theirs.value.min))
    return fewer > 0 and (fewer < _A_PART or more <= fewer * _GROWS)


def _weights(features: Features, names: Iterable[str], profile: Profile, *, recalled: bool) -> Iterator[int]:
    """Give what each name counts, one in both leads twice: nothing where one side has none of them in its lead.

    What a lead leaves out may be `recalled`, as the hotel that was stormed three days before the bomb.
    """
    lead = frozenset(features.lead_terms())
    found = [(name in lead, profile.is_lead_name(name)) for name in names]
    if not recalled or (any(here for here, _ in found) and any(there for _, there in found)):
        yield from (1 + (here and there) for here, there in found)
