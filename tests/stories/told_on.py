"""Invented events of January 2024, each told by two or three outlets in words of their own over two days.

Two near events make a pair of look-alikes: same kind, land and week. In a file `@@ land.event` heads the articles of
an event, and `-- hours outlet` each article of 100 to 250 words: hours after Monday at nine.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "told_on_sets"


class Told(NamedTuple):
    """An article, with the event it tells of."""

    event: str
    hours: float
    outlet: str
    text: str


def articles(path: Path) -> Iterator[Told]:
    """Give the articles of a file."""
    for block in f"\n{path.read_text(encoding='utf-8')}".split("\n@@ ")[1:]:
        event, _, told = block.partition("\n")
        for article in f"\n{told}".split("\n-- ")[1:]:
            head, _, text = article.partition("\n")
            hours, outlet = head.split()
            yield Told(event, float(hours), outlet, text.strip() + "\n")
