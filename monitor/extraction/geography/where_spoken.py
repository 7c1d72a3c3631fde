"""Places where somebody only speaks: "police in X said", "told a court in X", "speaking from X"."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from monitor.extraction.index.scan import Scan
from monitor.extraction.mentions import PlaceMention

TURNS = (", ", '" ', "\u201d ")  # before a verb of saying whose speaker follows it
LEAST_PLACES = 2  # names of places of which one may be only where somebody spoke
LONGEST_HEARER, LONGEST_WORD = 4, 16  # words between a verb of saying and "in", and characters of each


def with_speakers(scan: Scan, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Mark the places of speakers ("police in Delhi said"), where their sentence names another for the event."""
    verbs = scan.by_start("says")
    speaking = [at for at, one in enumerate(mentions) if one.end + 1 in verbs]
    if speaking:
        told = Counter(scan.sentence_number(one.start) for one in mentions)
        for at in speaking:
            if told[scan.sentence_number(mentions[at].start)] > 1:
                mentions[at] = mentions[at]._replace(speaker=True)
    if len({one.place.name for one in mentions if not one.dateline}) < LEAST_PLACES:
        return mentions
    tags = _tags(scan)
    for at, one in enumerate(mentions):
        if _is_told_there(scan, one.start) or (tags and _is_in_a_tag(scan, one, tags)):
            mentions[at] = one._replace(speaker=True)  # "the minister said in Mogadishu that"
    return mentions


def _tags(scan: Scan) -> list[int]:
    """Return where sentences turn to who told them: ", said Ana Diaz, who leads the port's fire brigade"."""
    return [hit.end for hit in scan.get("says") if scan.text[hit.start - 2 : hit.start] in TURNS]


def _is_in_a_tag(scan: Scan, named: PlaceMention, tags: Sequence[int]) -> bool:
    """Whether a place stands in what a sentence says of its speaker at its end.

    "Adding that" is told again, and so is "in Hama, where a bomb killed six".
    """
    start, speech = named.start, scan.index.speech
    at = bisect_right(tags, start) - 1
    if at < 0 or tags[at] <= scan.sentence_at(start).start:
        return False
    between = scan.shadow[tags[at] : start].split()
    by_name = scan.text[tags[at] + 1].isupper() and tags[at] + 1 not in scan.known_starts  # ", said Kabul was hit"
    goes_on = not speech["scene_behind"].isdisjoint(scan.shadow[named.end : named.end + LONGEST_WORD].split()[:1])
    return by_name and not goes_on and speech["that"].isdisjoint(between)


def _is_told_there(scan: Scan, start: int) -> bool:
    """Whether somebody speaks at a place: "said in X", "told a court in X", "speaking from X"."""
    small = scan.shadow[max(0, start - 6) : start].split()[-1:]
    index = scan.index
    if scan.text[start - 1] != " " or (index.within.isdisjoint(small) and index.speech["from"].isdisjoint(small)):
        return False
    end = start - len(small[0]) - 2
    for _ in range(LONGEST_HEARER):
        if scan.ending("says", end):
            return not index.within.isdisjoint(small)
        word = scan.shadow[max(0, end - LONGEST_WORD) : max(0, end)].rpartition(" ")[2]
        if word in index.name_words["speaking"]:
            return True
        hears = word in index.speech["listeners"] or word in index.name_words["hearers"]
        if not hears or scan.text[end - len(word) - 1] != " ":
            return False
        end -= len(word) + 1
    return False
