"""What stands in commas behind a name, before what the name does: "X, a unit of Y, claimed", "X, 24, of Leeds, was"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.speakers.blame import REACH
from monitor.extraction.speakers.coordinated import past_brackets
from monitor.vocabulary import ActorKind

_ASIDE = re.compile(  # up to a few words before the verb: "X, 24, of Leeds, was"
    r"[\"'\u201d\u2019]?(?:, \d{1,3})?,[\"'\u201d\u2019]? (?:[^,.;:\n()]|\([^()\n]{2,12}\)|\n(?!\n)){3,90},"
    r"(?= (?:[^ ,;]+ ){0,2}$)"
)
_LONG_ASIDE = re.compile(  # the same with commas of its own: "X, 21, of Allen, a suburb of Dallas, has been"
    r"(?:, \d{1,3})?, (?:of|from|a|an|the|known|also known) (?:[^.;:()\n]|\([^()\n]{2,12}\)){3,120},"
    r"(?= (?:[^ ,;]+ ){0,2}$)"
)
LONGEST_LINK = 60  # characters from a name to its unit or its helper: " militia fighters financed by the "
HELPED = 2  # words of "backed by", "loyal to"
_SO = 6  # characters before a name in which its "as" stands


def aside_of(scan: Scan, end: int, hit: Found) -> re.Match[str] | None:
    """Match what stands between commas behind a name, up to the cue; nothing where somebody speaks in it."""
    if short := _ASIDE.match(scan.text, end, hit.start):
        return None if scan.starting("says", end + 2) else short  # "the mayor, X, told reporters that they came, shot"
    return None if scan.has_between("says", end, hit.start) else _LONG_ASIDE.match(scan.text, end, hit.start)


def closes_an_aside(scan: Scan, one: Candidate, hits: list[Found]) -> bool:
    """Whether a name is the last of what is set in commas behind another: "X, a unit of Y (Z), claimed it"."""
    end = past_brackets(scan, one.end)
    if scan.text[end : end + 2] != ", " or all(hit.start != end + 2 for hit in hits):
        return False
    words = scan.index.name_words
    if not words["named_so"].isdisjoint(scan.shadow[max(0, one.start - _SO) : one.start].split()[-1:]):
        return False  # "the envoy, who was identified as X, was shot"
    comma = scan.text.rfind(", ", scan.sentence_at(one.start).start, one.start)
    opens = scan.shadow[comma + 2 : one.start].split()[:1]
    return bool(opens) and opens[0] in words["asides"] and _name_ends(scan, comma)


def _name_ends(scan: Scan, at: int) -> bool:
    """Whether a name ends here, or in the brackets or the age before."""
    ends = (one.end for end in range(at, at - REACH, -1) if (one := scan.name_to(end)))
    return any(end == at or past_brackets(scan, end) == at for end in ends)


def past_its_body(scan: Scan, one: Candidate, following: int) -> int:
    """Where a person's unit ends that stands behind the name: "Private X of the 9th Brigade (9B) died".

    So does its helper behind a group: "M23 rebels backed by Ruritania shot dead".
    """
    if following - one.end > LONGEST_LINK:
        return one.end
    person = one.kind is ActorKind.PERSON
    between = scan.shadow[one.end : following].split() if person or one.kind is ActorKind.GROUP else ()
    belongs = person and bool(between) and f" {' '.join(between)} " in scan.index.joiners
    if not (belongs or (not person and _is_helped(scan, between))):
        return one.end
    return next((past_brackets(scan, other.end) for other in scan.names if other.start == following), one.end)


def is_helper(scan: Scan, one: Candidate, preceding: int) -> bool:
    """Whether a name only tells whose help the group before it has: "M23 rebels backed by X shot dead"."""
    if one.start - preceding > LONGEST_LINK:
        return False
    other = scan.name_to(preceding)
    if other is None or other.kind is not ActorKind.GROUP:
        return False
    return _is_helped(scan, scan.shadow[preceding : one.start].split())


def _is_helped(scan: Scan, between: Sequence[str]) -> bool:
    """Whether words between two names tell that one helps the other: "rebels backed by"."""
    words = [word for word in between if word not in scan.index.heads and word not in scan.index.speech["articles"]]
    return len(words) == HELPED and " ".join(words) in scan.index.name_words["backed"]
