"""Figures without a sentence around them: "Fatalities: 7", "and one in Marseille"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.naming import Naming, People

SHORTEST_SENTENCE = 3
"""Words and full stop of "Injuries 4."."""
FARTHEST_ELLIPSIS = 12
"""How many words may stand between "killed two" and "and one in Marseille"."""
LONGEST_PART = 6
"""Words of a part behind its number: "two of them children under ten"."""
_MARKS = frozenset({";", ":", ".", ","})
_DEEDS = frozenset({"gerund", "weak_gerund", "event"})
"""Frames of a label that says what happened, and counts nobody."""


def labelled(clause: Clause, at: int) -> list[People] | None:
    """`Fatalities: 7`, as notes and tables write it."""
    if "dies" in clause.frames(at) or clause.frames(at) <= _DEEDS:
        return None  # "three died: two men and a woman", "Political killing: two men shot ..."
    counted = clause.starting_at(at + 2) if clause.text(at + 1) == ":" else None
    if at == 0 and counted is None and len(clause.words) <= SHORTEST_SENTENCE and "killed.toll" not in clause.known:
        counted = clause.starting_at(1)  # "Fatalities 1."
    if counted is None or clause.harms(counted.last + (clause.text(counted.last) == "(")):
        return None  # "casualties: 4 dead, 13 wounded", "victims: 2 boys (killed)"
    return _row(clause, counted) if counted.naming in (Naming.BARE, Naming.COUNT, Naming.NONE) else None


def _row(clause: Clause, first: People) -> list[People]:
    """`6 policemen, 14 civilians` behind a label."""
    row = [first]
    while _goes_on(clause, row[-1].last) and (following := clause.starting_at(row[-1].last + 1)):
        if following.naming is not Naming.COUNT or clause.harms(following.last) or following.part:
            break
        row.append(following)
    return row


def _goes_on(clause: Clause, at: int) -> bool:
    return clause.text(at) == "," or "and" in clause.tags(at)


def elided(clause: Clause, at: int, groups: list[People]) -> list[People]:
    """The one of "killed two in Lyon and one in Marseille": a number and a setting, without noun and verb."""
    beside = clause.starting_at(at + 2) if "beside" in clause.tags(at + 1) else None
    if beside is not None:
        return [beside]  # "he was killed along with four guards"
    so = _who_so_was(clause, at)
    if so is not None:
        return [so]
    if not all(group.naming in (Naming.COUNT, Naming.BARE, Naming.ONE) for group in groups):
        return []
    found: list[People] = []
    listed: list[People] = []  # the nine of "18 died in Nagaon, nine in Cachar and four in Hojai"
    start = max(at + 1, groups[-1].last)
    inserted = _inserted_part(clause, start)
    for here in range(start, min(start + FARTHEST_ELLIPSIS + len(inserted), len(clause.words))):
        if here in inserted:
            continue
        people = clause.starting_at(here)
        if people is not None and any(test(clause, at, people) for test in _ELLIPSES):
            found.append(people)
        elif people is not None and _is_listed(clause, people):
            listed.append(people)
        elif _ends_clause(clause, here) and not _goes_on_behind(clause, here):
            break
    return [*listed, *found] if found or _is_set_apart(clause, at) else []


def _inserted_part(clause: Clause, start: int) -> range:
    """Return the words of ", two of them children," where the row goes on behind: ", and 12 in a second crash"."""
    comma = next((i for i in range(start, start + FARTHEST_ELLIPSIS) if clause.text(i) == ","), start)
    part = clause.starting_at(comma + 1) if clause.text(comma) == "," else None
    if part is None or not part.part:
        return range(0)
    ends = range(part.last, part.last + LONGEST_PART)
    last = next((i for i in ends if clause.text(i) == "," and "and" in clause.tags(i + 1)), comma)
    return range(comma, last + 1) if last > comma else range(0)


def _who_so_was(clause: Clause, at: int) -> People | None:
    """The driver of "the judge was killed, and so was his driver"."""
    if "so" not in clause.known:
        return None
    for here in range(at + 1, min(at + FARTHEST_ELLIPSIS, len(clause.words) - 2)):
        if "so" in clause.tags(here) and clause.tags(here - 1) & {"and"} and "be" in clause.tags(here + 1):
            return clause.starting_at(here + 2)
        if clause.harms(here) or "said" in clause.tags(here):
            return None
    return None


def _is_set_apart(clause: Clause, at: int) -> bool:
    """Whether the first number has a place of its own as well: "one killed in Lyon, two in Nice"."""
    behind = clause.words[at + 2].text if at + 2 < len(clause.words) else ""
    told_short = not clause.frames(at).isdisjoint(("participle", "state")) and clause.ending_at(at)
    there = "preposition" in clause.tags(at + 1) and behind[:1].isupper()
    return bool(told_short) and (there or "one_side" in clause.tags(at + 1))  # "14 dead on one side, 9 on the other"


def _goes_on_behind(clause: Clause, comma: int) -> bool:
    """Whether "nine in Cachar" follows a comma, or "and 3 more in Ladi"."""
    following = clause.starting_at(comma + 2)
    more = clause.text(comma) == "," and "and" in clause.tags(comma + 1) and following is not None and following.more
    beside = clause.text(comma) == "," and clause.starting_at(comma + 1)
    last = beside and beside.more and beside.naming is Naming.ONE  # "one died there, the other on the way"
    return bool(more or last or _is_listed(clause, clause.starting_at(comma + 1)))


def _is_listed(clause: Clause, people: People | None) -> bool:
    """Whether a bare number behind a comma has a setting of its own."""
    if people is None or people.naming is not Naming.BARE or clause.text(people.first - 1) != ",":
        return False
    return "preposition" in clause.tags(people.last) and "of" not in clause.tags(people.last)


def _is_other_side(clause: Clause, at: int, people: People) -> bool:
    """The militants of "2 guards killed and 6 militants" where nothing follows."""
    if people.first != at + 2 or people.naming is not Naming.COUNT or "and" not in clause.tags(at + 1):
        return False
    if clause.harms(people.last - 1):
        return False  # "38 died and 29 survivors ..."
    return clause.text(people.last) in {".", ";"} or people.last == len(clause.words)


def _is_elliptic(clause: Clause, _at: int, people: People) -> bool:
    before, behind = people.first - 1, people.last
    if people.more and people.naming is Naming.ONE and (clause.text(before) == "," or "and" in clause.tags(before)):
        return "preposition" in clause.tags(behind)  # "two died at once, a third on the way to hospital"
    listed = "and" in clause.tags(before) and not clause.text(before - 1).isdigit()  # not "on May 3 and 4 in Leeds"
    setting = "preposition" in clause.tags(behind) and "of" not in clause.tags(behind)
    if not listed or not setting or not (people.naming is Naming.BARE or _is_where_hit(clause, people)):
        return False
    rest = range(behind, min(behind + FARTHEST_ELLIPSIS, len(clause.words)))
    if not clause.frames(behind + 1).isdisjoint(("wounds", "weak_wounds")):
        return True  # "eleven were treated for smoke inhalation and two for burns"
    own = next((at for at in rest if _ends_clause(clause, at)), None)
    return own is None or clause.text(own) in _MARKS or "clause_start" in clause.tags(own)


def _ends_clause(clause: Clause, at: int) -> bool:
    verbal = clause.tags(at) & {"be", "have", "verb", "said", "clause_start", "relative", "relative_thing"}
    return clause.text(at) in _MARKS or bool(verbal or clause.harms(at))


def _is_where_hit(clause: Clause, people: People) -> bool:
    """The bystander of "a man was shot in the chest and a bystander in the foot"."""
    return people.naming in (Naming.ONE, Naming.COUNT) and "body_part" in clause.tags(people.last + 2)


def _died_in_hospital(clause: Clause, at: int, people: People) -> bool:
    """The three of "six died on the spot and three in hospital"."""
    died = "dies" in clause.frames(at)
    treated = "treated" in clause.frames(people.last)
    one_more = people.naming is Naming.ONE and people.more  # "four died at the scene, and a fifth in hospital"
    counted = people.naming is Naming.BARE or one_more
    return died and treated and counted and "and" in clause.tags(people.first - 1)


_ELLIPSES = (_is_elliptic, _died_in_hospital, _is_other_side)
