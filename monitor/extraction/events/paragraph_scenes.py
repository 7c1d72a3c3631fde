"""Which event a paragraph tells: the scene that its first sentence sets, and the sentences that have no harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import is_setting

OPENING = 20
"""Characters within which a place stands at the front of its sentence: "In the town of Reading, "."""
_OF_WHAT_WAS_TOLD = frozenset({"toll", "treated", "recount"})
"""Frames of what is told of an event that the article told before."""


def opens_scene(context: Context, mention: Mention) -> bool:
    """Whether the sentence before, in the same paragraph, begins with a place and tells an event but no harm of it."""
    before = mention.sentence - 1
    if before in context.opening or not context.is_violent(before) or before in context.mentions_of:
        return False
    if context.paragraphs[before] != context.paragraphs[mention.sentence] or mention.frame in _OF_WHAT_WAS_TOLD:
        return False
    return opens_with_a_place(context, before)


def opens_with_a_place(context: Context, number: int) -> bool:
    """Whether a sentence begins with where it is set: "In the town of Reading, gunmen ..."."""
    start = context.article.sentences[number].start
    return any(is_setting(context, place) for place in context.places_in(start, start + OPENING))


def own_sentences(context: Context, told: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Return the sentences of each event but the first with those of the paragraphs that tell of no other.

    "In Peshawar, a policeman was shot dead. The attack took place on Saturday": its day is that of the second event.
    """
    teller: dict[int, set[int]] = {}
    for number, sentences in enumerate(told):
        for sentence in sentences:
            teller.setdefault(context.paragraphs[sentence], set()).add(number)
    for sentence in context.opening:
        teller.setdefault(context.paragraphs[sentence], set()).add(0)
    own = {paragraph: min(tellers) for paragraph, tellers in teller.items() if len(tellers) == 1}
    added: list[set[int]] = [set(sentences) for sentences in told]
    for sentence, paragraph in _inside(context, own):
        added[own[paragraph]].add(sentence)
    return list(map(frozenset, added))


def _inside(context: Context, own: dict[int, int]) -> Iterator[tuple[int, int]]:
    return ((at, paragraph) for at, paragraph in enumerate(context.paragraphs) if own.get(paragraph))
