"""Names where capitals tell nothing, as in headlines all in capitals: runs of words that are in no dictionary."""

from __future__ import annotations

import re

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Scan
from monitor.extraction.names.heads import is_proper
from monitor.extraction.names.persons import Part, name_of, title_ends_at

_FLAT_WORD = re.compile(r"[^\W\d_]+(?:[.\u2019'-][^\W\d_]+)*\.?")


def read_flat(scan: Scan, number: int) -> list[Candidate]:
    """Return whom one sentence names."""
    sentence = scan.article.sentences[number]
    found: list[Candidate] = []
    run: list[Part] = []
    for match in _FLAT_WORD.finditer(scan.text, sentence.start, sentence.end):
        part = _flat_part(scan, *match.span())
        joined = bool(run) and scan.text[run[-1].end : part.start] in (" ", "\n") and not _owns(scan, run[-1])
        if joined and part.low in scan.index.particles:
            run.append(part)
        elif _flat_name_word(scan, part, follows=joined):
            if not joined:
                found += _flat_run(scan, run)
                run = []
            run.append(part)
        else:
            found += _flat_run(scan, run)
            run = []
    return found + _flat_run(scan, run)


def _owns(scan: Scan, part: Part) -> bool:
    """Whether a word owns what follows, whose name is another: "IN OMDURMAN'S KARARI DISTRICT"."""
    return scan.text.endswith(scan.index.possessives, part.start, part.end)


def _flat_part(scan: Scan, start: int, end: int) -> Part:
    """A word, without the full stop of its sentence; that of an initial or an abbreviation is its own."""
    low = scan.shadow[start:end].strip()
    full_stop = scan.text[end - 1] == "." and len(low) > 1 and " " not in low
    return Part(start, end - 1 if full_stop and low not in scan.index.abbreviations else end, low)


def _flat_name_word(scan: Scan, part: Part, *, follows: bool) -> bool:
    low = part.low
    index = scan.index
    if low in index.title_words or low in index.adjectives or low in index.heads or low in index.stop:
        return False
    if len(low) == 1:
        return follows and scan.text[part.end - 1] == "."  # an initial
    if " " in low and all(one in index.common or one in index.adjectives for one in _words_in(scan, part)):
        return False  # "TWENTY-TWO", "SOMALIA-BLAST"
    return is_proper(scan, part.start, low.replace(" ", "")) or (not follows and title_ends_at(scan, part.start - 1))


def _words_in(scan: Scan, part: Part) -> list[str]:
    """The words that hyphens join, but for a place that opens them."""
    return scan.shadow[scan.known_starts.get(part.start, part.start) : part.end].split()


def _flat_run(scan: Scan, run: list[Part]) -> list[Candidate]:
    while run and run[-1].low in scan.index.particles:
        run = run[:-1]
    if not run:
        return []
    titled = title_ends_at(scan, run[0].start - 1)
    return name_of(scan, run, titled=titled)
