"""What kind of event it is: by the words of its sentences, by who struck, and by who fought whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.extraction.events.cluster import Cluster
from monitor.extraction.judging.context import Context
from monitor.extraction.mentions import ActorMention
from monitor.vocabulary import ActorKind, EventKind, Role, Zone

_BY_A_STATE = (EventKind.STRIKE, EventKind.BOMBING, EventKind.SHOOTING, EventKind.CLASH, EventKind.KILLING)
_WHAT_COMES_OF_IT = (EventKind.ACCIDENT, EventKind.FIRE)
_ARMED = (ActorKind.GROUP, ActorKind.FORCE)


def kind_of(
    context: Context, sentences: frozenset[int], cluster: Cluster, actors: Sequence[ActorMention], *, deadly: bool
) -> EventKind:
    """Return the kind of an event that some sentences tell; `deadly` says that people died in it."""
    kind = _by_words(context, sentences, cluster, struck=any(_strikes(a) for a in actors))
    return _by_who(actors) if kind is EventKind.OTHER and deadly else kind


def _by_words(context: Context, sentences: frozenset[int], cluster: Cluster, *, struck: bool) -> EventKind:
    """Return the kind that most words of the event's sentences speak for, of two the one told first.

    The sentences of its harm count double, those on the end of who did it do not.
    """
    own = {m.sentence for m in cluster.mentions if not m.perpetrator}
    votes: Counter[str] = Counter()
    for cue in context.kinds_in(sentences):
        title = context.article.sentences[cue.sentence].zone is Zone.TITLE
        votes[cue.tag.removeprefix("kind:")] += (2 if cue.sentence in own or title else 1) + (not votes)
    beside = _left_out(context, sentences, votes)
    named = [(count, kind) for kind, count in votes.items() if kind not in beside]
    if struck and any(kind in _BY_A_STATE for _, kind in named):
        named = [(count, kind) for count, kind in named if kind in _BY_A_STATE]
    if not named:
        return EventKind.OTHER
    most = max(count for count, _ in named)
    kind = EventKind(next(kind for count, kind in named if count == most))
    from_above = struck and kind is EventKind.BOMBING and EventKind.STRIKE in votes
    return EventKind.STRIKE if from_above else kind  # "Russian bombs": a state's bombs fall


def _left_out(context: Context, sentences: frozenset[int], votes: Counter[str]) -> frozenset[str]:
    """Return the kinds that only say what came of another one: "was hit by a missile", and sank."""
    if "by_weapon" not in context.tags or not any(kind in votes for kind in _BY_A_STATE):
        return frozenset({"other"})
    hit = {cue.sentence for cue in context.cues_in(sentences) if cue.tag == "by_weapon"}
    return frozenset({"other", *_WHAT_COMES_OF_IT}) if hit.intersection(context.lead) else frozenset({"other"})


def _by_who(actors: Sequence[ActorMention]) -> EventKind:
    """What armed men did with nobody knows what: "the rebels killed 70 civilians"; a clash where they met soldiers."""
    if not any(a.role in (Role.ATTACKER, Role.CLAIMANT) and a.kind in _ARMED for a in actors):
        return EventKind.OTHER
    armed = any(a.role in (Role.VICTIM, Role.TARGET) and a.kind in _ARMED for a in actors)
    return EventKind.CLASH if armed else EventKind.KILLING


def _strikes(actor: ActorMention) -> bool:
    """Whether a state attacks: what burns or falls afterwards is its deed."""
    return actor.role is Role.ATTACKER and actor.kind is ActorKind.COUNTRY
