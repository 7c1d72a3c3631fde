"""Lists: which people of a sentence are harmed together; who of them is told twice is `restating`."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from monitor.extraction.harm.ages import before_ages, past_ages
from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People
from monitor.extraction.harm.restating import is_share_beside, restates
from monitor.extraction.words.words import Word

LONGEST_TAIL = 14
"""Words behind a noun before its list goes on: "leader of the national revolutionary movement (MNR), and"."""
_OF_SENTENCES = frozenset({"be", "have", "said"})
LINKS = frozenset({"and", "including", "mostly", "part_phrases"})
"""Tags of words between the members of a list, and before a part of those told of."""
MODIFIERS = frozenset({"not_people", "collective", "definite", "determiner", "age_words"})
"""Tags of words that may stand before the noun they modify."""


def join_right(clause: Clause, first: People) -> list[People]:
    """Return people with all that a list adds to their right; what follows "including" is a part."""
    groups = [first]
    while True:
        following = _next_in_list(clause, groups[-1])
        governed = "of" in clause.tags(first.first - 1)  # "the bodies of a couple and their baby were found"
        if following is None or (begins_clause(clause, following) and not governed):
            break
        groups.append(replace(following, part=following.part or groups[-1].part))
    return _closed_list(clause, groups)


def _next_in_list(clause: Clause, people: People) -> People | None:
    here = past_brackets(clause, people.last)
    named = clause.starting_at(here)
    if people.naming is Naming.MANY and named is not None and named.naming is Naming.NAME:
        return named  # "her sons Luis and Juan"
    gap = _past_tail(clause, here)
    start = gap
    while gap < start + 3 and (clause.text(gap) == "," or clause.tags(gap) & LINKS or _is_behind_age(clause, gap)):
        gap += 1
    if "of" in clause.tags(gap) and "and" in clause.tags(gap - 1):
        gap += 1
    follows = clause.starting_at(gap + 1)
    if clause.is_adverb(gap) and follows is not None and follows.naming in (Naming.PRONOUN, Naming.COUNT):
        gap += 1  # "shot her husband and then herself", "killed his aunt, then two pupils"
    if gap == start:
        return None
    found = clause.starting_at(gap) or behind_modifiers(clause, gap)
    if found is not None and found.possessed:  # "wounded dozens, an official and a doctors' group said"
        found = clause.starting_at(found.last + 1)
    if found is not None and "including" in clause.tags(gap - 1):
        found = replace(found, part=True)
    return None if found is None or found.naming is Naming.BARE or _is_subject_pronoun(clause, found) else found


def _is_behind_age(clause: Clause, at: int) -> bool:
    """The semicolons of "Darnell Pope, 61; his wife, Yvonne, 59; and their granddaughter, Kayla, 8"."""
    aged = clause.text(at) == ";" and clause.text(at - 1).isdigit() and clause.text(at - 2) == ","
    closed = (clause.text(i) == ";" and "and" in clause.tags(i + 1) for i in range(at, len(clause.words)))
    return aged and any(closed)


def _is_subject_pronoun(clause: Clause, people: People) -> bool:
    return people.naming is Naming.PRONOUN and "pronoun_subject" in clause.tags(people.first)


def _past_tail(clause: Clause, at: int) -> int:
    """Skip "of public order" behind a noun, when the list goes on after it."""
    if "preposition" not in clause.tags(at):
        return at
    for here in range(at + 1, min(at + LONGEST_TAIL, len(clause.words))):
        if clause.text(here) == "," or "and" in clause.tags(here):
            return here
        if clause.tags(here) & {"verb", "be", "have", "said", "clause_start"} or clause.harms(here):
            return at
    return at


def _closed_list(clause: Clause, groups: list[People], *, leftwards: bool = False) -> list[People]:
    """Keep what commas join only where an "and" closes the list, or where it is a part or the same again.

    A list read leftwards keeps its end, one read rightwards its beginning.
    """
    for number, (one, other) in enumerate(pairwise(groups)):
        if _is_closed(clause, groups[number:]) or other.part or restates(clause, one, other):
            continue
        if "reflexive" in clause.tags(other.first):
            continue  # "killed his wife, then himself"
        return _closed_list(clause, groups[number + 1 :], leftwards=True) if leftwards else groups[: number + 1]
    return groups


def _is_closed(clause: Clause, groups: list[People]) -> bool:
    if clause.headline and all(group.naming in (Naming.COUNT, Naming.ONE) for group in groups):
        return len(groups) > 1
    if clause.known.isdisjoint(_OF_SENTENCES) and all(group.naming is Naming.COUNT for group in groups):
        return len(groups) > 1  # "7 firefighters, 2 civilians injured."
    return any("and" in clause.tags(i) for one, other in pairwise(groups) for i in range(one.last, other.first))


def past_brackets(clause: Clause, at: int) -> int:
    """Skip "(24)", ", 24," and ", ages 22 and 25," after a name or noun."""
    if clause.text(at) in {"(", "["}:
        for here in range(at, min(at + 8, len(clause.words))):
            if clause.text(here) in {")", "]"}:
                return here + 1
    return past_ages(clause, at)


def begins_clause(clause: Clause, people: People) -> bool:
    """Whether people after a comma or "and" are the subject of what follows, not one more patient."""
    here = people.last
    while here < len(clause.words) and clause.is_adverb(here):
        here += 1
    tags = clause.tags(here)
    if tags & {"be", "have", "verb", "said", "modal", "auxiliary"}:
        return True
    return not clause.frames(here).isdisjoint(("participle", "state", "dies", "weak", "treated", "active"))


def join_left(clause: Clause, last: People) -> list[People]:
    """Return people with all that a list has before them, but not the object of another verb."""
    groups = _set_apart_by_origin(clause, last) or joined_before(clause, last)
    while len(groups) > 1 and _is_object_of_other(clause, groups[0]):
        groups = groups[1:]
    if _goes_on_behind_part(clause, groups):
        return groups[-1:]
    part = False
    for number, group in enumerate(groups):
        part = part or group.part
        if part != group.part:
            groups[number] = replace(group, part=part)
    return _closed_list(clause, groups, leftwards=True)


def _set_apart_by_origin(clause: Clause, last: People) -> list[People] | None:
    """Return both numbers of "four from Leeds and one from York were killed"."""
    bare = last.naming is Naming.BARE and "and" in clause.tags(last.first - 1)
    if not bare or "preposition" not in clause.tags(last.last) or "of" in clause.tags(last.last):
        return None
    other = before_tail(clause, last.first - 1)
    return [other, last] if other and other.naming in (Naming.BARE, Naming.COUNT) else None


def _goes_on_behind_part(clause: Clause, groups: list[People]) -> bool:
    """In "killed 12, including three children, and 108 people were hurt" the 108 are a subject of their own."""
    *before, last = groups
    if not before or not before[0].part or "and" not in clause.tags(last.first - 1):
        return False
    counted = last.naming in (Naming.COUNT, Naming.BARE, Naming.UNKNOWN) or clause.text(last.first - 2) == ","
    return counted and any(map(clause.harms, range(before[0].first)))


def joined_before(clause: Clause, last: People) -> list[People]:
    """Return people with all that a list has before them, up to the verb whose object they are."""
    groups = [last]
    joins = last.naming is not Naming.BARE or is_share_beside(clause, last)
    if last.naming is Naming.PRONOUN and "two_of" in clause.tags(last.first):
        return groups  # "her sons, 5 and 8, both died"
    while joins or "including" in clause.tags(last.first - 1):
        before = _previous_in_list(clause, groups[0])
        if before is None:
            break
        groups.insert(0, before)
        if _is_object_of_other(clause, before):
            break
    return groups


def _previous_in_list(clause: Clause, people: People) -> People | None:
    plural = clause.ending_at(people.first)
    if people.naming is Naming.NAME and plural is not None and plural.naming is Naming.MANY:
        return plural
    gap = people.first
    while gap > 0 and gap > people.first - 3:
        if clause.text(gap - 1) == "," or clause.tags(gap - 1) & LINKS:
            gap -= 1
        else:
            break
    if gap == people.first:
        return None
    found = clause.ending_at(before_ages(clause, gap))
    if found is None or _is_where(clause, found, "preposition" if "and" in clause.tags(gap + 1) else "located"):
        found = before_tail(clause, gap)
    if found is not None and found.naming is Naming.MANY and "of" in clause.tags(found.first - 1):
        found = clause.ending_at(found.first - 1) or found  # "a nurse of Doctors without Borders and two children"
    bare = found is not None and found.naming is Naming.BARE and not people.part  # "three, including a child, died"
    return None if found is None or found.possessed or bare else found


def _is_where(clause: Clause, people: People, tag: str) -> bool:
    """The Sapes of "found dead near Sapes, and a volunteer died": a name behind a preposition heads no list."""
    return people.naming is Naming.NAME and tag in clause.tags(people.first - 1) and not people.part


def before_tail(clause: Clause, at: int) -> People | None:
    """The "judge" of "judge of public order, and ..."."""
    for here in range(at - 1, max(0, at - 7), -1):
        people = clause.ending_at(here)
        if people is not None:
            governs = clause.tags(here) & {"preposition", "aboard", "ages"} and people.naming is not Naming.PRONOUN
            return people if governs else None
        if clause.text(here) == "," or clause.tags(here) & {"verb", "be", "have", "said", "and", "clause_start"}:
            return None
        if clause.harms(here):
            return None
    return None


def behind_modifiers(clause: Clause, at: int) -> People | None:
    """`killing presidential candidate Galan`: a description without determiner begins with its modifiers."""
    for here in range(at, min(at + 5, len(clause.words))):
        people = clause.starting_at(here)
        if people is not None:
            described = here == at or "determiner" not in clause.tags(here)  # not "injured his brother"
            return people if described and people.naming in (Naming.ONE, Naming.MANY, Naming.NAME) else None
        if not _modifies(clause.words[here]) and clause.text(here + 1) != "-":  # 54-year-old Maria Lopez
            return None
    return None


def _modifies(word: Word) -> bool:
    harmed = bool(word.harms) and word.frames.issubset(("participle", "state", "count"))
    plain = word.text[0].isalpha() and not word.tags - MODIFIERS
    return plain or harmed or word.text == "-"


def _is_object_of_other(clause: Clause, people: People) -> bool:
    """In "killed 3 soldiers and 2 civilians were hurt" the soldiers are no subject, nor who is freed."""
    if "freed" in clause.tags(people.first - 1):
        return True  # "Troops free 38 churchgoers, three gunmen killed"
    return not clause.frames(people.first - 1).isdisjoint(("active", "participle", "gerund", "weak"))
