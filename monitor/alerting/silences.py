"""Silences: what a person wants to hear nothing of until a set time, in Alertmanager's words.

A silence withholds; it never forgets: each notice it withheld is counted, and what changed meanwhile is
told when it ends. Unless its owner says otherwise a story breaks through when it gets much worse than it
was when it was silenced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.alerting.fired import rank
from monitor.alerting.labels import Labels
from monitor.alerting.routes import holds
from monitor.alerting.standing import Hushed
from monitor.vocabulary import Level

LONGEST = timedelta(days=30)
"""A silence that nobody remembers would hide what nobody decided to hide."""

MUCH_WORSE = 10
"""So many more killed than when a story was silenced break through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What nobody is told of from `starts_at` to `ends_at`: all that every matcher holds for."""

    id: int = 0  # given by the store
    matchers: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    owner: str
    reason: str
    break_through: bool = True

    def is_in_force(self, now: datetime) -> bool:
        """Whether it holds at a moment; the end is excluded."""
        return self.starts_at <= now < self.ends_at

    @property
    def in_words(self) -> str:
        """Say who silenced what until when, for a decision's reason."""
        number = f"silence {self.id}" if self.id else "a silence"
        return f"{number} of {self.owner} until {self.ends_at:%Y-%m-%d %H:%M} UTC: {self.reason}"


def silence_of(silences: Iterable[Silence], labels: Labels, now: datetime) -> Silence | None:
    """Return the silence that an alert with these labels falls under now.

    Of several, one that lets nothing break through comes first, then the one that lasts longest.
    """
    found = [one for one in silences if one.is_in_force(now) and holds(one.matchers, labels)]
    return min(found, key=lambda one: (one.break_through, -one.ends_at.timestamp()), default=None)


def broken_through(silence: Silence, hushed: Hushed | None, level: Level, killed: int) -> str | None:
    """Say why a story that got worse is told in spite of a silence; `None` when it is not.

    A story that is new when the silence is in force is withheld as it is (`hushed=None`): the silence is about it.
    """
    if not silence.break_through or hushed is None:
        return None
    if rank(level) > rank(hushed.level):
        return f"the level rose from {hushed.level} to {level}"
    more = killed - hushed.killed
    return f"{more} more killed than when it was silenced" if more >= MUCH_WORSE else None


def wrong_request(silence: Silence, now: datetime) -> str | None:
    """Say why a person may not silence this from now on; `None` when they may."""
    if silence.ends_at - max(silence.starts_at, now) > LONGEST:
        return f"a silence lasts at most {LONGEST.days} days"
    return wrong_silence(silence, now)


def wrong_silence(silence: Silence, now: datetime) -> str | None:
    """Say why a silence cannot be; `None` when it can."""
    if not silence.matchers:
        return "a silence needs a matcher: without one it would hide everything"
    if silence.ends_at <= max(silence.starts_at, now):
        return f"it ends at {silence.ends_at:%Y-%m-%d %H:%M} UTC, which is not after its start"
    if not silence.owner.strip() or not silence.reason.strip():
        return "a silence needs an owner and a reason, which the others read"
    return None
