"""What an actor does, by the frame that its mention stands in: accused of, carried out, killed by, said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from monitor.extraction.dateline import in_dateline
from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.names.arms import fired, owns_deed
from monitor.extraction.names.asides import closes_an_aside, is_helper
from monitor.extraction.names.behind import applies_behind
from monitor.extraction.names.done_to import done_to, is_wounded, share_harm
from monitor.extraction.names.linked import (
    is_linked,
    is_linked_without_a_deed,
    is_of_the_body,
    name_before,
    without_linked,
)
from monitor.extraction.names.orders import ordered_by, tells_a_deed
from monitor.extraction.names.told_later import tell_later
from monitor.extraction.speakers.blame import (
    REACH,
    is_held_responsible,
    is_pinned,
    named_as,
    owns_up,
)
from monitor.extraction.speakers.coordinated import CLOSING, goes_on_to, of_him, share_deeds
from monitor.extraction.speakers.speaking import speaks
from monitor.extraction.words.folding import fold
from monitor.vocabulary import ActorKind, Role

NEAR_BEFORE = 4  # words between "killed by" and the actor
_STRONGEST = (Role.CLAIMANT, Role.ACCUSED, Role.ATTACKER, Role.VICTIM, Role.TARGET, Role.SPEAKER)
_BREAK = re.compile(r"[;:]|\n\s*\n")
_DONE = (Role.ATTACKER, Role.VICTIM, Role.TARGET)
_SUFFERED = frozenset({Role.VICTIM, Role.TARGET})
_DOERS = (Role.ATTACKER, Role.CLAIMANT, Role.ACCUSED)
_ARMED = (ActorKind.GROUP, ActorKind.FORCE)
POSSESSED = 4  # characters at most between an owner and what it owns: "'s the"
_COMPOUND = re.compile(
    r"[^\W\d_]+-[a-z]+(?!\S*[A-Z])|\b(?:[Pp]ro|[Aa]nti)-[^\W\d_]+|\d+-[a-z]+-[a-z]+"
)  # "Syldavia-based", "pro-Castro"
_COUNTED = re.compile(r" \d+ ")
OPENING = ("(", "[")
PART = 26  # characters behind a possessive: "'s armed wing"
_WORDS = re.compile(r"[^\W_]+")


def find_roles(scan: Scan, names: list[Candidate]) -> list[Role | None]:
    """Return, for each name in order of the text, the role that the words around it give it."""
    ordered = ordered_by(scan)
    roles = [_role(scan, names, number, one, ordered) for number, one in enumerate(names)]
    share_deeds(scan, names, roles)
    share_harm(scan, names, roles)
    for number, (one, following) in enumerate(pairwise(names)):
        if not _owns(scan, one, following):
            continue
        if roles[number] is None and roles[number + 1] in _DOERS and one.kind in _ARMED:
            roles[number] = roles[number + 1]
        elif roles[number + 1] is None and roles[number] in _DOERS:
            roles[number + 1] = roles[number]
    tell_later(scan, names, roles)
    return roles


def _owns(scan: Scan, one: Candidate, following: Candidate) -> bool:
    """Whether one is a part of the other, so that both act: "the ELN's Eastern War Front", "by Ukraine's HUR"."""
    possessive = scan.text.startswith(scan.index.possessives, one.end) and following.start - one.end <= POSSESSED
    return possessive and following.kind in (*_ARMED, ActorKind.ORGANISATION)


def _role(
    scan: Scan, mentions: list[Candidate], number: int, one: Candidate, ordered: list[tuple[int, int]]
) -> Role | None:
    if one.deed:
        return Role.ATTACKER
    if one.struck:
        return Role.TARGET
    if (
        in_dateline(scan.article, one.start)
        or _is_only_credited(scan, one)
        or (scan.text[one.end : one.end + 1] == "-" and is_linked(scan, one.end))
    ):
        return None
    one = _with_its_part(scan, one)
    sentence = scan.sentence_at(one.start)
    if ordered and any(start < one.start < end for start, end in ordered):
        return Role.ACCUSED
    following = mentions[number + 1].start if number + 1 < len(mentions) else sentence.end
    preceding = mentions[number - 1].end if number else sentence.start
    hits = scan.between("role", max(sentence.start, one.start - REACH), min(sentence.end, one.end + REACH))
    if hits and (closes_an_aside(scan, one, hits) or is_helper(scan, one, preceding)):
        return None
    found = _told(hit for hit in hits if _applies(scan, hit, one, preceding, following)) if hits else []
    if one.kind is ActorKind.PERSON and Role.TARGET in found and is_wounded(scan, one, hits):
        found = [Role.VICTIM]
    if not found and (is_pinned(scan, one, sentence.start) or is_held_responsible(scan, one)):
        found += [] if any(_links_no_deed(scan, hit, one) for hit in hits) else [Role.ACCUSED]
    if not found and (fired(scan, one) or owns_deed(scan, one) or (hits and goes_on_to(scan, one, following))):
        found.append(Role.ATTACKER)
    if not found and (told := named_as(scan, one)):
        found.append(told)
    if hits and not found and (told := of_him(scan, one, mentions, number)):
        found.append(told)
    if hits and not found and _is_agent(scan, one, hits):
        found.append(Role.ATTACKER)
    if not found and (suffered := done_to(scan, one, sentence.start)):
        found.append(suffered)
    if not found and speaks(scan, one.start, one.end):
        return Role.CLAIMANT if owns_up(scan, one, sentence.end) else Role.SPEAKER
    return min(found, key=_STRONGEST.index) if found else None


def _links_no_deed(scan: Scan, hit: Found, one: Candidate) -> bool:
    """Whether a cue before a name only links to it what did nothing: "targets linked to X"."""
    linked = hit.value == (Role.ACCUSED, "before") and scan.shadow[hit.start : hit.end] in scan.index.speech["links"]
    return linked and is_linked_without_a_deed(scan, hit, one)


def _told(telling: Iterable[Found]) -> list[Role]:
    """Return the roles that cues tell, but only those before who suffers: "suspects in the murder of X were held"."""
    told = [hit.value for hit in telling]
    ahead = [role for role, side in told if side == "before"]
    return ahead if not _SUFFERED.isdisjoint(ahead) else [role for role, _ in told]


def _is_only_credited(scan: Scan, one: Candidate) -> bool:
    """Whether a name stands in brackets and is short for nothing before them: "Dec 4 (PTI) A man opened fire"."""
    if scan.text[one.end : one.end + 1] not in CLOSING:
        return False
    written = scan.text[max(0, one.start - 1) : one.end + 1]
    if written[0] not in OPENING or " " in written:
        return False
    named = one.actor is not None and not scan.index.actors[one.actor].media
    return not named and written[1:-1] not in scan.acronyms


def _with_its_part(scan: Scan, one: Candidate) -> Candidate:
    """Read on over a part that acts for the whole, or its land: "Hamas's armed wing said", "Islamic Army in Iraq"."""
    if one.kind not in (*_ARMED, ActorKind.COUNTRY):
        return one
    if one.kind in _ARMED and not one.bare and scan.shadow.startswith(" in ", one.end):
        return one._replace(end=scan.known_starts.get(one.end + len(" in "), one.end))
    if not scan.text.startswith(scan.index.possessives, one.end):
        return one
    start = one.end + next(len(form) for form in scan.index.possessives if scan.text.startswith(form, one.end))
    for word in _WORDS.finditer(scan.shadow, start, start + PART):
        if word.group() in scan.index.parts_of:
            return one._replace(end=word.end())
    return one


def _is_agent(scan: Scan, one: Candidate, hits: list[Found]) -> bool:
    """Read "was kidnapped on Tuesday by the ELN": behind "by", and something was done in the same clause."""
    if not hits or (one.actor and scan.index.actors[one.actor].media):
        return False
    done = [hit for hit in hits if hit.end < one.start and hit.value[0] in _DONE and hit.value[1] == "after"]
    if not done:
        return False
    lead = scan.shadow[max(0, one.start - 40) : one.start].split()
    while lead and lead[-1] in scan.index.around:
        lead.pop()
    if speaks(scan, one.start, one.end) and scan.text.rfind(",", one.start - 20, one.start) > 0:
        return False  # "overpowered by passers-by, Mayor X said"
    if len(lead) < 2 or lead[-1] not in scan.index.speech["by"] or lead[-2] in scan.index.speech["says"]:
        return False
    if _is_anothers_deed(scan, done[-1], lead):
        return False
    between = _up_to_agent(scan, done[-1].end, one.start)
    passive = not scan.index.speech["be"].isdisjoint(scan.shadow[max(0, done[-1].start - 16) : done[-1].end].split())
    return all(word in scan.index.around for word in between) or (passive and ";" not in between)


def _is_anothers_deed(scan: Scan, done: Found, lead: list[str]) -> bool:
    """Whether "by" follows another verb than that of the deed: "a bomb went off on the route followed by X"."""
    verb = lead[-2]
    if not verb.endswith(scan.index.verb_suffixes) or verb in scan.shadow[done.start : done.end].split():
        return False
    return len(lead) < NEAR_BEFORE or lead[-3] not in scan.index.speech["and_words"]


def _up_to_agent(scan: Scan, start: int, end: int) -> list[str]:
    """The words from what was done to "by", exclusive: "on Friday"; a border of clauses counts as a word."""
    if _BREAK.search(scan.text, start, end):
        return [";"]
    words = scan.shadow[start:end].split()
    by = scan.index.speech["by"]
    last = max((at for at, word in enumerate(words) if word in by), default=0)
    return words[:last]


def _applies(scan: Scan, hit: Found, one: Candidate, preceding: int, following: int) -> bool:
    if hit.value[1] == "after":
        return applies_behind(scan, hit, one, following)
    return _applies_before(scan, hit, one, preceding)


def _says_who_it_is(scan: Scan, words: list[str]) -> bool:
    """Whether words before a name end with what somebody is called: "the businessman X", not "the wife of X"."""
    index = scan.index
    whose = [at for at, word in enumerate(words) if f" {word} " in index.joiners or word in index.scene_words]
    called = words[whose[-1] + 1 :] if whose else words
    told = not whose or index.persons.isdisjoint(words[: whose[-1]])
    return told and bool(called) and all(word in index.around or word in index.persons for word in words)


def _applies_before(scan: Scan, hit: Found, one: Candidate, preceding: int) -> bool:
    """Whether the cue before a name is about it: titles and small words lie between, or a name joined by "and"."""
    if hit.end >= one.start or _BREAK.search(scan.text, hit.end, one.start):
        return False
    if scan.shadow[hit.start : hit.end] in scan.index.speech["orders_of"] and not tells_a_deed(scan, hit.start):
        return False  # "an evacuation ordered by the governor"
    if _links_no_deed(scan, hit, one):
        return False
    if scan.text[one.start - 2 : one.start] == ", " and speaks(scan, one.start, one.end):
        return False  # "four were killed on Tuesday, police said"
    told = scan.shadow[hit.start : hit.end].rpartition(" ")[2]
    if told in scan.index.speech["be"] and scan.text.startswith(scan.index.possessives, one.end):
        return False  # "suspected to be Escobar's brother"
    lead = without_linked(scan, hit.end, preceding, one.start)
    if scan.text.endswith(scan.index.possessives, hit.end, one.start - 1) and hit.end < preceding:
        lead = scan.text[hit.end : name_before(scan, preceding)]  # "an airstrike by Marta Olsen's Free Army"
    between = fold(_COMPOUND.sub(" ", lead)).split()
    if not scan.index.name_words["where_done"].isdisjoint(between[:1]):
        return False  # "was charged at an Atlanta court"
    if _COUNTED.fullmatch(scan.text, hit.end, one.start):
        between = []  # "killed 40 Ruritanian soldiers"
    if len(between) > NEAR_BEFORE + 3:
        return False
    around = scan.index.around
    called = "," not in scan.text[hit.end : one.start - 2] and _says_who_it_is(scan, between)
    if called or all(word in around for word in between) or is_of_the_body(scan, hit, preceding, one.start):
        return True
    joined = hit.end < preceding and all(word in around for word in scan.shadow[preceding : one.start].split())
    joined = joined and not scan.index.speech["and_words"].isdisjoint(between[-2:])
    return joined and not speaks(scan, one.start, one.end)  # "killed X, and Y said"
