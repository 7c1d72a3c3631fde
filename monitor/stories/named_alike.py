"""What speaks for one event in reports of any length: names that stand in no other news, where the facts go together.

A day later another outlet tells an event in words of its own, and likeness sees two texts of three hundred words that
share thirty. An editor joins them by the ship, the street or the firm that both name, as place, kind and toll go
together. Names alone do not do: a report of a second strike recalls the first one by its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model import Casualty
from monitor.stories.agreeing import are_akin, hit_another
from monitor.stories.brevity import RARE, Named
from monitor.stories.features import Features
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.specifics import names_counted
from monitor.stories.vetoes import lies_elsewhere

BY_NAME = 1.5
"""What each rare name adds that both have; one in both leads counts as two."""

FEWEST = 2
"""Names: a single one further down may be of who is asked about every event of a country."""

MOST = 3
"""Names: more of them are no surprise."""

_GROWS = 2.5  # times: as a toll grows from the first report to the last one
_A_PART = 5  # killed: fewer may be a part of a toll, as "a couple died with their son", and say nothing against it


def named_alike(features: Features, report: Side, story: Side, names: Named, profile: Profile) -> float:
    """Return what rare names add that a report and a story share; `may_be_told_on` is asked before."""
    counted = names_counted(report, story)
    shared = (
        name
        for rarity, name in names
        if rarity > RARE and name in profile.terms and name not in counted and profile.is_name(name)
    )
    weight = sum(_weights(features, shared, profile))
    return BY_NAME * min(weight, MOST) if weight >= FEWEST else 0.0


def may_be_told_on(report: Side, story: Side) -> bool:
    """Return whether kind, place and toll of two events go together, and no other event is told beside the report's."""
    return (
        report.beside is None
        and _are_of_one_toll(report.event.casualties.killed, story.event.casualties.killed)
        and are_akin(report.event.kind, story.event.kind)
        and not hit_another(report, story)
        and not lies_elsewhere(report, story)
    )


def _are_of_one_toll(ours: Casualty | None, theirs: Casualty | None) -> bool:
    """Return whether both count their dead, and one count may have grown out of the other or be a part of it."""
    if ours is None or theirs is None:
        return False
    fewer, more = sorted((ours.value.min, theirs.value.min))
    return fewer > 0 and (fewer < _A_PART or more <= fewer * _GROWS)


def _weights(features: Features, names: Iterable[str], profile: Profile) -> Iterator[int]:
    """Give what each name counts, one in both leads twice: nothing where one side has none of them in its lead.

    What a lead leaves out is recalled, as the hotel that was stormed three days before the bomb.
    """
    lead = frozenset(features.lead_terms())
    found = [(name in lead, profile.is_lead_name(name)) for name in names]
    if any(here for here, _ in found) and any(there for _, there in found):
        yield from (1 + (here and there) for here, there in found)
