"""Who hears of the daemon's own trouble: never only the receiver that the trouble is about."""

from __future__ import annotations

from collections.abc import Collection

from monitor.alerting.policy import Policy


def operator_receiver(policy: Policy, about: Collection[str], unwell: Collection[str]) -> str | None:
    """Return the receiver that is told: the operator, else the first healthy other one, else nobody.

    `about` are the receivers that the trouble is about, `unwell` those that are parked or disabled.
    """
    names = [policy.operator] if policy.operator else []
    names += [listener.name for listener in policy.listeners if listener.name != policy.operator]
    others = [name for name in names if name not in about]
    return next((name for name in others if name not in unwell), None)
