"""What is known of an article while its events are put together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from monitor.extraction.events.live_entries import Entry, entries_of
from monitor.extraction.judging.context import Context
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import ActorMention, Attributed
from monitor.extraction.once import once
from monitor.extraction.verification import deniers_of, verify_claim
from monitor.model import Article, Claim, Evidence
from monitor.vocabulary import ClaimKind, Zone

WIDE = 4
"""Sentences from which what a speaker stands behind is looked at for every claim, as the whole of a communique."""

FEW = 40
"""Attributions up to which it costs less to look at all than to find those near a claim."""


@dataclass(frozen=True, kw_only=True)
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

    @once
    def actors_of(self) -> Mapping[int, list[ActorMention]]:
        """The actors of each sentence that names any."""
        return self.context.by_sentence(self.actors)

    @once
    def live_entries(self) -> Sequence[Entry]:
        """The entries of the article where it is a live page."""
        return entries_of(self.article)

    @once
    def denials(self) -> tuple[Attributed, ...]:
        """What somebody denies: but for one's part in what was told before ("The army rejected any involvement")."""
        return tuple([one for one in self.attributed if one.denied and not (one.doer and _points_back(one))])

    def is_in_title(self, offset: int) -> bool:
        """Whether an offset lies in the title."""
        return self.article.sentences[self.context.sentence_of(offset)].zone is Zone.TITLE

    @once
    def deniers(self) -> frozenset[str]:
        """The actors who deny something."""
        return deniers_of(self.attributed)

    @once
    def _numbers_of_attributed(self) -> Mapping[int, list[int]]:
        """Which of the attributions reach into each sentence; those of many sentences are under -1."""
        found: dict[int, list[int]] = {}
        for number, one in enumerate(self.attributed):
            sentences = self._sentences(one.scope_start, one.scope_end)
            for at in sentences if len(sentences) < WIDE else (-1,):
                found.setdefault(at, []).append(number)
        return found

    def _sentences(self, start: int, end: int) -> range:
        """Return the numbers of the sentences that a span reaches into; what stands behind one counts to it."""
        first, last = (
            max(bisect_right(self.article.sentences, at, key=attrgetter("start")) - 1, 0)
            for at in (start, max(start, end - 1))
        )
        return range(first, last + 1)

    def attributed_near(self, start: int, end: int) -> tuple[Attributed, ...]:
        """Return, in order, every attribution whose scope may reach a span, and others."""
        if len(self.attributed) < FEW:
            return self.attributed
        by_sentence = self._numbers_of_attributed
        numbers = {number for at in (-1, *self._sentences(start, end)) for number in by_sentence.get(at, ())}
        return tuple(self.attributed[number] for number in sorted(numbers))

    def verify(self, start: int, end: int, about: ClaimKind, at: int | None = None, **what: object) -> Claim:
        """Make the claim that stands at a span, with speaker, status and flags; `at` is where in it that is told."""
        told = (start, end) if at is None else (at, at + 1)
        near = self.attributed_near(*told)
        status, flags, attribution = verify_claim(told, near, self.article, self.actors, about, deniers=self.deniers)
        evidence = (evidence_of(self.article, start, end),)
        return Claim(about=about, attribution=attribution, status=status, flags=flags, evidence=evidence, **what)  # type: ignore[arg-type]


def _points_back(one: Attributed) -> bool:
    return one.scope_start < one.attribution.start


def evidence_of(article: Article, start: int, end: int) -> Evidence:
    """Quote a span of the text."""
    return Evidence(start=start, end=end, quote=article.text[start:end])
