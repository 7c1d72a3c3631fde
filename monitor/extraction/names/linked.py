"""Names that only say whose another is: "the Free Front-linked X", "the Free Front commander X"."""

from __future__ import annotations

from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.scan import Found, Scan

LONGEST_LINKED = 20
"""Characters of the word before "linked to", and of the two behind the name."""


def is_linked(scan: Scan, end: int) -> bool:
    """Whether a name only says to whom another belongs: "the Free Front-linked X", not "Ruritania-Syldavia talks"."""
    if not scan.text.startswith("-", end):
        return False
    behind = scan.text[end : end + 16].partition(" ")
    return behind[0][:1] == "-" and behind[0][1:].islower() and behind[0].endswith(scan.index.verb_suffixes)


def without_linked(scan: Scan, start: int, preceding: int, end: int) -> str:
    """Leave out a name that only says to whom the next belongs: "the hallmarks of the Free Front-linked X"."""
    text = scan.text
    if preceding <= start or text[preceding : preceding + 1] != "-":
        return text[start:end]
    return text[start : name_before(scan, preceding)] + text[preceding + 1 : end].partition(" ")[2]


def is_of_the_body(scan: Scan, hit: Found, preceding: int, start: int) -> bool:
    """Whether only a body and a post in it stand before a name: "killed the Free Front commander X"."""
    posts = scan.shadow[preceding:start].split()
    if preceding <= hit.end or not posts or not scan.index.title_words.issuperset(posts):
        return False
    lead = scan.shadow[hit.end : name_before(scan, preceding)].split()
    return "," not in scan.text[preceding:start] and scan.index.speech["articles"].issuperset(lead)


def is_linked_without_a_deed(scan: Scan, link: Found, one: Candidate) -> bool:
    """Whether what is linked to a name did nothing: "only targets linked to X", "fighters linked to X are active"."""
    speech = scan.index.speech
    linked = scan.shadow[max(0, link.start - LONGEST_LINKED) : link.start].split()[-1:]
    behind = scan.shadow[one.end : one.end + LONGEST_LINKED].split()[:2]
    if not speech["struck_things"].isdisjoint(linked):
        return True
    return not speech["be"].isdisjoint(behind[:1]) and not speech["of_presence"].isdisjoint(behind[1:])


def name_before(scan: Scan, end: int) -> int:
    """Return where the name begins that ends here, or here where none does."""
    one = scan.name_to(end)
    return one.start if one else end
