"""Which live stories a report may be of by its words and facts, and how likely it is of each."""

from __future__ import annotations

from collections.abc import Container, Sequence

from monitor.stories.agreeing import agreement
from monitor.stories.brevity import Named, allowance, most_forgiven, names_by_rarity, others_named
from monitor.stories.features import Features
from monitor.stories.likeness import Asked, compare, score
from monitor.stories.living import LiveStories
from monitor.stories.load import load_words
from monitor.stories.odds import JOINED, Rival, are_kin
from monitor.stories.one_town import set_in_one_town
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.specifics import names_counted

SEVERAL = 2
"""A short text that names what so many other stories are about is a round-up; one that tells no event, from one on."""


class Rivals:
    """Finds them among what is remembered of the live stories, and changes nothing of it."""

    def __init__(self, live: LiveStories) -> None:
        self._live = live
        self._words = load_words()

    def find(self, features: Features, told: Side | None, taken: Container[str]) -> list[Rival]:
        """Return the stories that a report may be of, the likeliest first; none of those that are `taken`."""
        compared = Asked(features, self._live.catalogue.frequencies)
        near = [profile for profile in self._live.catalogue.near(compared) if profile.story_id not in taken]
        signs = compare(compared, near)
        likenesses = [score(one) + self._agreed(told, profile) for one, profile in zip(signs, near, strict=True)]
        forgiven = [0.0] * len(near)
        if all(likeness < JOINED for likeness in likenesses):  # else nothing need be forgiven to find its story
            forgiven = self._forgiven_short(compared, told, near)
        rivals = (
            Rival(likeness + brief, profile, likeness)
            for likeness, brief, profile in zip(likenesses, forgiven, near, strict=True)
        )
        return sorted(rivals, key=lambda one: (-one.odds, one.profile.serial))

    def _agreed(self, told: Side | None, profile: Profile) -> float:
        """Return what the facts add to the odds."""
        known = self._known(profile) if told else None
        return agreement(told, known) if told and known else 0.0

    def _forgiven_short(self, asked: Asked, told: Side | None, near: Sequence[Profile]) -> list[float]:
        """Return for each story what short texts with a rare name or town in common are forgiven."""
        short = [most_forgiven(asked.report, profile) > 0.0 for profile in near]
        names = names_by_rarity(asked, self._words.common_names) if any(short) else ()
        return [
            self._forgiven(asked.report, told, names, profile, near) if is_short else 0.0
            for profile, is_short in zip(near, short, strict=True)
        ]

    def _forgiven(
        self, features: Features, told: Side | None, names: Named, profile: Profile, near: Sequence[Profile]
    ) -> float:
        """Return nothing where the report is a round-up, or all names that it shares are counted already."""
        known = self._known(profile) if told else None
        both = (told, known) if told and known else None
        brief = allowance(features, names, profile, names_counted(*both) if both else ())
        brief += set_in_one_town(*both, names, profile) if both else 0.0
        if not brief:
            return 0.0
        ours = self._live.stories[profile.story_id]
        others = [one for one in near if one is not profile and not are_kin(self._live.stories[one.story_id], ours)]
        return 0.0 if others_named(names, profile, others) >= (SEVERAL if told else 1) else brief

    def _known(self, profile: Profile) -> Side | None:
        return self._live.side_of(profile.story_id)
