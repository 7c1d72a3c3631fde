"""How sure an article is that reports no event."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from monitor.extraction.events.event_facts import lowest
from monitor.extraction.events.telling import Telling, evidence_of
from monitor.extraction.mentions import Attributed
from monitor.extraction.verification import article_disclaimer, verify_claim
from monitor.model import Verification
from monitor.vocabulary import Flag, Status


def without_an_event(telling: Telling) -> Verification:
    """How sure the article is when it reports no event: the lowest rung of what its speakers say."""
    disclaimer = article_disclaimer(telling.article)
    if disclaimer and not telling.attributed:
        return Verification(status=Status.CLAIMED, flags=(Flag.DISCLAIMER,), evidence=disclaimer)
    spans = [(one.scope_start, one.scope_end) for one in telling.attributed]
    marked = [one for one in telling.attributed if one.flags]
    plainly = (Status.CLAIMED, (Flag.DISCLAIMER,)) if disclaimer else (Status.REPORTED, ())
    judged = [plainly if _is_plain(one, marked) else _how_sure(telling, one, marked) for one in telling.attributed]
    status, flags = lowest(judged)
    said = dict.fromkeys(compress(spans, [rung is status for rung, _ in judged]))
    evidence = tuple([evidence_of(telling.article, start, end) for start, end in said])
    return Verification(status=status, flags=flags, evidence=evidence)


def _is_plain(one: Attributed, marked: Iterable[Attributed]) -> bool:
    """Whether nothing colours what somebody says: no flag of his own, none of another who says it as well."""
    start, end = one.scope_start, one.scope_end
    if not one.attribution.source or one.flags or one.doer or start >= end:
        return False
    return not [True for other in marked if other.scope_start < end and start < other.scope_end]


def _how_sure(telling: Telling, one: Attributed, marked: Iterable[Attributed]) -> tuple[Status, tuple[Flag, ...]]:
    """What a speaker's own words are worth: beside a plain one only those change that who bear a flag (`marked`)."""
    span = one.scope_start, one.scope_end
    plain = one.attribution.source and not (one.flags or one.doer) and span[0] < span[1]
    near = (*marked, one) if plain else telling.attributed
    return verify_claim(span, near, telling.article, telling.actors)[:2]
