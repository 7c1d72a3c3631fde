"""What the finders hand to one another: one frozen record per mention, offsets into `article.text`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from monitor.model import Attribution, Place
from monitor.vocabulary import ActorKind, DatePrecision, Flag, Role


class ActorMention(NamedTuple):
    """One naming of an actor; `role` is what the words around this one mention say it does."""

    id: str
    name: str
    kind: ActorKind
    start: int
    end: int
    role: Role | None = None
    proper: bool = True  # false for "the army", "officials": shown, and never a reason to tell two events apart


class PlaceMention(NamedTuple):
    """One naming of a place, resolved as far as the table and the article allow."""

    place: Place
    start: int
    end: int
    kind: str = "city"  # country, region, capital, city, or own (the user's)
    dateline: bool = False  # where it was written, which need not be where it happened
    speaker: bool = False  # where who speaks is ("police in Delhi said"), or a government by its capital


class DateMention(NamedTuple):
    """One naming of a day; `on` is `None` when the words do not come down to a single day."""

    on: date | None
    precision: DatePrecision
    start: int
    end: int
    spoken: bool = False  # the day on which somebody spoke: "police said on Sunday"
    afterwards: bool = False  # of what came of it: "the toll rose to 16 on Thursday", "was arrested on Friday"
    ahead: bool = False  # of what is still to come: "will appear in court on Tuesday", "tomorrow"
    counted: bool = False  # from another day of the article, and of something else: "from 40 a week earlier"


class Attributed(NamedTuple):
    """A speaker and the stretch of text that the speaker stands behind.

    `attribution.source` is empty for a bare hedge ("reportedly"). `denied` says that the speaker
    rejects what the scope tells, `doer` that the frame is about who did it and takes what was done for granted;
    up to `deed_until` it tells the deed as well ("denied that its troops killed 26").
    """

    attribution: Attribution
    scope_start: int
    scope_end: int
    flags: tuple[Flag, ...] = ()
    denied: bool = False
    doer: bool = False
    deed_until: int = 0
    side: bool = False  # of a side's police or governor, whose word on who did it is the side's
