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
from monitor.model import Attribution
from monitor.vocabulary import Flag, SourceKind

NEXT = 2  # sentences from an office that speaks to who holds it
BEFORE = 12  # characters before a denial in which its "initially" stands
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
    office = _office_of(scan, last, spoken)
    for one in spoken[:-1]:
        same = one.attribution.source == last.source or (last.actor and one.attribution.actor == last.actor)
        same = same or (office and _last_word(one.attribution) == office and not one.attribution.actor)
        if same and one.scope_start < doubt.scope_start and not one.denied:
            yield doubt._replace(scope_start=one.scope_start, scope_end=min(one.scope_end, doubt.scope_start))


def _office_of(scan: Scan, person: Attribution, spoken: Sequence[Attributed]) -> str:
    """Return the office that spoke right before its holder was named: "the governor said. Omar Aziz wrote"."""
    first = next(at for at, one in enumerate(spoken) if one.attribution.source == person.source)
    before = spoken[first - 1].attribution if first else None
    if not person.actor or before is None or before.actor or before.kind not in (SourceKind.OFFICIAL, SourceKind.PARTY):
        return ""
    near = scan.sentence_number(spoken[first].attribution.start) - scan.sentence_number(before.start) <= NEXT
    office, words = _last_word(before), fold(person.source).split()
    titles = scan.index.title_words
    other = titles.intersection(words) - {office} or scan.index.speech["articles"].intersection(words[:1])
    return office if near and office in titles and not other else ""


def _last_word(said: Attribution) -> str:
    return fold(said.source).rpartition(" ")[2]


def without_ended_denials(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Return the same without what a speaker denied at first and owned up to later; what he tells then stays."""
    admitting = [one for one in told if _admits(scan, one)] if any(one.denied for one in told) else []
    if not admitting:
        return list(told)
    return [one for one in told if not (one.denied and any(_ends(scan, one, other) for other in admitting))]


def _admits(scan: Scan, one: Attributed) -> bool:
    return fold(one.attribution.cue) in scan.index.speech["admits"] and not one.denied


def _ends(scan: Scan, denial: Attributed, admission: Attributed) -> bool:
    """Whether a denial is over: "The army first denied it", "On Tuesday it admitted", "it later admitted"."""
    one, other = denial.attribution, admission.attribution
    same = one.source == other.source or (one.actor is not None and one.actor == other.actor)
    if not same or other.start <= one.start:
        return False
    speech, start = scan.index.speech, scan.sentence_at(other.start).start
    first = scan.shadow[max(0, one.start - BEFORE) : one.end].split()
    later = scan.shadow[start : other.end].split()
    if not (speech["at_first"].isdisjoint(first) and speech["later"].isdisjoint(later)):
        return True
    day = start > one.start and scan.has_between("day", start, other.end)
    return day and fold(other.cue) in speech["owns"] and _owns_a_deed(scan, admission)


def _owns_a_deed(scan: Scan, admission: Attributed) -> bool:
    owned = admission.scope_start, admission.scope_end
    words = scan.shadow[slice(*owned)].replace(".", " ").split()
    return not scan.index.speech["own_up"].isdisjoint(words) or scan.has_between("deeds", *owned)


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
