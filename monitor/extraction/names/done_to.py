"""Whom a deed was done to: its object, whose premises were hit, who is among the harmed, all names of one list."""

from __future__ import annotations

import re

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.speaking import speaks
from monitor.extraction.words.folding import fold
from monitor.vocabulary import ActorKind, Role

REACH = 110  # characters from what was done to whom it was done to
OWNED = 24  # characters behind a name in which its premises stand: "'s main office"
LONGEST, LONGEST_WEAPON = 8, 8  # words from "attacked", or from "hurled two bombs at", to the name
FAR_HARM = 7  # words from a harm, over who suffered it, to "including"
PART = 90  # characters before a name in which a harm and "including" stand
_BREAK = re.compile(r"[,;:]|\n\s*\n")
MEMBERS = 50  # characters before a body's name: "killing six members of the "
FAR_FOUND = 4  # words from "found" over what somebody is to the name
_FOUND = re.compile(r"(?:, (?:aged )?\d{1,3},)? (?P<how>[a-z]+)")
_OLD = re.compile(r"\b\d{1,3}-[a-z]+-[a-z]+\b")  # "33-year-old"
_SHARED = (Role.VICTIM, Role.TARGET)
_LISTED = re.compile(  # from a name of a list to the next: ", 24, and his driver, "
    r"(?:,? (?:aged )?\d{1,3}(?=[,; ]))?(?:[,;]|,? (?:and|AND)|, (?:who|a|an|the|of) [^,;.:]{3,80},(?: and)?)\s"
    r"(?P<who>(?:[^\s,;.:()]+,?\s){0,5})"
)


def done_to(scan: Scan, one: Candidate, start: int) -> Role | None:
    """Return what was done to whom a name tells, in a sentence that starts there: it was aimed at, or is harmed."""
    done = scan.between("done", max(start, one.start - REACH), one.start)
    if done and any(_is_hit(scan, hit, one) for hit in done):
        return Role.TARGET
    start = max(start, one.start - PART)
    if one.kind is ActorKind.PERSON and (_is_found_dead(scan, one) or _is_of_remains(scan, one)):
        return Role.VICTIM
    if one.kind is not ActorKind.PERSON and _are_members_harmed(scan, one, start):
        return Role.VICTIM
    harmed = one.kind is ActorKind.PERSON and scan.has_between("harmed", start, one.start)
    return Role.VICTIM if harmed and _is_of_the_harmed(scan, one, start) else None


def is_wounded(scan: Scan, one: Candidate, hits: list[Found]) -> bool:
    """Whether somebody "was hit", which wounds a person and is a body's as a target."""
    words = scan.index.name_words["wounds_one"]
    return any(hit.start > one.end and scan.shadow[hit.start : hit.end] in words for hit in hits)


def _is_found_dead(scan: Scan, one: Candidate) -> bool:
    """Read "officers found X, 27, dead of several wounds"."""
    words = scan.index.name_words
    behind = _FOUND.match(scan.text, one.end)
    if behind is None or behind["how"] not in words["lifeless"]:
        return False
    lead = scan.shadow[max(0, one.start - OWNED) : one.start].split()[-FAR_FOUND:]
    return not words["finds"].isdisjoint(lead)


def _is_of_remains(scan: Scan, one: Candidate) -> bool:
    """Read "the body of X", "the remains of the teacher X"."""
    lead = scan.shadow[max(0, one.start - OWNED) : one.start].split()
    whose = next((at for at in range(len(lead) - 1, 0, -1) if f" {lead[at]} " in scan.index.joiners), 0)
    return lead[whose - 1 : whose] != [] and lead[whose - 1] in scan.index.name_words["remains"]


def _are_members_harmed(scan: Scan, one: Candidate, start: int) -> bool:
    """Read "killing six members of X", "four fighters of X, a militia, were killed"."""
    if one.kind not in (ActorKind.GROUP, ActorKind.FORCE, ActorKind.ORGANISATION):
        return False
    lead = scan.shadow[max(start, one.start - MEMBERS) : one.start].split()
    while lead and lead[-1] in scan.index.speech["articles"]:
        lead.pop()
    if len(lead) < 2 or f" {lead[-1]} " not in scan.index.joiners or not _is_of_members(scan, lead[-2]):
        return False
    if not any(_counts(scan, word) for word in lead[-4:-2]):
        return False
    ahead = scan.between("harmed", max(start, one.start - MEMBERS), one.start)
    if ahead and len(scan.shadow[ahead[-1].end : one.start].split()) <= FAR_HARM:
        return True
    behind = scan.between("role", one.end, min(one.end + PART, scan.sentence_at(one.start).end))
    return any(hit.value == (Role.VICTIM, "after") for hit in behind)


def _is_of_members(scan: Scan, word: str) -> bool:
    head = scan.index.heads.get(word)
    return word in scan.index.name_words["members_of"] or (head is not None and head.members)


def _counts(scan: Scan, word: str) -> bool:
    return word.isdigit() or word in scan.index.speech["numbers"]


def _is_hit(scan: Scan, hit: Found, one: Candidate) -> bool:
    """Whether a name is what was hit or aimed at, or the premises are its own: "attacked X", "a bomb at X's home"."""
    if hit.end >= one.start or _BREAK.search(scan.text, hit.end, one.start):
        return False
    between = scan.shadow[hit.end : one.start].split()
    if hit.value == "owned":
        return _stands_for(scan, between, one, direct=False)
    if hit.value == "object":
        lead = scan.shadow[max(0, hit.start - OWNED) : hit.start].split()[-1:]
        straight = scan.index.speech["be"].isdisjoint(lead)  # "X was hit in the home of Y"
        return straight and _stands_for(scan, between, one, direct=one.kind is not ActorKind.COUNTRY)
    ways = [at for at, word in enumerate(between) if word in scan.index.scene_words]
    if not ways or ways[-1] > LONGEST_WEAPON or scan.has_between("says", hit.end, one.start):
        return False
    words = scan.index.name_words
    body = one.kind is not ActorKind.PERSON and between[ways[-1]] in words["straight_into"]
    direct = body or between[ways[-1]] in words["straight_at"]
    return _stands_for(scan, between[ways[-1] + 1 :], one, direct=direct)


def _stands_for(scan: Scan, between: list[str], one: Candidate, *, direct: bool) -> bool:
    """Whether what was hit is the name itself, with what it is called before it, or premises of its own."""
    index, premises = scan.index, scan.index.name_words["premises"]
    owns = [at for at, word in enumerate(between) if word in index.name_words["belonging"]]
    between = between[owns[-1] + 2 :] if owns else between  # "pylons belonging to", "a farm owned by"
    if (
        len(between) > LONGEST
        or not index.scene_words.isdisjoint(between)
        or not index.speech["be"].isdisjoint(between)
    ):
        return False
    other = [word for word in between if not (word in premises or _calls_somebody(index, word))]
    if other[1:] or not index.stop.isdisjoint(other):
        return False
    owned = bool(owns) or not premises.isdisjoint(between) or _has_premises(scan, one.end)
    return owned or (direct and not other)


def _has_premises(scan: Scan, end: int) -> bool:
    """Whether what is somebody's stands behind a name: "X's main office", "the ELN convoy"."""
    behind = [word for word in scan.shadow[end : end + OWNED].split() if word != "s"]
    return scan.text[end : end + 1] not in (",", ".", ";") and not scan.index.name_words["premises"].isdisjoint(
        behind[:2]
    )


def _is_of_the_harmed(scan: Scan, one: Candidate, start: int) -> bool:
    """Read "nine died, among them the mayor, X", "killed 10 people, including X", "the injured were X"."""
    words = scan.index.name_words
    if speaks(scan, one.start, one.end):
        return False  # "including three children, Governor X said"
    harm = scan.between("harmed", start, one.start)[-1].end
    behind = scan.shadow[harm : one.start].split()
    comma = scan.text.find(", ", harm, one.start)
    if comma > 0 and scan.index.title_words.issuperset(scan.shadow[comma + 2 : one.start].split()):
        return _calls_one(scan, scan.shadow[harm:comma].split())
    parts = [at for at, word in enumerate(behind) if word in words["part_of"]]
    if parts:
        suffered, called = behind[: parts[-1]], behind[parts[-1] + 1 :]
        told = len(suffered) <= FAR_HARM and not any(_takes_over(scan, word) for word in suffered)
        return told and _only_calls(scan, called)
    told = bool(behind) and behind[0] in words["consist"]
    return told and _only_calls(scan, behind[1:])


def _calls_one(scan: Scan, words: list[str]) -> bool:
    """Whether words before a comma only say who was harmed: "killing the driver, X", "shot dead the ruler of Y, X"."""
    index = scan.index
    opens = bool(words) and (words[0] in index.speech["articles"] or words[0] in index.speech["oneself"])
    return opens and len(words) <= LONGEST and not any(_takes_over(scan, word) for word in words)


def _takes_over(scan: Scan, word: str) -> bool:
    """Whether a word leads on from who was harmed to somebody else: "killed 14, drawing anger from many, including"."""
    index = scan.index
    return word.endswith((*index.verb_suffixes, *index.progressive)) or word in index.name_words["others"]


def _only_calls(scan: Scan, words: list[str]) -> bool:
    """Whether words before a name only say who it is: "the cartoonist", "former mayor"."""
    index = scan.index
    other = [word for word in words if not _calls_somebody(index, word)]
    return len(words) <= LONGEST and not other[1:] and index.stop.isdisjoint(other)


def _calls_somebody(index: NameIndex, word: str) -> bool:
    """Whether a word before a name says who or what it is: "former", "airline", "cartoonist"."""
    return word in index.around or word in index.heads or word in index.persons


def share_harm(scan: Scan, names: list[Candidate], roles: list[Role | None]) -> None:
    """Give all people of one list what was done to one of them: "killing X, 42; Y, 19; and Z", "X and Y were shot"."""
    if not any(role in _SHARED for role in roles):
        return
    for number in range(len(names) - 1):
        if roles[number] in _SHARED and roles[number + 1] is None and _are_listed(scan, names, number):
            roles[number + 1] = roles[number]
    listed = False  # whether a list has had its "and": with commas alone the names before are set beside another
    for number in range(len(names) - 1, 0, -1):
        gap = scan.shadow[names[number - 1].end : names[number].start].split()
        listed = listed or not scan.index.speech["and_words"].isdisjoint(gap)
        shared = listed and roles[number] in _SHARED and roles[number - 1] is None
        listed = shared and _are_listed(scan, names, number - 1)
        if listed:
            roles[number - 1] = roles[number]


def _are_listed(scan: Scan, names: list[Candidate], number: int) -> bool:
    """Whether two people are of one list; of one who does something himself the list ends before: "and X fled"."""
    one, other = names[number], names[number + 1]
    if not one.kind is other.kind is ActorKind.PERSON:
        return False
    gap = _LISTED.fullmatch(scan.text, one.end, other.start)
    return gap is not None and _only_calls(scan, fold(_OLD.sub("", gap["who"])).split())
