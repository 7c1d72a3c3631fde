"""Whom a neighbouring sentence tells to be harmed or accused: "X was found in a park. He died".

A pronoun means the person whom the sentence before is about. Where the opening tells of one man or woman
by what he is ("an editor was shot"), the first who is named so, or with an age at a sentence's head, is meant.
"""

from __future__ import annotations

import re

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.speaking import speaks
from monitor.vocabulary import ActorKind, Role

YEAR = 4  # digits
LONGEST_LEAD = 5  # words from "he" to what he suffered: "he was later"
BACK = 3  # sentences from a pronoun to its name, each of which opens with a pronoun too
OPENING = 3  # sentences in which one is told by what he is
AHEAD = 5  # sentences from there to his name
SHORT = 16  # characters before a name in which its "as" stands
SAME = 110  # characters from a pronoun or a name to what its sentence tells of it in the end
DESCRIBED = 60  # characters of "a veteran newspaper editor was"
LONGEST_DESCRIPTION = 6  # words of it
_AGED = re.compile(r", (?:aged )?\d{1,3},")
_OF_ONE = ((Role.VICTIM, "after"), (Role.ACCUSED, "after"))
_ARMED = (ActorKind.GROUP, ActorKind.FORCE, ActorKind.ORGANISATION)
_WEAKER = (None, Role.TARGET)


def _claims_of_the_group(scan: Scan, names: list[Candidate], roles: list[Role | None]) -> None:
    """Give the last body named what "the group" claims: "said X's spokesman; the group took responsibility"."""
    for hit in scan.get("role"):
        if hit.value == (Role.CLAIMANT, "after") and (number := _group_before(scan, names, hit)) is not None:
            roles[number] = Role.CLAIMANT if roles[number] in (None, Role.SPEAKER) else roles[number]


def _group_before(scan: Scan, names: list[Candidate], hit: Found) -> int | None:
    """Return the number of the last body named before "the group", which claims something."""
    lead = scan.shadow[max(0, hit.start - SHORT - SHORT) : hit.start].split()[-2:]
    if len(lead) < 2 or lead[0] != scan.index.days["the"] or lead[1] not in scan.index.heads:
        return None
    sentence = scan.sentence_number(hit.start)
    before = scan.article.sentences[max(0, sentence - 1)].start
    told = [at for at, one in enumerate(names) if before <= one.start < hit.start and one.kind in _ARMED]
    return next((at for at in reversed(told) if not names[at].bare and not names[at].deed), None)


def tell_later(scan: Scan, names: list[Candidate], roles: list[Role | None]) -> None:
    """Give the names of people what the sentences beside theirs tell of them."""
    _claims_of_the_group(scan, names, roles)
    if all(one.kind is not ActorKind.PERSON for one in names):
        return
    for hit in scan.get("role"):
        if hit.value in _OF_ONE and _is_his(scan, hit):
            number = _meant(scan, names, roles, hit)
            if number is not None and _may_become(names[number], roles[number], hit.value[0]):
                roles[number] = hit.value[0]
    for number, one in enumerate(names):
        if roles[number] is not None or not _is_a_person(one):
            continue
        roles[number] = _named_by_pronoun(scan, one) or (Role.VICTIM if _goes_on_to_suffer(scan, one) else None)
    if Role.VICTIM not in roles and (noun := _described(scan)):
        _give_to_the_described(scan, names, roles, *noun)


def _named_by_pronoun(scan: Scan, one: Candidate) -> Role | None:
    """Read "A man was shot dead. He was named as X": what the sentence before tells of him who is named here."""
    words = scan.index.name_words
    if words["named_so"].isdisjoint(scan.shadow[max(0, one.start - SHORT) : one.start].split()[-1:]):
        return None
    here = scan.sentence_number(one.start)
    start = scan.article.sentences[here].start
    lead = scan.shadow[start : one.start].split()
    by_another = len(lead) > 1 and lead[-2] in words["him_as"]  # "police identified him as X"
    if not here or not (by_another or lead[0] in words["he"]) or words["naming"].isdisjoint(lead):
        return None
    before = scan.article.sentences[here - 1]
    told = scan.shadow[before.start : before.end].split()
    held = not words["took_in"].isdisjoint(told) or not words["suspects"].isdisjoint(told)
    if held or any(hit.value[0] is Role.ACCUSED for hit in scan.between("role", before.start, before.end)):
        return Role.ACCUSED
    shot = any(hit.value == (Role.VICTIM, "after") for hit in scan.between("role", before.start, before.end))
    return Role.VICTIM if shot or scan.has_between("harmed", before.start, before.end) else None


def _goes_on_to_suffer(scan: Scan, one: Candidate) -> bool:
    """Read "X, 44, was lifted from the water but was pronounced dead": the second verb of him who opens a sentence."""
    sentence = scan.sentence_at(one.start)
    if not scan.index.title_words.issuperset(scan.shadow[sentence.start : one.start].split()):
        return False
    words = scan.index.name_words
    for hit in scan.between("role", one.end, min(one.end + SAME, sentence.end)):
        lead = scan.shadow[one.end : hit.start].split()
        small = [word for word in lead[-2:] if word in words["and_then"]]
        if hit.value == (Role.VICTIM, "after") and small and lead[-1] in words["and_then"] | scan.index.speech["be"]:
            return not scan.has_between("says", one.end, hit.start)
    return False


def _may_become(one: Candidate, role: Role | None, told: Role) -> bool:
    """Whether a name takes what is told of it: a known person is accused of much that is of no event."""
    if told is Role.ACCUSED:
        return one.actor is None and role in (*_WEAKER, Role.VICTIM)
    return role in _WEAKER


def _is_his(scan: Scan, hit: Found) -> bool:
    """Whether a sentence opens with a pronoun that suffers this: "She was later pronounced dead"."""
    start = scan.sentence_at(hit.start).start
    if hit.start - start > SAME:
        return False
    lead = scan.shadow[start : hit.start].split()
    words = scan.index.name_words
    if not lead or lead[0] not in words["he"] or not scan.text[start].isalpha():
        return False
    told = scan.shadow[start : scan.sentence_at(hit.start).end].split()
    if not words["years_back"].isdisjoint(told) or any(len(word) == YEAR and word.isdigit() for word in told):
        return False  # "He was killed last year"
    goes_on = hit.value[0] is Role.VICTIM and lead[-1] in words["and_then"]  # "She was flown to a hospital but died"
    return goes_on or (len(lead) <= LONGEST_LEAD and all(_is_small(scan, word) for word in lead[1:]))


def _is_small(scan: Scan, word: str) -> bool:
    return word in scan.index.small or word.endswith(scan.index.adverb_suffixes)


def _meant(scan: Scan, names: list[Candidate], roles: list[Role | None], hit: Found) -> int | None:
    """Return the number of the name that a pronoun means: the only person told of in the sentence before."""
    sentence = scan.sentence_number(hit.start)
    for number in range(sentence - 1, max(sentence - 1 - BACK, -1), -1):
        one = scan.article.sentences[number]
        told = [at for at, name in enumerate(names) if one.start <= name.start < one.end and _is_a_person(name)]
        if told:
            told = [at for at in told if roles[at] is not Role.SPEAKER]
            return told[0] if len({scan.key(names[at].name_start, names[at].end) for at in told}) == 1 else None
        if not _opens_with_pronoun(scan, one.start):
            return None
    return None


def _opens_with_pronoun(scan: Scan, start: int) -> bool:
    return scan.shadow[start : start + SHORT].partition(" ")[0] in scan.index.name_words["he"]


def _is_a_person(one: Candidate) -> bool:
    return one.kind is ActorKind.PERSON


def _described(scan: Scan) -> tuple[int, str] | None:
    """Return the sentence and the noun by which the opening tells of one who was harmed: "a general was killed"."""
    last = min(OPENING, len(scan.article.sentences)) - 1
    for hit in scan.between("harmed", 0, scan.article.sentences[last].end if last >= 0 else 0):
        noun = _subject(scan, hit) or _object(scan, hit)
        if noun:
            return scan.sentence_number(hit.start), noun
    return None


def _subject(scan: Scan, hit: Found) -> str:
    """Return who was harmed, in "a bank manager was shot dead"; nothing where the subject is no single man."""
    be = scan.index.speech["be"] | scan.index.name_words["has"]
    words = scan.shadow[max(scan.sentence_at(hit.start).start, hit.start - DESCRIBED) : hit.start].split()
    suffered = (bool(words) and words[-1] in be) or scan.shadow[hit.start : hit.end] in scan.index.name_words["dies"]
    while words and (words[-1] in be or words[-1].endswith(scan.index.adverb_suffixes)):
        words.pop()
    return words[-1] if suffered and _is_one(scan, words) else ""


def _is_one(scan: Scan, words: list[str]) -> bool:
    """Whether words end with one person by what he is, behind "a": "a Ruritanian general"."""
    noun = words[-1] if words else ""
    if noun not in scan.index.title_words and noun not in scan.index.persons:
        return False
    near = words[-LONGEST_DESCRIPTION:-1]
    return any(word in scan.index.name_words["one_of_many"] for word in near)


def _object(scan: Scan, hit: Found) -> str:
    """Return who was harmed, in "gunmen shot dead a newspaper editor outside"."""
    words = scan.shadow[hit.end : hit.end + DESCRIBED].split()[:LONGEST_DESCRIPTION]
    if not words or words[0] not in scan.index.name_words["one_of_many"]:
        return ""
    index = scan.index
    for word, following in zip(words[1:], [*words[2:], ""], strict=True):
        ends = following in index.stop or following in index.locative or not following
        if ends:
            return word if word in index.title_words or word in index.persons else ""
    return ""


def _give_to_the_described(
    scan: Scan, names: list[Candidate], roles: list[Role | None], sentence: int, noun: str
) -> None:
    """Make the first who is called so, or who opens a sentence with his age, the victim."""
    for number, one in enumerate(names):
        at = scan.sentence_number(one.start)
        if at <= sentence or at > sentence + AHEAD or not _is_a_person(one) or one.actor or roles[number]:
            continue
        called = noun in scan.shadow[max(0, one.name_start - DESCRIBED) : one.name_start].split()[-2:]
        ranks = scan.shadow[scan.sentence_at(one.start).start : one.start].split()
        opens = scan.index.title_words.issuperset(ranks) and _AGED.match(scan.text, one.end) is not None
        if (called or opens) and not speaks(scan, one.start, one.end):
            roles[number] = Role.VICTIM
            return
