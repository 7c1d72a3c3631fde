"""Two groups that own up to one attack, each for itself: who did it is disputed, and the attack is not.

"Islamic State claimed responsibility. The Free Front said it was behind the attack"; not "said in a joint statement".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from monitor.extraction.events.telling import Telling
from monitor.extraction.mentions import ActorMention
from monitor.model import Claim
from monitor.vocabulary import ActorKind, ClaimKind, Flag, Role, Status

_GROUPS = (ActorKind.GROUP, ActorKind.ORGANISATION)  # a front that no list has is an organisation


def with_rivals(telling: Telling, actors: Sequence[ActorMention], claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Return an event's claims, those of rivals as conflicting."""
    owning = [one for one in actors if one.role is Role.CLAIMANT and one.kind in _GROUPS]
    if len({one.id for one in owning}) < 2:
        return claims
    told = [one for one in owning if _claims_the_attack(telling, one)]
    rivals = {one.id for pair in combinations(told, 2) if _are_rivals(telling, *pair) for one in pair}
    return tuple(_conflicting(one) if one.actor in rivals and _is_of_the_doer(one) else one for one in claims)


def _claims_the_attack(telling: Telling, one: ActorMention) -> bool:
    """Whether responsibility is claimed there, and not what a side says it did in a fight."""
    speech = telling.knowledge.indexes[telling.article.language].speech
    words = _sentence(telling, one).lower().replace(",", " ").replace(".", " ").split()
    return not speech["own_claim"].isdisjoint(words) and speech["joint"].isdisjoint(words)


def _sentence(telling: Telling, one: ActorMention) -> str:
    sentence = telling.article.sentences[telling.context.sentence_of(one.start)]
    return telling.article.text[sentence.start : sentence.end]


def _are_rivals(telling: Telling, one: ActorMention, other: ActorMention) -> bool:
    """Whether two who own up do so apart, and neither belongs to the other."""
    if one.id == other.id or telling.context.sentence_of(one.start) == telling.context.sentence_of(other.start):
        return False
    listed = telling.knowledge.indexes[telling.article.language].actors
    owners = [entry.of for entry in map(listed.get, (one.id, other.id)) if entry]
    return one.id not in owners and other.id not in owners


def _is_of_the_doer(claim: Claim) -> bool:
    return claim.about is ClaimKind.PERPETRATOR and claim.role is Role.CLAIMANT


def _conflicting(claim: Claim) -> Claim:
    return replace(claim, status=Status.DISPUTED, flags=(*claim.flags, Flag.CONFLICTING))
