"""The JSON lines that programs read: docs/contracts.md 6.1, key by key. Keys may be added, never renamed."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from monitor.model import (
    Actor,
    Analysed,
    Article,
    Attribution,
    BackgroundToll,
    Casualty,
    Claim,
    Event,
    Evidence,
    Interval,
    Place,
    Verification,
)
from monitor.vocabulary import Harm, TimePrecision

Line = dict[str, Any]
"""One object of a JSON line, ready for `json.dumps`; keys stand in the order of the contract."""


def facts_line(file: str, analysed: Analysed) -> Line:
    """Return the line of `facts --json` for one article; `file` is its path as the user gave it."""
    article, facts = analysed.article, analysed.facts
    day = published_on(article)
    return {
        "file": printable(file),
        "article": article.id,
        "entry": article.entry,
        "title": article.title,
        "language": article.language,
        "source": article.source.id,
        "claimed_source": article.claimed_source,
        "url": article.url,
        "published_on": day.isoformat() if day else None,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "format": article.format,
        "encoding": article.encoding,
        "withdrawn": article.withdrawn,
        "text_sha256": hashlib.sha256(article.text.encode("utf-8")).hexdigest(),
        "read": facts.read,
        "events": [_event(event) for event in facts.events],
        "background": [_background(toll) for toll in facts.background],
        "actors": [_actor(actor) for actor in facts.actors],
        "places": [_place(place) for place in facts.places],
        "attributions": [_attribution(attribution) for attribution in facts.attributions],
        "verification": _verification(facts.verification),
        "amends": facts.amends,
    }


def error_line(file: str, error: str) -> Line:
    """Return the line of a file that cannot be read."""
    return {"file": printable(file), "error": printable(error)}


def published_on(article: Article) -> date | None:
    """Return the day of publication as its outlet's readers know it."""
    if article.published_at is None:
        return None
    if article.published_precision is TimePrecision.DAY:
        return article.published_at.date()
    return article.published_at.astimezone(ZoneInfo(article.source.location)).date()


def printable(text: str) -> str:
    """Give text that UTF-8 can hold: a file name that is no UTF-8 comes with surrogates."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _event(event: Event) -> Line:
    return {
        "kind": event.kind,
        "on": event.on.isoformat() if event.on else None,
        "on_precision": event.on_precision,
        "places": [place.name for place in event.places],
        "actors": [{"id": actor.id, "role": actor.role} for actor in event.actors],
        "casualties": {harm: _casualty(event.casualties.of(harm)) for harm in Harm},
        "verification": {"status": event.verification.status, "flags": list(event.verification.flags)},
        "claims": [_claim(claim) for claim in event.claims],
        "evidence": _evidence(event.evidence),
    }


def _casualty(casualty: Casualty | None) -> Line | None:
    if casualty is None:
        return None
    return {
        **_interval(casualty.value),
        "flags": list(casualty.flags),
        "verification": casualty.status,
        "feared": _interval(casualty.feared) if casualty.feared else None,
        "claims": [_claim(claim) for claim in casualty.claims],
        "evidence": _evidence(casualty.evidence),
    }


def _claim(claim: Claim) -> Line:
    return {
        "about": claim.about,
        "harm": claim.harm,
        "value": _interval(claim.value) if claim.value else None,
        "actor": claim.actor,
        "role": claim.role,
        "by": _attribution(claim.attribution) if claim.attribution else None,
        "verification": claim.status,
        "flags": list(claim.flags),
        "evidence": _evidence(claim.evidence),
    }


def _interval(value: Interval) -> Line:
    return {"min": value.min, "max": value.max, "bound": value.bound}


def _background(toll: BackgroundToll) -> Line:
    return {"harm": toll.harm, **_interval(toll.value), "evidence": _evidence(toll.evidence)}


def _actor(actor: Actor) -> Line:
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "roles": list(actor.roles),
        "evidence": _evidence(actor.evidence),
    }


def _place(place: Place) -> Line:
    return {
        "name": place.name,
        "geonameid": place.geonameid,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "evidence": _evidence(place.evidence),
    }


def _attribution(attribution: Attribution) -> Line:
    return {
        "source": attribution.source,
        "via": attribution.via,
        "cue": attribution.cue,
        "kind": attribution.kind,
        "actor": attribution.actor,
        "start": attribution.start,
        "end": attribution.end,
        "quote": attribution.quote,
    }


def _verification(verification: Verification) -> Line:
    return {
        "status": verification.status,
        "unverified": verification.unverified,
        "flags": list(verification.flags),
        "evidence": _evidence(verification.evidence),
    }


def _evidence(evidence: tuple[Evidence, ...]) -> list[Line]:
    return [{"start": one.start, "end": one.end, "quote": one.quote} for one in evidence]
