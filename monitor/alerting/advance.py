"""What a receiver knows after a decision: the standing that the next decision is made from."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from monitor.alerting.case import Case
from monitor.alerting.decide import waits_for
from monitor.alerting.fired import join_reasons
from monitor.alerting.known import figures_in
from monitor.alerting.standing import Hushed, Standing
from monitor.model import Alert, Decision
from monitor.vocabulary import DecisionKind

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "media-monitor:alert")


def alert_id(about: str, receiver: str) -> str:
    """Return the id of the alert of a receiver on a story (or article): the same on every run."""
    return str(uuid.uuid5(_NAMESPACE, f"{about}\n{receiver}"))


def notice_id(alert: str, n: int) -> str:
    """Return the id of an alert's n-th notice."""
    return str(uuid.uuid5(uuid.UUID(alert), str(n)))


def advance(case: Case, about: str, decision: Decision, now: datetime) -> Standing | None:
    """Return the standing after a decision; `None` when there is no alert (excluded, and never matched)."""
    if case.standing is None and decision.kind is DecisionKind.EXCLUDED:
        return None
    before = replace(
        case.standing or _opened(case, about, now),
        story_id=case.story.id,
        level=case.level,
        terms=case.terms,
        labels=tuple(case.labels.items()),
        quiet=case.standing.quiet if case.standing and case.reminding else case.quiet,
        hushed=_hushed(case, decision),
    )
    reasons = join_reasons(before.reasons, (one.reason for one in case.stable or case.fired))
    before = replace(before, reasons=reasons)
    if decision.alert:
        return _told(case, before, now)
    if waits_for(case, decision):
        return _listed(case, before, now)
    if case.is_back:
        told = case.figures_told
        return replace(before, untold=case.unsaid, listed=(), figures=dict(told) if told is not None else None)
    withheld = None if before.heard else _withheld(before, decision)
    return replace(before, withheld=withheld, untold=case.untold)


def _told(case: Case, before: Standing, now: datetime) -> Standing:
    """Everything is told by a notice, which has the next number."""
    return replace(
        before,
        statuses=_statuses(case),
        figures=figures_in(case.story),
        figures_told=None,
        heard=True,
        withheld=None,
        untold=(),
        listed=(),
        first_waits=False,
        notices=before.notices + 1,
        first_notice_id=before.first_notice_id or notice_id(before.id, 1),
        last_told_at=now,
    )


def _listed(case: Case, before: Standing, now: datetime) -> Standing:
    """Everything will be told by a summary, which is certain to come."""
    first = not before.heard or case.first_waits
    told = case.figures_told
    return replace(
        before,
        statuses=_statuses(case),
        figures=figures_in(case.story),
        figures_told=dict(told) if told is not None else None,
        heard=True,
        withheld=None,
        untold=(),
        listed=() if first else case.unsaid,
        first_waits=first,
        last_told_at=now,
    )


def _statuses(case: Case) -> tuple[str, ...]:
    """Add the status that a message tells now."""
    former = case.standing.statuses if case.standing else ()
    return tuple(dict.fromkeys((*former, case.status))) if case.status else former


def _hushed(case: Case, decision: Decision) -> Hushed | None:
    """Keep how the story stood when it was silenced; what broke through is the new measure."""
    if case.silence is None:
        return None
    if case.hushed and not decision.alert:
        return case.hushed
    return Hushed(silence_id=case.silence.id, level=case.level, killed=case.killed)


def alert_of(standing: Standing) -> Alert:
    """Return the alert as templates see it."""
    return Alert(
        id=standing.id,
        story_id=standing.story_id,
        receiver=standing.receiver,
        level=standing.level,
        reasons=standing.reasons,
        opened_at=standing.opened_at,
        notices=standing.notices,
        last_notice_at=standing.last_told_at,
        acked_at=standing.acked_at,
    )


def _opened(case: Case, about: str, now: datetime) -> Standing:
    return Standing(
        id=alert_id(about, case.listener.name),
        about=about,
        story_id=case.story.id,
        receiver=case.listener.name,
        level=case.level,
        reasons=(),
        terms=case.terms,
        opened_at=now,
    )


def _withheld(before: Standing, decision: Decision) -> DecisionKind | None:
    return before.withheld if decision.kind in (DecisionKind.REPEAT, DecisionKind.EXCLUDED) else decision.kind
