"""Where one voice ends and the next begins in a sentence: "The army said 40 died; the rebels put the dead at 13"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from monitor.extraction.index.scan import Scan
from monitor.extraction.mentions import Attributed

LONGEST_WORD = 12  # characters of "whereas" and the blanks around it


def one_by_one(scan: Scan, told: Sequence[Attributed]) -> list[Attributed]:
    """Let who speaks first stand behind nothing that the next in the sentence says; `told` is in order of the text."""
    ends = [*(_parted_at(scan, one, following) for one, following in pairwise(told)), 0]
    return [one._replace(scope_end=end) if end else one for one, end in zip(told, ends, strict=False)]


def _parted_at(scan: Scan, one: Attributed, following: Attributed) -> int:
    """Return where "; the mayor said" or "while the mayor said" ends what the first one says; 0 where nothing does."""
    start = following.attribution.start
    speak = one.attribution.source and following.attribution.source and following.scope_start >= start
    if not speak or not one.attribution.end <= one.scope_start < start < one.scope_end:
        return 0
    if scan.sentence_at(start) != scan.sentence_at(one.attribution.start):
        return 0
    before = scan.text[max(one.scope_start, start - LONGEST_WORD) : start].rstrip()
    if before.endswith(";"):
        return start
    last = scan.shadow[max(one.scope_start, start - LONGEST_WORD) : start].split()[-1:]
    return start if last and last[0] in scan.index.speech["other_voice"] else 0
