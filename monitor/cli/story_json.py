"""One story as scripts read it: what `stories list --json` and `stories show --json` give."""

from __future__ import annotations

from monitor.cli.story_page import History
from monitor.model import Figure, Interval, MaterialChange, Story, Told

Line = dict[str, object]


def short_json(story: Story) -> Line:
    """Return what `stories list --json` gives of a story."""
    event = story.event
    return {
        "story": story.id,
        "number": story.number,
        "headline": story.headline,
        "opened_at": story.opened_at.isoformat(),
        "updated_at": story.updated_at.isoformat(),
        "kind": event.kind if event else None,
        "on": event.on.isoformat() if event and event.on else None,
        "places": [place.name for place in event.places] if event else [],
        "verification": event.verification.status if event else None,
        "flags": list(event.verification.flags) if event else [],
        "figures": {figure.harm: _interval(figure.value) for figure in story.figures},
        "reports": len(story.members),
        "independent": sum(member.independent for member in story.members),
        "may_be": story.may_be,
    }


def as_json(history: History) -> Line:
    """Return what `stories show --json` gives: the same, with everything behind it."""
    story = history.story
    return short_json(story) | {
        "asked": history.asked.id,
        "may_be_number": history.may_be.number if history.may_be else None,
        "aliases": [{"story": one.id, "number": one.number} for one in history.aliases],
        "members": [_member(n, history) for n in range(len(story.members))],
        "claims": [_told(figure, told) for figure in story.figures for told in figure.told],
        "decisions": [
            {"at": one.at.isoformat(), "receiver": one.receiver, "decision": one.kind, "reason": one.reason}
            | {"article": one.article_id}
            for one in history.told
        ],
        "words": [
            {"at": one.at.isoformat(), "what": one.kind, "who": one.who, "why": one.why, "result": one.result}
            for one in history.words
        ],
    }


def _member(n: int, history: History) -> Line:
    member = history.story.members[n]
    row = history.reports.get(member.report_id)
    return {
        "n": n + 1,
        "report": member.report_id,
        "article": member.article_id,
        "source": member.source.id,
        "title": member.title,
        "url": member.url,
        "relation": member.relation,
        "independent": member.independent,
        "received_at": member.received_at.isoformat(),
        "published_at": member.published_at.isoformat() if member.published_at else None,
        "why": list(row.why) if row else [],
        "changes": [_change(one) for one in row.changes] if row else [],
    }


def _change(one: MaterialChange) -> Line:
    return {
        "kind": one.kind,
        "harm": one.harm,
        "before": _interval(one.before) if one.before else None,
        "after": _interval(one.after) if one.after else None,
        "feared": one.feared,
        "was": one.was,
        "now": one.now,
    }


def _told(figure: Figure, told: Told) -> Line:
    by = told.claim.attribution
    return {
        "harm": figure.harm,
        "value": _interval(told.claim.value) if told.claim.value else None,
        "by": by.source if by else None,
        "via": by.via if by else None,
        "outlet": told.source.id,
        "at": told.at.isoformat(),
        "quote": told.claim.evidence[0].quote if told.claim.evidence else None,
        "verification": told.claim.status,
        "flags": list(told.claim.flags),
        "withdrawn": told.withdrawn,
        "aside": told.aside,
        "article": told.article_id,
    }


def _interval(value: Interval) -> Line:
    return {"min": value.min, "max": value.max, "bound": value.bound}
