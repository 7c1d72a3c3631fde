"""A story with one more report: its figures, its event, how sure it now is, and what of that is news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.model import (
    Article,
    Casualties,
    Casualty,
    Claim,
    Event,
    EventActor,
    Figure,
    Interval,
    MaterialChange,
    Member,
    Place,
    Report,
    Story,
    Told,
    Verification,
    great_circle,
)
from monitor.stories.figures import figure_of, is_below, is_material, told_by, withdraw
from monitor.stories.ladder import corroborated, highest, lowest
from monitor.stories.opening import member_of
from monitor.vocabulary import Change, ClaimKind, DatePrecision, EventKind, Flag, Harm, Relation, Role, Status

_ACTING = (Role.ATTACKER, Role.ACCUSED, Role.CLAIMANT)
_MOST_PLACES = 12
_ONE_TOWN = 30.0  # km: a district and its city
_ONE_DIVISION = 150.0  # km: a town and the middle of the province (which has no number) around it


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How a report comes into its story."""

    relation: Relation
    replaces: frozenset[str] = frozenset()  # ids of articles whose claims are taken back
    correction: str | None = None  # what to call it, when it takes something back
    changed: str | None = None  # what a near-copy changed, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joined:
    """The report that joins, with the story's members and figures as they are with it."""

    article: Article
    report: Report
    how: Joining
    members: tuple[Member, ...]
    figures: tuple[Figure, ...]


def join(story: Story, article: Article, report: Report, how: Joining, now: datetime) -> Story:
    """Return the story as it stands with the report in it."""
    member = member_of(article, report, how.relation, independent=_is_independent(story, article, how))
    members = (*story.members, member)
    figures = _figures(story, article, report, how, members)
    event = _event(story, _Joined(article=article, report=report, how=how, members=members, figures=figures))
    return replace(story, updated_at=max(now, story.updated_at), event=event, figures=figures, members=members)


def material_changes(
    before: Story, after: Story, article: Article, report: Report, how: Joining
) -> tuple[MaterialChange, ...]:
    """Return what the report changed about the story, in the words of `update_on`."""
    if how.relation is Relation.COPY:
        return ()
    return (
        *_corrections(before, article, report, how),
        *_toll_changes(before, after, article, report),
        *_verification_changes(before, after),
        *_actor_changes(before, report),
        *_place_changes(before, report),
    )


# --- figures ----------------------------------------------------------------------------------


def _figures(
    story: Story, article: Article, report: Report, how: Joining, members: Sequence[Member]
) -> tuple[Figure, ...]:
    history = {figure.harm: withdraw(figure.told, how.replaces) for figure in story.figures}
    independent = frozenset(member.report_id for member in members if member.independent)
    tells = how.relation is not Relation.COPY and not article.withdrawn  # "please kill our story" kills nobody
    figures = []
    for harm in Harm:
        new = told_by(article, report, harm) if tells else ()
        old = next((figure for figure in story.figures if figure.harm is harm), None)
        told = (*history.get(harm, ()), *new)
        figure = old if old and not new and not how.replaces else figure_of(harm, told, independent)
        if figure:
            figures.append(figure)
    return tuple(figures)


def _casualties(figures: Iterable[Figure]) -> Casualties:
    found = {
        str(figure.harm): Casualty(
            value=figure.value,
            feared=figure.feared,
            status=figure.status,
            flags=figure.flags,
            evidence=next((one.claim.evidence for one in reversed(figure.told) if _stands(one)), ()),
            claims=tuple(one.claim for one in figure.told if _stands(one)),
        )
        for figure in figures
    }
    return Casualties(**found)


def _stands(told: Told) -> bool:
    return not told.withdrawn and not told.aside


# --- the event --------------------------------------------------------------------------------


def _event(story: Story, joined: _Joined) -> Event | None:
    known, new = story.event, joined.report.event
    if known is None or new is None or joined.how.relation is Relation.COPY:
        return _only(known or new, known is not None, joined.figures)
    on, precision = _better_day(known, new)
    claims = _with_new(known.claims, new.claims)
    return replace(
        known,
        kind=new.kind if known.kind is EventKind.OTHER else known.kind,
        on=on,
        on_precision=precision,
        places=_with_places(known.places, new.places),
        actors=_with_actors(known.actors, new.actors),
        casualties=_casualties(joined.figures),
        claims=claims,
        verification=_verification(known, new, joined, claims),
    )


def _only(event: Event | None, was_known: bool, figures: Iterable[Figure]) -> Event | None:
    """Only one side tells an event: the story keeps its own, its figures may have been taken back."""
    return replace(event, casualties=_casualties(figures)) if event and was_known else event


def _better_day(known: Event, new: Event) -> tuple[date | None, DatePrecision | None]:
    order = (DatePrecision.STATED, DatePrecision.RESOLVED, DatePrecision.ASSUMED, None)
    best = min((known, new), key=lambda event: order.index(event.on_precision if event.on else None))
    return best.on, best.on_precision


def _verification(known: Event, new: Event, joined: _Joined, claims: Iterable[Claim]) -> Verification:
    """Return how sure the story is: the best said of the event, held down by every doubtful claim it prints."""
    statuses = (known.verification.status, new.verification.status)
    figures = joined.figures
    if Status.DISPUTED in statuses or any(figure.status is Status.DISPUTED for figure in figures):
        status = Status.DISPUTED
    else:
        best = highest(statuses, Status.UNKNOWN)
        if best is Status.REPORTED and _two_witnesses(joined, new):
            best = Status.CORROBORATED
        doubts = [figure.status for figure in figures if figure.status is not Status.CORROBORATED]
        status = lowest((best, *doubts, *_accusations(claims)), best)
    return Verification(
        status=status,
        flags=_flags(status, known.verification, new.verification, figures),
        evidence=known.verification.evidence or new.verification.evidence,
    )


def _accusations(claims: Iterable[Claim]) -> list[Status]:
    """Return, for each accused or attacker that the story names, the best status any report gives it."""
    said: dict[tuple[str | None, Role | None], list[Status]] = {}
    for claim in claims:
        if claim.about is ClaimKind.PERPETRATOR:
            said.setdefault((claim.actor, claim.role), []).append(claim.status)
    return [highest(statuses, Status.UNKNOWN) for statuses in said.values()]


def _two_witnesses(joined: _Joined, new: Event) -> bool:
    quoted = next((claim.attribution for claim in new.claims if claim.about is ClaimKind.EVENT), None)
    voices = [(joined.article.source, quoted, new.verification.status)] if joined.members[-1].independent else []
    voices += [(member.source, None, Status.REPORTED) for member in joined.members[:-1] if member.independent]
    return corroborated(voices)


def _flags(status: Status, known: Verification, new: Verification, figures: Iterable[Figure]) -> tuple[Flag, ...]:
    if status in (Status.REPORTED, Status.CORROBORATED):
        kept = known.flags if known.status is status else new.flags if new.status is status else ()
        return tuple(kept)
    raised = [*known.flags, *new.flags, *(flag for figure in figures for flag in figure.flags)]
    return tuple(dict.fromkeys(raised))


# --- what is news -----------------------------------------------------------------------------


def _corrections(before: Story, article: Article, report: Report, how: Joining) -> list[MaterialChange]:
    """A wire rewrites a piece with every new figure: that corrects nothing, unless a figure of its own falls."""
    what = how.correction
    if not what and how.relation is Relation.REVISION and _lowers(before, article, report, how):
        what = "a new version lowers what the former one told"
    return [MaterialChange(kind=Change.CORRECTION, now=what)] if what else []


def _lowers(before: Story, article: Article, report: Report, how: Joining) -> bool:
    for figure in before.figures:
        former = [_value(one) for one in figure.told if one.article_id in how.replaces and _stands(one)]
        new = [_value(one) for one in told_by(article, report, figure.harm) if not one.aside]
        if former and new and is_below(_most(new), _most(former)):
            return True
    return False


def _value(told: Told) -> Interval:
    return told.claim.value or Interval(min=0, max=None)


def _most(values: Iterable[Interval]) -> Interval:
    return max(values, key=lambda value: value.min)


def _toll_changes(before: Story, after: Story, article: Article, report: Report) -> list[MaterialChange]:
    old = {figure.harm: figure.value for figure in before.figures}
    new = {figure.harm: figure.value for figure in after.figures}
    changes = []
    for harm in Harm:
        told = [one for one in told_by(article, report, harm) if not one.aside and _is_news(old.get(harm), one)]
        if told:
            value = told[0].claim.value
            changes.append(MaterialChange(kind=Change.TOLL, harm=harm, before=old.get(harm), after=value, told=told[0]))
        elif old.get(harm) != new.get(harm) and (harm not in new or is_material(old.get(harm), new[harm])):
            changes.append(MaterialChange(kind=Change.TOLL, harm=harm, before=old.get(harm), after=new.get(harm)))
    return changes


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
    return [
        MaterialChange(kind=Change.ACTOR, now=f"{actor.name} ({actor.role})")
        for actor in new
        if actor.role in _ACTING and (actor.id, actor.role) not in known
    ]


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
    """Return whether a place is the known one, a part of that town, or the division or country around it."""
    if _place(place) == _place(known):
        return True
    if place.country is None or place.country != known.country:
        return False
    if place.lat is None or place.lon is None:
        return True  # a country has no point
    if known.lat is None or known.lon is None:
        return False
    reach = _ONE_TOWN if place.geonameid else _ONE_DIVISION
    return great_circle(place.lat, place.lon, known.lat, known.lon) <= reach


# --- small shared steps -----------------------------------------------------------------------


def _is_independent(story: Story, article: Article, how: Joining) -> bool:
    """Return whether a report is a witness of its own: no reprint, and no second word of one outlet."""
    if how.relation in (Relation.COPY, Relation.REVISION) or how.changed:
        return False
    return all(member.source.id != article.source.id for member in story.members)


def _with_new(known: tuple[Claim, ...], new: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return (*known, *(claim for claim in new if claim not in known))


def _with_places(known: tuple[Place, ...], new: tuple[Place, ...]) -> tuple[Place, ...]:
    have = {_place(place) for place in known}
    return (*known, *(place for place in new if _place(place) not in have))[:_MOST_PLACES]


def _with_actors(known: tuple[EventActor, ...], new: tuple[EventActor, ...]) -> tuple[EventActor, ...]:
    have = {(actor.id, actor.role) for actor in known}
    return (*known, *(actor for actor in new if (actor.id, actor.role) not in have))


def _place(place: Place) -> object:
    return place.geonameid or place.name.casefold()
