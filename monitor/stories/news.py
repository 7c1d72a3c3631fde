"""What a report that joined a story changed about it: what is news, in the words of `update_on`."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model import Claim, Interval, MaterialChange, Place, Report, Story, Told, great_circle
from monitor.stories.figures import is_below, is_material, told_in
from monitor.stories.joining import Joining
from monitor.stories.retouching import ACTING
from monitor.stories.telling import Telling
from monitor.stories.whereabouts import place_key
from monitor.stories.words import fold
from monitor.vocabulary import Change, Flag, Harm, Relation

_ONE_TOWN = 30.0  # km: a district and its city
_ONE_DIVISION = 150.0  # km: a town and the middle of the province (which has no number) around it


def material_changes(before: Story, after: Story, telling: Telling, how: Joining) -> tuple[MaterialChange, ...]:
    """Return what the report changed about the story, in the words of `update_on`."""
    if how.relation is Relation.COPY:
        return ()
    return (
        *_corrections(before, telling, how),
        *_toll_changes(before, after, telling, how),
        *_verification_changes(before, after),
        *_actor_changes(before, telling.report),
        *_place_changes(before, telling.report),
    )


def _corrections(before: Story, telling: Telling, how: Joining) -> list[MaterialChange]:
    """A wire rewrites a piece with every new figure: that corrects nothing, unless a figure of its own falls."""
    what = how.correction
    if not what and how.relation is Relation.REVISION and _lowers(before, telling, how):
        what = "a new version lowers what the former one told"
    return [MaterialChange(kind=Change.CORRECTION, now=what)] if what else []


def _lowers(before: Story, telling: Telling, how: Joining) -> bool:
    for figure in before.figures if how.replaces else ():
        former = [_value(one) for one in figure.standing if told_in(one) in how.replaces]
        new = [_value(one) for one in telling.told[figure.harm] if not one.aside]
        if former and new and is_below(_most(new), _most(former)):
            return True
    return False


def _value(told: Told) -> Interval:
    return told.claim.value or Interval(min=0, max=None)


def _most(values: Iterable[Interval]) -> Interval:
    return max(values, key=lambda value: value.min)


def _toll_changes(before: Story, after: Story, telling: Telling, how: Joining) -> list[MaterialChange]:
    old = {figure.harm: figure.value for figure in before.figures}
    new = {figure.harm: figure.value for figure in after.figures}
    feared = {figure.harm: figure.feared for figure in before.figures}
    changes = []
    for harm in Harm:
        told = [one for one in telling.told[harm] if not one.aside and _is_news(old.get(harm), one)]
        told = [one for one in told if not _is_fear(one) or _is_news(feared.get(harm), one)]
        if told:
            first = min(told, key=_is_fear)  # what is stated comes before what is feared
            changes.append(_told_toll(harm, (feared if _is_fear(first) else old).get(harm), first))
        elif old.get(harm) != new.get(harm) and (
            how.correction  # what is taken back bounds nothing: "12" is gone though "up to 30" holds it
            or harm not in new
            or is_material(old.get(harm), new[harm])
        ):
            changes.append(MaterialChange(kind=Change.TOLL, harm=harm, before=old.get(harm), after=new.get(harm)))
    return changes


def _told_toll(harm: Harm, before: Interval | None, told: Told) -> MaterialChange:
    after, feared = told.claim.value, _is_fear(told)
    return MaterialChange(kind=Change.TOLL, harm=harm, before=before, after=after, told=told, feared=feared)


def _is_fear(told: Told) -> bool:
    return Flag.FEARED in told.claim.flags


def _is_news(current: Interval | None, told: Told) -> bool:
    return told.claim.value is not None and is_material(current, told.claim.value)


def _verification_changes(before: Story, after: Story) -> list[MaterialChange]:
    if before.event is None or after.event is None:
        return []
    was, now = before.event.verification.status, after.event.verification.status
    return [MaterialChange(kind=Change.VERIFICATION, was=str(was), now=str(now))] if was is not now else []


def _actor_changes(before: Story, report: Report) -> list[MaterialChange]:
    known = {(actor.id, actor.role) for actor in before.event.actors} if before.event else set()
    new = report.event.actors if report.event else ()
    denied = {(claim.actor, claim.role) for claim in _claims(report) if Flag.DENIED in claim.flags}
    return [
        MaterialChange(kind=Change.ACTOR, now=f"{actor.name} ({actor.role}{'; denied' if told in denied else ''})")
        for actor in new
        if actor.role in ACTING and (told := (actor.id, actor.role)) not in known
    ]


def _claims(report: Report) -> tuple[Claim, ...]:
    return report.event.claims if report.event else ()


def _place_changes(before: Story, report: Report) -> list[MaterialChange]:
    known = before.event.places if before.event else ()
    new = report.event.places if report.event else ()
    if not moved(known, new):
        return []
    return [MaterialChange(kind=Change.PLACE, was=known[0].name if known else None, now=new[0].name)]


def moved(known: Iterable[Place], new: Iterable[Place]) -> bool:
    """Return whether places are told of which none is where the event is known to be."""
    new, known = tuple(new), tuple(known)
    return bool(new) and not any(_is_in(place, other) for place in new for other in known)


def _is_in(place: Place, known: Place) -> bool:
    """Return whether a place is the known one, a part of that town, or the division or country around it.

    Where names are the same, a report that names no land was read of another Tripoli: the event has not moved.
    """
    if place_key(place) == place_key(known) or fold(place.name) == fold(known.name):
        return True
    if place.country is None or place.country != known.country:
        return False
    if place.lat is None or place.lon is None:
        return True  # a country has no point
    if known.lat is None or known.lon is None:
        return False
    reach = _ONE_TOWN if place.geonameid else _ONE_DIVISION
    return great_circle(place.lat, place.lon, known.lat, known.lon) <= reach
