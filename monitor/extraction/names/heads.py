"""Organisations, forces and groups that nobody listed, found by the noun that heads their name.

From the noun the name grows to the left over modifiers, nationalities and proper names, and to the
right over "of ...". This works where capitals tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import Head
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.names.complements import cause_end, complement_end, named_after
from monitor.extraction.names.listed import LISTED
from monitor.vocabulary import ActorKind

HEADED = 10
GENERIC = 3
_NUMBER = re.compile(r"[ \n](?:No\. ?)?\d{1,5}(?![\w,.:%]*\d)(?= [^\W\dA-Z]|['\u2019.,;)]|$)")
_QUOTED = re.compile(r"[\"\u201c][^\W\da-z_][^\"\u201c\u201d\n]*[\"\u201d] $")
LONGEST_QUOTED = 30  # characters of a name in quotation marks before its head: the "Arce" battalion
DASHES = ("-", "\u2013", "\u2014")  # behind a dateline
LONGEST_NAME = 9  # words to the left of the noun


def head_candidates(scan: Scan) -> list[Candidate]:
    """Return the names that end in a head noun, and the heads that name somebody by themselves."""
    found = []
    covered = -1
    heads = scan.by_start("head")
    for hit in _outermost(scan.get("head")):
        if hit.start < covered:
            continue
        candidate = _grow(scan, hit, heads)
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


def _grow(scan: Scan, hit: Found, heads: Mapping[int, Found]) -> Candidate | None:
    start = _leftmost(scan, hit.start)
    while (following := heads.get(hit.end + 1)) is not None and scan.text[hit.end] in " \n":
        hit = following  # "police officers", "army battalion": the last one is the head
    head: Head = hit.value
    end = _rightmost(scan, hit)
    body_number = _number_end(scan, hit, end)
    end = body_number or end
    alone = start == hit.start and end == hit.end
    if alone and not _names_alone(scan, hit):
        return None
    if (
        not alone
        and (head.members or not head.bare)
        and not _has_name(scan, start, end)
        and not _long_in_capitals(scan, start, hit)
    ):
        return None
    counted = end == body_number or end in scan.known_ends
    if head.members and end > hit.end and not _has_name(scan, start, hit.start) and not counted:
        return None
    if _only_says_what(scan, hit, end) or _is_of_a_river(scan, hit):
        return None
    return Candidate(
        start,
        end,
        head.kind,
        core=start,
        members=head.members,
        bare=alone,
        weight=_weight(scan, start, end, alone=alone),
    )


def _rightmost(scan: Scan, hit: Found) -> int:
    """Where a name ends behind its head: "of National Liberation", "to Protect Journalists"."""
    head, end, capital = hit.value, hit.end, scan.text[hit.start].isupper()
    body = head.kind is ActorKind.ORGANISATION
    causes = body or (capital and head.kind is ActorKind.GROUP and not scan.is_flat(hit.start))
    joiners = scan.index.joiners_of_bodies if causes else scan.index.joiners
    if scan.shadow.startswith(joiners, end):
        end = complement_end(scan, end, joiners)
        if head.members and scan.text.startswith(scan.index.possessives, end):
            end = hit.end  # "fighters of Lebanon's Hezbollah"
    if end > hit.end or not capital:
        return end
    if body:
        return cause_end(scan, end)
    return end if head.members else named_after(scan, end)


def _is_of_a_river(scan: Scan, hit: Found) -> bool:
    """Whether a bank is that of a river: "the left bank of the Dnipro"."""
    before = scan.shadow.rfind(" ", 0, max(hit.start - 1, 0)) + 1
    return scan.shadow[before : hit.end] in scan.index.name_words["no_heads"] and scan.text[hit.start].islower()


def _only_says_what(scan: Scan, hit: Found, end: int) -> bool:
    """Whether a name follows, of which this only says what it is: "the Ruritanian firm Petrovar"."""
    head: Head = hit.value
    text = scan.text
    if head.bare or head.members or head.kind is not ActorKind.ORGANISATION or end != hit.end or scan.is_flat(end):
        return False
    named = text[end : end + 1] == " " and text[end + 1 : end + 2].isupper() and text[hit.start].islower()
    word = scan.shadow[end + 1 : end + 30].partition(" ")[0] if named else ""
    return bool(word) and word not in scan.index.stop and word not in scan.index.title_words


def _number_end(scan: Scan, hit: Found, end: int) -> int:
    """Where the number ends by which a body is known: "Division 30", "Unit 29155"; 0 when none follows."""
    head: Head = hit.value
    if not scan.text[hit.start].isupper() or end != hit.end or head.bare or scan.is_flat(hit.start):
        return 0
    number = _NUMBER.match(scan.text, end)
    return number.end() if number else 0


def _long_in_capitals(scan: Scan, start: int, hit: Found) -> bool:
    """Where capitals tell nothing two modifiers make a name: "NATIONAL DEMOCRATIC FRONT"."""
    return not hit.value.members and scan.is_flat(start) and len(scan.shadow[start : hit.start].split()) > 1


def _names_alone(scan: Scan, hit: Found) -> bool:
    """Whether a head names somebody by itself: "the army", "the Coalition", and not "military action"."""
    head: Head = hit.value
    if not head.bare and not scan.text[hit.start].isupper():
        return False
    if scan.shadow[hit.start : hit.end] in scan.index.adjectival and _before_a_noun(scan, hit.end):
        return False
    capital = scan.text[hit.start].isupper() and not scan.is_flat(hit.start) and not _starts_sentence(scan, hit.start)
    return head.bare or (capital and not head.members)


def _before_a_noun(scan: Scan, end: int) -> bool:
    following = scan.shadow[end : end + 24].split()
    if scan.text[end : end + 1] not in (" ", "\n", "-") or not following:
        return False
    word, index = following[0], scan.index
    if word in index.stop or word in index.verbs or word.endswith(index.verb_suffixes):
        return False
    return word in index.no_verbs or not any(scan.starting(kind, end + 1) for kind in ("says", "role"))


def _weight(scan: Scan, start: int, end: int, *, alone: bool) -> int:
    """A name that goes on in capitals behind a listed one is another body's: "US Army Special Operations Command"."""
    if alone:
        return GENERIC
    listed = scan.starting("actor", start)
    if listed and listed.end >= end:
        return HEADED
    for hit in scan.between("actor", start, end):
        rest = scan.text[hit.end : end].split()
        if hit.end < end and rest and all(word[:1].isupper() for word in rest) and not scan.is_flat(start):
            return LISTED + 2
    return HEADED


def _has_name(scan: Scan, start: int, end: int) -> bool:
    """Whether a nationality, place, actor or proper name is part of it: "Iraqi officials"."""
    if scan.has_known(start, end):
        return True
    written = scan.text[start:end]
    if written.islower() or scan.is_flat(start):
        return False
    opens = _starts_sentence(scan, start) or scan.text[max(0, start - 2) : start - 1] in DASHES
    if opens and scan.shadow[start:end].partition(" ")[0] in scan.index.modifiers:
        written = written.partition(" ")[2]  # "Separatist rebels": the capital is the sentence's
    return any(word.lstrip('"\u201c')[:1].isupper() for word in written.split())


def _starts_sentence(scan: Scan, offset: int) -> bool:
    return scan.sentence_at(offset).start >= offset


def _leftmost(scan: Scan, start: int) -> int:
    border = scan.sentence_at(start).start
    for _ in range(LONGEST_NAME):
        before, possessive = _end_before(scan, start)
        if before <= border:
            return _before_quoted(scan, start, border)
        known = scan.known_ends.get(before)
        if known is not None and (scan.text[known].isupper() or scan.is_flat(known)):
            if possessive:
                return start if _is_anothers(scan, known) else known
            start = known
            continue
        word_start = scan.shadow.rfind(" ", 0, before) + 1
        word = scan.shadow[word_start:before]
        if word in scan.index.particles and not possessive:  # "Santa Rosa de Lima Cartel"
            word_start = _before_particle(scan, word_start, border)
            word = scan.shadow[word_start:before]
        if possessive or not _part_of_name(scan, word_start, word.partition(" ")[0]):
            return start
        start = word_start
    return start


def _before_quoted(scan: Scan, start: int, border: int) -> int:
    """Where a name in quotation marks starts right before its head: the "Arce" battalion; a speech is none."""
    quoted = _QUOTED.search(scan.text, max(border, start - LONGEST_QUOTED), start)
    words = scan.shadow[quoted.start() : start].split() if quoted else []
    return quoted.start() if quoted and not scan.index.common.issuperset(words) else start


def _is_anothers(scan: Scan, start: int) -> bool:
    """Whether a listed group or force owns what follows: "the ELN's Eastern War Front" is no name of the ELN."""
    listed = scan.starting("actor", start)
    return listed is not None and scan.index.actors[listed.value.actor].kind in (ActorKind.GROUP, ActorKind.FORCE)


def _before_particle(scan: Scan, start: int, border: int) -> int:
    """Where the word before "de" starts, when one in capitals stands right there."""
    before, possessive = _end_before(scan, start)
    if before <= border or possessive or scan.is_flat(start):
        return start
    word_start = scan.known_ends.get(before, scan.shadow.rfind(" ", 0, before) + 1)
    return word_start if scan.text[word_start].isupper() else start


def _end_before(scan: Scan, start: int) -> tuple[int, bool]:
    """Where the word before ends, and whether it is a possessive; 0 when punctuation stands between."""
    text = scan.text
    at = start - 1
    if at < 1 or text[at] not in " \n-":
        return 0, False
    if text.endswith(scan.index.possessives, 0, at):
        return at - next(len(one) for one in scan.index.possessives if text.endswith(one, 0, at)), True
    if text[at - 1] == "." and at >= 3 and text[at - 3] in " .(\n":
        return at - 1, False
    return (at, False) if text[at - 1].isalnum() else (0, False)


def _part_of_name(scan: Scan, start: int, word: str) -> bool:
    index = scan.index
    if word in index.modifiers:
        return True
    if scan.text[start].islower() and not scan.flat:
        return False  # most words
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
