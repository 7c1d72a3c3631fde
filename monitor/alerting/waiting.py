"""When a summary may tell what was withheld, and how it says why it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from monitor.alerting.limits import summary_due_at
from monitor.alerting.silences import Silence
from monitor.vocabulary import WaitsFor


def over_at(
    waits_for: WaitsFor, first_at: datetime, last_summary_at: datetime | None, silence: Silence | None
) -> datetime | None:
    """Return when what entries wait for is over, quiet hours apart; `None` for the catch-up, which the store ends."""
    if waits_for is WaitsFor.CATCH_UP:
        return None
    if waits_for is WaitsFor.LIMIT:
        return summary_due_at(first_at, last_summary_at)
    if waits_for is WaitsFor.SILENCE and silence:
        return silence.ends_at
    return first_at


_WORDS = {
    WaitsFor.WINDOW: "came in quiet hours",
    WaitsFor.SILENCE: "changed while silenced",
    WaitsFor.LIMIT: "came faster than the limit of messages an hour",
    WaitsFor.CATCH_UP: "lay in the inbox at the start",
}


_AFTER_STOP = "came while the monitor was stopped"


def title_of(stories: Mapping[WaitsFor, int], *, after_stop: bool = False) -> str:
    """Return a summary's title: how many stories, and why they were not told at once.

    `after_stop`: a catch-up is of what came during a stop, not of an archive that lay there at the first start.
    """
    words = {**_WORDS, WaitsFor.CATCH_UP: _AFTER_STOP} if after_stop else _WORDS
    total = sum(stories.values())
    count = "1 story" if total == 1 else f"{total} stories"
    if len(stories) == 1:
        return f"Summary: {count} that {words[next(iter(stories))]}"
    return f"Summary: {count}; " + ", ".join(f"{stories[why]} {said}" for why, said in words.items() if why in stories)


def late_line(missed: datetime | None) -> tuple[str, ...]:
    """Say that a summary is late, and when it was due; nothing when it is not."""
    if missed is None:
        return ()
    return (f"This summary is late: it was due at {missed:%Y-%m-%d %H:%M} UTC, when the monitor was stopped.",)


def silence_line(silence: Silence, stories: int) -> str:
    """Say which silence ended, and what it leaves to tell."""
    what = "1 story" if stories == 1 else f"{stories} stories"
    return (
        f"Silence {silence.id} of {silence.owner} ended at {silence.ends_at:%Y-%m-%d %H:%M} UTC ({silence.reason}); "
        f"{what} changed meanwhile that you were not told of."
    )
