"""Whether a harm happened, is only feared, denied, or may come: from the words before it."""

from __future__ import annotations

from monitor.extraction.harm.clause import Clause
from monitor.extraction.harm.frames import Harmed
from monitor.extraction.harm.naming import Naming

_UNREAL = frozenset({"modal", "short_of", "intent_phrases", "to", "intent_noun", "intent", "foreseen"})
"""Tags of words one of which stands in every sentence that tells a harm as possible, planned or threatened."""
_NOUNS = frozenset({"event", "events", "count", "state"})
_OTHER_CLAUSE = frozenset({"clause_start", "relative", "relative_thing", "said", "and"})


def _span_before(clause: Clause, harmed: Harmed, reach: int) -> range:
    """The words before the harm word in its clause, at most `reach` of them, nearest last."""
    first = harmed.at
    while first > max(0, harmed.at - reach) and clause.text(first - 1) not in {";", ":", ".", ","}:
        first -= 1
    return range(first, harmed.at)


def is_feared(clause: Clause, harmed: Harmed) -> bool:
    """Whether those harmed are only feared or believed so."""
    if "feared" not in clause.known:
        return False
    if harmed.frame not in {"participle", "dies", "state", "count"} or harmed.groups[0].naming is Naming.NONE:
        return False
    near = (*_span_before(clause, harmed, 4), harmed.at + 1)
    if harmed.groups[0].first > harmed.at and not any("to" in clause.tags(i) for i in near):
        return False  # "suspected militants killed 11"
    inside = {i for group in harmed.groups for i in range(group.first, group.last)}
    return any("feared" in clause.tags(i) and i not in inside for i in near)


def is_negated(clause: Clause, harmed: Harmed) -> bool:
    """Whether the words before the harm say that it did not happen."""
    outlived = harmed.frame in ("treated", "wounds", "weak_wounds")
    words = {"not"} if outlived else {"not", "survive"}  # "survived with minor injuries"
    if (
        harmed.frame == "outlived"
        or clause.known.isdisjoint(words)
        or any(group.naming is Naming.NONE for group in harmed.groups)
    ):
        return False
    return any(clause.tags(i) & words for i in _span_before(clause, harmed, 4))


def is_hypothetical(clause: Clause, harmed: Harmed) -> bool:
    """Whether the harm is only possible, planned or threatened."""
    if clause.known.isdisjoint(_UNREAL):
        return False
    at = harmed.at
    if harmed.frame == "toll":
        return _may_rise(clause, harmed)
    wide = _span_before(clause, harmed, 8)
    modals = [i for i in wide if "modal" in clause.tags(i) and not _is_month(clause, i)]
    if any(i in wide[-4:] or (harmed.frame in _NOUNS and _is_perfect(clause, i, at)) for i in modals):
        return True
    if "short_of" in clause.tags(at - 1) and "quantity" not in clause.tags(at - 2):
        return True  # "nearly killed two skiers"
    told_of_subject = _relative_before(clause, harmed)
    if any("intent_phrases" in clause.tags(i) and i not in told_of_subject for i in wide):
        return True
    infinitive = "to" in clause.tags(at - 1) or (clause.is_adverb(at - 1) and "to" in clause.tags(at - 2))
    if infinitive and harmed.frame in {"active", "dies"}:
        return "infinitive_fact" not in clause.tags(at - 2)
    if harmed.frame in {"event", "events"}:
        return any("intent_noun" in clause.tags(i) for i in wide[-3:])
    if harmed.frame in {"gerund", "active"}:
        return any("intent" in clause.tags(i) for i in wide[-3:])
    return False


def _may_rise(clause: Clause, harmed: Harmed) -> bool:
    """Whether "could rise to 60" or "is expected to pass 60" stands behind the word for a toll."""
    for at in range(harmed.groups[0].first - 1, harmed.at, -1):
        if clause.text(at) in {",", ";", ":"}:
            return False  # "the toll, which may rise, stands at 60"
        if ("foreseen" in clause.tags(at) and "to" in clause.tags(at + 1)) or (
            "modal" in clause.tags(at) and not _is_month(clause, at)
        ):
            return True
    return False


def _is_perfect(clause: Clause, modal: int, at: int) -> bool:
    """Whether "could so easily have ended in four deaths" tells what did not happen, in one clause with its harm."""
    have = next((i for i in range(modal + 1, modal + 4) if "have" in clause.tags(i)), at)
    return have < at and not any(clause.tags(i) & _OTHER_CLAUSE for i in range(have, at))


def _relative_before(clause: Clause, harmed: Harmed) -> range:
    """The clause of "a guard who tried to prevent the raid was shot": what he tried is no doubt about his death."""
    first = harmed.groups[-1].last
    return range(first, harmed.at) if "relative" in clause.tags(first) else range(0)


def _is_month(clause: Clause, at: int) -> bool:
    """The May of "in May 12 people drowned"."""
    if "months" not in clause.tags(at):
        return False
    dated = clause.text(at - 1).isdigit() or clause.text(at + 1).isdigit()
    return dated or "preposition" in clause.tags(at - 1)
