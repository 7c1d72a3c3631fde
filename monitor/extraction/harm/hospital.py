"""Those who need a hospital: "rushed to Grady Memorial Hospital", "sent 170 to hospital", "treated 61 people"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.joining import join_left
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.patients import find_object, find_subject
from monitor.extraction.harm.verb_groups import has_tag, verb_group_start

LONGEST_NAME = 8
"""Words between "to" and the hospital: "to the Queen Elizabeth II Health Sciences hospital"."""
LONGEST_WAY = 6
"""Words between the verb and its "to": "was flown by helicopter in critical condition to"."""
FARTHEST_PURPOSE = 7
"""Words behind the hospital in which "to guard the suspect" begins."""
_IN_NAMES = frozenset("-'.\u2019")
_COUNTED = (Naming.COUNT, Naming.BARE)
_NO_NAME = frozenset({"be", "have", "said", "and", "relative"})
"""What stands in no hospital's name."""


def find_conveyed(clause: Clause, at: int) -> list[People] | None:
    """Return those who were taken to the hospital at word `at`, or whom something sent there."""
    if "precaution" in clause.known:
        return None
    there = _who_remain(clause, at) or _who_lie_there(clause, at)
    if there:
        return there
    to = _way_to(clause, at)
    if to < 0 or "remains" in clause.known or _are_unhurt(clause) or _have_work_there(clause, at):
        return None  # "the bodies were taken to the hospital's morgue"
    sent = clause.ending_at(to - (clause.text(to - 1) == ","))  # "sent ten, as well as two nurses, to hospital"
    if sent is not None and "conveys" in clause.tags(join_left(clause, sent)[0].first - 1):
        told = join_left(clause, sent)
        return _without_helpers(clause, told, told[0].first - 1)
    verb = _conveying(clause, to)
    if verb < 0:
        return None
    start = verb_group_start(clause, verb)
    if has_tag(clause, start, verb, "be"):
        found = find_subject(clause, start, verb)
        return found if _are_counted_there(clause, found, at) else _without_helpers(clause, found, verb)
    return _carried_in_short(clause, start, verb) if verb == to - 1 and "goes" not in clause.tags(verb) else None


def _without_helpers(clause: Clause, found: list[People] | None, verb: int) -> list[People] | None:
    """Leave out the doctors that somebody "sent to the hospitals" to help."""
    helps = found and "dispatches" in clause.tags(verb) and "healer" in clause.tags(found[0].last - 1)
    return None if helps else found


def _are_counted_there(clause: Clause, found: list[People] | None, at: int) -> bool:
    """Whether so many were sent to one hospital: "six staff were sent to hospital" need it themselves."""
    return bool(found and found[0].naming is Naming.COUNT) and not clause.text(at).endswith("s")


def _who_lie_there(clause: Clause, at: int) -> list[People] | None:
    """The two of "a man has died and two people are in Tauranga Hospital with injuries"."""
    for here in range(at - 1, max(0, at - 1 - LONGEST_NAME), -1):
        if "lies_in" in clause.tags(here):
            told = clause.ending_at(here - 1) if "be" in clause.tags(here - 1) else None
            lies = told is not None and told.naming in _COUNTED and not _have_work_there(clause, at)
            return [told] if lies and told else None
        if not clause.text(here)[0].isalnum() or clause.tags(here) & _NO_NAME:
            return None
    return None


def _who_remain(clause: Clause, at: int) -> list[People] | None:
    """The 21 of "three died at the clinic, where 21 remain"."""
    if clause.text(at + 1) != "," or "place_relative" not in clause.tags(at + 2):
        return None
    told = clause.starting_at(at + 3)
    counted = told is not None and told.naming in _COUNTED and "auxiliary" in clause.tags(told.last)
    return [told] if counted and told else None


def _carried_in_short(clause: Clause, start: int, verb: int) -> list[People] | None:
    """`Two rushed to hospital`, without a "were": not "the mayor rushed to", "relatives rushed to the hospital"."""
    found = find_subject(clause, start, verb)
    if not found or any(one.definite for one in found):
        return None
    led_to = clause.tags(verb + 2) & {"article", "determiner"}
    return None if led_to and any(one.naming is Naming.MANY for one in found) else found


def _have_work_there(clause: Clause, at: int) -> bool:
    """Whether they go there to do something: "sent to the hospital to guard him", not "to undergo surgery"."""
    for here in range(at + 1, min(at + FARTHEST_PURPOSE, len(clause.words) - 1)):
        if clause.text(here) in {",", ";", ":"} or clause.tags(here) & {"and", "relative", "clause_start"}:
            return False
        if "to" in clause.tags(here):
            told = clause.words[here + 1].text
            stays = clause.tags(here + 1) & {"be", "have", "determiner", "number", "in_care"}
            return told.isalpha() and told.islower() and not stays
    return False


def _are_unhurt(clause: Clause) -> bool:
    """Whether the sentence goes on with "suffered no wounds"."""
    wounds = (at for at, word in enumerate(clause.words) if "wounds" in word.frames)
    return any("no" in clause.tags(at - 1) for at in wounds)


def _way_to(clause: Clause, at: int) -> int:
    """Return where the "to" of "to a nearby hospital" stands, -1 where it is no way to it."""
    for here in range(at - 1, max(-1, at - 1 - LONGEST_NAME), -1):
        if "to" in clause.tags(here):
            return here
        word = clause.text(here)
        if not (word[0].isalnum() or word in _IN_NAMES) or clause.tags(here) & _NO_NAME:
            return -1
    return -1


def _conveying(clause: Clause, to: int) -> int:
    for here in range(to - 1, max(-1, to - 1 - LONGEST_WAY), -1):
        if "conveys" in clause.tags(here):
            return here
        if clause.text(here) in {",", ";", ":"} or clause.tags(here) & {"said", "relative", "clause_start"}:
            return -1
    return -1


def find_treated(clause: Clause, at: int) -> list[People] | None:
    """Return those whom doctors "treated", where a number counts them."""
    start = verb_group_start(clause, at)
    passive = has_tag(clause, start, at, "be")
    found = find_subject(clause, start) if passive else find_object(clause, at + 1)
    if not found or "named_as" in clause.tags(at + 1 if passive else found[-1].last):
        return None  # "police treated six people as suspects"
    return found if all(one.naming in _COUNTED for one in found) else None
