"""Which sentences speak of each event: those of its harm, of its item or paragraph, and for the first one the rest."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.events.cluster import Cluster
from monitor.extraction.events.paragraph_scenes import own_sentences
from monitor.extraction.events.told_next import sentences_on_deed
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.items import item_at, items_of


def sentences_of(context: Context, clusters: Sequence[Cluster]) -> list[frozenset[int]]:
    """Return for each event the sentences that speak of it: the first has all that tell no other event."""
    if not clusters:
        return []
    items = items_of(context)
    if items:
        told = _sentences_by_item(context, items)
        quiet = frozenset(number for number in told[-1] if not context.is_violent(number))
        return [quiet.union(*(told[at] for at in _items_of(items, one))) for one in clusters]
    own = [frozenset(m.sentence for m in one.mentions) for one in clusters]
    own[1:] = [
        told | sentences_on_deed(context, told, one.places) for told, one in zip(own[1:], clusters[1:], strict=True)
    ]
    own = own_sentences(context, own) if len(own) > 1 else own
    others = frozenset().union(*own[1:]) if len(own) > 1 else frozenset()
    rest = frozenset(range(len(context.article.sentences))) - others
    return [rest | own[0], *own[1:]]


def _items_of(items: tuple[int, ...], one: Cluster) -> set[int]:
    return {item_at(items, mention.start) for mention in one.mentions}


def _sentences_by_item(context: Context, items: tuple[int, ...]) -> dict[int, list[int]]:
    """Return the sentences of each item, and under -1 those before all of them."""
    found: dict[int, list[int]] = {at: [] for at in range(-1, len(items))}
    for number, sentence in enumerate(context.article.sentences):
        found[item_at(items, sentence.start)].append(number)
    return found


def reprisals(context: Context, one: Cluster) -> frozenset[int]:
    """Return the sentences on what was done in answer to an event: a deed of others, elsewhere, on another day.

    Not the first one, nor one with the event's own harm, nor one that tells the event itself as an answer.
    """
    if "reprisal" not in context.tags:
        return frozenset()
    answers = {cue.sentence for cue in context.cues if cue.tag == "reprisal"}
    own = {cue.sentence for cue in context.cues if cue.tag == "reprisal:own"}
    return frozenset(answers - own - {m.sentence for m in one.mentions} - set(context.opening))
