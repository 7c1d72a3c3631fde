"""What is told of a speaker afterwards, and holds for all that he has said in the article.

Two died, Mayor Ruiz said. Ruiz said that six were hurt. The agency could not verify the report.
Two died, two officials said. The officials spoke on condition of anonymity.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.mentions import Attributed
from monitor.extraction.words.folding import fold
from monitor.vocabulary import Flag, SourceKind

SUBJECT = 3  # words of "the two officials", which open a sentence that goes on "spoke on condition of anonymity"


def with_doubts(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Return speakers and doubts, in order of the text, with each doubt also about what its speaker said before."""
    found: list[Attributed] = []
    for at, one in enumerate(told):
        found.append(one)
        if not one.attribution.source:
            found += _before(scan, one, told[:at])
    return found


def _before(scan: Scan, doubt: Attributed, told: Sequence[Attributed]) -> Iterator[Attributed]:
    at = doubt.attribution.start
    if doubt.scope_start >= at or doubt.scope_start >= scan.sentence_at(at).start:
        return
    spoken = [one for one in told if one.attribution.source]
    if not spoken or spoken[-1].attribution.start < doubt.scope_start:
        return
    last = spoken[-1].attribution
    for one in spoken[:-1]:
        same = one.attribution.source == last.source or (last.actor and one.attribution.actor == last.actor)
        if same and one.scope_start < doubt.scope_start and not one.denied:
            yield doubt._replace(scope_start=one.scope_start, scope_end=min(one.scope_end, doubt.scope_start))


def with_nameless(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Return the same where a later sentence keeps a speaker's name back: nobody vouches for what he said."""
    sources = {source for hit in scan.get("nameless") if (source := _meant_by(scan, hit, told))}
    return [_unnamed(one) if one.attribution.source in sources else one for one in told]


def _meant_by(scan: Scan, hit: Found, told: Sequence[Attributed]) -> str:
    """Return the speaker whom the subject of a sentence points back to; nothing where it is somebody else."""
    start = scan.sentence_at(hit.start).start
    before = [one.attribution for one in told if one.attribution.source and one.attribution.end <= start]
    words = scan.shadow[start : hit.start].split()[:SUBJECT]
    here = any(start <= one.attribution.start < hit.start for one in told if one.attribution.source)
    if not before or not words or here:
        return ""
    last = before[-1].source
    pointing = words[0] in scan.index.speech["pronouns"]
    return last if pointing or fold(last).split()[-1:] in [[word] for word in words[1:]] else ""


def _unnamed(one: Attributed) -> Attributed:
    if one.attribution.kind is not SourceKind.OFFICIAL or one.attribution.actor:
        return one
    attribution = replace(one.attribution, kind=SourceKind.UNNAMED)
    return one._replace(attribution=attribution, flags=(*one.flags, Flag.UNNAMED_SOURCE))
