"""A story with one more report: its figures, its event, and how sure it now is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from monitor.model import (
    CORRECTS_ITSELF,
    Article,
    Casualties,
    Casualty,
    Claim,
    Event,
    EventActor,
    Figure,
    Member,
    Place,
    Report,
    Story,
    Verification,
)
from monitor.stories.figures import ToldIn, figure_of, withdraw
from monitor.stories.ladder import corroborated, highest, lowest
from monitor.stories.opening import member_of
from monitor.stories.telling import Telling
from monitor.stories.whereabouts import place_key
from monitor.vocabulary import ClaimKind, DatePrecision, EventKind, Flag, Harm, Relation, Role, Status

_MOST_PLACES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """How a report comes into its story."""

    relation: Relation
    replaces: frozenset[ToldIn] = frozenset()  # whose claims are taken back
    correction: str | None = None  # what to call it, when it takes something back
    changed: str | None = None  # what a near-copy changed, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class _Joined:
    """The report that joins, with the story's members and figures as they are with it."""

    report: Report
    how: Joining
    members: tuple[Member, ...]
    figures: tuple[Figure, ...]


def join(story: Story, telling: Telling, how: Joining, now: datetime) -> Story:
    """Return the story as it stands with the report in it."""
    article, report = telling.article, telling.report
    member = member_of(article, report, how.relation, independent=_is_independent(story, article, how))
    members = (*story.members, member)
    figures = _figures(story, telling, how, members)
    event = _event(story, _Joined(report=report, how=how, members=members, figures=figures))
    return replace(story, updated_at=max(now, story.updated_at), event=event, figures=figures, members=members)


# --- figures ----------------------------------------------------------------------------------


def _figures(story: Story, telling: Telling, how: Joining, members: Sequence[Member]) -> tuple[Figure, ...]:
    independent = frozenset(member.report_id for member in members if member.independent)
    tells = how.relation is not Relation.COPY and not telling.article.withdrawn  # what is withdrawn kills nobody
    figures = []
    for harm in Harm:
        new = telling.told[harm] if tells else ()
        old = next((figure for figure in story.figures if figure.harm is harm), None)
        replaced = how.replaces if new or not _sets_right(how) else frozenset()
        told = (*withdraw(old.told if old else (), replaced), *new)
        figure = old if old and not new and not replaced else figure_of(harm, told, independent)
        if figure:
            figures.append(figure)
    return tuple(figures)


def _sets_right(how: Joining) -> bool:
    """Return whether something is set right and the rest stands: "for Korangi read Landhi" takes no toll back."""
    return how.correction == CORRECTS_ITSELF and how.relation is not Relation.REVISION


def _casualties(figures: Iterable[Figure]) -> Casualties:
    return Casualties(**{str(figure.harm): _casualty(figure, figure.claims) for figure in figures})


def _casualty(figure: Figure, claims: tuple[Claim, ...]) -> Casualty:
    return Casualty(
        value=figure.value,
        feared=figure.feared,
        status=figure.status,
        flags=figure.flags,
        evidence=claims[-1].evidence if claims else (),
        claims=claims,
    )


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
    figures = joined.figures
    if _is_disputed((known.verification, new.verification), figures, claims):
        status = Status.DISPUTED
    else:
        best = highest(_undisputed((known, new)), Status.UNKNOWN)
        if best is Status.REPORTED and _two_witnesses(joined.members):
            best = Status.CORROBORATED
        doubts = [figure.status for figure in figures if figure.status is not Status.CORROBORATED]
        status = lowest((best, *doubts, *_accusations(claims)), best)
    return Verification(
        status=status,
        flags=_flags(status, known.verification, new.verification, figures),
        evidence=known.verification.evidence or new.verification.evidence,
    )


def _is_disputed(told: Iterable[Verification], figures: Iterable[Figure], claims: Iterable[Claim]) -> bool:
    """Return whether anything is denied or voices stand against each other now.

    A denial stands as long as the story; a conflict of figures only until they agree, or one is taken back.
    """
    denied = any(one.status is Status.DISPUTED and Flag.DENIED in one.flags for one in told)
    statuses = (*(figure.status for figure in figures), *(claim.status for claim in claims))
    return denied or Status.DISPUTED in statuses


def _undisputed(events: Iterable[Event]) -> Iterator[Status]:
    """Give how sure the event was told to be; where a figure made it disputed, how sure it was beside that."""
    for event in events:
        if event.verification.status is Status.DISPUTED:
            yield from (claim.status for claim in event.claims if claim.about is ClaimKind.EVENT)
        else:
            yield event.verification.status


def _accusations(claims: Iterable[Claim]) -> list[Status]:
    """Return, for each accused or attacker that the story names, the best status any report gives it."""
    said: dict[tuple[str | None, Role | None], list[Status]] = {}
    for claim in claims:
        if claim.about is ClaimKind.PERPETRATOR:
            said.setdefault((claim.actor, claim.role), []).append(claim.status)
    return [highest(statuses, Status.UNKNOWN) for statuses in said.values()]


def _two_witnesses(members: Iterable[Member]) -> bool:
    return corroborated((one.source, one.quoted, one.status) for one in members if one.independent)


def _flags(status: Status, known: Verification, new: Verification, figures: Iterable[Figure]) -> tuple[Flag, ...]:
    if status in (Status.REPORTED, Status.CORROBORATED):
        kept = known.flags if known.status is status else new.flags if new.status is status else ()
        return tuple(kept)
    raised = [flag for flag in (*known.flags, *new.flags) if flag is not Flag.CONFLICTING]
    return tuple(dict.fromkeys((*raised, *(flag for figure in figures for flag in figure.flags))))


# --- small shared steps -----------------------------------------------------------------------


def _is_independent(story: Story, article: Article, how: Joining) -> bool:
    """Return whether a report is a witness of its own: no reprint. A new version is one if the former was.

    Two words of one outlet are still one witness: see `corroborated`.
    """
    if how.relation is Relation.REVISION:
        former = {article_id for article_id, source_id in how.replaces if source_id == article.source.id}
        return any(member.independent for member in story.members if member.article_id in former)
    return how.relation is not Relation.COPY and not how.changed


def _with_new(known: tuple[Claim, ...], new: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return (*known, *(claim for claim in new if claim not in known))


def _with_places(known: tuple[Place, ...], new: tuple[Place, ...]) -> tuple[Place, ...]:
    have = {place_key(place) for place in known}
    return (*known, *(place for place in new if place_key(place) not in have))[:_MOST_PLACES]


def _with_actors(known: tuple[EventActor, ...], new: tuple[EventActor, ...]) -> tuple[EventActor, ...]:
    have = {(actor.id, actor.role) for actor in known}
    return (*known, *(actor for actor in new if (actor.id, actor.role) not in have))
