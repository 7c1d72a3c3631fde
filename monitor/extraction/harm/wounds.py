"""Harm told by its wounds: "suffered second-degree burns", "sustained a gunshot wound", "two men with stab wounds"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import People
from monitor.extraction.harm.patients import find_subject
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start

LONGEST_WOUND = 6
"""Words between the verb and the wounds: "received minor injuries", "suffered from a single gunshot wound"."""
FARTHEST_FLIGHT = 9
"""Words between "flown" and the "with" of the wounds: "flown to the regional hospital in Chur with"."""
_BRINGS = frozenset({"conveys", "body_found"})
_MODIFIERS = frozenset(
    {"adverb", "article", "body_part", "limb_lost", "projectile", "light", "feared", "number", "and", "not_people"}
    | {"of", "singular", "ordinal", "range:marks", "harmless"}
)  # "a minor injury"


def find_wounded(clause: Clause, at: int) -> list[People] | None:
    """Return the subject of a verb of suffering whose object are the wounds at word `at`."""
    return _sufferers(clause, at, "suffers")


def find_with_wounds(clause: Clause, at: int) -> list[People] | None:
    """Return who suffered or stands before "with" the wounds at word `at`, of which some die."""
    if "remains" in clause.known and any("remains" in clause.tags(i) for i in range(at)):
        return None  # "two bodies, both with bullet wounds"
    return _sufferers(clause, at, "suffers") or _sufferers(clause, at, "suffers_with")


def _sufferers(clause: Clause, at: int, tag: str) -> list[People] | None:
    verb = _suffering(clause, at, tag) if tag in clause.known else -1
    if verb < 0:
        return None
    if tag == "suffers_with" and "every_one" in clause.tags(verb - 1):
        told = clause.ending_at(verb - 1 - (clause.text(verb - 2) == ","))  # "six victims, all with gunshot wounds"
        return [told] if told else None
    if tag == "suffers_with" and _are_some(clause, verb):
        return None
    if tag == "suffers_with" and (brought := _brought_with(clause, verb)) >= 0:
        return find_subject(clause, brought)
    return find_subject(clause, verb_group_start(clause, verb), verb if tag == "suffers_with" else -1)


def _brought_with(clause: Clause, verb: int) -> int:
    """Return where "was rescued with", "was pulled out with" or "was flown to Chur with" begins, -1 without."""
    here = verb - ("preposition" in clause.tags(verb - 1))
    if not clause.known.isdisjoint(_BRINGS) and (conveyed := _conveyed_before(clause, verb)) > 0:
        here = conveyed + 1
    rescuers = clause.ending_at(here) if "agent" in clause.known else None
    if rescuers and "agent" in clause.tags(rescuers.first - 1):
        here = rescuers.first - 1  # "was rescued by police with serious burns"
    start = verb_group_start(clause, here - 1)
    told = clause.tags(here - 1) & _BRINGS  # "dug out with a broken leg"
    brought = clause.text(here - 1).endswith(clause.verb_suffixes) or told
    in_short = clause.known.isdisjoint({"be", "have", "said"})  # "Firefighter transported with heat exhaustion."
    return start if brought and (in_short or has_tag(clause, start, here - 1, "be")) else -1


def _conveyed_before(clause: Clause, at: int) -> int:
    """Return where the "flown" of "flown to Chur with hypothermia" stands, -1 without one."""
    for here in range(at - 2, max(0, at - FARTHEST_FLIGHT), -1):
        if clause.tags(here) & _BRINGS:
            return here if clause.tags(here + 1) & {"to", "preposition"} else -1
        if clause.harms(here) or clause.tags(here) & {"be", "have", "said", "relative", "and"}:
            return -1
    return -1


def _are_some(clause: Clause, at: int) -> bool:
    """The "some" of "dozens were hurt, some with burns": of those."""
    return "quantity" in clause.tags(at - 1) and clause.ending_at(at) is None


def _suffering(clause: Clause, at: int, tag: str) -> int:
    """Return where "suffered" of "suffered cuts and bruises" stands, -1 where the wounds are nobody's object."""
    for here in range(at - 1, max(-1, at - 1 - LONGEST_WOUND), -1):
        if tag in clause.tags(here):
            return here
        if not _modifies_wound(clause, here):
            return -1
    return -1


def _is_share(clause: Clause, at: int) -> bool:
    """The "per cent" of "suffered 60 per cent burns"."""
    return clause.text(at) in {"%", "cent"} or bool({"percent"} & (clause.tags(at) | clause.tags(at + 1)))


def _modifies_wound(clause: Clause, at: int) -> bool:
    word, tags = clause.words[at], clause.tags(at)
    if "no" in tags or clause.harms(at):
        return False
    plain = word.text[0].isdigit() or (not tags and (word.text[0].isalpha() or word.text == "-"))
    return plain or bool(tags & _MODIFIERS) or _is_share(clause, at)
