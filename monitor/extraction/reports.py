"""Facts -> Reports: one per event, so that the toll of one city never meets the name of another."""

from __future__ import annotations

from monitor.model import Article, Facts, Report


def reports_of(article: Article, facts: Facts) -> tuple[Report, ...]:
    """Return one report per event in order; an article without one makes a single report without event."""
    events = facts.events or (None,)
    return tuple(
        Report(id=f"{article.id}:{n}", article_id=article.id, n=n, event=event) for n, event in enumerate(events)
    )
