"""Who a source is: which actor it names, of what kind it is, and through whom it is heard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.extraction.mentions import ActorMention
from monitor.extraction.scan import Scan
from monitor.model import ActorEntry
from monitor.vocabulary import ActorKind, Flag, SourceKind

FLAG_OF = {
    SourceKind.UNNAMED: Flag.UNNAMED_SOURCE,
    SourceKind.STATE_MEDIA: Flag.STATE_MEDIA,
    SourceKind.PARTY: Flag.PARTY_CLAIM,
    SourceKind.SOCIAL: Flag.SOCIAL_MEDIA,
}
_ARMED = (ActorKind.FORCE, ActorKind.GROUP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A source as it is known: its kind and, where it is a named actor, its id."""

    kind: SourceKind
    actor: str | None = None

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What this kind of source adds to a claim."""
        flag = FLAG_OF.get(self.kind)
        return (flag,) if flag else ()


class Speakers:
    """The sources of one article: a party is one only when its opponent is in the article too."""

    def __init__(self, scan: Scan, actors: Iterable[ActorMention]) -> None:
        self._scan = scan
        self._index = scan.index
        self._actors = tuple(actors)
        self._present = self._sides()
        self._starts = [one.start for one in self._actors]

    def _sides(self) -> frozenset[str]:
        """Every actor named, what each belongs to, and the country of each."""
        sides: set[str] = set()
        for name in {mention.id for mention in self._actors}:
            entry = self._index.actors.get(name)
            while entry and entry.id not in sides:
                sides.add(entry.id)
                sides.add(self._index.countries.get(entry.country or "", entry.id))
                entry = self._index.actors.get(entry.of or "")
        return frozenset(sides)

    def within(self, start: int, end: int) -> list[ActorMention]:
        """Return the actors named between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self._actors[first:last] if one.end <= end]

    def identify(self, start: int, end: int, until: int = 0) -> Speaker:
        """Return who a source is, given where its words stand and how far an apposition to them reaches."""
        told = self._index.kinds_of(self._scan.shadow[start : max(end, until)].split())
        named = self.within(start, end)
        actor = named[-1] if named else None
        if "unnamed" in told and not (actor and actor.kind is ActorKind.PERSON):
            return Speaker(kind=SourceKind.UNNAMED)
        return Speaker(kind=self._kind(told, actor), actor=actor.id if actor else None)

    def _kind(self, told: set[str], actor: ActorMention | None) -> SourceKind:
        entry = self._index.actors.get(actor.id) if actor else None
        if "state_media" in told or (entry and entry.state_media):
            return SourceKind.STATE_MEDIA
        if entry and entry.media:
            return SourceKind.OUTLET
        if "social" in told:
            return SourceKind.SOCIAL
        if entry and self._is_party(entry):
            return SourceKind.PARTY
        if "party" in told or (actor and actor.kind in _ARMED and "official" not in told):
            return SourceKind.PARTY
        if "outlet" in told:
            return SourceKind.OUTLET
        return SourceKind.OFFICIAL if "official" in told or entry else SourceKind.UNKNOWN

    def _is_party(self, entry: ActorEntry) -> bool:
        return any(opponent in self._present for opponent in entry.opponents)
