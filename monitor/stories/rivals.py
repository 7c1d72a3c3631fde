"""Which live stories a report may be of by its words and facts, and how likely it is of each."""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import compress
from typing import NamedTuple

from monitor.stories.agreeing import agreement
from monitor.stories.brevity import Named, allowance, most_forgiven, names_by_rarity, others_named
from monitor.stories.features import Features
from monitor.stories.likeness import Asked, compare, score
from monitor.stories.living import LiveStories
from monitor.stories.load import load_words
from monitor.stories.named_alike import may_be_told_on, named_alike
from monitor.stories.odds import JOINED, Rival, are_kin
from monitor.stories.one_town import fits_in_one_town, set_in_one_town
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.specifics import names_counted

SEVERAL = 2
"""A short text that names what so many other stories are about is a round-up; one that tells no event, from one on."""


class _Said(NamedTuple):
    """What rare names that a report and a story share add to the odds; the greater counts."""

    short: float  # of short texts
    alike: float  # where the facts go together


_NOTHING = _Said(0.0, 0.0)


class Rivals:
    """Finds them among what is remembered of the live stories, and changes nothing of it."""

    def __init__(self, live: LiveStories) -> None:
        self._live = live
        self._words = load_words()

    def find(self, features: Features, told: Side | None, taken: Container[str]) -> list[Rival]:
        """Return the stories that a report may be of, the likeliest first; none of those that are `taken`."""
        compared = Asked(features, self._live.catalogue.frequencies)
        found = [one for one in self._live.catalogue.near(compared) if one[0].story_id not in taken]
        near = [profile for profile, _ in found]
        signs = compare(compared, near)
        likenesses = [score(one) + self._agreed(told, profile) for one, profile in zip(signs, near, strict=True)]
        speak = [_NOTHING] * len(near)
        by_words = [is_likely for _, is_likely in found]
        # else nothing need be forgiven to find its story
        if all(likeness < JOINED for likeness in compress(likenesses, by_words)):
            speak = self._names_speak(compared, told, near)
        rivals = (
            Rival(likeness + max(said), profile, likeness, said.alike > 0.0)
            for likeness, said, profile, is_likely in zip(likenesses, speak, near, by_words, strict=True)
            if is_likely or any(said)
        )
        return sorted(rivals, key=lambda one: (-one.odds, one.profile.serial))

    def _agreed(self, told: Side | None, profile: Profile) -> float:
        """Return what the facts add to the odds."""
        known = self._known(profile) if told else None
        return agreement(told, known) if told and known else 0.0

    def _names_speak(self, asked: Asked, told: Side | None, near: Sequence[Profile]) -> list[_Said]:
        """Return for each story what is forgiven for rare names: of short texts, or where the facts go together."""
        features = asked.report
        short = [most_forgiven(features, profile) > 0.0 for profile in near]
        fit = [self._fits(told, profile) for profile in near]
        alone = sum(fit) == 1  # of all stories that are near
        told_on = [may_be_told_on(told, self._known(profile)) for profile in near]
        spoken = any(short) or any(told_on) or any(fit)
        names = names_by_rarity(asked, self._words.common_names) if spoken else ()
        said = [
            _Said(
                (self._of_short(features, told, names, profile) if is_short else 0.0)
                + (self._in_town(told, names, profile, alone=alone) if fits and (is_short or alone) else 0.0),
                named_alike(features, told, self._known(profile), names, profile) if on else 0.0,
            )
            for profile, is_short, on, fits in zip(near, short, told_on, fit, strict=True)
        ]
        return [
            _NOTHING if any(one) and self._rounds_up(told, names, profile, near) else one
            for one, profile in zip(said, near, strict=True)
        ]

    def _of_short(self, features: Features, told: Side | None, names: Named, profile: Profile) -> float:
        """Return what short texts with a rare name in common are forgiven."""
        known = self._known(profile) if told else None
        counted = names_counted(told, known) if told and known else ()
        return allowance(features, names, profile, counted)

    def _fits(self, told: Side | None, profile: Profile) -> bool:
        known = self._known(profile) if told else None
        return told is not None and known is not None and fits_in_one_town(told, known)

    def _in_town(self, told: Side | None, names: Named, profile: Profile, *, alone: bool) -> float:
        known = self._known(profile)
        return set_in_one_town(told, known, names, profile, alone=alone) if told and known else 0.0

    def _rounds_up(self, told: Side | None, names: Named, profile: Profile, near: Sequence[Profile]) -> bool:
        """Return whether the report names what other stories are about as well."""
        ours = self._live.stories[profile.story_id]
        others = [one for one in near if one is not profile and not are_kin(self._live.stories[one.story_id], ours)]
        return others_named(names, profile, others) >= (SEVERAL if told else 1)

    def _known(self, profile: Profile) -> Side | None:
        return self._live.side_of(profile.story_id)
