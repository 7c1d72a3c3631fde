"""Deaths told as what came of a deed: "shot two men dead", "mauled to death", "speared his brother to death"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.joining import joined_before
from monitor.extraction.harm.naming import Naming, People


def find_result(clause: Clause, start: int) -> list[People] | None:
    """`shot two men dead`, `stabbed his wife and her mother to death`: the verb's object, all of it."""
    last = clause.ending_at(start)
    if last is None:
        return None
    groups = joined_before(clause, last)
    before = clause.harms(groups[0].first - 1)
    deeds = ("weak", "weak_gerund", "participle", "active", "gerund")
    verb = groups[0].first - 1
    deadly = bool(clause.tags(verb) & {"deadly_deed", "seizing"}) or any(frame in deeds for _, frame in before)
    return groups if deadly else None


def find_resulting(clause: Clause, at: int) -> list[People] | None:
    """`beat a man to death`, not "sentenced the man to death"."""
    inside = clause.around(at)
    if inside is not None and "seizing" in clause.tags(inside.first - 1):
        return [inside]  # "taking 12 others hostage"
    last = clause.ending_at(at - 1) if "of_group" in clause.tags(at - 1) else None
    if last is not None and last.part and any(clause.harms(i) for i in range(last.first)):
        return [last]  # "two were stabbed, one of them to death"
    return find_result(clause, at) or _by_any_deed(clause, at)


def _by_any_deed(clause: Clause, at: int) -> list[People] | None:
    """`speared two men to death`, not "sentenced two men to death"."""
    last = clause.ending_at(at)
    if last is None or ("killed", "result") not in clause.harms(at):
        return None
    groups = joined_before(clause, last)
    verb = groups[0].first - 1
    deed = clause.text(verb).endswith(clause.verb_suffixes) and not clause.tags(verb)
    return groups if deed else None


def _is_deed(clause: Clause, at: int) -> bool:
    hurt = not clause.frames(at).isdisjoint(("weak", "participle"))
    return hurt or "deadly_deed" in clause.tags(at)


def find_taken_off(clause: Clause, at: int) -> list[People] | None:
    """`bandits took eleven women and children into the forest`: abducted, where a number or a noun tells who."""
    told = clause.ending_at(at)
    if told is None or told.naming in (Naming.PRONOUN, Naming.UNKNOWN, Naming.NONE):
        return None
    taken = joined_before(clause, told)
    deed = clause.tags(taken[0].first - 1)
    fighters = any(clause.tags(one.last - 1) & {"perpetrator", "foe"} for one in taken)
    return None if fighters or "captures" not in deed else taken
