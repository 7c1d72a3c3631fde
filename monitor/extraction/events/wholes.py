"""Where a whole is set whose parts the text sets in towns: "Strikes killed 31 across Gaza. In Khan Younis, 12 died"."""

from __future__ import annotations

from monitor.extraction.casualties import Mention
from monitor.extraction.events.cluster import Cluster
from monitor.extraction.judging.context import Context
from monitor.extraction.judging.scenes import settings_in

FEWEST_PARTS = 2
"""Towns that parts of a whole are set in: one alone is where most of it was."""


def sentences_of_parts(context: Context, cluster: Cluster) -> frozenset[int]:
    """Return the sentences below the lead that count a part each in a town, where the opening counts all of a land."""
    counted = [m for m in cluster.mentions if m.counted]
    whole = next((m for m in counted if m.sentence in context.opening and _is_set_wide(context, m)), None)
    if whole is None:
        return frozenset()
    below = (m for m in counted if m.sentence not in context.opening and m.harm is whole.harm)
    parts = [m for m in below if m.interval.min < whole.interval.min and _towns_of(context, m)]
    towns = {name for m in parts for name in _towns_of(context, m)}
    return frozenset(m.sentence for m in parts) if len(towns) >= FEWEST_PARTS else frozenset()


def _is_set_wide(context: Context, mention: Mention) -> bool:
    sentence = context.article.sentences[mention.sentence]
    kinds = {p.kind for p in settings_in(context, sentence.start, sentence.end)}
    return bool(kinds) and kinds <= {"country", "region"}


def _towns_of(context: Context, mention: Mention) -> set[str]:
    sentence = context.article.sentences[mention.sentence]
    here = settings_in(context, sentence.start, sentence.end)
    return {p.place.name for p in here if p.kind not in ("country", "region")}
