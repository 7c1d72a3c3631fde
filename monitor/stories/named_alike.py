"""What speaks for one event in reports of any length: names that stand in no other news, where the facts go together.

A day later another outlet tells an event in words of its own, and likeness sees two texts of three hundred words that
share thirty. An editor joins them by the ship, the street or the firm that both name, as place, kind and toll go
together. Names alone do not do: a report of a second strike recalls the first one by its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model import Casualty, Event
from monitor.stories.agreeing import are_akin, same_toll
from monitor.stories.brevity import RARE, Named
from monitor.stories.evidence import MOST_NAMES, NAMED_ALIKE
from monitor.stories.features import Features
from monitor.stories.one_town import COMES_AGAIN, fits_in_one_town
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.specifics import names_counted
from monitor.stories.vetoes import lies_elsewhere
from monitor.vocabulary import EventKind

FEWEST = 2
"""Names: a single one further down may be of who is asked about every event of a country."""

FEWEST_WITHOUT_EVENT = 3
"""The same where one side tells no event: two names, of which one stands in both leads."""

FEWEST_UNCOUNTED = 3
"""The same where one side counts no dead: names, wherever they stand."""

FEWEST_IN_ONE_TOWN = 1
"""The same where both count their dead in one town, and nothing that is told speaks against one event."""

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
    weights = list(_weights(features, shared, profile, recalled=both is None or _may_be_recalled(*both)))
    weight = sum(weights)
    if both and not _both_count_dead(*both) and len(weights) < FEWEST_UNCOUNTED:
        return 0.0
    return NAMED_ALIKE * min(weight, MOST_NAMES) if weight >= (_asked(*both) if both else FEWEST_WITHOUT_EVENT) else 0.0


def _asked(report: Side, story: Side) -> int:
    return FEWEST_IN_ONE_TOWN if _fit_in_town(report, story) else FEWEST


def _fit_in_town(report: Side, story: Side) -> bool:
    return story.event.kind not in COMES_AGAIN and fits_in_one_town(report, story)


def _may_be_recalled(report: Side, story: Side) -> bool:
    """Return whether what one lead leaves out may be of an event that is only recalled there."""
    return _both_count_dead(report, story) and not same_toll(report, story) and not _fit_in_town(report, story)


def may_be_told_on(report: Side | None, story: Side | None) -> bool:
    """Return whether report and story may be of one event by what is told of it.

    Where only one of them tells it, or counts its dead, people were killed.
    """
    if report and story:
        return _go_together(report, story)
    told = report or story
    return told is not None and _was_deadly(told.event)


def _go_together(report: Side, story: Side) -> bool:
    """Return whether kind, place and toll of two events go together, and no other event is told beside the report's."""
    ours, theirs = report.event.casualties.killed, story.event.casualties.killed
    if report.beside is not None or lies_elsewhere(report, story):
        return False
    if ours is None or theirs is None:
        kind = report.event.kind
        deadly = _was_deadly(report.event) or _was_deadly(story.event)
        return deadly and kind is story.event.kind and kind not in (EventKind.OTHER, *COMES_AGAIN)
    return _are_of_one_toll(ours, theirs) and are_akin(report.event.kind, story.event.kind)


def _both_count_dead(report: Side, story: Side) -> bool:
    return report.event.casualties.killed is not None and story.event.casualties.killed is not None


def _was_deadly(event: Event) -> bool:
    return bool(event.casualties.killed and event.casualties.killed.value.min)


def _are_of_one_toll(ours: Casualty, theirs: Casualty) -> bool:
    """Return whether one count may have grown out of the other or be a part of it."""
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
