"""Deaths told by who outlived them: "no survivors among the 62 aboard", "none of the three lived"."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.lexicon import Lexicon
from monitor.extraction.harm.naming import SOME, TWO, Naming, People
from monitor.extraction.harm.patients import find_subject
from monitor.extraction.harm.people import find_people
from monitor.extraction.harm.verb_groups import verb_group_start
from monitor.model import Article

FARTHEST_COUNT = 3
"""Sentences before "everyone on board died" in which they may be counted."""
FARTHEST_WHOLE = 8
"""Words between "nobody survived" and how many they were: "among the six guards", "of the 62 people aboard"."""


def find_none_left(clause: Clause, at: int) -> list[People] | None:
    """Return all of whom nobody survived: as many as the sentence counts, or some."""
    others = _who_did_not(clause, at)
    if others is not None:
        return others
    inside = clause.around(at)
    told = [inside] if inside is not None else find_subject(clause, verb_group_start(clause, at))
    if not told or told[0].naming is not Naming.NONE:
        return None
    nobody = told[0]
    if _is_none_of_things(clause, nobody) or _only_dwelt(clause, at, nobody):
        return None
    if "of_two" in clause.tags(nobody.first) and nobody.whole is None:
        return [People(nobody.first, nobody.last, TWO, Naming.COUNT)]
    if nobody.whole is not None:
        return [People(nobody.first, nobody.last, nobody.whole, Naming.COUNT)]
    return [_whole_behind(clause, at) or People(nobody.first, nobody.last, SOME, Naming.MANY)]


def _who_did_not(clause: Clause, at: int) -> list[People] | None:
    """The son of "she survived; her son did not"."""
    if "not" not in clause.known or (clause.text(at + 1) not in {";", ","} and "contrast" not in clause.tags(at + 1)):
        return None
    first = at + 2 + ("contrast" in clause.tags(at + 2))
    told = clause.starting_at(first) or clause.starting_at(at + 2)
    if told is None or "auxiliary" not in clause.tags(told.last) or "not" not in clause.tags(told.last + 1):
        return None
    return [told] if clause.text(told.last + 2) in {".", ";", ",", ""} else None


def _is_none_of_things(clause: Clause, nobody: People) -> bool:
    """Whether "none of the three bills" is told of what nobody knows as people."""
    if "of" not in clause.tags(nobody.last):
        return False
    here = nobody.last + 1
    while clause.tags(here) & {"determiner", "number"} or clause.text(here).isdigit():
        here += 1
    return not clause.tags(here) or "not_people" in clause.tags(here)


def _only_dwelt(clause: Clause, at: int, nobody: People) -> bool:
    """Whether "lived" tells where: "no one lived there", not "none of the three lived"."""
    return "dwells" in clause.tags(at) and (nobody.whole is None or "preposition" in clause.tags(at + 1))


def _whole_behind(clause: Clause, at: int) -> People | None:
    for here in range(at + 1, min(at + FARTHEST_WHOLE, len(clause.words))):
        people = clause.starting_at(here)
        if people is not None and "whole_before" in clause.tags(here - 1):
            return people if people.naming in (Naming.COUNT, Naming.BARE) else None
        if clause.text(here) in {",", ";"}:
            return None
    return None


def whole_aboard(clause: Clause) -> People | None:
    """Return those whom a sentence counts as "aboard" or "on board", or whom something "was carrying"."""
    if clause.known.isdisjoint({"aboard", "carrying"}):
        return None
    counted: Sequence[People] = [p for p in clause.people if p.naming in (Naming.COUNT, Naming.BARE) and not p.part]
    for people in counted:
        if "aboard" in clause.tags(people.last) or "carrying" in clause.tags(people.first - 1):
            return people
    return None


def whole_aboard_before(article: Article, lexicon: Lexicon, number: int) -> People | None:
    """Count "everyone on board" by a sentence right before: "a plane with eleven aboard hit a hill. ..."."""
    for sentence in reversed(article.sentences[max(0, number - FARTHEST_COUNT) : number]):
        words = lexicon.read(article.text, sentence.start, sentence.end).words
        whole = whole_aboard(Clause(words, find_people(words, lexicon), lexicon))
        if whole is not None and whole.interval.max:
            return whole
    return None
