"""What follows a head noun and belongs to the name: "of National Liberation", "to Protect Journalists"."""

from __future__ import annotations

from monitor.extraction.index.scan import Scan

LONGEST_WORD = 30  # characters


def complement_end(scan: Scan, end: int, joiners: tuple[str, ...]) -> int:
    """Grow over "of National Liberation", "for the Middle East", "for the Emancipation of the Niger Delta"."""
    grown = _grown(scan, end, joiners)
    if grown == end or joiners is scan.index.joiners or scan.is_flat(end) or not scan.text[end - 1].isalpha():
        return grown
    return _grown(scan, grown, scan.index.joiners)


def _grown(scan: Scan, end: int, joiners: tuple[str, ...]) -> int:
    joined = _joiner_end(scan, end, joiners)
    if joined is None:
        return end
    at, grown = joined, end
    for _ in range(6):
        last = scan.known_starts.get(at)
        if last is None:
            last = scan.shadow.find(" ", at)
            word = scan.shadow[at:last]
            if not (_in_complement(scan, at, word) or (at == joined and _opens_a_cause(scan, at, last))):
                break
        elif _goes_on_in_capitals(scan, last):
            break  # "fighters of Liwa Fatemiyoun"
        grown = last
        if scan.text[last : last + 1] not in (" ", "\n", "-"):
            break
        at = last + 1
    return grown


def _goes_on_in_capitals(scan: Scan, end: int) -> bool:
    """Whether a place's name is the first word of another: capitals follow that are no word of bodies."""
    if scan.text[end : end + 1] != " " or not scan.text[end + 1 : end + 2].isupper() or scan.is_flat(end + 1):
        return False
    word = scan.shadow[end + 1 : end + 30].partition(" ")[0]
    known = word in scan.index.stop or end + 1 in scan.known_starts or word in scan.index.title_words
    return not known and not _in_complement(scan, end + 1, word)


def _opens_a_cause(scan: Scan, start: int, end: int) -> bool:
    """Whether an unknown word in capitals goes on to a known one: "for Biomedical Research", not "of Jan Olsen"."""
    if not scan.text[start].isupper() or scan.is_flat(start) or scan.text[end : end + 1] != " ":
        return False
    word = scan.shadow[end + 1 : end + LONGEST_WORD].partition(" ")[0]
    subject = word in scan.index.common or word in scan.index.modifiers
    surname = word in scan.index.name_words["surnames"] or word in scan.index.title_words
    return scan.text[end + 1].isupper() and subject and not surname and _in_complement(scan, end + 1, word)


def _in_complement(scan: Scan, start: int, word: str) -> bool:
    index = scan.index
    if word in index.stop or not word or word in index.name_words["courtesies"]:
        return False
    known = word in index.modifiers or word in index.heads or word in index.common
    if scan.is_flat(start):
        return word in index.modifiers or word in index.heads
    return known and (scan.text[start].isupper() or word in index.modifiers)


def cause_end(scan: Scan, end: int) -> int:
    """Grow over "to Protect Journalists", "on Human Rights"; no place is a cause: "the office on Malta"."""
    joined = _joiner_end(scan, end, scan.index.joiners_of_causes)
    if joined is None or joined in scan.known_starts or not scan.text[joined : joined + 1].isupper():
        return end
    return complement_end(scan, end, scan.index.joiners_of_causes)


def named_after(scan: Scan, end: int) -> int:
    """Grow over one proper name: "the Army of Islam"; more of them are somebody's, "the army of Bashar al-Assad"."""
    joined = _joiner_end(scan, end, scan.index.joiners)
    if joined is None or not scan.text[joined].isupper() or joined in scan.known_starts or scan.is_flat(joined):
        return end
    last = scan.shadow.find(" ", joined)
    word = scan.shadow[joined:last]
    single = not scan.text[last + 1 : last + 2].isupper() and scan.text[last : last + 1] not in ("-", "'", "\u2019")
    proper = word.isalpha() and word not in scan.index.stop and word not in scan.index.title_words
    return last if single and proper else end


def _joiner_end(scan: Scan, end: int, joiners: tuple[str, ...]) -> int | None:
    if not joiners or not scan.shadow.startswith(joiners, end) or scan.text[end] not in " \n":
        return None
    return end + next(len(joiner) for joiner in joiners if scan.shadow.startswith(joiner, end))
