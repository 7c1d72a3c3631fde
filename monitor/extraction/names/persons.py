"""Whom a run of words names that nobody listed: a person, or a body by how it is told; most runs name nobody."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.names.given_names import has_given_name, kind_with_article
from monitor.extraction.names.listed import LISTED, are_spellings, spelt_otherwise
from monitor.extraction.speakers.speaking import speaks
from monitor.extraction.words.folding import fold
from monitor.vocabulary import ActorKind

PERSON = 6
MISSPELT = 25
GUESSED = 1
SHORT = 2  # letters of the shortest acronym
LONGEST_PERSON = 5
FAR_BEHIND, LONGEST_BEHIND = (
    60,
    5,
)  # characters and words behind a name in which its kind stands: ", an Italian charity"


class Part(NamedTuple):
    """One word of a run."""

    start: int
    end: int
    low: str


def name_of(scan: Scan, parts: list[Part], *, titled: bool) -> list[Candidate]:
    """Return whom the words of a run name, when they name somebody."""
    index = scan.index
    start, end = parts[0].start, parts[-1].end
    if len(parts) == 1 and " " not in parts[0].low:
        return single_word(scan, start, end, parts[0].low)
    if len(parts) == 1 and all(len(letter) == 1 for letter in parts[0].low.split()):
        return []  # "B.C."
    lows = scan.shadow[start:end].split()
    if lows[0] in index.spellings and (listed := _misspelt(scan, start, end)):
        return listed
    if lows[-1] in index.name_words["firms"] and not titled:
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=PERSON)]
    lows = lows[-2:]
    spoken = lows[-1] in index.name_words["surnames"] and (titled or speaks(scan, start, end))
    if not spoken and not (
        index.heads.keys().isdisjoint(lows)
        and index.facilities.isdisjoint(lows)
        and index.region_words.isdisjoint(lows)
    ):
        return []
    if not titled and sounds_like_a_body(scan, parts):
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=PERSON)]
    if len(parts) > LONGEST_PERSON or not _sounds_like_a_person(scan, parts, titled=titled):
        return []
    if not titled and is_one_of_many(scan, start):
        return []  # "a Chevrolet Malibu"
    kind = None if titled else _kind_said(scan, start) or kind_behind(scan, end) or kind_with_article(scan, start, end)
    return [Candidate(start, end, kind or ActorKind.PERSON, weight=_weight(scan, parts))]


def _misspelt(scan: Scan, start: int, end: int) -> list[Candidate]:
    actor = spelt_otherwise(scan.key(start, end), scan.index)
    return [Candidate(start, end, scan.index.actors[actor].kind, actor, weight=MISSPELT)] if actor else []


def sounds_like_a_body(scan: Scan, parts: list[Part]) -> bool:
    """Whether a word of bodies opens a name that speaks: "National Rally condemned", not "Northern Ireland said"."""
    start, end = parts[0].start, parts[-1].end
    opens = parts[0].low in scan.index.modifiers and not scan.is_flat(start) and not has_given_name(scan, parts)
    return opens and not scan.between("place", start, end) and speaks(scan, start, end)


def _sounds_like_a_person(scan: Scan, parts: list[Part], *, titled: bool) -> bool:
    index = scan.index
    given = has_given_name(scan, parts)
    if parts[0].low in index.modifiers and not titled and not given:
        return scan.ending("led", parts[0].start - 1) is not None
    start, end = parts[0].start, parts[-1].end
    common = index.common.issuperset([part.low for part in parts])
    if (common and not given) or _holds_a_digit(scan.shadow[start:end]):
        return False
    if titled:
        return True
    hits = scan.between("place", start, end)
    if not hits:
        return True
    places = {at for hit in hits for at in range(hit.start, hit.end)}
    last_known = parts[-1].low in index.common  # "Kharkiv Tractor" is nobody, "Ivanka Trump" is
    return not (parts[0].start in places if last_known else all(part.start in places for part in parts))


def _holds_a_digit(low: str) -> bool:
    return not low.replace(" ", "").isalpha() and any(map(str.isdigit, low))


def _weight(scan: Scan, parts: list[Part]) -> int:
    """A first name before a listed surname makes another person: "Ivanka Trump" is not Trump."""
    start, end = parts[0].start, parts[-1].end
    first = scan.starting("actor", start)
    if first and first.end == parts[0].end and scan.index.actors[first.value.actor].kind is ActorKind.PERSON:
        return LISTED + 1  # "Burhan Ghalioun" is not Burhan
    for hit in scan.between("actor", start + 1, end):
        if hit.end == end:
            entry = scan.index.actors[hit.value.actor]
            if entry.kind is ActorKind.PERSON:
                names = {fold(name).split()[0] for name in (entry.name, *entry.aliases)}
                return PERSON if any(are_spellings(parts[0].low, name) for name in names) else LISTED + 1
    return PERSON


def single_word(scan: Scan, start: int, end: int, low: str) -> list[Candidate]:
    """Return what one capitalised word names: an acronym, a name behind its title, or a guess that needs a reason."""
    if end - start == 1:
        return []
    titled = title_ends_at(scan, start - 1)
    if not low.replace(" ", "").isalpha():
        return []
    if end - start == SHORT and scan.text[start:end].isupper() and not titled:
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=GUESSED)] if speaks(scan, start, end) else []
    if not titled and (low in scan.index.common or low in scan.index.title_words):
        kind = _kind_said(scan, start) if scan.text[start:end].isupper() else kind_behind(scan, end)
        return [Candidate(start, end, kind, weight=PERSON)] if kind else []  # "the group CAGE"
    if low in scan.index.heads or low in scan.index.facilities or low in scan.index.region_words:
        return []
    if 2 < end - start < 8 and low not in scan.index.common and scan.text[start:end].isupper():
        if scan.known_starts.get(start) == end:
            return []
        return [Candidate(start, end, ActorKind.ORGANISATION, acronym=scan.text[start:end], weight=GUESSED)]
    if not titled and (kind := _kind_said(scan, start) or kind_behind(scan, end)):
        return [Candidate(start, end, kind, weight=PERSON)]
    if not titled and _ends_like_a_body(scan, start, low):
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=PERSON)]
    return [Candidate(start, end, ActorKind.PERSON, bare=True, weight=PERSON if titled else GUESSED)]


def _ends_like_a_body(scan: Scan, start: int, low: str) -> bool:
    """Whether one word names a company or a bank by how it ends: "Halkbank", "Rosneft"; a place is none."""
    endings = scan.index.name_words["body_endings"]
    return low.endswith(tuple(endings)) and low not in endings and start not in scan.known_starts


def _kind_said(scan: Scan, start: int) -> ActorKind | None:
    """What the words right before a name say that it is: "the oil company X", "a group calling itself the X"."""
    if scan.ending("led", start - 1):
        return ActorKind.GROUP
    if scan.ending("employed", start - 1) and start not in scan.known_starts:
        return ActorKind.ORGANISATION
    apposed = scan.text[start - 2 : start] == ", "  # "a contractor, Petrovar,"
    head = scan.ending("head", start - 2 if apposed else start - 1)
    if head is not None and apposed and _leads_it(scan, head.start, start):
        return None
    if head is None or head.value.members or scan.text[head.start].isupper() or head.value.kind is ActorKind.FORCE:
        return None
    kind: ActorKind = head.value.kind
    return kind


def is_one_of_many(scan: Scan, start: int) -> bool:
    """Whether an article makes a thing of a name: "a Chevrolet Malibu", "an Antonov"."""
    before = scan.shadow[scan.shadow.rfind(" ", 0, max(start - 1, 0)) + 1 : start].strip()
    return before in scan.index.name_words["one_of_many"] and not scan.is_flat(start)


def _leads_it(scan: Scan, start: int, end: int) -> bool:
    """Whether who is named only leads the body before the comma: "the head of the city's council, X,"."""
    begin = max(scan.sentence_at(end).start, scan.text.rfind(", ", 0, start) + 1)
    lead = scan.shadow[begin:start].split()
    called = scan.index.name_words["leads"]
    return any(
        word in called and f" {following} " in scan.index.joiners_of_bodies for word, following in pairwise(lead)
    )


def kind_behind(scan: Scan, end: int) -> ActorKind | None:
    """What is set in commas behind a name says that it is: "X, an Italian charity that", not "X, a party leader"."""
    if not scan.text.startswith(", a", end):
        return None
    words = scan.shadow[end + 2 : end + FAR_BEHIND].split()[: LONGEST_BEHIND + 1]
    if words[:1] == [] or words[0] not in scan.index.speech["articles"]:
        return None
    at = end + 2
    for _ in range(LONGEST_BEHIND):
        at = scan.shadow.find(" ", at) + 1
        head = scan.starting("head", at)
        if head is not None:
            return _kind_of(scan, head)
        word = scan.shadow[at : scan.shadow.find(" ", at)] if at else ""
        if not at or scan.text[at - 2] in ",.;:" or word in scan.index.stop:
            return None
    return None


def _kind_of(scan: Scan, head: Found) -> ActorKind | None:
    """Return what a noun behind a name says that it is, unless another noun follows: "an army officer"."""
    kind: ActorKind = head.value.kind
    at = scan.text[head.end : head.end + 1]
    word = scan.shadow[head.end + 1 : head.end + FAR_BEHIND].partition(" ")[0] if at in (" ", "\n") else ""
    ends = at in (",", ".", ";", "\u2014") or word in scan.index.stop or word.endswith(scan.index.verb_suffixes)
    ends = ends or word in scan.index.name_words["close_to"]
    return None if head.value.members or not ends else kind


def title_ends_at(scan: Scan, offset: int) -> bool:
    """Whether a title stands right before this blank: "president Cristiani"."""
    titles = scan.by_end("title")
    found = titles.get(offset)
    if found is None:
        if scan.text[offset - 1 : offset] != ".":
            return False
        found = titles.get(offset - 1)
        if found and scan.shadow[found.start : found.end] not in scan.index.abbreviations:
            return False  # "... of its leader. Men of the north"
    if found is None or not scan.is_flat(found.start):
        return found is not None
    return scan.shadow[found.start : found.end] not in scan.index.stop  # "HE ACCUSED" is no Excellency
