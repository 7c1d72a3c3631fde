"""Where a report says from where and by whom it is told: "KYIV, Jan 9 (Reuters) -"."""

from __future__ import annotations

import re

_SHOUTED = r"(?:[^\W\d_a-z]|[./'\u2019-])"
_DATELINE = re.compile(
    rf"(?:^|(?<=\n))[ \t]*{_SHOUTED}{{3,}}(?: {_SHOUTED}+){{0,3}}"  # the town
    r"(?:,? [A-Z][\w.'\u2019]{1,20}(?: [A-Z][\w.]{1,20})?|,? [A-Z][a-z]{2,8}\.? \d{1,2}|,? \d{1,2} [A-Z][a-z]{2,8}\.?"
    r"|,? (?:19|20)\d\d| ?\([^)\n]{1,40}\)| ?/[^/\n]{1,20}/\.?){0,4}"  # its land, the day, the agency
    r" ?(?:--|[\u2014\u2013]|-|:)\s"
)
_WITHIN = 500  # characters
_AGENCY = re.compile(r"\(([^)\n]{1,40})\)|/([^/\n]{1,20})/")


def find_dateline(text: str) -> re.Match[str] | None:
    """Return the dateline, if there is one in the first lines."""
    return _DATELINE.search(text, 0, _WITHIN)


def agency_in(dateline: re.Match[str]) -> str:
    """Return who tells it, as a dateline signs: "Reuters", "TASS"; all that it has in brackets or between strokes."""
    return " ".join(brackets or strokes for brackets, strokes in _AGENCY.findall(dateline[0]))
