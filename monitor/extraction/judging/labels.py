"""Paragraphs that begin with a label, as those of a log do: "Downtown. ...", "1:22 a.m., Groveland: ..."."""

from __future__ import annotations

import re

SHORTEST_TEXT = 40
"""Characters behind a label: fewer are a row of a table ("Killed: 12")."""
_HOUR = r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?, "
_LABELLED = (
    rf"[ \t]*(?P<label>(?P<hour>{_HOUR})?"
    r"[^\W\d_a-z][\w'\u2019-]*(?: [^\W\d_a-z][\w'\u2019-]*){0,3})[.:] "
    rf"(?=[^\W\d_a-z][^\n]{{{SHORTEST_TEXT},}})"
)
_FIRST, _LATER = re.compile(_LABELLED), re.compile(rf"\n\n{_LABELLED}")


def labels_in(text: str) -> tuple[int, ...]:
    """Return where each label of a text begins."""
    return tuple(match.start("label") for match in (_FIRST.match(text), *_LATER.finditer(text)) if match)


def is_log_of_hours(text: str) -> bool:
    """Whether a label has an hour in front of a place: what came at another hour was something else."""
    return any(match["hour"] for match in _LATER.finditer(text))
