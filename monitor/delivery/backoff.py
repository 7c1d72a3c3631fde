"""When a failed delivery is tried again."""

from __future__ import annotations

from datetime import timedelta

from monitor.settings import Retry

_SHORTEST = timedelta(seconds=1)


def back_off(retry: Retry, attempts: int, retry_after: timedelta | None = None) -> timedelta:
    """Say how long to wait after the `attempts`-th failed attempt (1 is the first).

    Doubling from `retry.first` to `retry.max`. The receiver's own wish is followed instead, between one
    second and `retry.give_up`, so that neither `Retry-After: 0` nor a year of it does harm.
    """
    if retry_after is not None:
        return max(_SHORTEST, min(retry_after, retry.give_up))
    doublings = min(max(attempts, 1) - 1, 40)  # 2**40 minutes is past any `max`; the cap keeps timedelta in range
    if retry.first.total_seconds() * (1 << doublings) >= retry.max.total_seconds():
        return retry.max
    return retry.first * (1 << doublings)
