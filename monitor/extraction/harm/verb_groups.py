"""The verb group around a harm word: "had reportedly been killed"."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause

VERB_GROUP = frozenset({"be", "have", "auxiliary", "modal", "not", "to", "feared", "result_found"})
"""Words of a verb group before its harm word, beside adverbs."""


def verb_group_start(clause: Clause, at: int) -> int:
    """Return the first word of `had reportedly been killed`."""
    start = at
    while start > 0 and not clause.around(start - 1):
        tags = clause.tags(start - 1)
        if tags & VERB_GROUP or clause.is_adverb(start - 1) or _is_coordinated_harm(clause, start - 1):
            start -= 1
        elif _is_coordinated_verb(clause, start - 1):
            start -= 2
        elif _is_brought(clause, start - 1, at):
            start -= 1
        elif "preposition" in clause.tags(start - 1) and _is_brought(clause, start - 2, at):
            start -= 2  # "was pulled out with injuries"
        else:
            break
    return start


def _is_brought(clause: Clause, here: int, at: int) -> bool:
    """The "rescued" of "another was rescued in a critical condition"."""
    treated = any(frame == "treated" for _, frame in clause.harms(at))
    return treated and "be" in clause.tags(here - 1) and clause.text(here).endswith(clause.verb_suffixes)


def _is_coordinated_harm(clause: Clause, at: int) -> bool:
    """The "shot and" before "killed"."""
    if "and" in clause.tags(at):
        return any(
            frame in ("participle", "weak", "treated", "dies") for _, frame in clause.harms(at - 1)
        ) and not clause.around(at - 1)
    return "and" in clause.tags(at + 1) and any(frame in ("participle", "weak") for _, frame in clause.harms(at))


def _is_coordinated_verb(clause: Clause, at: int) -> bool:
    """The "struck and" of "was struck and killed"."""
    if "and" not in clause.tags(at) or not clause.tags(at - 2) & {"be"}:
        return False
    return "verb" in clause.tags(at - 1) or clause.text(at - 1).endswith(clause.verb_suffixes)


def has_tag(clause: Clause, first: int, last: int, tag: str) -> bool:
    """Whether a word of `words[first:last]` has the tag."""
    return any(tag in clause.tags(i) for i in range(first, last))
