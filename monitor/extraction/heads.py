"""Organisations, forces and groups that nobody listed, found by the noun that heads their name.

From the noun the name grows to the left over modifiers, nationalities and proper names, and to the
right over "of ...". This works where capitals tell nothing.
"""

from __future__ import annotations

import re

from monitor.extraction.candidates import Candidate
from monitor.extraction.index import Head
from monitor.extraction.scan import Found, Scan
from monitor.vocabulary import ActorKind

HEADED = 10
GENERIC = 3
LONGEST_NAME = 9  # words to the left of the noun
_NEXT_WORD = re.compile(r"[ \n-]([^\W_]+)")
_POSSESSIVE = ("'s", "’s", "'S", "’S")


def head_candidates(scan: Scan) -> list[Candidate]:
    """Return the names that end in a head noun, and the heads that name somebody by themselves."""
    ends = {
        hit.end: hit.start for kind in ("people", "place", "adjective", "actor") for hit in reversed(scan.get(kind))
    }
    found = []
    covered = -1
    for hit in _outermost(scan.get("head")):
        if hit.start < covered:
            continue
        candidate = _grow(scan, hit, ends)
        if candidate:
            covered = candidate.end
            found.append(candidate)
    return found


def _outermost(hits: list[Found]) -> list[Found]:
    """Of heads that overlap the longest; of heads in a row each, for the last one is the head."""
    kept: list[Found] = []
    for hit in hits:
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _grow(scan: Scan, hit: Found, ends: dict[int, int]) -> Candidate | None:
    head: Head = hit.value
    start = _leftmost(scan, hit.start, ends)
    while (following := _adjacent_head(scan, hit)) is not None:
        hit = following
        head = hit.value
    end = _rightmost(scan, hit.end, ends, head)
    alone = start == hit.start and end == hit.end
    capital = scan.text[hit.start].isupper() and not scan.is_flat(hit.start) and not _starts_sentence(scan, hit.start)
    if alone and not (head.bare or (capital and not head.members)):
        return None
    if head.members and not _has_name(scan, start, hit.start, ends):
        return None
    weight = GENERIC if alone else HEADED
    return Candidate(start, end, head.kind, core=start, members=head.members, bare=alone, weight=weight)


def _has_name(scan: Scan, start: int, end: int, ends: dict[int, int]) -> bool:
    """Whether a nationality, place, actor or proper name stands before the head: "Iraqi officials"."""
    if any(start <= first and last <= end for last, first in ends.items() if start < last <= end):
        return True
    stretch = scan.text[start:end]
    return not scan.is_flat(start) and any(word[:1].isupper() for word in stretch.split())


def _starts_sentence(scan: Scan, offset: int) -> bool:
    return scan.sentence_at(offset).start >= offset


def _adjacent_head(scan: Scan, hit: Found) -> Found | None:
    """The head that follows at once ("police officers", "army battalion"), which is then the head."""
    for other in scan.get("head"):
        if other.start == hit.end + 1 and scan.text[hit.end] in " \n":
            return other
        if other.start > hit.end + 1:
            break
    return None


def _leftmost(scan: Scan, start: int, ends: dict[int, int]) -> int:
    for _ in range(LONGEST_NAME):
        before, possessive = _end_before(scan, start)
        if before <= 0:
            return start
        known = ends.get(before)
        if known is not None:
            start = known
            if possessive:
                return start
            continue
        word_start = scan.shadow.rfind(" ", 0, before) + 1
        word = scan.shadow[word_start:before]
        if possessive or not _part_of_name(scan, word_start, word):
            return start
        start = word_start
    return start


def _end_before(scan: Scan, start: int) -> tuple[int, bool]:
    """Where the word before ends, and whether it is a possessive; 0 when punctuation stands between."""
    text = scan.text
    at = start - 1
    if at < 1 or text[at] not in " \n-":
        return 0, False
    if text[at - 2 : at] in _POSSESSIVE:
        return at - 2, True
    if text[at - 1] == "." and at >= 3 and text[at - 3] in " .(\n":  # noqa: PLR2004 - the point of "U.S."
        return at - 1, False
    return (at, False) if text[at - 1].isalnum() else (0, False)


def _part_of_name(scan: Scan, start: int, word: str) -> bool:
    index = scan.index
    if word in index.modifiers:
        return True
    if not word or word in index.stop or word in index.title_words:
        return False
    if word[0].isdigit():
        return not word.isdigit()  # "5th"
    return is_proper(scan, start, word)


def is_proper(scan: Scan, start: int, word: str) -> bool:
    """Whether a word is a proper name by its capital, or, where capitals tell nothing, by being no common word."""
    index = scan.index
    if word in index.stop:
        return False
    if scan.is_flat(start):
        return word not in index.common and word.isalpha() and len(word) > 1
    if not scan.text[start].isupper():
        return False
    return not (_starts_sentence(scan, start) and word in index.common)


def _rightmost(scan: Scan, end: int, ends: dict[int, int], head: Head) -> int:
    """Grow over "of National Liberation", "for the Middle East"; a body's people take no complement."""
    if head.members and head.kind is not ActorKind.GROUP:
        return end
    joined = _joiner_end(scan, end)
    if joined is None:
        return end
    starts = {first: last for last, first in ends.items()}
    at, grown = joined, end
    for _ in range(6):
        last = starts.get(at)
        if last is None:
            stop = scan.shadow.find(" ", at)
            word = scan.shadow[at:stop]
            if not (word in scan.index.modifiers or word in scan.index.heads or is_proper(scan, at, word)):
                break
            last = stop
        grown = last
        if not _NEXT_WORD.match(scan.text, last):
            break
        at = last + 1
    return grown


def _joiner_end(scan: Scan, end: int) -> int | None:
    for joiner in scan.index.joiners:
        stretch = f" {joiner} "
        if scan.shadow.startswith(stretch, end) and scan.text[end] in " \n":
            longer = f" {joiner} the "
            return end + (len(longer) if scan.shadow.startswith(longer, end) else len(stretch))
    return None
