"""What a doubt that points back reaches: everything that the one who spoke last has said in the article.

Two died, Mayor Ruiz said. Ruiz said that six were hurt. The agency could not verify the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.extraction.index.scan import Scan
from monitor.extraction.mentions import Attributed


def with_doubts(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Return speakers and doubts, in order of the text, with each doubt also about what its speaker said before."""
    return [further for at, one in enumerate(told) for further in (one, *_before(scan, one, told[:at]))]


def _before(scan: Scan, doubt: Attributed, told: Sequence[Attributed]) -> Iterator[Attributed]:
    at = doubt.attribution.start
    if doubt.attribution.source or doubt.scope_start >= at or doubt.scope_start >= scan.sentence_at(at).start:
        return
    spoken = [one for one in told if one.attribution.source]
    if not spoken or spoken[-1].attribution.start < doubt.scope_start:
        return
    last = spoken[-1].attribution
    for one in spoken[:-1]:
        same = one.attribution.source == last.source or (last.actor and one.attribution.actor == last.actor)
        if same and one.scope_start < doubt.scope_start and not one.denied:
            yield doubt._replace(scope_start=one.scope_start, scope_end=min(one.scope_end, doubt.scope_start))
