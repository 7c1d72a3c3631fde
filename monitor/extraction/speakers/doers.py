"""Frames that say who did it and not what was done: blame, a claim of responsibility, a denial of one's own part.

"Police accused X of the attack that killed 21" takes the attack and its dead for granted. What such a
frame commits its speaker to is the doer alone, so it colours no toll. "X accused Y of killing 21" tells
the killing itself, unless an office of the state says so, which answers for the dead in its own name.
"""

from __future__ import annotations

from itertools import pairwise

from monitor.extraction.index.index import told_in
from monitor.extraction.index.scan import Found, Scan
from monitor.vocabulary import SourceKind

_CHARGING = (SourceKind.OFFICIAL, SourceKind.OUTLET)
LONGEST_SUBJECT = 4  # words: "that any of its"
_FAR = 60  # characters behind a verb in which what it is about begins


def is_about_the_doer(scan: Scan, cue: Found, kind: SourceKind, *, ahead: bool) -> bool:
    """Whether a verb of saying tells who did what is taken for granted; what is said may stand `ahead` of it."""
    verb = scan.shadow[cue.start : cue.end].rpartition(" ")[2]
    accuses = verb in scan.index.speech["accuses"]
    if not accuses and cue.value not in ("claims", "denies"):
        return False
    sentence = scan.sentence_at(cue.start)
    if accuses and ahead:
        return False  # "..., the ministry charged today"
    if accuses:
        return kind in _CHARGING or not _tells_a_deed(scan, cue.end, sentence.end)
    behind = scan.shadow[cue.end : min(cue.end + _FAR, sentence.end)].split()
    comma = scan.text.find(",", cue.end, cue.end + _FAR)
    if 0 <= comma < sentence.end and len(scan.shadow[cue.end : comma].split()) == 1:
        behind = behind[:1]  # "denied this, saying"
    if cue.value == "claims":
        return _is_claim_of_deed(scan, cue.end, behind) or _names_the_doer(scan, cue.end, sentence.end)
    part = _is_denial_of_ones_part(scan, behind) or (kind is SourceKind.UNKNOWN and _is_denial_of_charges(scan, behind))
    part = part or _names_the_doer(scan, cue.end, sentence.end)
    return part or _is_denial_of_a_link(scan, cue.end, sentence.end)


def doubts_the_doer(scan: Scan, cue: Found) -> bool:
    """Whether a hedge is about a person or a cause: "the alleged gunman", "suspected of", not "an alleged massacre"."""
    speech = scan.index.speech
    if scan.shadow[cue.start : cue.end] not in speech["doubting_who"]:
        return False
    following = scan.shadow[cue.end : cue.end + 24].split()
    return scan.starting("deeds", cue.end + 1) is None and not (following and following[0] in speech["own_up"])


def told_in_denial(scan: Scan, cue: Found, end: int) -> int:
    """Where that ends which a denial of one's part tells itself: "denied that its troops killed 26", not "the raid".

    What a noun for the deed or a relative word takes for granted stays told; 0 when the denial tells nothing itself.
    """
    speech = scan.index.speech
    behind = scan.shadow[cue.end : end].split()[:LONGEST_SUBJECT]
    own = [word for word in behind if word in speech["oneself"]]
    if not own or behind[0] not in speech["conjunction"]:
        return 0
    opening = scan.shadow.find(own[0], cue.end)
    granted = [hit.start for hit in scan.between("deeds", opening, end) if _is_pointed_at(scan, hit)]
    granted += [hit.start for hit in scan.between("clause", opening, end) if _takes_for_granted(scan, hit)]
    return min(granted, default=end)


def _is_pointed_at(scan: Scan, hit: Found) -> bool:
    """Whether "the" or "any" stands before a deed, and no word of the denier's own: "its drones"."""
    before = scan.shadow[max(0, hit.start - 12) : hit.start].split()[-1:]
    return bool(before) and before[0] in scan.index.speech["determiners"] - scan.index.speech["oneself"]


def _takes_for_granted(scan: Scan, hit: Found) -> bool:
    return scan.shadow[hit.start : hit.end] in scan.index.speech["granted"]


def disowns(scan: Scan, cue: Found, scope: tuple[int, int]) -> bool:
    """Whether who speaks denies a part in it in other words: "Ruritania said it had nothing to do with the blast"."""
    if cue.value == "denies" or ";" in scan.text[scope[0] : scope[0] + _FAR]:
        return False
    told = scan.shadow[scope[0] : min(scope[1], scope[0] + _FAR)].split()
    return told_in(scan.index.speech["disowns"], told)


def is_standing(scan: Scan, cue: Found) -> bool:
    """Whether a policy is denied and no event: "Ruritania denies targeting civilians"."""
    speech = scan.index.speech
    behind = [word for word in scan.shadow[cue.end : cue.end + _FAR].split() if word not in speech["adverbs"]]
    return bool(behind) and behind[0] in speech["policies"] and scan.shadow[cue.start : cue.end] in speech["present"]


def _tells_a_deed(scan: Scan, start: int, end: int) -> bool:
    """Whether somebody is accused "of killing 9", which only the accuser tells, not "of (carrying out) the attack"."""
    index = scan.index
    words = scan.shadow[start:end].split()
    deeds = [
        at + 1
        for at, (word, following) in enumerate(pairwise(words))
        if word in index.speech["accused_of"] and following.endswith(index.progressive)
    ]
    return any(index.speech["pointing"].isdisjoint(words[at + 1 : at + 3]) for at in deeds)


def _names_the_doer(scan: Scan, start: int, end: int) -> bool:
    """Read "believe that X was behind the attack": only who did it is believed."""
    content = f"{scan.shadow[start : min(start + _FAR, end)]} "
    return any(f" {phrase} " in content for phrase in scan.index.speech["names_doer"])


def claims_a_deed(scan: Scan, cue: Found, end: int) -> bool:
    """Whether a verb claims a deed for who speaks: "claimed Thursday's attack on the base", not "claims that"."""
    claims = scan.shadow[cue.start : cue.end].split()[-1] in scan.index.speech["claiming"]
    return claims and _is_claim_of_deed(scan, cue.end, scan.shadow[cue.end : min(cue.end + _FAR, end)].split())


def _is_claim_of_deed(scan: Scan, start: int, behind: list[str]) -> bool:
    """Read "claimed responsibility", "claimed the attack on", but not "claimed the attack killed 20"."""
    speech = scan.index.speech
    small = 0
    skipped = speech["determiners"] | scan.index.weekdays
    while small < len(behind) and behind[small] in skipped:
        small += 1  # "claimed Thursday's attack"
    if small == len(behind):
        return False
    word = behind[small]
    if word in speech["own_up"]:
        return True
    at = scan.shadow.find(word, start)
    deed = scan.starting("deeds", at)
    if deed is None:
        return False
    following = scan.shadow[deed.end : deed.end + 24].split()
    ends = scan.text[deed.end : deed.end + 1] not in (" ", "\n") or not following
    return ends or following[0] in scan.index.locative or following[0] in speech["after_deed"]


def _is_denial_of_a_link(scan: Scan, start: int, end: int) -> bool:
    """Read "denied that the delay was related to the murder of six": both stay, only what joins them is denied."""
    return told_in(scan.index.speech["links"], scan.shadow[start:end].split())


def _is_denial_of_charges(scan: Scan, behind: list[str]) -> bool:
    """Whether somebody in court denies "the charges", which are about him."""
    told = [word for word in behind if word not in scan.index.speech["determiners"]]
    return bool(told) and scan.index.speech["in_court"].issuperset(told)


def _is_denial_of_ones_part(scan: Scan, behind: list[str]) -> bool:
    """Read "denied involvement", "denied that its troops", "denied carrying out": the deed itself stays."""
    speech = scan.index.speech
    small = (speech["determiners"] | scan.index.weekdays) - speech["oneself"]
    told = [word for word in behind if word not in small][:2]
    while told and told[0] in speech["conjunction"]:
        del told[0]
    if not told:
        return False
    if told[0] in speech["oneself"]:
        return len(told) > 1
    return told[0] in speech["involvement"] or told[0].endswith(scan.index.progressive)
