"""How many messages an hour are too many, and when what was folded is told.

Counts come from the store's notices in a sliding hour, so a restart forgets nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.settings import Limits
from monitor.vocabulary import Level

WINDOW = timedelta(hours=1)

COLLECT = timedelta(minutes=1)
"""How long entries are collected before the first summary of a flood is made.

A flood comes in bursts: an agency's feed, a folder copied at once. A minute gathers the burst into one
message; longer would make the folded story stale, at once would make the summary the second message of a
flood of two hundred.
"""

BETWEEN = timedelta(minutes=15)
"""How long after a summary the next one may be made while the flood goes on: four messages an hour beside
the limit are few enough not to be a flood of their own, and no folded story waits longer than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Notices to one receiver that were made in the last hour."""

    all: int = 0
    from_source: int = 0  # those caused by the source of the article in hand
    several_sources: bool = False  # whether there is another source to be protected from a flood of this one


def why_folded(limits: Limits | None, sent: Sent, level: Level, source: str) -> str | None:
    """Say why a notice must fold into a summary; `None` when it may go.

    Where there are several sources one alone can use two thirds of a receiver's limit, so that the rest is
    free for the others: a flooding feed folds only itself.
    """
    if limits is None:
        return None
    limit = limits.critical if level is Level.CRITICAL else limits.per_receiver
    if sent.all >= limit:
        return f"{sent.all} messages in the last hour; the limit is {limit}"
    share = max(1, limit * 2 // 3)
    if sent.several_sources and sent.from_source >= share:
        return f"{sent.from_source} messages from {source} in the last hour; one source may cause {share} of {limit}"
    return None


def summary_due_at(first_folded_at: datetime, last_summary_at: datetime | None) -> datetime:
    """Return when the entries that wait for a summary are told (`first_folded_at`: the oldest of them)."""
    collected = first_folded_at + COLLECT
    return collected if last_summary_at is None else max(collected, last_summary_at + BETWEEN)
