"""How sure: the rung of the ladder on which one claim stands, and why."""

from __future__ import annotations

from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.model import Article, Attribution, Evidence
from monitor.vocabulary import Flag, SourceKind, Status, Zone


def verify_claim(
    span: tuple[int, int],
    attributed: tuple[Attributed, ...],
    article: Article,
    actors: tuple[ActorMention, ...],
    knowledge: Knowledge,
) -> tuple[Status, tuple[Flag, ...], Attribution | None]:
    """Return status, flags and speaker of the claim that stands at `span` (start, end) of the text."""
    flags: list[Flag] = []
    if not article.source.configured:
        flags.append(Flag.UNKNOWN_SOURCE)
    if article.source.kind is SourceKind.SOCIAL:
        return Status.UNVERIFIED, (*flags, Flag.SOCIAL_MEDIA), None
    if article_disclaimer(article):
        return Status.CLAIMED, (*flags, Flag.DISCLAIMER), None
    return Status.REPORTED, tuple(flags), None


def article_disclaimer(article: Article) -> tuple[Evidence, ...]:
    """Return the standing disclaimers of the article, quoted; empty when it has none."""
    zones = (zone for zone in article.zones if zone.zone is Zone.DISCLAIMER)
    return tuple(Evidence(start=z.start, end=z.end, quote=article.text[z.start : z.end]) for z in zones)
