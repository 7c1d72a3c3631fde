"""The facts that are held against each other: a report's, and those of the story that it may tell of."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from monitor.model import Analysed, Article, Event, Report
from monitor.stories.beside import Beside
from monitor.stories.profile import Profile
from monitor.stories.quantities import Quantities
from monitor.stories.texts import evidence_spans
from monitor.stories.whereabouts import towns
from monitor.stories.words import Words
from monitor.stories.writing import NotedReport
from monitor.vocabulary import DatePrecision

_WEEK = 7  # days
_OPENING = 8  # words that say anything
_RECKONED = (DatePrecision.RESOLVED, DatePrecision.STATED)


@dataclass(frozen=True, kw_only=True)
class Side:
    """What one side of the question is known to be."""

    event: Event
    days: frozenset[date]  # the firm days of its event
    named_days: Collection[tuple[int, int]]  # (month, day): all its text names, a weekday of a dated report with them
    terms: Container[str]  # the stems of its text
    hit: frozenset[int] = frozenset()  # the kinds of things its lead names as hit: a market, a school
    targets: frozenset[int] = frozenset()  # all that its text names of them
    crowded: bool = False  # a line that tells another event as well: of two tolls in it either may be the other's
    beside: Beside | None = None  # what it tells of its own event when it says that there was another

    @cached_property
    def towns(self) -> frozenset[object]:
        """The keys of the towns where its event is."""
        return frozenset(towns(self.event.places))

    @cached_property
    def likely_days(self) -> frozenset[date]:
        """The firm days, or else the day as it was reckoned from the time of a file: enough to doubt, not to forbid."""
        on = self.event.on if self.event.on_precision in _RECKONED else None
        return self.days or frozenset((on,) if on else ())


def firm_day(event: Event | None, published_at: datetime | None, told: Quantities) -> date | None:
    """Return the event's day when the text itself fixes it.

    Without a publication time of the article's own a relative day, or a date without its year, was
    reckoned from the time of a file: that says when the file was written. A date in a dateline is the
    article's day, and no event's.
    """
    if event is None or event.on is None:
        return None
    if event.on_precision is DatePrecision.RESOLVED:
        return event.on if published_at else None
    if event.on_precision is not DatePrecision.STATED or (event.on.month, event.on.day) not in told.body_days:
        return None
    return event.on if published_at or event.on.year in told.years else None


def told_side(article: Article, report: Report, seen: NotedReport, words: Words, *, crowded: bool) -> Side | None:
    """Return the side of a report; none when it tells no event.

    What a report names as hit may be another event's when it is `crowded`: see `crowded_reports`.
    """
    if report.event is None:
        return None
    features = seen.features
    return Side(
        event=report.event,
        days=frozenset((seen.day,) if seen.day else ()),
        named_days=features.told.days | _last_weekdays(features.told.weekdays, article.published_at),
        terms=features.terms,
        hit=frozenset() if crowded else _hit(features.lead_terms(), words),
        targets=words.targets_in(features.terms.keys()),
        crowded=crowded,
        beside=seen.beside,
    )


def _hit(lead: Sequence[str], words: Words) -> frozenset[int]:
    """Return what a lead names as hit: nothing where its first words tell an arrest, for a man was seized there."""
    return words.targets_in(lead) if words.arrest.isdisjoint(lead[:_OPENING]) else frozenset()


def _last_weekdays(weekdays: Iterable[int], published_at: datetime | None) -> frozenset[tuple[int, int]]:
    """Return the last of each weekday before an article, or its own day: "on Tuesday, after a boat sank on Sunday"."""
    if published_at is None:
        return frozenset()
    last = (published_at - timedelta(days=(published_at.weekday() - one) % _WEEK) for one in weekdays)
    return frozenset((day.month, day.day) for day in last)


def crowded_reports(analysed: Analysed) -> frozenset[int]:
    """Return the reports (by their n) that share a sentence with another: lines of a round-up that tell two attacks."""
    if len(analysed.reports) == 1:
        return frozenset()
    told = {report.n: _sentences(analysed.article, report) for report in analysed.reports}
    return frozenset(n for n, own in told.items() if any(own & others for other, others in told.items() if other != n))


def _sentences(article: Article, report: Report) -> frozenset[int]:
    """Return the sentences, by where they begin, in which a report's evidence lies."""
    spans = evidence_spans(report.event) if report.event else set()
    return frozenset(
        one.start for one in article.sentences if any(start < one.end and end > one.start for start, end in spans)
    )


def known_side(event: Event | None, profile: Profile, words: Words) -> Side | None:
    """Return the side of a story with this event; none when it has none."""
    if event is None:
        return None
    hit, targets = profile.targets(words)
    return Side(
        event=event,
        days=frozenset(profile.event_days),
        named_days=profile.days,
        terms=profile.terms,
        hit=hit,
        targets=targets,
    )
