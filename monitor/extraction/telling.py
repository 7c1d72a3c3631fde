"""What is known of an article while its events are put together."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.extraction.context import Context
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.extraction.verification import verify_claim
from monitor.model import Article, Claim, Evidence
from monitor.vocabulary import ClaimKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Everything that is known while the events of one article are put together."""

    context: Context
    actors: tuple[ActorMention, ...]
    attributed: tuple[Attributed, ...]
    knowledge: Knowledge

    @property
    def article(self) -> Article:
        """The article whose events these are."""
        return self.context.article

    def verify(self, start: int, end: int, about: ClaimKind, at: int | None = None, **what: object) -> Claim:
        """Make the claim that stands at a span, with its speaker, status and flags; `at` is where in it that is told."""
        told = (start, end) if at is None else (at, at + 1)
        status, flags, attribution = verify_claim(told, self.attributed, self.article, self.actors, about)
        evidence = (evidence_of(self.article, start, end),)
        return Claim(about=about, attribution=attribution, status=status, flags=flags, evidence=evidence, **what)  # type: ignore[arg-type]


def evidence_of(article: Article, start: int, end: int) -> Evidence:
    """Quote a span of the text."""
    return Evidence(start=start, end=end, quote=article.text[start:end])
