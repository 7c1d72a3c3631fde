"""Which candidates name somebody, and which names of one article mean the same actor."""

from __future__ import annotations

from bisect import bisect_right

from monitor.extraction.geography.unlisted import find_unlisted
from monitor.extraction.geography.wider import namesakes, short_regions
from monitor.extraction.index.candidates import Candidate, drop_overlaps
from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Scan, scan
from monitor.extraction.names.acronyms import introduced
from monitor.extraction.names.heads import head_candidates
from monitor.extraction.names.listed import listed_candidates
from monitor.extraction.names.offices import (
    calling_candidates,
    capital_candidates,
    office_candidates,
    people_candidates,
)
from monitor.extraction.names.persons import GUESSED, kind_behind
from monitor.extraction.names.runs import run_candidates
from monitor.extraction.speakers.blame import is_pinned
from monitor.extraction.speakers.speaking import speaks
from monitor.extraction.words.folding import fold
from monitor.model import ActorEntry, Article
from monitor.vocabulary import ActorKind

MAX_OFFSET = 1 << 40
APPOSED = 6  # characters of ", an "

# The finders of one article are called one after the other; each starts from the same scan.
_LATEST: list[Scan] = []


def scan_of(article: Article, index: NameIndex) -> Scan:
    """Return the scan of an article with its names; that of the latest article is kept."""
    if _LATEST and _LATEST[0].article is article and _LATEST[0].index is index:
        return _LATEST[0]
    found = scan(article, index)
    found.told_places = [*namesakes(found), *short_regions(found)]
    found.known_starts |= {start: end for start, end, _ in found.told_places}
    found.known_ends |= {end: start for start, end, _ in found.told_places}
    found.towns = find_unlisted(found)
    found.names = name_candidates(found)
    _LATEST[:] = [found]
    return found


def name_candidates(scan: Scan) -> list[Candidate]:
    """Return what names somebody, without overlaps, outside boilerplate and disclaimers."""
    found = [*listed_candidates(scan), *head_candidates(scan), *run_candidates(scan), *office_candidates(scan)]
    found += [*people_candidates(scan), *capital_candidates(scan), *calling_candidates(scan)]
    found = [one for one in found if one.actor is not None or not _is_a_town(scan, one)]
    meanings, new = introduced(scan, found)
    scan.acronyms = meanings
    kept = drop_overlaps([*found, *new])
    told = [one for one in kept if not scan.is_silent(one.start) and not _is_nobody(scan, one)]
    told = _without_appositions(scan, told)
    scan.listed_names = _fullest(scan, told)
    return told


def _without_appositions(scan: Scan, names: list[Candidate]) -> list[Candidate]:
    """Leave out what only says what the body before the comma is: "Emergency, an Italian charity that"."""
    articles = scan.index.speech["articles"]
    kept: list[Candidate] = []
    for one in names:
        last = kept[-1].end if kept else 0
        apart = one.actor is None and 0 < last <= one.start <= last + APPOSED and kept[-1].kind is one.kind
        apart = apart and scan.text[one.end - 1].islower() and scan.text.startswith(", ", last)
        if apart and scan.shadow[last + 2 : one.start].strip() in articles and kind_behind(scan, last):
            continue
        kept.append(one)
    return kept


def _is_a_town(scan: Scan, one: Candidate) -> bool:
    """Whether a name is that of an unlisted place, or a part of it, or that of a place of several words."""
    at = bisect_right(scan.towns, (one.name_start, MAX_OFFSET)) - 1
    if at >= 0 and one.name_start < scan.towns[at].end and one.end <= scan.towns[at].end:
        return True
    place = scan.starting("place", one.name_start)  # "West Bank" is no bank
    return place is not None and place.end == one.end and " " in scan.shadow[one.name_start : one.end]


def _is_nobody(scan: Scan, one: Candidate) -> bool:
    """Whether nobody is meant: "No group has claimed it"."""
    if one.actor is not None or one.start < 2:
        return False
    return scan.shadow[max(0, one.start - 9) : one.start - 1].rpartition(" ")[2] in scan.index.nobody


def _fullest(scan: Scan, told: list[Candidate]) -> dict[str, str]:
    """How the article itself names each listed actor at its fullest, with the acronym that it also uses."""
    names: dict[str, list[str]] = {}
    offices: dict[str, list[str]] = {}
    for one in told:
        if one.actor is not None:
            forms = offices if one.office else names
            forms.setdefault(one.actor, []).append(" ".join(scan.text[one.start : one.end].split()))
    return {actor: _full_form(scan.index.actors[actor], written) for actor, written in (offices | names).items()}


def _full_form(entry: ActorEntry, written: list[str]) -> str:
    if entry.kind is ActorKind.PERSON:
        return max(written, key=len)
    own = f" {fold(entry.name).strip()} "  # where it is written "Al-Qassam Brigades" is no fuller "Hamas"
    fullest = max([one for one in written if own in f" {fold(one).strip()} "] or written, key=len)
    acronym = next((one for one in written if one.isupper() and " " not in one and one not in fullest), None)
    return f"{fullest} ({acronym})" if acronym and " " in fullest and not fullest.isupper() else fullest


class Names:
    """What the short forms of one article mean."""

    def __init__(self, scan: Scan) -> None:
        self._scan = scan
        self._keys: dict[tuple[int, int], str] = {}
        self._people: dict[str, Candidate] = {}
        self._bodies: dict[str, Candidate | None] = {}
        self._armies: dict[str, Candidate] = {}  # by who they are
        for one in scan.names:
            if one.bare:
                continue
            if one.kind is not ActorKind.PERSON:
                self._remember_body(one)
            elif one.actor is None:
                self._remember(one)

    def _key(self, one: Candidate) -> str:
        stretch = (one.name_start, one.end)
        return self._keys.get(stretch) or self._keys.setdefault(stretch, self._scan.key(*stretch))

    def _remember(self, person: Candidate) -> None:
        for part in self._key(person).split()[1:]:
            self._people.setdefault(part, person)

    def _remember_body(self, one: Candidate) -> None:
        """Keep a body by its head noun; `None` when the article has two with the same one."""
        last = self._key(one).rpartition(" ")[2]
        if one.kind is ActorKind.FORCE and self._key(one).endswith(tuple(self._scan.index.name_words["armies"])):
            self._armies[self.identity(one)] = one
        if last not in self._bodies:
            self._bodies[last] = one
        elif (other := self._bodies[last]) and self.identity(other) != self.identity(one):
            self._bodies[last] = None

    def full(self, one: Candidate) -> Candidate:
        """Return the longer name that a short one stands for, or the candidate itself."""
        if one.actor is not None:
            return self._introduced_here(one) or one
        if one.acronym:
            return self._scan.acronyms.get(one.acronym, one)
        if one.kind is ActorKind.PERSON:
            words = self._key(one).split()
            longer = self._people.get(words[-1])
            if longer and (one.bare or words[0] == self._key(longer).partition(" ")[0]):
                return longer
        elif one.bare:
            word = self._key(one).rpartition(" ")[2]
            body = self._bodies.get(word) or self._army(word)
            return one if body is None or _is_the_states(one, body) else body
        return one

    def _army(self, word: str) -> Candidate | None:
        """Return the only army of an article by another word for it: "the military" beside "the Ruritanian army"."""
        told = word in self._scan.index.name_words["armies"] and word not in self._bodies and len(self._armies) == 1
        return next(iter(self._armies.values())) if told else None

    def _introduced_here(self, one: Candidate) -> Candidate | None:
        """Return what the article spells a listed acronym out as, where that opens otherwise: another's "CJTF"."""
        scan = self._scan
        told = scan.acronyms.get(scan.text[one.start : one.end]) if scan.acronyms and one.actor else None
        if told is None or told.actor is not None:
            return None
        words = self._key(told).split()
        entry = scan.index.actors[one.actor or ""]
        opens = {fold(name).split()[0] for name in (entry.name, *entry.aliases)}
        spelt = "".join(word[0] for word in words) == scan.key(one.start, one.end)
        return told if spelt and words[0] not in opens else None

    def tells(self, one: Candidate, full: Candidate) -> bool:
        """Whether a candidate, in its full form, is named surely enough: lone capitalised words need a reason."""
        if one.actor is not None:
            return one.kind is not ActorKind.COUNTRY or not _is_only_a_place(self._scan, one)
        if not one.bare:
            return True
        if one.kind is not ActorKind.PERSON:
            return self._bodies.get(self._key(one).rpartition(" ")[2], one) is not None
        if full is not one:
            return True
        place = self._scan.starting("place", one.start)
        if place and place.end == one.end and one.weight == GUESSED:
            return False
        return one.weight > GUESSED or speaks(self._scan, one.start, one.end) or self._is_blamed(one)

    def _is_blamed(self, one: Candidate) -> bool:
        """Whether a deed is laid at somebody's door: "attributed the killings to the Foxes"."""
        return is_pinned(self._scan, one, self._scan.sentence_at(one.start).start)

    def identity(self, one: Candidate) -> str:
        """Return the id of a candidate taken by itself."""
        if one.actor:
            return one.actor
        return f"name:{self._key(one)}"


def _is_the_states(one: Candidate, body: Candidate) -> bool:
    """Whether a force without a name is no armed group called so: "the army" beside a "Liberation Army"."""
    return one.kind is ActorKind.FORCE and body.kind is ActorKind.GROUP


def _is_only_a_place(scan: Scan, one: Candidate) -> bool:
    """A country behind a small word of place is where, not who."""
    before = scan.shadow[max(0, one.start - 40) : one.start].split()
    if not before or is_pinned(scan, one, scan.sentence_at(one.start).start):
        return False
    if scan.text[max(0, one.start - 2) : one.start] == ", " and not speaks(scan, one.start, one.end):
        return not _goes_on_from_a_party(scan, one, one.start - 2)
    word = before[-1]
    if word in scan.index.speech["articles"] and len(before) > 1:
        word = before[-2]
    elif word in scan.index.speech["and_words"] and _goes_on_from_a_party(scan, one, one.start - len(word) - 2):
        return False
    return word in scan.index.locative and not (
        word in scan.index.joins_parties and not scan.index.before_parties.isdisjoint(before)
    )


def _goes_on_from_a_party(scan: Scan, one: Candidate, end: int) -> bool:
    """Whether a country stands in a list behind one that is who: "signed by Egypt, Qatar and Turkey"."""
    other = scan.ending("actor", end)
    if other is None or scan.index.actors[other.value.actor].kind is not ActorKind.COUNTRY:
        return False
    return not _is_only_a_place(scan, one._replace(start=other.start, end=other.end))
