"""What an article names, each actor and place once, with everything that was read of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.extraction.events.telling import evidence_of
from monitor.extraction.mentions import ActorMention, PlaceMention
from monitor.model import Actor, Article, Place
from monitor.vocabulary import Role

_ROLES = tuple(Role)


def merge_actors(article: Article, mentions: Iterable[ActorMention]) -> tuple[Actor, ...]:
    """Join the namings of one actor, in order of the first, with all its roles and evidence."""
    by_id: dict[str, list[ActorMention]] = {}
    for mention in mentions:
        by_id.setdefault(mention.id, []).append(mention)
    return tuple(
        Actor(
            id=actor_id,
            name=told[0].name,
            kind=told[0].kind,
            roles=_in_order([m.role for m in told if m.role]),
            evidence=tuple(evidence_of(article, m.start, m.end) for m in told),
        )
        for actor_id, told in by_id.items()
    )


def _in_order(roles: list[Role]) -> tuple[Role, ...]:
    return tuple(role for role in _ROLES if role in roles) if roles else ()


def merge_places(mentions: Iterable[PlaceMention]) -> tuple[Place, ...]:
    """Join the namings of one place, in order of the first, with all their evidence."""
    found: dict[tuple[str, int | None], list[Place]] = {}
    for mention in mentions:
        found.setdefault((mention.place.name, mention.place.geonameid), []).append(mention.place)
    return tuple([_joined(told) if len(told) > 1 else told[0] for told in found.values()])


def _joined(told: Sequence[Place]) -> Place:
    return replace(told[-1], evidence=tuple(e for place in told for e in place.evidence))
