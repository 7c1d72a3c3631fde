"""What short texts are forgiven: two of fifty words have fewer in common than two of three hundred, whatever they tell.

The weights of `likeness` come from long articles. What two short reports of one event share, and two events that look
alike do not, is a rare name: a village, a ship, a firm. So a rare name in both is worth the more, the shorter they are.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Sequence

import numpy as np

from monitor.stories.evidence import SHORT_ASKED, SHORT_LENGTH, SHORT_NAME
from monitor.stories.features import Features
from monitor.stories.frequencies import ORDINARY, PRIOR
from monitor.stories.likeness import Asked
from monitor.stories.profile import Profile

SHORT = 120
"""Texts with fewer different telling words than this are short."""

SHORTEST = 30
"""Below this nothing more is forgiven: so few words may be of any event."""

RARE = 0.8
"""From here on a name is rare enough to show which story a report is of."""

_COMMON = 20.0  # of the pretended reports hold a name that tells no event: a land, a capital, "police", "John"

Named = Sequence[tuple[float, str]]
"""Names with how rare each is (0..1), the rarest first."""


def names_by_rarity(asked: Asked, common: Container[str]) -> Named:
    """Return a report's names with how rare each is: 1 is what stands in one live report alone.

    That of the agency which signs the dateline is left out: it says who tells, not of what.
    """
    names = asked.report.named()
    reports = asked.frequencies.reports + PRIOR
    pretended = [_COMMON if name in common else ORDINARY for name in names]
    under = asked.holding[asked.report.names.at] + pretended
    rarity = np.minimum(1.0, np.log(1.05 + reports / under) / math.log(1.05 + reports / (1.0 + ORDINARY)))
    told = (one for one in zip(rarity.tolist(), names, strict=True) if one[1] not in asked.report.signed)
    return sorted(told, key=lambda one: -one[0])


def most_forgiven(report: Features, story: Profile) -> float:
    """Return what `allowance` cannot exceed for texts of these lengths: nought for all but short ones."""
    return max(0.0, _by_length(report, story) + SHORT_NAME - SHORT_ASKED)


def allowance(report: Features, names: Named, story: Profile, counted: Container[str] = ()) -> float:
    """Return what is added to the likeness of a report and a story; `counted` names tell nothing more."""
    rarest = next(
        (rarity for rarity, name in names if name in story.terms and name not in counted and story.is_name(name)), 0.0
    )
    return max(0.0, _by_length(report, story) + SHORT_NAME * rarest - SHORT_ASKED) if rarest else 0.0


def _by_length(report: Features, story: Profile) -> float:
    length = math.sqrt(max(len(report.terms), 1) * story.length)
    return SHORT_LENGTH * math.log(SHORT / min(max(length, SHORTEST), SHORT))


def others_named(names: Named, story: Profile, others: Collection[Profile]) -> int:
    """Return how many other stories have a rare name of the report in a lead that this story lacks.

    A round-up names what several stories are about, each of them as short as a report of one.
    """
    strange = [name for rarity, name in names if rarity > RARE and not (name in story.terms and story.is_name(name))]
    return sum(any(map(other.is_lead_name, strange)) for other in others)
