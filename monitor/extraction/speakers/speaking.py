"""Whether a name is that of who speaks: a verb of saying stands beside it, or "according to" before it."""

from __future__ import annotations

import re

from monitor.extraction.index.scan import Scan
from monitor.extraction.speakers.blame import past_days

SAID = 32  # characters from a name to where its verb of saying starts at the latest
SUBJECT = 30  # characters from a verb of saying to the name of its subject: "said its leader, X"
LONGEST_SUBJECT = 4  # words between them
_AGED = re.compile(r", \d{1,3},|,(?! and | but )[^,.;:()\n]{3,90},")


def speaks(scan: Scan, start: int, end: int) -> bool:
    """Whether a verb of saying stands right beside the name, or "according to" before it."""
    if scan.text[end : end + 1] == ",":
        aged = _AGED.match(scan.text, end)
        end = aged.end() if aged else end
    if scan.has_between("says", end + 1, end + SAID):
        verbs = scan.by_start("says")
        if end + 1 in verbs or end + 2 in verbs or past_days(scan, end) + 1 in verbs:
            return True
    verb = scan.by_end("says").get(start - 1)
    finds = scan.index.name_words["finds"]  # "officers found X"
    if verb is not None and verb.value == "says" and scan.shadow[verb.start : verb.end] not in finds:
        return True
    return _follows_according(scan, start) or _is_in_apposition(scan, start)


def _is_in_apposition(scan: Scan, start: int) -> bool:
    """Read "..., said its leader, X": the name behind who speaks."""
    if scan.text[max(0, start - 2) : start] != ", ":
        return False
    said = scan.between("says", start - SUBJECT, start)
    who = scan.shadow[said[-1].end : start].split() if said else []
    comma = bool(said) and scan.text.find(",", said[-1].end, start - 2) < 0
    return comma and bool(who) and len(who) <= LONGEST_SUBJECT and who[-1] in scan.index.title_words


def _follows_according(scan: Scan, start: int) -> bool:
    """Whether the name is the one that "according to (the)" means."""
    if "according" not in scan.found:
        return False
    cues = scan.between("according", max(0, start - 30), start)
    between = scan.shadow[cues[-1].end : start].strip() if cues else None
    return between == "" or between in scan.index.speech["articles"]
