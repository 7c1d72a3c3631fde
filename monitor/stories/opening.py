"""A story as its first report tells it."""

from __future__ import annotations

import uuid
from datetime import datetime

from monitor.model import Article, Claim, Event, Figure, Member, Report, Story
from monitor.stories.telling import told_by
from monitor.vocabulary import ClaimKind, Harm, Relation, Status, Zone

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "media-monitor:story")
_HEADLINE = 200  # characters


def story_id(report_id: str) -> str:
    """Return the id of the story that a report opens: the same on every machine and every run."""
    return str(uuid.uuid5(_NAMESPACE, report_id))


def open_story(
    article: Article, report: Report, now: datetime, relation: Relation = Relation.NEW, may_be: str | None = None
) -> Story:
    """Return the story that a report opens."""
    return Story(
        id=story_id(report.id),
        opened_at=now,
        updated_at=now,
        headline=headline_of(article, report),
        event=report.event,
        figures=figures_of(article, report),
        members=(member_of(article, report, relation),),
        may_be=may_be,
    )


def headline_of(article: Article, report: Report) -> str:
    """Return the title for the article's own event, else the sentence that tells the event best."""
    if report.n == 0 and article.title:
        words = article.title
    elif report.event and report.event.evidence:
        words = report.event.evidence[0].quote
    else:
        words = article.text.strip().partition("\n")[0]
    return " ".join(words.split())[:_HEADLINE]


def member_of(article: Article, report: Report, relation: Relation, *, independent: bool = True) -> Member:
    """Return a report as one line of its story."""
    claim = _claim_of_event(article, report.event)
    return Member(
        report_id=report.id,
        article_id=article.id,
        source=article.source,
        title=article.title,
        url=article.url,
        relation=relation,
        received_at=article.received_at,
        published_at=article.published_at,
        independent=independent,
        status=claim.status if claim else report.event.verification.status if report.event else Status.UNKNOWN,
        quoted=claim.attribution.source if claim and claim.attribution else None,
    )


def _claim_of_event(article: Article, event: Event | None) -> Claim | None:
    """Return the claim that the event happened as the text first makes it: a headline leaves out who says so."""
    claims = [one for one in event.claims if one.about is ClaimKind.EVENT] if event else []
    below = max((one.end for one in article.zones if one.zone is Zone.TITLE), default=0)
    in_text = (one for one in claims if one.evidence and one.evidence[0].end > below)
    return next(in_text, claims[0] if claims else None)


def figures_of(article: Article, report: Report) -> tuple[Figure, ...]:
    """Return the figures of one report, each with who says so."""
    return tuple(_figure(article, report, report.event, harm) for harm in Harm if _states(report.event, harm))


def _states(event: Event | None, harm: Harm) -> bool:
    return event is not None and event.casualties.of(harm) is not None


def _figure(article: Article, report: Report, event: Event | None, harm: Harm) -> Figure:
    casualty = event.casualties.of(harm) if event else None
    if casualty is None:
        raise ValueError(f"{report.id} states no figure of {harm}")
    return Figure(
        harm=harm,
        value=casualty.value,
        feared=casualty.feared,
        status=casualty.status,
        flags=casualty.flags,
        told=told_by(article, report, harm),
    )
