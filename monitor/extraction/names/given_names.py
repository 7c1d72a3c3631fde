"""Names that are words: "Marine Le Pen", "Ms Bishop", "the press secretary, Peter Cook,"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from monitor.extraction.index.scan import Scan
from monitor.extraction.speakers.speaking import speaks
from monitor.vocabulary import ActorKind

LONGEST_BEFORE = 16  # characters in which the word beside a name stands
_AGE = re.compile(r",? (?:aged )?\d{1,3}[,.;]|, \(?\d{1,3}\)|,? \(\d{1,3}\)")


class Word(Protocol):
    """One word of a run of capitals."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def low(self) -> str:
        """The word as it is folded."""


def is_surname(scan: Scan, start: int, low: str) -> bool:
    """Whether a title behind a courtesy is a surname: "Ms Bishop", "Mr King"."""
    if low not in scan.index.name_words["surnames"]:
        return False
    before = scan.shadow[max(0, start - 6) : start].replace(".", " ").split()[-1:]
    return bool(before) and before[0] in scan.index.name_words["courtesies"]


def is_first_name(scan: Scan, parts: Sequence[Word]) -> bool:
    """Whether a small word in capitals opens a name: "met Will Olsen", and at a sentence's head "Said Olsen told".

    At the head something must be told of it as of somebody: "Said Olsen: ..." is no name, "Will Olsen resign?" neither.
    """
    index, first = scan.index, parts[0]
    if first.low not in index.name_words["small_given"] or len(parts) not in (2, 3):
        return False
    if parts[1].low in index.common or parts[1].start in scan.known_starts:
        return False
    if scan.sentence_at(first.start).start == first.start:
        return is_told_of(scan, first.start, parts[-1].end)
    before = scan.shadow[max(0, first.start - LONGEST_BEFORE) : first.start].split()[-1:]
    dated = first.low in index.months or first.low in index.weekdays  # "in May Olsen resigned"
    return not dated or index.name_words["before_days"].isdisjoint(before)


def is_told_of(scan: Scan, start: int, end: int) -> bool:
    """Whether a name is told of as somebody's: a verb behind it, or an age, an apposition: "X, 24,", "X, of Leeds,"."""
    if speaks(scan, start, end) and scan.text[end : end + 1] != ":":
        return True
    if _AGE.match(scan.text, end):
        return True
    behind = scan.shadow[end : end + LONGEST_BEFORE].split()[:1]
    if scan.text.startswith(", ", end):
        return bool(behind) and behind[0] in scan.index.name_words["asides"]
    asked = scan.text[start : scan.sentence_at(start).end].rstrip().endswith("?")
    if not behind or scan.text[end : end + 1] != " " or asked:
        return False
    known = behind[0] in scan.index.speech["be"] or behind[0] in scan.index.verbs
    return known or behind[0].endswith(scan.index.verb_suffixes)


def is_spoken_surname(scan: Scan, parts: Sequence[Word]) -> bool:
    """Whether a small word ends the name of somebody who speaks: "Theresa May told", not "said Olsen. May"."""
    index, last = scan.index, parts[-1]
    named = len(parts) > 1 and last.low in index.name_words["surnames"] and parts[-2].low not in index.common
    return named and speaks(scan, parts[0].start, last.end)


def kind_with_article(scan: Scan, start: int, end: int) -> ActorKind | None:
    """What a name with an article is: "the Ruritania Hawks" is a group, and nobody's own name."""
    if scan.is_flat(start) or scan.shadow[max(0, start - 8) : start].split()[-1:] != [scan.index.days["the"]]:
        return None
    return ActorKind.GROUP if scan.text[end - 1] == "s" else ActorKind.ORGANISATION


def apposed(scan: Scan, start: int, end: int) -> bool:
    """Whether a name is set in commas behind a title: "the press secretary, Peter Cook, said"."""
    titles = scan.by_end("title")
    return start - 2 in titles and scan.text[start - 2] == "," == scan.text[end : end + 1]


def has_given_name(scan: Scan, parts: Sequence[Word]) -> bool:
    """Whether a run opens with a given name that is also a word, and where such a run names somebody.

    Of common words only ("Peter Cook") it does inside a sentence, or where somebody speaks.
    """
    index, first = scan.index, parts[0]
    if len(parts) not in (2, 3) or first.low not in index.name_words["given"]:
        return False
    if parts[1].start in scan.known_starts and not _AGE.match(scan.text, parts[-1].end):
        return False  # "Chance Holloway, 18,": the surname is a town's as well
    if not index.common.issuperset([part.low for part in parts]):
        return True
    inside = scan.sentence_at(first.start).start < first.start
    told = scan.text.startswith((",", " of "), parts[-1].end)
    return inside or told or speaks(scan, first.start, parts[-1].end)


def opens_a_name(scan: Scan, parts: Sequence[Word]) -> bool:
    """Whether a word at the head of its sentence is the first name of somebody: "Mark Olsen was"."""
    return not scan.is_flat(parts[0].start) and (has_given_name(scan, parts) or is_first_name(scan, parts))
