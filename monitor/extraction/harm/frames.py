"""Harm words -> the people harmed: one function per frame of `harm.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import compress
from operator import attrgetter

from monitor.extraction.harm.aiming import is_aimed, is_hit
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.companions import companions_of
from monitor.extraction.harm.counted_nouns import find_counted, find_events
from monitor.extraction.harm.denials import find_denied
from monitor.extraction.harm.ellipsis import elided, labelled
from monitor.extraction.harm.hospital import find_conveyed, find_treated
from monitor.extraction.harm.lexicon import NEEDED_BESIDE
from monitor.extraction.harm.losses import find_boasted, find_lives, find_lost_men, one_more, some_together
from monitor.extraction.harm.maiming import find_broken, find_maimed, find_who_lost_a_limb, find_with_broken
from monitor.extraction.harm.naming import NO_ONE, ONE, Naming, People
from monitor.extraction.harm.patients import find_object, find_subject, find_whom
from monitor.extraction.harm.possessors import find_possessor
from monitor.extraction.harm.restating import parted
from monitor.extraction.harm.results import find_result, find_resulting, find_taken_off
from monitor.extraction.harm.survival import find_none_left
from monitor.extraction.harm.those import find_among, find_described, those_harmed, told_behind
from monitor.extraction.harm.tolls import find_toll, newest
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start
from monitor.extraction.harm.wounds import find_with_wounds, find_wounded
from monitor.extraction.words.entries import SOFTER

_HARMS = attrgetter("harms")
_COUNTED = frozenset({Naming.COUNT, Naming.BARE})


@dataclass(frozen=True, slots=True)
class Harmed:
    """One harm word with its patients: `groups` are added up, `parts` are counted in them already."""

    harm: str
    frame: str
    at: int
    groups: tuple[People, ...]
    parts: tuple[People, ...] = ()
    either: bool = False  # "killed or injured": how many of each is not said
    late: bool = False  # hurt before, and dead only now


def find_harmed(clause: Clause) -> list[Harmed]:
    """Return every harm of a sentence with those it befell, in order of the harm words."""
    found: list[Harmed] = []
    spent: set[int] = set()  # where those begin whom an ellipsis took: "six died at once and three in hospital"
    for at in compress(range(len(clause.words)), map(_HARMS, clause.words)):
        for harm, frame in clause.words[at].harms:
            read = newest(clause, at, labelled(clause, at) or FRAMES[frame](clause, at))
            if read is None and found and frame not in NEEDED_BESIDE:
                read = _shared(clause, at, found[-1])
            if read is not None and not (frame in SOFTER and all(one.first in spent for one in read)):
                elliptic = elided(clause, at, read)
                if frame == "toll" and elliptic and clause.is_adverb(elliptic[-1].last + 1):
                    read, elliptic = elliptic[-1:], []  # "the toll stood at eight on Friday and 39 on Sunday"
                if all(one.part for one in read):  # "four of the seven died there, and a fifth in hospital"
                    elliptic = [replace(one, part=True) for one in elliptic]
                spent |= {one.first for one in elliptic}
                groups, parts = parted(clause, [*read, *elliptic])
                what = (harm, KNOWN_AS.get(frame, frame))
                if harm == "any" and groups[0].naming is not Naming.NONE:
                    what = ("killed", "described")  # "the victims were a teacher and five pupils"
                found.append(Harmed(*what, at, groups, parts, _is_either(clause, at)))
                break
    return found


def _active(clause: Clause, at: int) -> list[People] | None:
    return find_object(clause, at + 1)


def _participle(clause: Clause, at: int) -> list[People] | None:
    inside = clause.around(at)
    if inside is not None and inside.last > at + 1:
        return [inside]
    if "definite" in clause.tags(at - 1):
        return those_harmed(clause, at)
    if "part_phrases" in clause.tags(at - 1):
        return find_among(clause, at - 1)
    if at == 0 and (be := told_behind(clause)):
        return _inverted(clause, be)
    right = find_object(clause, at + 1)
    counted = clause.ending_at(at)
    if counted and counted.naming in (Naming.BARE, Naming.COUNT) and right and right[0].part:
        return [counted]  # "3 injured (one of them critically)"
    if counted and counted.naming is Naming.BARE and counted.definite and not right:
        return [counted]  # "each of the 11 injured"
    start = verb_group_start(clause, at)
    if has_tag(clause, start, at, "be"):
        harmed = find_subject(clause, start) or _inverted(clause, at)
        return [*harmed, *companions_of(clause, at)] if harmed else harmed
    if right or has_tag(clause, start, at, "have") or _has_other_object(clause, at + 1):
        return right
    whom = find_whom(clause, start)
    return find_subject(clause, start, at) if whom is None else whom or None


def _has_other_object(clause: Clause, at: int) -> bool:
    """Whether something that is no person follows as the object: "killed the game"."""
    if at >= len(clause.words) or clause.is_adverb(at):
        return False
    word = clause.words[at]
    if word.tags & {"not_people", "determiner", "thing"}:
        return True
    if "animal" in clause.known and ("number" in word.tags or word.text[0].isdigit()):
        return has_tag(clause, at, at + 5, "animal")  # "killed 15 of his sheep"
    return not word.tags and word.text[0].isalpha() and word.text[0].islower()


def _gerund(clause: Clause, at: int) -> list[People] | None:
    if "no" in clause.tags(at - 1):
        return [People(at - 1, at + 1, NO_ONE, Naming.NONE)]
    here = at + 2 if "of" in clause.tags(at + 1) else at + 1
    if has_tag(clause, verb_group_start(clause, at), at, "be") and here == at + 1:
        return find_object(clause, here)
    if "strikes" in clause.tags(at):
        return [one for one in find_object(clause, here) or () if one.naming is Naming.COUNT] or None
    return find_object(clause, here) or find_possessor(clause, at)


def _weak(clause: Clause, at: int) -> list[People] | None:
    """`shot two men`, `two men were shot`; "the shot" is nobody."""
    if "precaution" in clause.known and "treated" in clause.frames(at):
        return None  # "taken to hospital as a precaution"
    left = _left_with(clause, at)
    if left is not None:
        return [left]
    if "definite" in clause.tags(at - 1) or ("treated" not in clause.frames(at) and is_aimed(clause, at)):
        return None
    found = _participle(clause, at)
    if found is None and ("injured", "treated") in clause.harms(at) and clause.tags(at - 1) & {"verb", "survive"}:
        return find_subject(clause, verb_group_start(clause, at - 1))  # "another worker fled with injuries"
    return found


def _struck(clause: Clause, at: int) -> list[People] | None:
    """`two youths were hit by live rounds`: what hit them, or where, stands behind."""
    if not is_hit(clause, at):
        return None
    start = verb_group_start(clause, at)
    if has_tag(clause, start, at, "have"):
        return None  # "the storm had hit in the back country"
    return find_subject(clause, start, -1 if has_tag(clause, start, at, "be") else at)


def _left_with(clause: Clause, at: int) -> People | None:
    """The "her" of "leaving her with burns"."""
    before = clause.ending_at(at)
    pronoun = before is not None and before.naming is Naming.PRONOUN
    return before if before and pronoun and "result_verbs" in clause.tags(before.first - 1) else None


def _to_one(_clause: Clause, at: int) -> list[People]:
    """`beat him up`: who it befell stands in the phrase itself."""
    return [People(at, at + 1, ONE, Naming.PRONOUN, definite=True)]


def _dies(clause: Clause, at: int) -> list[People] | None:
    if _is_of_one_told(clause, at):
        return [People(at, at + 1, ONE, Naming.PRONOUN, definite=True)]
    behind = find_object(clause, at + 1) if clause.free_order else None
    found = behind or find_subject(clause, verb_group_start(clause, at))
    return None if found and _are_sought(clause, at, found) else found


def _are_sought(clause: Clause, at: int, found: list[People]) -> bool:
    """Whether "two suspects have not been found" tells of those who did it."""
    if "perpetrator" not in clause.known or ("missing", "dies") not in clause.harms(at):
        return False
    return all("perpetrator" in clause.tags(one.last - 1) for one in found)


def _is_of_one_told(clause: Clause, at: int) -> bool:
    """Whether a log leaves the subject out: "Died at the scene."."""
    first = at == 0 and clause.text(0).endswith(clause.verb_suffixes)
    return first and bool(clause.tags(1) & {"preposition"}) and clause.known.isdisjoint({"said", "have", "relative"})


def _state(clause: Clause, at: int) -> list[People] | None:
    inside = clause.around(at)
    if inside is not None and inside.last > at + 1:
        return [inside]
    start = verb_group_start(clause, at)
    if "definite" in clause.tags(at - 1):
        return those_harmed(clause, at)
    if start == at and "not_people" in clause.tags(at + 1) and clause.ending_at(at) is None:
        return None  # "dead deer"
    if start == at and "preposition" in clause.tags(at - 1):
        return None  # "kills nine, rescuers search for missing"
    shot_dead = None if has_tag(clause, start, at, "be") else find_result(clause, start)
    found = shot_dead or find_subject(clause, start)
    if found and "held_fast" in clause.tags(at) and not all(one.naming in _COUNTED for one in found):
        return None  # "dug for people trapped under a house"
    return found


def _event(clause: Clause, at: int) -> list[People] | None:
    here = at + 1
    if clause.text(here) in {"[", "("}:
        here += 1
    if "of" not in clause.tags(here):
        here = _past_adverbial(clause, here)
    if "of" in clause.tags(here):
        return find_object(clause, here + 1)
    return _manifold(clause, at) or find_possessor(clause, at)


def _manifold(clause: Clause, at: int) -> list[People] | None:
    """The three of "a triple murder", where nothing tells who they are."""
    counted = clause.ending_at(at)
    return [counted] if counted and "manifold" in clause.tags(counted.first) else None


def _past_adverbial(clause: Clause, at: int) -> int:
    """Skip "in Guatemala", "on 22 March", "last week" between a harm noun and its "of"."""
    for here in range(at, min(at + 6, len(clause.words))):
        if "of" in clause.tags(here):
            return here
        ends = clause.tags(here) & {"verb", "be", "have", "said", "and", "clause_start"}
        if ends or clause.text(here) in {",", ";", ":"}:
            break
    return at


def _casualties(clause: Clause, at: int) -> list[People] | None:
    """Only the denial says something of killed and injured alike, `no casualties`, or who "the victims were"."""
    return find_denied(clause, at) or find_described(clause, at)


FRAMES = {
    "active": _active,
    "participle": _participle,
    "weak": _weak,
    "struck": _struck,
    "maims": find_who_lost_a_limb,
    "maimed": find_maimed,
    "broken": find_broken,
    "broken_with": find_with_broken,
    "treated": _weak,
    "treats": find_treated,
    "conveyed": find_conveyed,
    "outlived": find_none_left,
    "to_one": _to_one,
    "weak_gerund": _gerund,
    "gerund": _gerund,
    "dies": _dies,
    "state": _state,
    "result": find_resulting,
    "taken_off": find_taken_off,
    "to_self": one_more,
    "together": some_together,
    "loses": find_lost_men,
    "boasts": find_boasted,
    "wounds": find_wounded,
    "weak_wounds": find_with_wounds,
    "among": find_among,
    "event": _event,
    "events": find_events,
    "count": find_counted,
    "toll": find_toll,
    "lives": find_lives,
    "casualties": _casualties,
}


KNOWN_AS = {
    "treats": "treated",
    "conveyed": "treated",
    "struck": "weak",
    "maims": "wounds",
    "maimed": "wounds",
    "broken": "wounds",
    "broken_with": "weak_wounds",
}
"""Frames that tell the same of people as another, in other words."""


def _inverted(clause: Clause, at: int) -> list[People] | None:
    """`Among those killed were two nurses`, `killed were three men`."""
    return find_object(clause, at + 1)


def _shared(clause: Clause, at: int, last: Harmed) -> list[People] | None:
    """`killed or wounded`: the second word has the patients of the first, not in "4 dead, 90 wounded and losses"."""
    if "and" in clause.tags(at - 1) and last.at == at - 2 and ("any", "casualties") not in clause.harms(at):
        return list(last.groups)
    return None


def _is_either(clause: Clause, at: int) -> bool:
    if "either_or" not in clause.known:
        return False
    beside = (at - 1 if _is_harm(clause, at - 2) else None, at + 1 if _is_harm(clause, at + 2) else None)
    return any(i is not None and "either_or" in clause.tags(i) for i in beside)


def _is_harm(clause: Clause, at: int) -> bool:
    """Whether a word is a harm of its own: "shot or hacked to death" is one death told in two ways."""
    return not clause.frames(at).issubset(SOFTER)
