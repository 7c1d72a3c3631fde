"""Sets of short articles about pairs of look-alike events: one kind, or one actor or place, and another event.

Written for the tests in the manner of web news of 2005 to 2012, without dates of publication; half of the pairs tell
harm, half business, sport, politics and the stage. In `seven` each event is told in 150 to 250 words by four outlets
from the first hour to a week later, and all tell harm. In a file `@@ pair.event` heads the articles of an event, and
`--` parts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "look_alike_sets"


def articles(path: Path) -> Iterator[tuple[str, str]]:
    """Give the event and the text of each article of a file."""
    for block in f"\n{path.read_text(encoding='utf-8')}".split("\n@@ ")[1:]:
        event, _, told = block.partition("\n")
        for text in told.split("\n--\n"):
            yield event, text.strip() + "\n"
