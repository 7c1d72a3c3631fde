"""Whether the cue behind a name tells what it did or suffered: "X attacked", "X, 24, was shot", not "X, in which"."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import NameIndex
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.names.asides import aside_of, past_its_body
from monitor.extraction.speakers.blame import hits_the_suspect, is_defence, is_whose_kin
from monitor.extraction.speakers.coordinated import is_passive, past_brackets
from monitor.vocabulary import ActorKind, Role

NEAR_AFTER = 6  # words that may stand between an actor and what it did
NEAR_BEFORE = 4  # words behind "believed" over which what was done to somebody stands
LED_TO = 30  # and characters
AMONG = 40  # characters behind "was among" in which a harm stands
_BREAK = re.compile(r"[;:]|\n\s*\n")


def applies_behind(scan: Scan, hit: Found, one: Candidate, following: int) -> bool:
    """Whether the cue behind a name tells what it did: only small words and its acronym lie between."""
    if hit.start <= one.end:
        return False
    if hit.value[0] is Role.ATTACKER and (hits_the_suspect(scan, hit) or _is_no_deed(scan, hit)):
        return False
    if hit.value[0] is Role.VICTIM and _is_among_others(scan, hit):
        return False
    if hit.value[0] is Role.VICTIM and (is_whose_kin(scan, one) or _cannot_die(scan, one)):
        return False
    if _is_attacked(scan, hit, one) or (hit.value[0] is Role.ATTACKER and _is_scene(scan, hit, one)):
        return False
    if hit.value[0] is Role.ACCUSED and _is_done_to(scan, hit):
        return False
    body = past_its_body(scan, one, following)
    end = past_brackets(scan, body)
    following = following if body == one.end else max(following, end)
    aside = aside_of(scan, end, hit) if "," in scan.text[end : end + 2] else None
    if aside:  # "the Free Front, a small band of the north, claimed"
        end, following = aside.end(), max(following, hit.end)
    if hit.start <= end or (hit.start > following + 1 and following >= end) or _BREAK.search(scan.text, end, hit.start):
        return False
    if hit.value[0] is Role.ATTACKER and is_passive(scan, end, hit):
        return False
    between = scan.shadow[end : hit.start].split()
    if _is_of_a_relative(scan, between, aside=bool(aside)):
        return False
    if hit.value[0] is Role.ATTACKER and not scan.index.speech["be"].isdisjoint(between):
        last = scan.shadow[hit.start : hit.end].rpartition(" ")[2]
        if not (scan.index.progressive and last.endswith(scan.index.progressive)):
            return False  # "was shot"
    if hit.value[0] is Role.ATTACKER and ((between and _is_noun_there(scan, between)) or is_defence(scan, hit)):
        return False
    return len(between) <= NEAR_AFTER and all(map(partial(_is_small, scan.index), between))


def _is_of_a_relative(scan: Scan, between: list[str], *, aside: bool) -> bool:
    """Whether a relative word leads to another subject: "X, the charge, which killed", "X, in which 12 people died"."""
    granted = scan.index.speech["granted"]
    if granted.isdisjoint(between):
        return False
    return aside or any(word in granted and before in scan.index.scene_words for before, word in pairwise(between))


def _is_no_deed(scan: Scan, hit: Found) -> bool:
    """Whether a verb tells what was suffered, or takes an office: "two Ruritanians shot dead in", "seized power in"."""
    words = scan.index.name_words
    told = scan.starting("harmed", hit.start) or hit  # "shot dead" goes on farther than "shot"
    behind = scan.shadow[told.end : told.end + LED_TO].split()[:2]
    if not words["no_deed"].isdisjoint(behind[:1]):
        return True
    if told is hit or scan.shadow.endswith(scan.index.progressive, 0, told.end):
        return False
    return bool(behind) and behind[0] in scan.index.scene_words and words["counting"].isdisjoint(behind[1:])


def _is_among_others(scan: Scan, hit: Found) -> bool:
    """Whether somebody is among people of whom no harm is told: "was among the guests", not "among 59 killed"."""
    among = scan.shadow[hit.start : hit.end].rpartition(" ")[2] in scan.index.name_words["part_of"]
    return among and not scan.has_between("harmed", hit.end, hit.end + AMONG)


def _cannot_die(scan: Scan, one: Candidate) -> bool:
    """Whether a name is that of a body itself, and not of its members: "a reporter of Radio Kolo died"."""
    if one.members or one.kind not in (ActorKind.ORGANISATION, ActorKind.FORCE):
        return False
    return scan.starting("head", one.end + 1) is None


def _is_small(index: NameIndex, word: str) -> bool:
    return word in index.small or word.isdigit() or word.endswith(index.adverb_suffixes)


def _is_noun_there(scan: Scan, between: list[str]) -> bool:
    """Whether an article makes a noun of a deed, or a number the harmed: "in an ambush", "and 32 wounded"."""
    month = len(between) > 1 and between[-2] in scan.index.months
    return between[-1] in scan.index.speech["articles"] or (between[-1].isdigit() and not month)


def _is_done_to(scan: Scan, hit: Found) -> bool:
    """Whether what is believed of somebody was done to him: "are believed to have been killed"."""
    behind = scan.shadow[hit.end : hit.end + LED_TO].split()[:NEAR_BEFORE]
    be = scan.index.speech["be"]
    return any(word in be and done in scan.index.name_words["done_to"] for word, done in pairwise(behind))


def _is_scene(scan: Scan, hit: Found, one: Candidate) -> bool:
    """Whether a name is where the deed was done, which is its subject: "a strike on the Varna school killed nine".

    Not so where the deed is a noun: "in a Free Front attack".
    """
    if hit.start == one.end + 1 and scan.shadow[hit.start : hit.end] in scan.index.no_verbs:
        return False
    start = one.start
    if scan.text.endswith(scan.index.possessives, 0, start - 1):  # "into Ruritania's Central Bank"
        start = next((end for end in (start - 2, start - 3) if end in scan.known_ends), start)
        start = scan.known_ends.get(start, start)
    lead = scan.shadow[max(0, start - 40) : start].split()
    premises = scan.index.name_words["premises"]
    while lead and (lead[-1] in scan.index.speech["articles"] or lead[-1] in scan.index.modifiers):
        lead.pop()
        if len(lead) > 1 and lead[-2] in premises and f" {lead[-1]} " in scan.index.joiners:
            del lead[-2:]  # "on a meeting of the Free Front"
    return bool(lead) and (lead[-1] in scan.index.scene_words or lead[-1] in scan.index.name_words["hits_it"])


def _is_attacked(scan: Scan, hit: Found, one: Candidate) -> bool:
    """Whether the word behind a name is what was hit: "the army struck Ruritanian targets"."""
    if scan.shadow[hit.start : hit.end] not in scan.index.no_verbs:
        return False
    verb = scan.ending("role", one.start - 1)
    return verb is not None and verb.value[0] is Role.ATTACKER
