"""What one receiver hears of one story by one article: a pure function with a named reason.

First the *wish*: what the receiver would hear if nothing stood in the way (first, escalated, update,
reminder), or why there is nothing to tell (excluded, repeat). Then what stands in the way, each with its
own name, the strongest first: a person's silence, age, a receiver or rule that takes digests only,
inhibition, a closed window, the catch-up and the limits. Only a person or a rule file can make it
quieter, never an article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.alerting.case import Case
from monitor.alerting.changes import in_words
from monitor.alerting.fired import Fired, rank
from monitor.alerting.limits import why_folded
from monitor.alerting.standing import Terms
from monitor.model import DIGESTS_ALONE, Decision
from monitor.vocabulary import DecisionKind, Level, Relation, Verdict, WaitsFor

K = DecisionKind

WISHES = frozenset({K.FIRST, K.ESCALATED, K.UPDATE, K.REMINDER})
"""The decisions that make a notice."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision's kind and the reason in words."""

    kind: DecisionKind
    reason: str


def with_reminding(case: Case, now: datetime) -> Case:
    """Return the case with the rules that ask for a reminder, when a reminder is all that there is to tell.

    It is withheld, routed and told as what these rules are, not as what the alert is.
    """
    wish, told_at = _wish(case, now), case.standing.last_told_at if case.standing else None
    asking = case.terms.asking(now - told_at) if wish and wish.kind is K.REMINDER and told_at else ()
    return replace(case, reminding=asking)


def decide(case: Case, now: datetime) -> Decision | None:
    """Decide; `None` when this receiver has nothing to do with this story."""
    wish = _wish(case, now)
    if wish is None:
        return None
    answer = _withhold(case, wish) if wish.kind in WISHES else wish
    return Decision(
        kind=answer.kind,
        wish=wish.kind,
        receiver=case.listener.name,
        story_id=case.story.id,
        article_id=case.article.id,
        reason=answer.reason,
        at=now,
        rules=tuple(one.reason.rule_id for one in case.fired or case.excluded),
    )


def waits_for(case: Case, decision: Decision) -> WaitsFor | None:
    """Return what must be over before a summary tells what was withheld; `None` when none will.

    What a silence withheld waits for its end, unless the digest is to tell it or it is a mere reminder.
    """
    if decision.kind is K.FOLDED:
        return WaitsFor.CATCH_UP if case.catch_up else WaitsFor.LIMIT
    if decision.kind is K.HELD:
        return WaitsFor.WINDOW
    if decision.kind is not K.SILENCED or decision.wish is K.REMINDER or _age(case) or _digest_only(case):
        return None
    return WaitsFor.SILENCE


def awaits_ack(case: Case, decision: Decision) -> bool:
    """Whether somebody has to take the alert up now, or another receiver is told."""
    told = decision.alert or decision.kind is K.FOLDED
    return told and case.level_told is Level.CRITICAL and case.escalate is not None


# --- the wish ---------------------------------------------------------------------------------


def _wish(case: Case, now: datetime) -> Answer | None:
    if case.standing is None:
        return _wish_of_a_stranger(case)
    if not case.heard:
        return _wish_of_one_who_was_not_told(case)
    if case.stable and rank(case.level) > rank(case.standing.level):
        return Answer(K.ESCALATED, f"the level rose from {case.standing.level} to {case.level}")
    if case.is_back:
        return Answer(K.REPEAT, f"back to what was told last: {in_words(case.news)}")
    if case.news:
        return Answer(K.UPDATE, f"changed: {in_words(case.news)}")
    return _nothing_new(case, now)


def _wish_of_a_stranger(case: Case) -> Answer | None:
    if case.fired:
        return Answer(K.FIRST, _first_reason(case))
    return Answer(K.EXCLUDED, f"excluded by {_names(case.excluded)}") if case.excluded else None


def _wish_of_one_who_was_not_told(case: Case) -> Answer:
    """An alert that was withheld so far: a report that matches may still be the first to get through."""
    if case.fired:
        return Answer(K.FIRST, _first_reason(case))
    if case.news:
        return Answer(K.FIRST, f"not told so far; changed: {in_words(case.news)}")
    return _nothing_changed(case)


def _nothing_new(case: Case, now: datetime) -> Answer:
    last = case.standing.last_told_at if case.standing else None
    realert = case.terms.realert
    if case.relation is Relation.COPY or realert is None or last is None or (case.excluded and not case.fired):
        return _nothing_changed(case)
    if case.waiting:
        return Answer(K.REPEAT, "unchanged, and a summary that waits will tell of it")
    if now - last >= realert:
        return Answer(K.REMINDER, f"unchanged, and last told {_ago(now - last)} ago; {_asked(case.terms, now - last)}")
    return Answer(K.REPEAT, f"unchanged, and told {_ago(now - last)} ago; realert is {_ago(realert)}")


def _asked(terms: Terms, passed: timedelta) -> str:
    """Say which rules ask for a reminder: `realert is 6h (strike)`."""
    return "realert is " + ", ".join(f"{_ago(one.after)} ({one.rule_id})" for one in terms.asking(passed))


def _nothing_changed(case: Case) -> Answer:
    if case.excluded and not case.fired:
        return Answer(K.EXCLUDED, f"excluded by {_names(case.excluded)}")
    if case.relation is Relation.COPY:
        return Answer(K.REPEAT, "a copy of what is known")
    if case.untold:
        return Answer(K.REPEAT, f"changed only: {in_words(case.untold)}, less than the rules ask to be told")
    return Answer(K.REPEAT, "nothing material changed")


def _first_reason(case: Case) -> str:
    possible = all(one.reason.verdict is not Verdict.MATCH for one in case.fired)
    return f"{'possible match' if possible else 'match'} of {_names(case.fired)}"


# --- what stands in the way -------------------------------------------------------------------


def _withhold(case: Case, wish: Answer) -> Answer:
    """Return the wish, or the strongest reason against a message now.

    What was withheld for the same reason before and brings nothing new is a repeat: it is listed once.
    """
    found = next((Answer(kind, reason) for kind, why in WITHHOLDING if (reason := why(case))), None)
    if found is None:
        return _in_spite_of_silence(case, wish)
    standing = case.standing
    if standing and not standing.heard and standing.withheld is found.kind and not case.news and not _rises(case):
        return Answer(K.REPEAT, f"{_nothing_changed(case).reason}; withheld before: {found.reason}")
    return found


def _in_spite_of_silence(case: Case, wish: Answer) -> Answer:
    through = case.breaks_through
    if case.silence is None or through is None:
        return wish
    return Answer(wish.kind, f"{wish.reason}; {through}, so it breaks through {case.silence.in_words}")


def _rises(case: Case) -> bool:
    return case.standing is None or rank(case.level) > rank(case.standing.level)


def _silence(case: Case) -> str | None:
    return None if case.silence is None or case.breaks_through else case.silence.in_words


def _age(case: Case) -> str | None:
    article = case.article
    if case.max_age is None or not article.published_by_format or article.published_at is None or case.catch_up:
        return None  # the catch-up's summary lists what is old beside the rest
    age = article.received_at - article.published_at
    return (
        f"published {_ago(age)} before it was received; max_age is {_ago(case.max_age)}" if age > case.max_age else None
    )


def _digest_only(case: Case) -> str | None:
    if case.fired and not case.stable and not case.heard:
        return f"experimental: {_names(case.fired)}"
    lowest = case.listener.immediate
    if lowest is None:
        return f"{case.listener.name} {DIGESTS_ALONE}"
    if rank(case.level_told) < rank(lowest):
        return f"{case.level_told} is below {lowest}, from which {case.listener.name} is told at once"
    return None


def _inhibition(case: Case) -> str | None:
    return case.inhibited_by


def _window(case: Case) -> str | None:
    return case.held_until


def _flood(case: Case) -> str | None:
    if case.catch_up and not (case.late and case.level_told is Level.CRITICAL):
        return "it came while the monitor was stopped" if case.late else "it lay in the inbox at the first start"
    return why_folded(case.limits, case.sent, case.level_told, case.article.source.id)


WITHHOLDING: tuple[tuple[DecisionKind, Callable[[Case], str | None]], ...] = (
    (K.SILENCED, _silence),
    (K.OLD, _age),
    (K.DIGEST_ONLY, _digest_only),
    (K.INHIBITED, _inhibition),
    (K.HELD, _window),
    (K.FOLDED, _flood),
)
"""What may stand in the way, the strongest first."""


def _names(fired: tuple[Fired, ...]) -> str:
    return ", ".join(one.reason.rule_id for one in fired)


def _ago(duration: timedelta) -> str:
    seconds = int(duration.total_seconds())
    for unit, length in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= 2 * length or (seconds >= length and seconds % length == 0):
            return f"{seconds // length}{unit}"
    return f"{seconds}s"
