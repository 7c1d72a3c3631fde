"""One event while it is being told: its mentions, and where and when it is set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from monitor.extraction.casualties import Mention
from monitor.extraction.harm.naming import Naming
from monitor.model import Place
from monitor.vocabulary import Harm, Zone

SEVERAL = 2
"""Those whom "they" means."""


@dataclass(slots=True)
class Cluster:
    """The mentions of one event, with where and when it is set as far as they say."""

    mentions: list[Mention]
    places: list[Place]
    on: date | None = None
    guessed: bool = False  # its own sentence names no place: the places are those told before
    names: set[str] = field(default_factory=set)  # of the people that its mentions name
    titled: list[Mention] = field(default_factory=list)  # its mentions in the title
    harms: set[Harm] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Note what is asked of an event for each mention that may be its own."""
        self.titled += [mention for mention in self.mentions if mention.zone is Zone.TITLE]
        self.harms.update(mention.harm for mention in self.mentions)

    def goes_on_with(self, mention: Mention) -> bool:
        """Whether the next sentence says where or how it was: "Last night added six. They died in Ternopil"."""
        if Naming.PRONOUN not in mention.namings or mention.interval.min < SEVERAL:
            return False
        last = self.mentions[-1]
        return mention.harm is last.harm and mention.sentence - last.sentence == 1 and last.interval.max != 1

    def add(self, mention: Mention, places: Sequence[Place]) -> None:
        """Take one more mention in, and each place once: an event may be told in thousands of sentences."""
        if self.guessed and places and (len(self.titled) == len(self.mentions) or self.goes_on_with(mention)):
            self.places, self.guessed = [], False  # a title names no place: the first toll below does
        self.mentions.append(mention)
        self.titled += [mention] if mention.zone is Zone.TITLE else []
        self.harms.add(mention.harm)
        known = {which(place) for place in self.places}
        self.places.extend(place for place in places if which(place) not in known)
        self.names |= names_of(mention)


def names_of(mention: Mention) -> set[str]:
    """Return the words of the name of whom a mention harms; nothing where it names nobody."""
    return set(mention.heads) if Naming.NAME in mention.namings else set()


def which(place: Place) -> tuple[str, int | None, str | None]:
    """Return what tells one place from another."""
    return place.name, place.geonameid, place.country
