"""Where those who are harmed stand around a harm word: before it, behind it, or as its owner.

A clause is read from the harm word outwards over what cannot end it; no parse is made.
"""

from __future__ import annotations

from monitor.extraction.harm.ages import before_ages
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.clause_subjects import FARTHEST_SUBJECT, subject_of_clause
from monitor.extraction.harm.governing import in_relative, out_of_prepositions
from monitor.extraction.harm.joining import (
    before_tail,
    begins_clause,
    behind_modifiers,
    join_left,
    join_right,
)
from monitor.extraction.harm.listed_parts import before_most_of_them, whole_before_parts
from monitor.extraction.harm.naming import Naming, People
from monitor.vocabulary import Bound

LONGEST_UNKNOWN_NAME = 4
FARTHEST_THING = 7
"""Words from people to the relative of what they are in: "six people on board a small helicopter that"."""
_NO_NAME = frozenset({"preposition", "be", "have", "said", "clause_start", "and", "determiner", "not_people", "adverb"})


def find_object(clause: Clause, at: int) -> list[People] | None:
    """Return those who follow a harm word directly, with all that are joined to them."""
    here = _skip_to_object(clause, at)
    first = clause.starting_at(here) or behind_modifiers(clause, here)
    first = first or _named_after(clause, here) or _described_behind(clause, here)
    if first is None or (first.naming is Naming.PRONOUN and "pronoun_subject" in clause.tags(first.first)):
        return None  # "the wounds he received"
    return join_right(clause, first)


def _named_after(clause: Clause, at: int) -> People | None:
    """The Saleh of "killed a docker, Ahmed Saleh": a noun that is not known, and the name that tells what it is."""
    if "article" not in clause.tags(at):
        return None
    for here in range(at + 1, min(at + 5, len(clause.words) - 1)):
        if clause.text(here) == ",":
            named = clause.starting_at(here + 1)
            return named if named is not None and named.naming is Naming.NAME else None
        if clause.tags(here) or not clause.text(here).isalpha():
            return None
    return None


def _described_behind(clause: Clause, at: int) -> People | None:
    """The employee of "the death of Cesar Rose, an employee": a name that is not known, and who it is."""
    for here in range(at, min(at + LONGEST_UNKNOWN_NAME + 1, len(clause.words))):
        if clause.text(here) == "," and here > at:
            told = clause.starting_at(here + 1)
            described = told is not None and told.naming is Naming.ONE and "article" in clause.tags(here + 1)
            return told if described and told and not begins_clause(clause, told) else None
        if not clause.words[here].text[0].isupper() or clause.tags(here) & _NO_NAME:
            return None
    return None


def _skip_to_object(clause: Clause, at: int) -> int:
    here = at
    while here < min(at + 6, len(clause.words)) and not clause.starting_at(here):
        word = clause.text(here)
        coordinated = "and" in clause.tags(here) and clause.harms(here + 1)
        inserted = _inserted_end(clause, here) if here == at else here
        if coordinated:
            here += 2
        elif inserted > here:
            here = inserted
        elif clause.is_adverb(here) or word in {'"', "\u201c", "("}:
            here += 1
        else:
            break
    return here


def _inserted_end(clause: Clause, at: int) -> int:
    """Skip ", at gunpoint," between a verb and its object."""
    if clause.text(at) != "," or "preposition" not in clause.tags(at + 1) or "including" in clause.tags(at + 1):
        return at
    for here in range(at + 2, min(at + 7, len(clause.words))):
        if clause.text(here) == ",":
            return here + 1
    return at


def find_subject(clause: Clause, start: int, at: int = -1) -> list[People] | None:
    """Return those who stand before a verb group that begins at `start`, with all joined to them."""
    start = before_most_of_them(clause, start)
    antecedent = _before_relative_clause(clause, start)
    if antecedent is not None:
        return join_left(clause, antecedent)
    nearest = _nearest_before(clause, start)
    if clause.tags(start - 1) & {"and", "contrast"} and (nearest is None or _is_in_setting(clause, nearest)):
        nearest = subject_of_clause(clause, start - 1) or nearest
    nearest = whole_before_parts(clause, start, FARTHEST_SUBJECT) or nearest
    nearest = nearest or _before_open_relative(clause, start)
    if nearest is None:
        return None
    related = any("relative" in clause.tags(i) for i in range(nearest.last, start))
    of_whom = "of" in clause.tags(nearest.first - 1) and clause.ending_at(nearest.first - 1)
    governed = of_whom and not _is_kin_of(clause, of_whom, nearest)  # "the funeral of nine miners killed"
    governed = governed or _is_origin(clause, nearest)
    modified = nearest.last == start and not governed  # "to the people killed"
    head = nearest if related or (modified and start == at) else out_of_prepositions(clause, nearest)
    if head.naming is Naming.NAME and clause.tags(head.first - 1) & {"to"}:
        head = subject_of_clause(clause, head.first) or head  # "a resident was flown to Leeds with burns"
    return join_left(clause, _described_before(clause, head))


def _is_in_setting(clause: Clause, people: People) -> bool:
    """The Nest of "was struck near Stoat's Nest and killed"."""
    owned = people.naming is Naming.NAME and "possessive" in clause.tags(people.first - 1)
    return owned or "preposition" in clause.tags(people.first - 1)


def _is_origin(clause: Clause, people: People) -> bool:
    """The York of "one from York killed"."""
    counted = clause.ending_at(people.first - 1) if people.naming is Naming.NAME else None
    return counted is not None and counted.naming is Naming.BARE and "preposition" in clause.tags(people.first - 1)


def find_whom(clause: Clause, start: int) -> list[People] | None:
    """Return the employee of "an employee of the mill, whom gunmen shot": the verb's subject did it; None without."""
    if "relative_object" not in clause.known:
        return None
    doer = clause.ending_at(start)
    whom = next((i for i in range(doer.first - 1, max(0, doer.first - 4), -1) if clause.tags(i)), 0) if doer else 0
    if "relative_object" not in clause.tags(whom):
        return None
    end = whom - (clause.text(whom - 1) == ",")
    told = clause.ending_at(before_ages(clause, end)) or before_tail(clause, end)
    return [told] if told else []


def _is_kin_of(clause: Clause, kin: People, harmed: People) -> bool:
    """The pupil of "the mother of a pupil killed in the attack", not of "Mother of three killed" in a headline."""
    described = harmed.naming in (Naming.ONE, Naming.COUNT)
    return described and not clause.headline and "related" in clause.tags(kin.last - 1)


def _described_before(clause: Clause, people: People) -> People:
    """The guards of "two guards of the judge, members of the police, were hurt": a bare plural restates."""
    of_them = clause.ending_at(people.first - 2) if people.naming is Naming.NAME else None
    if of_them and of_them.part and clause.text(people.first - 1) == clause.text(people.last) == ",":
        return of_them  # "one of them, Luis Diaz, died"
    alone = not clause.tags(people.first) & {"determiner"} or "every_one" in clause.tags(people.first)
    bare = people.naming is Naming.MANY and alone
    first = people.first
    while bare and "and" in clause.tags(first - 1) and (other := clause.ending_at(first - 1)):
        first, bare = other.first, other.naming is Naming.MANY  # "most of them women and children"
    start = first - (1 if "part_before" in clause.tags(first - 1) else 0)  # ", most of them children,"
    if not bare or clause.text(start - 1) != ",":
        return people
    before = clause.ending_at(start - 1) or before_tail(clause, start - 1)
    if before is None or before.naming is Naming.MANY:
        return people
    return out_of_prepositions(clause, before)


def _before_relative_clause(clause: Clause, start: int) -> People | None:
    """The journalist of "a journalist, who was sent to cover the war, was hurt"."""
    if clause.text(start - 1) != ",":
        return None
    for here in range(start - 2, max(0, start - 40), -1):
        if "relative" in clause.tags(here) and clause.text(here - 1) == ",":
            return clause.ending_at(before_ages(clause, here - 1))
        if "relative" in clause.tags(here) and _restates_a_name(clause, clause.ending_at(here)):
            return clause.ending_at(here)
        if "of_group" in clause.tags(here) and clause.text(here - 2) == "," and "be" in clause.tags(here + 1):
            return clause.ending_at(before_ages(clause, here - 2))  # "six people, two of whom were drivers, were ..."
        if clause.text(here) in {";", ":"} or "said" in clause.tags(here):
            return None
    return None


def _restates_a_name(clause: Clause, people: People | None) -> bool:
    """The prosecutor of "Rosa Leone, the prosecutor who carried the coffins of two friends, died"."""
    if people is None or people.naming is not Naming.ONE or clause.text(people.first - 1) != ",":
        return False
    named = clause.ending_at(people.first - 1)
    return named is not None and named.naming is Naming.NAME


def _before_open_relative(clause: Clause, start: int) -> People | None:
    """The people of "people who had taken shelter after a service were struck dead"."""
    for here in range(start - 1, max(0, start - FARTHEST_SUBJECT), -1):
        if clause.tags(here) & {"relative", "relative_thing"}:
            return clause.ending_at(here) or _who_is_in(clause, here)
        if clause.text(here) in {",", ";", ":"} or "said" in clause.tags(here):
            return None
    return None


def _who_is_in(clause: Clause, relative: int) -> People | None:
    """The six of "six people on board a helicopter that came down have died"."""
    for here in range(relative - 1, max(0, relative - FARTHEST_THING), -1):
        people = clause.ending_at(here)
        if people is not None:
            inside = clause.tags(here) & {"preposition", "aboard"}
            return people if inside and people.naming is Naming.COUNT else None
        if clause.text(here) in {",", ";", ":"} or clause.tags(here) & {"verb", "be", "have", "said", "and"}:
            return None
    return None


def _nearest_before(clause: Clause, start: int) -> People | None:
    here = start
    while here > max(0, start - FARTHEST_SUBJECT):
        people = clause.ending_at(here)
        if people is not None and not people.possessed and not _is_no_subject(clause, people, start):
            return people
        word, tags = clause.text(here - 1), clause.tags(here - 1)
        if word in {"]", ")"} and (opened := _bracket_start(clause, here - 1)) < here - 1:
            here = opened
            continue
        if "reduced" in tags and clause.ending_at(here - 1):
            here -= 1
            continue
        if word in {";", ":"} or tags & {"clause_start", "said", "modal"}:
            return None
        described = "agent" in clause.tags(here)  # "a man hit by a bullet has died"
        if tags & {"verb", "be", "have"} and not described and not in_relative(clause, here - 1):
            return None
        told = any(frame in ("active", "participle", "gerund", "dies") for _, frame in clause.harms(here - 1))
        if told and not in_relative(clause, here - 1) and not _is_reduced(clause, here - 1):
            return None
        here -= 1
    return None


def _is_reduced(clause: Clause, at: int) -> bool:
    """The "wounded" of "two youths wounded by gunshots in Mekelle have died"."""
    told = clause.ending_at(at)
    of_some = told is not None and "of" in clause.tags(told.first - 1)  # "one of the two men wounded there died"
    several = told is not None and told.interval.max != 1 and not of_some  # whose one death it is, `outcomes` tells
    return several and "participle" in clause.frames(at) and bool(clause.tags(at + 1) & {"agent", "preposition"})


def _is_no_subject(clause: Clause, people: People, start: int) -> bool:
    """The "many" of "operations, many by candlelight, has died", or the object of a relative clause."""
    if people.naming is Naming.PRONOUN and people.last < start and clause.ending_at(people.first) is not None:
        return True  # "the prisoner they were escorting died", not "told police he was shot"
    if _is_object_in_relative(clause, people):
        return True
    vague = people.naming is Naming.BARE and people.interval.bound is Bound.VAGUE
    if vague and people.last < start and clause.text(start - 1) == ",":
        return True
    return _is_harmed_by_relative(clause, people)


def _is_object_in_relative(clause: Clause, people: People) -> bool:
    """The tellers of "a man who had held two tellers was shot", or the "them" of "believed to have shot them"."""
    verb = people.first - 1
    object_ = people.naming is Naming.PRONOUN and "pronoun_subject" not in clause.tags(people.first)
    free = object_ and not clause.tags(verb) & {"preposition", "and"}  # "four guards who were escorting him"
    if not (
        free or clause.tags(verb) & {"verb"} or clause.harms(verb) or clause.text(verb).endswith(clause.verb_suffixes)
    ):
        return False
    told = range(max(0, verb - 4), verb)
    return any(clause.tags(i) & {"relative", "reduced"} and clause.ending_at(i) is not None for i in told)


def _is_harmed_by_relative(clause: Clause, people: People) -> bool:
    """The people of "a survivor of the flood that killed 90 people, died on Sunday" are not who died then."""
    if clause.text(people.last) != "," or not in_relative(clause, people.first - 1):
        return False
    return any(frame in ("active", "participle") for _, frame in clause.harms(people.first - 1))


def _bracket_start(clause: Clause, at: int) -> int:
    """Return the word that opens what closes at `at`, or `at` when nothing does."""
    for here in range(at - 1, max(-1, at - 16), -1):
        if clause.text(here) in {"[", "("}:
            return here
    return at
