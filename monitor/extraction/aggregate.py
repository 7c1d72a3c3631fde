"""Mentions of one harm in one event -> its figure: a toll beats a sum, groups that differ add up."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.extraction.casualties import Mention
from monitor.extraction.frames import total_of
from monitor.extraction.people import Naming
from monitor.model import Interval
from monitor.vocabulary import Bound, Harm, Zone

_POINTING = frozenset({Naming.PRONOUN})


def figure(mentions: Sequence[Mention]) -> tuple[Interval, tuple[Mention, ...]] | None:
    """Return the figure of one harm and the mentions that it stands on, the first the most telling."""
    usable = _usable(mentions)
    if not usable:
        return None
    candidates = _candidates(usable)
    best = max(candidates, key=_rank)
    return total_of([m.interval for m in best]), best


def _usable(mentions: Sequence[Mention]) -> list[Mention]:
    firm = [m for m in mentions if not m.part]
    whole = firm or list(mentions)
    strong = [m for m in whole if not m.weak]
    return strong or whole


def _candidates(mentions: Sequence[Mention]) -> list[tuple[Mention, ...]]:
    """Single mentions, and the sums of disjoint groups of one sentence."""
    found: list[tuple[Mention, ...]] = [(m,) for m in mentions]
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for together in by_sentence.values():
        apart = _disjoint(together)
        if len(apart) > 1:
            found.append(tuple(apart))
    return found


def _disjoint(mentions: Sequence[Mention]) -> list[Mention]:
    """Groups of one sentence that are not the same people: other heads, and no pointing back."""
    kept: list[Mention] = []
    for mention in mentions:
        if mention.frame == "toll" or set(mention.namings) <= _POINTING or mention.interval.max == 0:
            continue
        if any(set(mention.heads) & set(other.heads) for other in kept) and not mention.more:
            continue
        kept.append(mention)
    return kept


def _rank(mentions: tuple[Mention, ...]) -> tuple[int, int, int, int]:
    """A toll first, then what is counted, then the larger: the whole is larger than its parts."""
    first = mentions[0]
    toll = first.frame == "toll"
    vague = all(m.interval.bound is Bound.VAGUE and not m.counted for m in mentions)
    return (toll, not vague, sum(m.interval.min for m in mentions), -first.sentence)


def by_harm(mentions: Sequence[Mention]) -> dict[Harm, list[Mention]]:
    """Sort mentions by what happened; "shot" counts as injured only for whom no death is told in its sentence."""
    deadly = {m.sentence for m in mentions if m.harm is Harm.KILLED}
    sorted_: dict[Harm, list[Mention]] = {}
    for mention in mentions:
        if mention.weak and mention.sentence in deadly:
            continue
        sorted_.setdefault(mention.harm, []).append(mention)
    return sorted_


def in_title(mentions: Sequence[Mention]) -> bool:
    """Whether the figure stands in the title."""
    return any(m.zone is Zone.TITLE for m in mentions)
