"""The labels of an alert, for routes, silences and inhibition (docs/contracts.md 6.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from monitor.alerting.fired import Fired
from monitor.alerting.standing import Standing
from monitor.model import Article, Story
from monitor.vocabulary import Level, QueryKey

Labels = Mapping[str, tuple[str, ...]]
"""A label may have several values: an event has several places."""

_OF_RULES = ("rule", "status", "tag")


def labels_of(story: Story, article: Article, fired: Iterable[Fired], level: Level) -> Labels:
    """Return the labels of one alert; `place` and `country` are the event's, `level` the alert's."""
    fired = tuple(fired)
    event = story.event
    places = event.places if event else ()
    actors = event.actors if event else ()
    return {
        "rule": _unique(one.reason.rule_id for one in fired),
        "level": (level.value,),
        "status": _unique(one.reason.status.value for one in fired),
        "tag": _unique(tag for one in fired for tag in one.tags),
        "place": _unique((*(place.name for place in places), *_watched(story, QueryKey.PLACE))),
        "country": _unique(place.country for place in places if place.country),
        "actor": _unique((*(actor.id for actor in actors), *_watched(story, QueryKey.ACTOR))),
        "kind": (event.kind.value,) if event else (),
        "verification": (event.verification.status.value,) if event else (),
        "source": (article.source.id,),
        "source_kind": (article.source.kind.value,),
        "language": (article.language,),
        "story": (story.id, f"#{story.number}", str(story.number)) if story.number else (story.id,),
    }


def alert_labels(
    story: Story, article: Article, fired: Iterable[Fired], level: Level, standing: Standing | None
) -> Labels:
    """Return the same of an alert that there may be already: the rules behind it count, whichever fired now."""
    labels = labels_of(story, article, fired, level)
    if standing is None:
        return labels
    former = dict(standing.labels)
    return {**labels, **{name: _unique((*former.get(name, ()), *labels[name])) for name in _OF_RULES}}


def _watched(story: Story, by: QueryKey) -> tuple[str, ...]:
    """Return what a story that tells of a count is about: an actor by its id, a place by its name."""
    if story.watch is None or story.watch.by is not by:
        return ()
    return (story.watch.name if by is QueryKey.PLACE else story.watch.value,)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
