"""What one receiver knows of one story so far: the memory that the next decision is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.alerting.windows import Quiet
from monitor.model import Interval, MaterialChange, Reason
from monitor.vocabulary import Change, DecisionKind, Harm, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """A rule that asks to be reminded of an unchanged story `after` the last message, as what that rule is."""

    rule_id: str
    level: Level
    after: timedelta
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the rules behind an alert ask of updates, together: the widest, the finest; and of reminders, each."""

    update_on: frozenset[Change] = frozenset(Change)
    toll_step: int = 1
    reminding: tuple[Reminding, ...] = ()

    @property
    def realert(self) -> timedelta | None:
        """After how long the first reminder is due."""
        return min((one.after for one in self.reminding), default=None)

    def asking(self, passed: timedelta) -> tuple[Reminding, ...]:
        """Return the rules that ask for a reminder when so much time has passed since the last message."""
        return tuple(one for one in self.reminding if one.after <= passed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hushed:
    """How a story stood for one receiver when a silence first withheld it, or when it last broke through."""

    silence_id: int
    level: Level
    killed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state of one alert, (story, receiver) or (article, receiver).

    `heard` is whether the receiver was told of it at all, by a notice or in a summary, made or certain to
    be. `withheld` is why not, as long as it was not. `untold` are the changes since it was last told or
    listed, joined; `figures` are those that were told or listed last (`None`: nobody noted them). As long as a
    summary that is to tell it waits, `listed` are the changes that it will tell, `figures_told` the figures of
    the last message before it, and `first_waits` is whether it is the first message of all.
    """

    id: str
    about: str
    story_id: str
    receiver: str
    level: Level
    reasons: tuple[Reason, ...]
    terms: Terms = field(default_factory=Terms)
    opened_at: datetime
    heard: bool = False
    withheld: DecisionKind | None = None
    untold: tuple[MaterialChange, ...] = ()
    listed: tuple[MaterialChange, ...] = ()
    figures: dict[Harm, Interval] | None = None
    figures_told: dict[Harm, Interval] | None = None
    statuses: tuple[str, ...] = ()  # how sure the story has been called: none of these is news again by itself
    first_waits: bool = False
    notices: int = 0
    first_notice_id: str | None = None
    last_told_at: datetime | None = None
    acked_at: datetime | None = None
    labels: tuple[tuple[str, tuple[str, ...]], ...] = ()  # as they were at the last decision
    quiet: Quiet | None = None  # the quiet hours of the routes that led here
    hushed: Hushed | None = None
