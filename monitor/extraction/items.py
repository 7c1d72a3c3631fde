"""Items of a log: paragraphs that begin with a label ("Downtown. ...", "Stabbing: ..."), each with its own event."""

from __future__ import annotations

import re
from bisect import bisect_right

from monitor.extraction.context import Context
from monitor.vocabulary import Zone

FEWEST_ITEMS = 3
"""Labelled paragraphs from which an article is a log."""
FEWEST_HARMED = 2
"""Those of them with a harm."""
SHORTEST_TEXT = 40
"""Characters behind a label: fewer are a row of a table ("Killed: 12")."""
_LABELLED = (
    r"[ \t]*(?P<label>[^\W\d_a-z][\w'\u2019-]*(?: [^\W\d_a-z][\w'\u2019-]*){0,3})[.:] "
    rf"(?=[^\W\d_a-z][^\n]{{{SHORTEST_TEXT},}})"
)
_FIRST, _LATER = re.compile(_LABELLED), re.compile(rf"\n\n{_LABELLED}")


def items_of(context: Context) -> tuple[int, ...]:
    """Return where each item of a log begins; nothing for other articles, and for one whose head counts them all."""
    if len(context.mentions) < FEWEST_HARMED:
        return ()
    text = context.article.text
    starts = tuple(match.start("label") for match in (_FIRST.match(text), *_LATER.finditer(text)) if match)
    if len(starts) < FEWEST_ITEMS:
        return ()
    heads = [m for m in context.mentions if m.counted and (m.zone is Zone.TITLE or m.start < starts[0])]
    harmed = {item_at(starts, mention.start) for mention in context.mentions} - {-1}
    return starts if len(harmed) >= FEWEST_HARMED and not heads else ()


def item_at(starts: tuple[int, ...], offset: int) -> int:
    """Return which item an offset lies in, -1 in front of the first."""
    return bisect_right(starts, offset) - 1
