"""What a receiver knows after a decision: the standing that the next decision is made from."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from monitor.alerting.decide import LISTED, WISHES, Case
from monitor.alerting.fired import join_reasons
from monitor.alerting.standing import Standing
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
    before = case.standing or _opened(case, about, now)
    now_heard = decision.kind in WISHES or decision.kind in LISTED
    counted = before.notices + 1 if decision.alert else before.notices
    return replace(
        before,
        story_id=case.story.id,
        level=case.level,
        reasons=join_reasons(before.reasons, (one.reason for one in case.stable or case.fired)),
        terms=case.terms,
        heard=before.heard or now_heard,
        withheld=None if now_heard or before.heard else _withheld(before, decision),
        untold=() if now_heard else case.untold,
        notices=counted,
        first_notice_id=before.first_notice_id or (notice_id(before.id, 1) if decision.alert else None),
        last_told_at=now if now_heard else before.last_told_at,
    )


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
