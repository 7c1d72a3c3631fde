"""Who is blamed or owns up in words around a name: "blamed the raid on X", "hold X responsible", "X said its men had".

The frames of `roles` need a cue beside the name; these reach over what stands between.
"""

from __future__ import annotations

import re
from itertools import pairwise

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.coordinated import past_brackets
from monitor.extraction.speakers.doers import claims_a_deed
from monitor.extraction.words.folding import fold
from monitor.vocabulary import ActorKind, Role

REACH = 100  # characters in which a frame fits
HELD = 60  # characters from "hold" to whom, and from there to "responsible"
VERB, SMALL = 30, 4  # characters and words from a name to its verb of saying: "on Thursday also"
FAR_NAMING = 5  # words from "identified" over "by police on Monday" to "as"
SHORT = 16  # characters before a name in which its "as" stands
DOWNED = 40  # characters from "shot down" to what was: "64 of 83 drones"
NEXT = 2  # words of "the gunman"
TAKEN = 4  # words of "detained the suspected courier"
KIN = 8  # words from "son" to the name: "son of its exiled Gaza chief"
OWN = 6  # words from who speaks of himself to his deed: "one of its men had"
_INSERTED = re.compile(r", [^,;:.]{2,60},")
_BREAK = re.compile(r"[;:]|\n\s*\n")
_ARMED = (ActorKind.GROUP, ActorKind.FORCE)


def is_pinned(scan: Scan, one: Candidate, start: int) -> bool:
    """Read "blamed the raid on X": the verb, and behind it the small word that names whom."""
    if "pinned" not in scan.found:
        return False
    verbs = scan.between("pinned", max(start, one.start - REACH), one.start)
    if not verbs or _BREAK.search(scan.text, verbs[-1].end, one.start):
        return False
    lead = scan.shadow[verbs[-1].end : one.start].split()
    if not scan.index.speech["whose"].isdisjoint(lead[-4:]):
        return False  # "suspicion fell on Ruritania, whose leader X"
    return verbs[-1].value in lead[-4:]


def named_as(scan: Scan, one: Candidate) -> Role | None:
    """Read who a name is told to be: "the gunman, X, was", "a man who stabbed six has been named as X"."""
    if one.kind is not ActorKind.PERSON:
        return None
    if _is_called_a_suspect(scan, one) or _is_taken_in(scan, one) or _is_named_the_suspect(scan, one):
        return Role.ACCUSED
    start = scan.sentence_at(one.start).start
    words = scan.index.name_words
    if words["named_so"].isdisjoint(scan.shadow[max(start, one.start - SHORT) : one.start].split()[-1:]):
        return None  # before the whole sentence is looked at for each of its names
    lead = scan.shadow[start : one.start].split()
    if words["naming"].isdisjoint(lead[-FAR_NAMING:]):
        return None
    deeds = [hit.start for hit in scan.between("role", start, one.start) if hit.value == (Role.ATTACKER, "after")]
    if not words["suspects"].isdisjoint(lead) or any(_is_of_who(scan, at) for at in deeds):
        return Role.ACCUSED
    return None if words["harmed"].isdisjoint(lead) else Role.VICTIM


def _is_of_who(scan: Scan, deed: int) -> bool:
    """Whether a deed is that of somebody described: "a man who stabbed six"."""
    return not scan.index.speech["relative"].isdisjoint(scan.shadow[max(0, deed - 8) : deed].split()[-1:])


def _is_called_a_suspect(scan: Scan, one: Candidate) -> bool:
    """Read "the gunman, X, was": a name between commas behind who is said to have done it."""
    text = scan.text
    if text[max(0, one.start - 2) : one.start] != ", " or text[one.end : one.end + 1] != ",":
        return False
    before = scan.shadow[max(0, one.start - 16) : one.start - 2].rpartition(" ")[2]
    return before in scan.index.name_words["suspects"]


def _is_named_the_suspect(scan: Scan, one: Candidate) -> bool:
    """Read "named X, a jailed leader, as the suspected mastermind"."""
    words = scan.index.name_words
    if words["naming"].isdisjoint(scan.shadow[max(0, one.start - SHORT) : one.start].split()):
        return False
    behind = scan.shadow[one.end : min(one.end + REACH, scan.sentence_at(one.start).end)].split()
    at = next((at for at, word in enumerate(behind) if word in words["named_so"]), None)
    return at is not None and not words["suspects"].isdisjoint(behind[at + 1 : at + 1 + TAKEN])


def _is_taken_in(scan: Scan, one: Candidate) -> bool:
    """Read "police arrested X, 26", "had detained the courier X": only what he is stands between."""
    words = scan.index.name_words["took_in"]
    if not scan.may_tell(words):
        return False
    lead = scan.shadow[max(0, one.start - SHORT - SHORT) : one.start].split()[-TAKEN:]
    at = next((at for at in range(len(lead) - 1, -1, -1) if lead[at] in words), None)
    if at is None or scan.text[max(0, one.start - 2) : one.start] == ", ":
        return False
    if at and lead[at - 1] in scan.index.speech["be"]:
        return False  # "were arrested, X said"
    called = scan.index.around | scan.index.persons
    return called.issuperset(lead[at + 1 :]) and scan.index.locative.isdisjoint(lead[at + 1 :])


def is_held_responsible(scan: Scan, one: Candidate) -> bool:
    """Read "hold X responsible for the raid", "hold X and Y responsible": only names and small words between."""
    answerable = scan.index.speech["answerable"]
    if not scan.may_tell(answerable):
        return False
    end = past_brackets(scan, one.end)
    behind = scan.shadow[end : end + HELD].split()
    if answerable.isdisjoint(behind):
        return False
    at = next(at for at, word in enumerate(behind) if word in answerable)
    if not _only_names(scan, end, behind[:at]):
        return False
    lead = scan.shadow[max(0, one.start - HELD) : one.start].split()
    held = [at for at, word in enumerate(lead) if word in scan.index.speech["holds"]]
    return bool(held) and _only_names(scan, one.start - HELD, lead[held[-1] + 1 :])


def _only_names(scan: Scan, offset: int, words: list[str]) -> bool:
    """Whether a few words are small or begin with a capital, as they stand behind an offset."""
    offset = max(0, offset)
    written = scan.text[offset : offset + 2 * HELD]
    return all(
        word in scan.index.around
        or word in scan.index.speech["and_words"]
        or word in scan.index.heads
        or word.capitalize() in written
        or word.upper() in written
        for word in words
    )


def past_days(scan: Scan, end: int) -> int:
    """Where the words end that stand between a speaker and his verb: "X on Thursday said", "X also said"."""
    before, denying = scan.index.speech["verbs_before"], scan.index.speech["no_doubt"]
    for word in scan.shadow[end + 1 : end + VERB].split()[:SMALL] if scan.text[end : end + 1] == " " else ():
        if word in denying or (word not in before and scan.starting("day", end + 1) is None):
            break
        end += len(word) + 1
    return end


def owns_up(scan: Scan, one: Candidate, border: int) -> bool:
    """Read "Islamic State said on Friday that its fighters had killed 12": who tells its own deed claims it.

    The police answer for what they do and claim nothing.
    """
    verb = scan.starting("says", past_days(scan, past_brackets(scan, one.end)) + 1)
    if verb is None or verb.value == "denies":
        return False
    kind = scan.acronyms[one.acronym].kind if one.acronym in scan.acronyms else one.kind
    if kind is ActorKind.ORGANISATION:
        return _has_struck(scan, verb, border)
    if kind not in (*_ARMED, ActorKind.COUNTRY):
        return False
    if "official" in scan.index.kinds_of(scan.shadow[one.start : one.end].split()):
        return False
    if verb.value == "claims" and claims_a_deed(scan, verb, border):
        return True
    hits = scan.between("role", verb.end, min(verb.end + REACH, border))
    deeds = (hit for hit in hits if hit.value[1] == "after" and _is_a_deed(scan, hit))
    return any(_is_of_ones_own(scan, verb.end, hit.start) for hit in deeds)


def _has_struck(scan: Scan, verb: Found, border: int) -> bool:
    """Read "the agency said its sea drones had struck": a body without arms of its own strikes nobody."""
    hits = scan.between("role", verb.end, min(verb.end + REACH, border))
    for hit in (hit for hit in hits if hit.value == (Role.ATTACKER, "after")):
        words = scan.shadow[verb.end : hit.start].split()[-OWN:]
        armed = not scan.index.unmanned.isdisjoint(words) or any(
            (head := scan.index.heads.get(word)) is not None and head.kind in _ARMED for word in words
        )
        if armed and _is_of_ones_own(scan, verb.end, hit.start):
            return True
    return False


def _is_a_deed(scan: Scan, hit: Found) -> bool:
    """Whether a cue tells what somebody did: "had bombed", "were behind"."""
    told = scan.shadow[hit.start : hit.end].rpartition(" ")[2]
    if told in scan.index.name_words["standing"]:
        return False  # "said it strikes only military targets"
    done = hit.value[0] in (Role.ATTACKER, Role.CLAIMANT) and not is_defence(scan, hit)
    return done or told in scan.index.name_words["owned"]


def is_defence(scan: Scan, hit: Found) -> bool:
    """Whether what was brought down carries nobody: "shot down 64 drones"."""
    told = scan.shadow[hit.start : hit.end]
    if not (told.endswith(scan.index.downing) or scan.shadow.startswith(scan.index.downing, hit.start)):
        return False
    return not scan.index.unmanned.isdisjoint(scan.shadow[hit.end : hit.end + DOWNED].split())


def hits_the_suspect(scan: Scan, hit: Found) -> bool:
    """Whether a deed ends who did the other one: "police shot him", "officers shot the gunman dead"."""
    words = scan.index.name_words
    behind = scan.shadow[hit.end : hit.end + SHORT + SHORT].split()[:NEXT]
    known = len(behind) == NEXT and behind[0] == scan.index.days["the"] and behind[1] in words["suspects"]
    return known or not words["him"].isdisjoint(behind[:1])


def is_whose_kin(scan: Scan, one: Candidate) -> bool:
    """Whether a name only tells whose kin or man was harmed: "a son of its exiled chief X had died"."""
    lead = scan.shadow[max(scan.sentence_at(one.start).start, one.start - HELD) : one.start].split()[-KIN:]
    kin = scan.index.name_words["kin"]
    return any(word in kin and f" {following} " in scan.index.joiners for word, following in pairwise(lead))


def _is_of_ones_own(scan: Scan, start: int, deed: int) -> bool:
    """Whether the subject of a deed is who speaks: "it had", "its fighters", "one of its men"."""
    words = fold(_INSERTED.sub("", scan.text[start:deed])).split()[-OWN:]
    own = [at for at, word in enumerate(words) if word in scan.index.speech["oneself"]]
    if not own or not scan.index.speech["be"].isdisjoint(words[own[-1] :]):
        return False
    between = words[own[-1] + 1 :]
    small, heads = scan.index.small, scan.index.heads
    return all(
        word in small or word in heads or _is_arm(scan, word) or _is_arm(scan, following)  # "its sea drones"
        for word, following in pairwise([*between, ""])
    )


def _is_arm(scan: Scan, word: str) -> bool:
    return word in scan.index.unmanned or word in scan.index.speech["arms"]
