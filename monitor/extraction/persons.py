"""People that nobody listed: runs of capitalised words, or of words that are in no dictionary."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.extraction.candidates import Candidate
from monitor.extraction.folding import fold
from monitor.extraction.given_names import (
    apposed,
    has_given_name,
    is_first_name,
    is_spoken_surname,
    is_surname,
    kind_with_article,
    opens_a_name,
)
from monitor.extraction.heads import is_proper
from monitor.extraction.index import NameIndex
from monitor.extraction.listed import LISTED, spelt_otherwise
from monitor.extraction.roles import speaks
from monitor.extraction.scan import Scan
from monitor.vocabulary import ActorKind

PERSON = 6
MISSPELT = 25
GUESSED = 1
SHORT = 2  # letters of the shortest acronym
LONGEST_PERSON = 5
_UPPER = r"[A-ZÀ-ÖØ-ÞĀ-ɏΆ-ΫЀ-ЯѠ-ҿ]"  # with a few small letters between: checked again
_FLAT_WORD = re.compile(r"[^\W\d_]+(?:[.\u2019'-][^\W\d_]+)*\.?")


class Part(NamedTuple):
    """One word of a run."""

    start: int
    end: int
    low: str


@lru_cache(maxsize=8)
def _run_pattern(
    particles: tuple[str, ...], abbreviations: tuple[str, ...], prefixes: tuple[str, ...]
) -> re.Pattern[str]:
    """Capitalised words in a row, with "de la" between them, initials, and "Gen." in front."""
    small = "|".join(sorted((p.replace(" ", "[ \n]") for p in particles), key=len, reverse=True))
    short = "|".join(rf"(?<={word.capitalize()}\.)" for word in abbreviations)
    word = rf"{_UPPER}(?:\.(?:{_UPPER}\.)*|\w*(?:(?:-|[\u2019'](?![sS]\b))\w+)*(?:\.(?:{short}))?)"
    follows = rf"(?:(?:{'|'.join(prefixes)})-)?{word}" if prefixes else word
    nickname = r"[\"\u201c][^\W\d_]{2,15}[\"\u201d][ \n]"
    return re.compile(rf"{word}(?:[ \n](?:(?:{small})[ \n]|{nickname})?{follows})*")


def run_candidates(scan: Scan) -> list[Candidate]:
    """Return people by runs of capitals, and by runs of unknown words where capitals tell nothing."""
    index = scan.index
    text, shadow, flat, known = scan.text, scan.shadow, scan.flat, scan.known_starts
    common = index.common  # one common word is nobody, unless it is an acronym or follows a title
    heads = scan.by_end("head")
    found: list[Candidate] = []
    for match in _run_pattern(index.particles, index.abbreviations, index.prefixes).finditer(text):
        start, end = match.span()
        low = shadow[start:end]
        if low in index.no_names or known.get(start) == end or not text[start].isupper():
            continue
        if start and (text[start - 1].isalnum() or text[start - 1] in "._"):
            continue
        if flat and scan.is_flat(start):
            continue
        if " " in low:
            found += _read_run(scan, start, end)
        elif low not in common or end - start == SHORT or start - 1 in heads or title_ends_at(scan, start - 1):
            found += _single(scan, start, end, low)
    for number in sorted(flat):
        found += _read_flat(scan, number)
    return found


def _single(scan: Scan, start: int, end: int, low: str) -> list[Candidate]:
    """One capitalised word: an acronym, a name behind its title, or a guess that needs a reason."""
    if end - start == 1:
        return []
    titled = title_ends_at(scan, start - 1)
    if not low.replace(" ", "").isalpha():
        return []
    if end - start == SHORT and scan.text[start:end].isupper() and not titled:
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=GUESSED)] if speaks(scan, start, end) else []
    if not titled and (low in scan.index.common or low in scan.index.title_words):
        kind = _kind_said(scan, start) if scan.text[start:end].isupper() else None
        return [Candidate(start, end, kind, weight=PERSON)] if kind else []  # "the group CAGE"
    if low in scan.index.heads or low in scan.index.facilities or low in scan.index.region_words:
        return []
    if 2 < end - start < 8 and low not in scan.index.common and scan.text[start:end].isupper():
        if scan.known_starts.get(start) == end:
            return []
        return [Candidate(start, end, ActorKind.ORGANISATION, acronym=scan.text[start:end], weight=GUESSED)]
    if not titled and (kind := _kind_said(scan, start)):
        return [Candidate(start, end, kind, weight=PERSON)]
    if not titled and _ends_like_a_body(scan, start, low):
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=PERSON)]
    return [Candidate(start, end, ActorKind.PERSON, bare=True, weight=PERSON if titled else GUESSED)]


def _ends_like_a_body(scan: Scan, start: int, low: str) -> bool:
    """Whether one word names a company or a bank by how it ends: "Halkbank", "Rosneft"; a place is none."""
    endings = scan.index.name_words["body_endings"]
    return low.endswith(tuple(endings)) and low not in endings and start not in scan.known_starts


def _kind_said(scan: Scan, start: int) -> ActorKind | None:
    """What the words right before a name say that it is: "the oil company X", "a group calling itself the X"."""
    if scan.ending("led", start - 1):
        return ActorKind.GROUP
    if scan.ending("employed", start - 1) and start not in scan.known_starts:
        return ActorKind.ORGANISATION
    apposed = scan.text[start - 2 : start] == ", "  # "a contractor, Petrovar,"
    head = scan.ending("head", start - 2 if apposed else start - 1)
    if head is None or head.value.members or scan.text[head.start].isupper() or head.value.kind is ActorKind.FORCE:
        return None
    kind: ActorKind = head.value.kind
    return kind


def _parts(scan: Scan, start: int, end: int) -> list[Part]:
    """The words of a run; exactly one blank stands between two."""
    parts = []
    for written in scan.text[start:end].split():
        stop = start + len(written)
        parts.append(Part(start, stop, scan.shadow[start:stop].strip()))
        start = stop + 1
    return parts


def _read_run(scan: Scan, start: int, end: int) -> list[Candidate]:
    index = scan.index
    border = scan.sentence_at(start).end
    parts = _parts(scan, start, end)
    if end > border:
        parts = [part for part in parts if part.end <= border]
    titled = title_ends_at(scan, start - 1) or apposed(scan, start, end)
    while parts and _is_leading(index, parts[0].low):
        if is_surname(scan, parts[0].start, parts[0].low) or is_first_name(scan, parts):
            break
        titled = titled or parts[0].low.split()[0] in index.title_words
        del parts[0]
    inner = _inner_title(scan, parts)
    if inner:
        titled, parts = True, parts[inner + 1 :]
    titles_behind = index.name_words["post_nominals"] if len(parts) > 1 else ()
    while parts and (parts[-1].low in index.stop or parts[-1].low in titles_behind):
        if is_spoken_surname(scan, parts):
            break
        del parts[-1]
    if not parts:
        return []
    opens = not titled and parts[0].low in index.common and scan.sentence_at(start).start >= parts[0].start
    if opens and not (len(parts) > 1 and (_sounds_like_a_body(scan, parts) or opens_a_name(scan, parts))):
        del parts[0]
    return _name_of(scan, parts, titled=titled) if parts else []


def _inner_title(scan: Scan, parts: list[Part]) -> int:
    """Where the last title stands in "Texas Attorney General Greg Abbott"; 0 when the run opens like a name."""
    index = scan.index
    if len(parts) < 3 or index.title_words.isdisjoint([part.low for part in parts[1:-1]]):
        return 0
    last = max(at for at, part in enumerate(parts[:-1]) if part.low in index.title_words)
    opening = parts[0]
    opens_otherwise = (
        opening.low in index.common or opening.start in scan.known_starts or opening.low in index.modifiers
    )
    return last if opens_otherwise or any(part.low in index.region_words for part in parts[:last]) else 0


def _is_leading(index: NameIndex, low: str) -> bool:
    """Whether a word stands before a name and is no part of it: small words, nationalities, titles."""
    if low in index.no_names or low in index.title_words:
        return True
    first, _, rest = low.partition(" ")
    if rest in index.contractions or rest in index.stop:
        return first in index.stop  # "He'll", "Twenty-three"
    return bool(rest) and all(word in index.title_words for word in low.split())  # "President-elect"


def _name_of(scan: Scan, parts: list[Part], *, titled: bool) -> list[Candidate]:
    index = scan.index
    start, end = parts[0].start, parts[-1].end
    if len(parts) == 1 and " " not in parts[0].low:
        return _single(scan, start, end, parts[0].low)
    if len(parts) == 1 and all(len(letter) == 1 for letter in parts[0].low.split()):
        return []  # "B.C."
    listed = _misspelt(scan, start, end)
    if listed:
        return listed
    lows = scan.shadow[start:end].split()[-2:]
    spoken = lows[-1] in index.name_words["surnames"] and (titled or speaks(scan, start, end))
    if not spoken and not (
        index.heads.keys().isdisjoint(lows)
        and index.facilities.isdisjoint(lows)
        and index.region_words.isdisjoint(lows)
    ):
        return []
    if not titled and _sounds_like_a_body(scan, parts):
        return [Candidate(start, end, ActorKind.ORGANISATION, weight=PERSON)]
    if len(parts) > LONGEST_PERSON or not _sounds_like_a_person(scan, parts, titled=titled):
        return []
    kind = None if titled else _kind_said(scan, start) or kind_with_article(scan, start, end)
    return [Candidate(start, end, kind or ActorKind.PERSON, weight=_weight(scan, parts))]


def _misspelt(scan: Scan, start: int, end: int) -> list[Candidate]:
    actor = spelt_otherwise(scan.key(start, end), scan.index)
    return [Candidate(start, end, scan.index.actors[actor].kind, actor, weight=MISSPELT)] if actor else []


def _sounds_like_a_body(scan: Scan, parts: list[Part]) -> bool:
    """Whether a word of bodies opens a name that speaks: "National Rally condemned", not "Northern Ireland said"."""
    start, end = parts[0].start, parts[-1].end
    opens = parts[0].low in scan.index.modifiers and not scan.is_flat(start) and not has_given_name(scan, parts)
    return opens and not scan.between("place", start, end) and speaks(scan, start, end)


def _sounds_like_a_person(scan: Scan, parts: list[Part], *, titled: bool) -> bool:
    index = scan.index
    given = has_given_name(scan, parts)
    if parts[0].low in index.modifiers and not titled and not given:
        return scan.ending("led", parts[0].start - 1) is not None
    start, end = parts[0].start, parts[-1].end
    common = index.common.issuperset([part.low for part in parts])
    if (common and not given) or _holds_a_digit(scan.shadow[start:end]):
        return False
    if titled:
        return True
    hits = scan.between("place", start, end)
    if not hits:
        return True
    places = {at for hit in hits for at in range(hit.start, hit.end)}
    last_known = parts[-1].low in index.common  # "Kharkiv Tractor" is nobody, "Ivanka Trump" is
    return not (parts[0].start in places if last_known else all(part.start in places for part in parts))


def _holds_a_digit(low: str) -> bool:
    return not low.replace(" ", "").isalpha() and any(map(str.isdigit, low))


def _weight(scan: Scan, parts: list[Part]) -> int:
    """A first name before a listed surname makes another person: "Ivanka Trump" is not Trump."""
    start, end = parts[0].start, parts[-1].end
    first = scan.starting("actor", start)
    if first and first.end == parts[0].end and scan.index.actors[first.value.actor].kind is ActorKind.PERSON:
        return LISTED + 1  # "Burhan Ghalioun" is not Burhan
    for hit in scan.between("actor", start + 1, end):
        if hit.end == end:
            entry = scan.index.actors[hit.value.actor]
            if entry.kind is ActorKind.PERSON:
                names = {fold(name).split()[0] for name in (entry.name, *entry.aliases)}
                return PERSON if parts[0].low in names else LISTED + 1
    return PERSON


def title_ends_at(scan: Scan, offset: int) -> bool:
    """Whether a title stands right before this blank: "president Cristiani"."""
    titles = scan.by_end("title")
    return offset in titles or (offset - 1 in titles and scan.text[offset - 1] == ".")


def _read_flat(scan: Scan, number: int) -> list[Candidate]:
    sentence = scan.article.sentences[number]
    found: list[Candidate] = []
    run: list[Part] = []
    for match in _FLAT_WORD.finditer(scan.text, sentence.start, sentence.end):
        part = _flat_part(scan, *match.span())
        joined = bool(run) and scan.text[run[-1].end : part.start] in (" ", "\n")
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


def _flat_part(scan: Scan, start: int, end: int) -> Part:
    """A word, without the full stop of its sentence; that of an initial or an abbreviation is its own."""
    low = scan.shadow[start:end].strip()
    full_stop = scan.text[end - 1] == "." and len(low) > 1 and " " not in low
    return Part(start, end - 1 if full_stop and low not in scan.index.abbreviations else end, low)


def _flat_name_word(scan: Scan, part: Part, *, follows: bool) -> bool:
    low = part.low
    index = scan.index
    if follows and low in index.name_words["surnames"] and low in index.title_words:
        return True
    if low in index.title_words or low in index.adjectives or low in index.heads or low in index.stop:
        return False
    if len(low) == 1:
        return follows and scan.text[part.end - 1] == "."  # an initial
    return is_proper(scan, part.start, low.replace(" ", "")) or (not follows and title_ends_at(scan, part.start - 1))


def _flat_run(scan: Scan, run: list[Part]) -> list[Candidate]:
    while run and run[-1].low in scan.index.particles:
        run = run[:-1]
    if not run:
        return []
    titled = title_ends_at(scan, run[0].start - 1)
    return _name_of(scan, run, titled=titled)
