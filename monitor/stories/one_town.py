"""What speaks for one event in short reports: one kind of event in one town that little else live is set in.

Two reports of thirty words on a fire in Skopje may share no more than that. Likeness sees two common words, and what is
told of the event itself, that nothing in it contradicts, says more.
"""

from __future__ import annotations

from datetime import timedelta

from monitor.model import Casualty, Event, Interval
from monitor.stories.agreeing import are_akin, hit_another, in_one_town, may_be_of_one_day, tell_one_day
from monitor.stories.brevity import Named
from monitor.stories.evidence import ONE_TOWN, ONLY_ONE
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.words import fold, stem
from monitor.vocabulary import EventKind

_RARE = 0.7  # from here on a town's name is rare enough; it adds as much less as it is less rare
_ONE_REPORT_SPANS = timedelta(days=1)  # midnight and time zones
COMES_AGAIN = (EventKind.DISASTER, EventKind.EPIDEMIC)
"""Kinds of which one place has several in a week: an island's quakes."""

_RISES = 2.5  # times: as the dead of one event do from the first report to the last one
_RISES_OVERNIGHT = 1.5  # times: the next day's strike on the town kills more as well
_FALLS = 1.5
_COUNTED = 3.0  # times: who is hurt is counted anew by each hospital


def fits_in_one_town(report: Side, story: Side) -> bool:
    """Return whether report and story tell one kind of event in one town, and nothing that is told speaks against it.

    Days, tolls, what was hit, or that there was another one.
    """
    return _are_of_one_kind(report.event, story.event) and in_one_town(report, story) and not _contradict(report, story)


def set_in_one_town(report: Side, story: Side, names: Named, profile: Profile, *, alone: bool) -> float:
    """Return what it adds that a report and a story fit one another in a town of which few others tell.

    More where no other near story fits as well, and then in any town where both tell the day.

    The town is one that most reports of the story name: a single one that names it may be of another event, joined
    wrongly, and more would follow it.
    """
    alone = alone and story.event.kind not in COMES_AGAIN and may_be_of_one_day(report, story)
    most = ONLY_ONE if alone else ONE_TOWN
    rarity = _rarity_of_town(report, story, names, profile)
    return most * rarity if rarity >= _RARE or (alone and tell_one_day(report, story)) else 0.0


def _are_of_one_kind(ours: Event, theirs: Event) -> bool:
    """Return whether both tell one kind, or akin ones; what is of no kind counts its dead, and so does the other."""
    if EventKind.OTHER in {ours.kind, theirs.kind}:
        return bool(ours.casualties.killed and theirs.casualties.killed)
    return ours.kind is theirs.kind or are_akin(ours.kind, theirs.kind)


def _rarity_of_town(report: Side, story: Side, names: Named, profile: Profile) -> float:
    places = (*report.event.places, *story.event.places)
    called = {stem(fold(word)) for place in places for word in place.name.split()}
    return next((rarity for rarity, name in names if name in called and profile.is_held_by_most(name)), 0.0)


def _contradict(report: Side, story: Side) -> bool:
    apart = [abs(one - other) for one in report.likely_days for other in story.likely_days]
    rises = _RISES if may_be_of_one_day(report, story) else _RISES_OVERNIGHT
    return (
        report.beside is not None
        or bool(apart and min(apart) > _ONE_REPORT_SPANS)
        or hit_another(report, story)
        or _harmed_nobody(report.event, story.event)
        or _harmed_nobody(story.event, report.event)
        or _are_far_apart(report.event.casualties.killed, story.event.casualties.killed, rises, _FALLS)
        or _are_far_apart(report.event.casualties.injured, story.event.casualties.injured, _COUNTED, _COUNTED)
    )


def _harmed_nobody(event: Event, other: Event) -> bool:
    """Return whether one says that nobody was hurt, and the other one tells of dead."""
    hurt, killed = event.casualties.injured, other.casualties.killed
    return bool(hurt and killed and hurt.value.max == 0 and killed.value.min)


def _are_far_apart(ours: Casualty | None, theirs: Casualty | None, rises: float, falls: float) -> bool:
    """Return whether the report's toll is more than so many times the story's, or the story's than the report's."""
    if ours is None or theirs is None:
        return False
    if ours.value.min >= theirs.value.min:
        return _is_above(ours.value, theirs.value, rises)
    return _is_above(theirs.value, ours.value, falls)


def _is_above(more: Interval, fewer: Interval, times: float) -> bool:
    return fewer.max is not None and more.min > max(fewer.max * times, fewer.max + 1)
