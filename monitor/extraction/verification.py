"""How sure: the rung of the ladder on which one claim stands, and why (docs/contracts.md, section 5).

Every claim stands by itself: what one speaker says in a stretch of the text colours the claims inside
that stretch and no others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter

from monitor.extraction.mentions import ActorMention, Attributed
from monitor.model import Article, Attribution, Evidence
from monitor.vocabulary import ClaimKind, Flag, Role, SourceKind, Status, Zone

_UNVERIFIED = {Flag.ALLEGED, Flag.UNNAMED_SOURCE, Flag.SOCIAL_MEDIA}
_CLAIMED = {Flag.PARTY_CLAIM, Flag.STATE_MEDIA, Flag.DISCLAIMER}
_ZONE = attrgetter("zone")
_SUSPECT = (Role.ACCUSED, Role.ATTACKER)


def verify_claim(  # noqa: PLR0913 - what is known beside the claim itself
    span: tuple[int, int],
    attributed: tuple[Attributed, ...],
    article: Article,
    actors: tuple[ActorMention, ...],
    about: ClaimKind = ClaimKind.EVENT,
    *,
    deniers: frozenset[str] | None = None,
) -> tuple[Status, tuple[Flag, ...], Attribution | None]:
    """Return status, flags and speaker of the claim that stands at `span` (start, end) of the text.

    Who only says, claims or denies who did it (`doer`) colours claims about that and no others. `deniers` are
    the actors who deny something anywhere in the article, if `attributed` is only what is said near the claim.
    """
    who, (start, end) = about is ClaimKind.PERPETRATOR, span
    covering = [
        one
        for one in attributed
        if one.scope_start < end and start < one.scope_end and (who or not one.doer or _tells_the_deed(one, start))
    ]
    spoken = [one for one in covering if one.attribution.source]
    flags = [flag for one in covering for flag in one.flags]
    if who:
        flags += _perpetrator_flags(span, actors)
        flags += [Flag.PARTY_CLAIM] if any(one.side for one in covering) else []
        if _denied_by_the_accused(span, deniers_of(attributed) if deniers is None else deniers, actors):
            flags.append(Flag.DENIED)
    if not spoken:
        flags += _own_voice(article)
    if Zone.DISCLAIMER in map(_ZONE, article.zones):
        flags.append(Flag.DISCLAIMER)
    speaker = _nearest(spoken).attribution if spoken else None
    if not flags:
        return Status.REPORTED, (), speaker
    unique = tuple(dict.fromkeys(flags))
    return status_of(unique), unique, speaker


def _tells_the_deed(one: Attributed, start: int) -> bool:
    """Whether a denial of who did it tells the deed there itself, and not a sentence before."""
    return one.attribution.start <= start < one.deed_until


def _nearest(spoken: Sequence[Attributed]) -> Attributed:
    """Return the one with the shortest scope, the first of several."""
    if len(spoken) == 1:
        return spoken[0]
    passed_on = {one.attribution.via for one in spoken}  # "the ministry said, the agency reported"
    own = [one for one in spoken if one.attribution.source not in passed_on] or spoken
    return min(own, key=lambda one: one.scope_end - one.scope_start)


def _perpetrator_flags(span: tuple[int, int], actors: tuple[ActorMention, ...]) -> list[Flag]:
    """A claim that is one actor's name says who did it: an accusation is alleged, a claim of one's own a party's."""
    roles = {one.role for one in _named_in(span, actors) if (one.start, one.end) == span}
    return ([Flag.ALLEGED] if Role.ACCUSED in roles else []) + ([Flag.PARTY_CLAIM] if Role.CLAIMANT in roles else [])


def _named_in(span: tuple[int, int], actors: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Return the mentions, which are in order of the text, that start inside a span."""
    first = bisect_left(actors, span[0], key=_start)
    return actors[first : bisect_left(actors, span[1], lo=first, key=_start)]


def _start(one: ActorMention) -> int:
    return one.start


def _own_voice(article: Article) -> list[Flag]:
    """What the outlet's own voice is worth."""
    flags = [] if article.source.configured else [Flag.UNKNOWN_SOURCE]
    if article.source.kind is SourceKind.SOCIAL:
        flags.append(Flag.SOCIAL_MEDIA)
    if article.source.kind is SourceKind.STATE_MEDIA:
        flags.append(Flag.STATE_MEDIA)
    if article.source.kind is SourceKind.PARTY:
        flags.append(Flag.PARTY_CLAIM)
    return flags


def status_of(flags: tuple[Flag, ...]) -> Status:
    """Return the rung on which a claim with these flags stands."""
    found = set(flags)
    if Flag.DENIED in found or Flag.CONFLICTING in found:
        return Status.DISPUTED
    if found & _UNVERIFIED:
        return Status.UNVERIFIED
    return Status.CLAIMED if found & _CLAIMED else Status.REPORTED


def deniers_of(attributed: Iterable[Attributed]) -> frozenset[str]:
    """Return the actors who deny something."""
    return frozenset(one.attribution.actor for one in attributed if one.denied and one.attribution.actor)


def _denied_by_the_accused(span: tuple[int, int], deniers: frozenset[str], actors: tuple[ActorMention, ...]) -> bool:
    """Whether who is accused inside the span denies it elsewhere in the article."""
    if not deniers:
        return False
    return any(one.id in deniers and one.role in _SUSPECT for one in _named_in(span, actors))


def merely_denied(told: Iterable[int], attributed: tuple[Attributed, ...]) -> bool:
    """Whether everything that is told of an event, by where it begins, is what somebody denies."""
    denials = _joined((one.scope_start, one.scope_end) for one in attributed if one.denied)
    starts = list(told)
    return bool(denials and starts) and all(_lies_in(denials, at) for at in starts)


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order, those that meet made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _lies_in(spans: list[tuple[int, int]], at: int) -> bool:
    number = bisect_right(spans, at, key=itemgetter(0)) - 1
    return number >= 0 and at < spans[number][1]


def article_disclaimer(article: Article) -> tuple[Evidence, ...]:
    """Return the standing disclaimers of the article, quoted; empty when it has none."""
    zones = (zone for zone in article.zones if zone.zone is Zone.DISCLAIMER)
    return tuple(Evidence(start=z.start, end=z.end, quote=article.text[z.start : z.end]) for z in zones)
