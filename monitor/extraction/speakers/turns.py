"""Where one voice ends and the next begins in a sentence: "The army said 40 died; the rebels put the dead at 13"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.extraction.index.scan import Scan
from monitor.extraction.mentions import Attributed
from monitor.extraction.speakers.sources import FLAGS_OF
from monitor.vocabulary import SourceKind

_OUTLETS = (SourceKind.OUTLET, SourceKind.STATE_MEDIA)
LONGEST_WORD = 12  # characters of "whereas" and the blanks around it


def one_by_one(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Let who speaks first stand behind nothing that the next in the sentence says; `told` is in order of the text."""
    ends = [*(_parted_at(scan, one, following) for one, following in pairwise(told)), 0]
    return [one._replace(scope_end=end) if end else one for one, end in zip(told, ends, strict=False)]


def passed_on(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Read "..., the ministry said, the agency reported": the ministry speaks, and the agency passes it on."""
    found: list[Attributed] = []
    for one in told:
        if found and _passes_on(scan, found[-1], one):
            via, heard = one.attribution.source, FLAGS_OF.get(one.attribution.kind, ())
            said = replace(found[-1].attribution, via=via)
            flags = tuple(dict.fromkeys((*found[-1].flags, *heard)))
            found[-1] = found[-1]._replace(attribution=said, flags=flags)
        else:
            found.append(one)
    return found


def _passes_on(scan: Scan, one: Attributed, following: Attributed) -> bool:
    said, reported = one.attribution, following.attribution
    if not said.source or reported.kind not in _OUTLETS or said.kind in _OUTLETS or one.denied or following.denied:
        return False
    between = scan.text[said.end : reported.start].strip() if said.end <= reported.start else ""
    return between == "," and following.scope_end <= reported.start and one.scope_start < said.start


def _parted_at(scan: Scan, one: Attributed, following: Attributed) -> int:
    """Return where "; the mayor said" or "while the mayor said" ends what the first one says; 0 where nothing does."""
    start = following.attribution.start
    speak = one.attribution.source and following.attribution.source and following.scope_start >= start
    if not speak or not one.attribution.end <= one.scope_start < start < one.scope_end:
        return 0
    if scan.sentence_number(start) != scan.sentence_number(one.attribution.start):
        return 0
    before = scan.text[max(one.scope_start, start - LONGEST_WORD) : start].rstrip()
    if before.endswith(";"):
        return start
    last = scan.shadow[max(one.scope_start, start - LONGEST_WORD) : start].split()[-1:]
    return start if last and last[0] in scan.index.speech["other_voice"] else 0
