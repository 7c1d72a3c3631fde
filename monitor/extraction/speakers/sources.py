"""Who a source is: which actor it names, of what kind it is, and through whom it is heard."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from monitor.extraction.index.index import told_in
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.mentions import ActorMention
from monitor.extraction.speakers.wordings import kinds_told, wording_of
from monitor.extraction.words.folding import fold
from monitor.extraction.words.tokens import POSSESSIVE
from monitor.model import ActorEntry
from monitor.vocabulary import ActorKind, Flag, SourceKind

FLAGS_OF = {
    SourceKind.UNNAMED: (Flag.UNNAMED_SOURCE,),
    SourceKind.STATE_MEDIA: (Flag.STATE_MEDIA,),
    SourceKind.PARTY: (Flag.PARTY_CLAIM,),
    SourceKind.SOCIAL: (Flag.SOCIAL_MEDIA,),
}
LONGEST_TITLE = 60  # characters before a name
LONGEST_APPOSITION = 10  # words behind it
_ARMED = (ActorKind.FORCE, ActorKind.GROUP)


class Speaker(NamedTuple):
    """A source as it is known: its kind and, where it is a named actor, its id."""

    kind: SourceKind
    actor: str | None = None
    side: bool = False  # an office or a service of a side in the conflict, and not who speaks for the side

    @property
    def flags(self) -> tuple[Flag, ...]:
        """What this kind of source adds to a claim."""
        return FLAGS_OF.get(self.kind, ())


class Speakers:
    """The sources of one article: a party is one only when its opponent is in the article too."""

    def __init__(self, scan: Scan, actors: Iterable[ActorMention]) -> None:
        self._scan = scan
        self._index = scan.index
        self._actors = tuple(actors)
        self._present = self._sides()
        self._starts = [one.start for one in self._actors]
        self._firsts: dict[str, int] = {}
        for one in self._actors:
            self._firsts.setdefault(one.id, one.start)
        self._known_of: dict[str, set[str]] = {}  # by person: who speaks often is asked for each time

    def _sides(self) -> frozenset[str]:
        """Every actor named, what each belongs to, and the country of each."""
        sides = set(self._lands_of_unlisted())
        for name in {mention.id for mention in self._actors}:
            entry = self._index.actors.get(name)
            while entry and entry.id not in sides:
                sides.add(entry.id)
                sides.add(self._index.countries.get(entry.country or "", entry.id))
                entry = self._index.actors.get(entry.of or "")
        return frozenset(sides)

    def _lands_of_unlisted(self) -> Iterator[str]:
        """The countries of unlisted bodies that speak for a side or fight: "Ruritania's defence ministry"."""
        for one in self._actors:
            words = self._scan.shadow[one.start : one.end].split()
            if one.id in self._index.actors or not (one.kind in _ARMED or "party" in self._index.kinds_of(words)):
                continue
            lands = {hit.value for hit in self._scan.between("adjective", one.start, one.end)}
            places = [self._index.place(hit.value) for hit in self._scan.between("place", one.start, one.end)]
            lands |= {row.country for row in places if row.kind == "country"}
            yield from (self._index.countries[land] for land in lands if land in self._index.countries)

    def first_named(self, actor: str) -> int:
        """Return where an actor is named first."""
        return self._firsts[actor]

    def within(self, start: int, end: int) -> list[ActorMention]:
        """Return the actors named between two offsets."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [one for one in self._actors[first:last] if one.end <= end] if first < last else []

    def identify(self, start: int, end: int, until: int = 0) -> Speaker:
        """Return who a source is, given where its words stand and how far an apposition to them reaches."""
        shadow, index = self._scan.shadow, self._index
        told = kinds_told(index, shadow[start : max(end, until)])
        if "outlet" in told and until > end and "outlet" not in kinds_told(index, shadow[start:end]):
            told = told - {"outlet"}  # "X, who confirmed it to our correspondent,"
        named = self.within(start, end)
        if not named and until > end:
            named = [one for one in self.within(end, until) if one.start <= end + 2]
        actor = named[-1] if named else None
        if "unnamed" in told and not (actor and actor.kind is ActorKind.PERSON):
            return Speaker(kind=SourceKind.UNNAMED)
        kind = self._kind(told, actor)
        if kind is SourceKind.UNKNOWN and actor and actor.kind is ActorKind.PERSON:
            kind = self._kind(self._told_of(actor.id), None)
        side = kind is SourceKind.OFFICIAL and self._is_of_a_party(start, end)
        if (side and not self._answers_for_a_place(start, end)) or (
            kind is SourceKind.OFFICIAL and self._is_of_a_group(named)
        ):
            kind = SourceKind.PARTY
        elif (
            kind is SourceKind.PARTY and actor and "party" not in told and self._holds_a_local_office(actor, start, end)
        ):
            kind, side = SourceKind.OFFICIAL, True
        return Speaker(kind=kind, actor=actor.id if actor else None, side=side and kind is SourceKind.OFFICIAL)

    def _answers_for_a_place(self, start: int, end: int) -> bool:
        """Whether a source is a governor, a mayor, the police or rescuers: they count the dead of their own place."""
        return wording_of(self._index, self._scan.shadow[start:end]).of_no_side

    def _holds_a_local_office(self, person: ActorMention, start: int, end: int) -> bool:
        entry = self._index.actors.get(person.id)
        if person.kind is ActorKind.PERSON and self._answers_for_a_place(start, end):
            return True  # "Mayor Ihor Terekhov"
        offices = (fold(office.name).split() for office in entry.offices) if entry else ()
        return any(told_in(self._index.speech["no_side"], office) for office in offices)

    def of_dateline(self, start: int, end: int) -> Speaker | None:
        """Return the medium of a dateline when it speaks for a side: "(Radio of the Free Front)", "clandestine"."""
        words = self._scan.shadow[start:end].split()
        if not self._index.speech["clandestine"].isdisjoint(words):
            return Speaker(kind=SourceKind.PARTY)
        opening = self._scan.text.find("(", start, end)
        if opening < 0:
            return None
        speaker = self.identify(opening, end)
        return speaker if speaker.kind in (SourceKind.PARTY, SourceKind.STATE_MEDIA, SourceKind.SOCIAL) else None

    def _told_of(self, person: str) -> set[str]:
        """What the article says a person is, wherever it names the person: "Governor X", "X, the mayor of Y,"."""
        if person not in self._known_of:
            self._known_of[person] = self._find_told_of(person)
        return self._known_of[person]

    def _find_told_of(self, person: str) -> set[str]:
        for one in self._actors:
            if one.id == person:
                titles = self._titles_before(one.start)
                told = self._index.kinds_of([*titles, *self._apposition(one.end), *self._described_before(one.start)])
                if told:
                    return told
        return set()

    def _titles_before(self, start: int) -> list[str]:
        text, index = self._scan.text, self._index
        if text[start - 2 : start] == ") ":  # "police commander (RPC) Benjamin Kuzaga"
            start = max(text.rfind(" (", start - LONGEST_TITLE, start) + 1, 0) or start
        words: list[str] = []
        for word in reversed(self._scan.shadow[max(0, start - LONGEST_TITLE) : start].split()):
            if word in index.speech["no_longer"]:
                return []
            known = word in index.title_words or word in index.heads or word in index.modifiers
            if not (known or index.kinds_of([word])):
                break
            words.append(word)
        joined = text[start - 1 : start] in (" ", "\n") and text[start - 2 : start - 1] not in (",", ";", ":")
        return words[::-1] if joined else []

    def _apposition(self, end: int) -> list[str]:
        text = self._scan.text
        if text[end : end + 2] not in (", ", ",\n") or self._scan.starting("says", end + 2):
            return []  # ", said on Telegram" is none
        border = self._scan.sentence_at(end).end
        closing = text.find(",", end + 2, border)
        closing = closing if closing > 0 else border
        if self._scan.has_between("says", end + 2, closing):
            return []  # ", who confirmed it to our correspondent," tells nothing of who it is
        words = self._scan.shadow[end + 1 : closing].split()
        if words and words[0] in self._index.locative and self._index.kinds_of(words) == {"social"}:
            return []  # ", in a message on Telegram," neither
        told = not self._index.speech["no_longer"].intersection(words)
        return words if told and len(words) <= LONGEST_APPOSITION else []

    def _described_before(self, start: int) -> list[str]:
        """What stands before a name and its comma: "The hospital's director, Dr Samir Haddad,"."""
        words = self._scan.text[self._scan.sentence_at(start).start : start].rsplit(",", 2)
        titles = self._scan.index.title_words
        if len(words) < 2 or not all(word.strip(".").lower() in titles for word in words[-1].split()):
            return []
        told = [word.strip(".'\u2019").lower() for word in words[-2].replace("\u2019s", "").replace("'s", "").split()]
        former = not self._index.speech["no_longer"].isdisjoint(told)
        return told if len(told) <= LONGEST_APPOSITION and not former else []

    def _is_of_a_group(self, named: Iterable[ActorMention]) -> bool:
        """Whether an armed group is named beside its spokesman: "BLA spokesman Jeeyand Baloch"."""
        entries = (self._index.actors.get(one.id) for one in named)
        return any(entry and entry.kind is ActorKind.GROUP for entry in entries)

    def _is_of_a_party(self, start: int, end: int) -> bool:
        """Whether a nationality or a capital in a source's words is of a side: "the government in Strelsau"."""
        if not self._scan.has_known(start, end):
            return False
        index, countries = self._index, self._index.countries
        lands = [hit.value for hit in self._scan.between("adjective", start, end)]
        places = self._scan.between("place", start, end)
        lands += [index.place(hit.value).country for hit in places if hit.value in index.capitals or self._owns(hit)]
        sides = (countries.get(land) for land in lands)
        return any(side and self._is_party(index.actors[side]) for side in sides)

    def _owns(self, hit: Found) -> bool:
        """Whether a country has what stands behind it: "Somalia's interior ministry", not "the mission in Somalia"."""
        return self._scan.text[hit.end : hit.end + 2] in POSSESSIVE and self._index.place(hit.value).kind == "country"

    def _kind(self, told: AbstractSet[str], actor: ActorMention | None) -> SourceKind:
        entry = self._index.actors.get(actor.id) if actor else None
        if "state_media" in told or (entry and entry.state_media):
            return SourceKind.STATE_MEDIA
        if entry and entry.media:
            return SourceKind.PARTY if self._is_a_groups(entry) else SourceKind.OUTLET
        if "social" in told:
            return SourceKind.SOCIAL
        if entry and self._is_party(entry):
            return SourceKind.PARTY
        if "party" in told or (actor and actor.kind in _ARMED and "official" not in told):
            return SourceKind.PARTY
        if "outlet" in told:
            return SourceKind.OUTLET
        return SourceKind.OFFICIAL if "official" in told or entry else SourceKind.UNKNOWN

    def _is_a_groups(self, entry: ActorEntry) -> bool:
        """Whether an armed group speaks through a medium: Al-Masirah is the Houthis'."""
        owner = self._index.actors.get(entry.of or "")
        return owner is not None and owner.kind is ActorKind.GROUP

    def _is_party(self, entry: ActorEntry) -> bool:
        return any(opponent in self._present for opponent in entry.opponents)
