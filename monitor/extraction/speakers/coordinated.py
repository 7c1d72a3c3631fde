"""Who else does what one is told to do: "X and Y attacked", "X set a farm alight and shot two"."""

from __future__ import annotations

import re

from monitor.extraction.dateline import dateline_of
from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan
from monitor.vocabulary import ActorKind, Role

REACH = 120  # characters from a subject to its second verb
FAR_BY, LONGEST_DAY = 40, 5  # characters and words behind a participle in which "by" follows its day
_ARMED = (ActorKind.GROUP, ActorKind.FORCE)
_DOERS = (Role.ATTACKER, Role.CLAIMANT)
CLOSING = (")", "]")
_DID, _SUFFERED = ((Role.ATTACKER, "after"),), ((Role.VICTIM, "after"),)
_OF_HIM = _DID + _SUFFERED
_BREAK = re.compile(r"[;:,]|\n\s*\n")
_BRACKETED = re.compile(r"\s?[(\[][^)\]\n]{1,40}[)\]]")


def past_brackets(scan: Scan, end: int) -> int:
    """Where a name ends with its acronym: "X [EPL]", and where the brackets end that it stands in itself."""
    if scan.text[end : end + 1] in CLOSING:
        return end + 1
    bracket = _BRACKETED.match(scan.text, end)
    return bracket.end() if bracket else end


def share_deeds(scan: Scan, names: list[Candidate], roles: list[Role | None]) -> None:
    """Give the first of two names that are one subject the deed of the second: "X [EPL] and Y jointly attacked"."""
    if not any(role in _DOERS for role in roles):
        return
    for number in range(len(names) - 2, -1, -1):
        one = names[number]
        if roles[number] is not None or one.kind not in _ARMED:
            continue
        end = past_brackets(scan, one.end)
        other = next((at for at in range(number + 1, len(names)) if names[at].start >= end), None)
        if other is not None and roles[other] in _DOERS and _are_one_subject(scan, one, end, names[other]):
            roles[number] = roles[other]


def _are_one_subject(scan: Scan, one: Candidate, end: int, other: Candidate) -> bool:
    between = scan.shadow[end : other.start].split()
    if not between or between[0] not in scan.index.speech["and_words"] or _BREAK.search(scan.text, end, other.start):
        return False
    around, heads = scan.index.around, scan.index.heads
    return all(word in around or word in heads for word in between[1:]) and _opens_its_sentence(scan, one)


def _opens_its_sentence(scan: Scan, one: Candidate) -> bool:
    """Whether only small words stand before a name, and no verb whose object it could be."""
    start = max(scan.sentence_at(one.start).start, dateline_of(scan.article)[1])
    start = max(start, scan.text.rfind("]", start, one.start) + 1)
    around, heads = scan.index.around, scan.index.heads
    return all(word in around or word in heads for word in scan.shadow[start : one.start].split())


def goes_on_to(scan: Scan, one: Candidate, following: int) -> bool:
    """Read "Fighters of X set a dormitory alight and shot 41": the second verb of one subject is its deed as well."""
    if one.kind not in _ARMED:
        return False
    end = past_brackets(scan, one.end)
    hits = scan.between("role", end, min(one.end + REACH, following, scan.sentence_at(one.start).end))
    deeds = [hit for hit in hits if hit.value == (Role.ATTACKER, "after") and _is_second_verb(scan, end, hit)]
    if not deeds or not _is_verb(scan, end) or not _opens_its_sentence(scan, one):
        return False
    return "official" not in scan.index.kinds_of(scan.shadow[one.start : one.end].split())


def of_him(scan: Scan, one: Candidate, names: list[Candidate], number: int) -> Role | None:
    """Read "X shouted as he opened fire", "X, 34, stood by a bar when he was shot": what a pronoun does or suffers.

    It is the only person whom its sentence names in front; a vessel or a firm "was attacked" when "it" was.
    """
    if one.kind is ActorKind.ORGANISATION:
        return _of_it(scan, one)
    if one.kind is not ActorKind.PERSON:
        return None
    border = min(one.end + REACH, scan.sentence_at(one.start).end)
    end = next((other.start for other in names[number + 1 :] if other.kind is one.kind or other.start > border), border)
    hits = [hit for hit in scan.between("role", one.end, min(border, end)) if hit.value in _OF_HIM]
    his = [hit for hit in hits if _is_his(scan, hit) and not (hit.value in _DID and is_passive(scan, one.end, hit))]
    return his[0].value[0] if his and _opens_its_sentence(scan, one) else None


def _of_it(scan: Scan, one: Candidate) -> Role | None:
    """Read "The MV X was sailing to Y when it was attacked"."""
    hits = scan.between("role", one.end, min(one.end + 2 * REACH, scan.sentence_at(one.start).end))
    if not any(hit.value == (Role.TARGET, "after") and _is_its(scan, hit) for hit in hits):
        return None
    return Role.TARGET if _opens_its_sentence(scan, one) else None


def _is_its(scan: Scan, hit: Found) -> bool:
    before = scan.shadow[max(0, hit.start - FAR_BY) : hit.start].split()[-2:]
    words = scan.index.name_words
    return len(before) > 1 and before[1] in words["it"] and before[0] in words["as_he"]


def _is_his(scan: Scan, hit: Found) -> bool:
    """Whether "as he" or "when she" stands right before a deed."""
    before = scan.shadow[max(0, hit.start - FAR_BY) : hit.start].split()[-2:]
    words = scan.index.name_words
    return len(before) > 1 and before[1] in words["he"] and before[0] in words["as_he"]


def _is_verb(scan: Scan, end: int) -> bool:
    """Whether a verb stands right behind a name, or behind its people: "X fighters fled"."""
    words = scan.shadow[end + 1 : end + FAR_BY].split() if scan.text[end : end + 1] in (" ", "\n") else []
    word = next((word for word in words if word not in scan.index.heads), "")
    return word in scan.index.verbs or word.endswith(scan.index.verb_suffixes)


def _is_second_verb(scan: Scan, end: int, hit: Found) -> bool:
    """Whether "and" joins a deed to the verb of a subject, with nobody who says or does something else between."""
    between = scan.shadow[end : hit.start].split()
    ands = scan.index.speech["and_words"]
    joined = len(between) > 1 and between[-1] in ands and not _BREAK.search(scan.text, end, hit.start)
    if not joined or scan.shadow[hit.start : hit.end] in scan.index.no_verbs:
        return False
    opened = (scan.shadow[one.start : one.end] for one in scan.between("clause", end, hit.start))
    return ands.issuperset(opened) and not scan.has_between("says", end, hit.start)


def is_passive(scan: Scan, end: int, hit: Found) -> bool:
    """Whether a participle tells what was done to a name: "X, kidnapped last week", "X kidnapped on Friday by"."""
    if scan.text[end : hit.start] == ", ":
        return True
    index = scan.index
    for word in scan.shadow[hit.end : hit.end + FAR_BY].split()[:LONGEST_DAY]:
        if word in index.speech["by"]:
            return True
        if not (word.isdigit() or word in index.weekdays or word in index.months or word in index.name_words["when"]):
            return False
    return False
