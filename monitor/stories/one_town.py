"""What speaks for one event in short reports: one kind of event in one town that little else live is set in.

Two reports of thirty words on a fire in Skopje may share no more than that. Likeness sees two common words, and what is
told of the event itself, that nothing in it contradicts, says more.
"""

from __future__ import annotations

from datetime import timedelta

from monitor.model import Casualty, Event
from monitor.stories.agreeing import are_akin, hit_another, in_one_town
from monitor.stories.brevity import Named
from monitor.stories.evidence import ONE_TOWN
from monitor.stories.profile import Profile
from monitor.stories.sides import Side
from monitor.stories.words import fold, stem
from monitor.vocabulary import EventKind, Harm

_RARE = 0.7  # from here on a town's name is rare enough; it adds as much less as it is less rare
_ONE_REPORT_SPANS = timedelta(days=1)  # midnight and time zones
_GROWS = 1.5  # times: tolls further apart are no sign of one event


def set_in_one_town(report: Side, story: Side, names: Named, profile: Profile) -> float:
    """Return what it adds that a report and a story tell one kind of event in one town, of which few others tell.

    The town is one that most reports of the story name: a single one that names it may be of another event, joined
    wrongly, and more would follow it. Nothing where anything that is told of the event speaks against it: days, tolls,
    what was hit, or that there was another one.
    """
    if not _are_of_one_kind(report.event, story.event) or not in_one_town(report, story) or _contradict(report, story):
        return 0.0
    rarity = _rarity_of_town(report, story, names, profile)
    return ONE_TOWN * rarity if rarity >= _RARE else 0.0


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
    return (
        report.beside is not None
        or bool(apart and min(apart) > _ONE_REPORT_SPANS)
        or hit_another(report, story)
        or _harmed_nobody(report.event, story.event)
        or _harmed_nobody(story.event, report.event)
        or any(
            _are_far_apart(report.event.casualties.of(harm), story.event.casualties.of(harm))
            for harm in (Harm.KILLED, Harm.INJURED)
        )
    )


def _harmed_nobody(event: Event, other: Event) -> bool:
    """Return whether one says that nobody was hurt, and the other one tells of dead."""
    hurt, killed = event.casualties.injured, other.casualties.killed
    return bool(hurt and killed and hurt.value.max == 0 and killed.value.min)


def _are_far_apart(ours: Casualty | None, theirs: Casualty | None) -> bool:
    if ours is None or theirs is None:
        return False
    fewer, more = sorted((ours.value, theirs.value), key=lambda value: value.min)
    return fewer.max is not None and more.min > max(fewer.max * _GROWS, fewer.max + 1)
