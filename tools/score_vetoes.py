"""What each veto brings, by switching it off: python -m tools.score_vetoes ../shared/bench

Prints the table of docs/stories.md ("What each veto brings"): a row for nothing, for each veto, for all of them, and
for the demand that two reports share something telling (which is no veto). The bench's articles and the pairs of the
tests are read once; then every row places all of them anew, in the order of their names or of their hours.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from monitor.model import Analysed, DropMeta, Source
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.stories import StoryIndex, settling
from monitor.stories.vetoes import VETOES
from monitor.vocabulary import SourceKind
from monitor.workers.analysis import prepare
from tests.stories import follow_ups
from tests.stories.blind_town import BLIND_TOLD_TWICE_IN_A_TOWN, BLIND_TWINS_OF_A_TOWN
from tests.stories.fifteen_events import EVENTS
from tests.stories.one_day import TOLD_TWICE_IN_A_DAY, TWINS_OF_A_DAY
from tests.stories.pairs import FILLED_ANEW, TOLD_TWICE, TWINS
from tests.stories.same_town import TWINS_OF_A_TOWN
from tests.stories.second_strikes import ONE_STRIKE, SECOND_STRIKES
from tests.stories.test_same_event import TEMPLATES
from tools.score_orders import load_scorer, read_folder, scored

MONDAY = datetime(2024, 1, 8, 9, tzinfo=UTC)
OUTLETS = [Source(id=name, kind=SourceKind.OUTLET, configured=True) for name in ("agency", "daily")]
CITIES = ("Kharkiv", "Lagos", "Lima", "Izmir", "Manila")

Off = Collection[str]
Told = tuple[int, Analysed]
"""How many hours after the start of the week, and what."""


@dataclass(frozen=True)
class Column:
    """One set: what stands above it, and what it gives with some vetoes switched off."""

    head: str
    figure: Callable[[Off], str]


def main() -> None:
    tell = teller()
    columns = [*bench_columns(Path(sys.argv[1]) / "stories"), *pair_columns(tell), *other_columns(tell)]
    print("| switched off | " + " | ".join(one.head for one in columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for name, off in {"nothing": (), **{name: (name,) for name in VETOES}, "all of them": tuple(VETOES)}.items():
        print_row(name, columns, off)
    with patch.object(settling, "share_something_telling", lambda *_: True):
        print_row("something telling (no veto)", columns, ())


def print_row(name: str, columns: Iterable[Column], off: Off) -> None:
    print(f"| {name} | " + " | ".join(one.figure(off) for one in columns) + " |", flush=True)


def bench_columns(bench: Path) -> list[Column]:
    """Return the columns of the development sets, placed in the order of their names."""
    figures: dict[tuple[str, Off], dict[str, float]] = {}
    sets = {}
    for name, scorer in (("ecb-dev", "score.py"), ("wire-dev", "score_copies.py")):
        gold = [json.loads(line) for line in (bench / name / "gold.jsonl").read_text().splitlines()]
        sets[name] = load_scorer(bench / scorer), gold, read_folder(bench / name / "docs")

    def figure(name: str, key: str, off: Off) -> float:
        """Place a set once for all its columns; the row without the demand for something telling is placed anew."""
        asked = name, (*off, settling.share_something_telling.__name__)
        if asked not in figures:
            score, gold, articles = sets[name]
            figures[asked] = scored(score, gold, articles, sorted(articles), off)
        return figures[asked][key]

    return [
        Column("F1", lambda off: f"{figure('ecb-dev', 'b3_f1', off):.3f}"),
        Column("hidden", lambda off: f"{figure('ecb-dev', 'swallowed_events', off)}"),
        Column("alerts an event", lambda off: f"{figure('ecb-dev', 'alerts_per_event', off):.2f}"),
        Column("copies F1", lambda off: f"{figure('wire-dev', 'pair_f1', off):.3f}"),
    ]


def pair_columns(tell: Callable[[str, int, Source], Analysed]) -> list[Column]:
    """Return the columns of pairs that are two stories, or one."""
    two = {
        "look-alikes apart": TWINS,
        "words used again, apart": FILLED_ANEW,
        "of one day: apart": TWINS_OF_A_DAY,
        "of one kind and town: apart": (*TWINS_OF_A_TOWN, *BLIND_TWINS_OF_A_TOWN),
        "second strikes apart": (*SECOND_STRIKES, *follow_ups.SECOND_STRIKES),
    }
    one = {
        "told twice, one": TOLD_TWICE,
        "one of a day": TOLD_TWICE_IN_A_DAY,
        "one of a kind and town": BLIND_TOLD_TWICE_IN_A_TOWN,
        "one strike told on, one": (*ONE_STRIKE, *follow_ups.ONE_STRIKE),
    }
    columns = []
    for rows, stories in ((two, 2), (one, 1)):
        for head, pairs in rows.items():
            told = [((0, tell(first, 0, OUTLETS[0])), (h, tell(again, h, OUTLETS[1]))) for _, h, first, again in pairs]
            columns.append(Column(head, lambda off, told=told, stories=stories: share(told, stories, off)))
    return columns


def share(pairs: Collection[tuple[Told, Told]], stories: int, off: Off) -> str:
    """Say how many pairs are as many stories as they should be."""
    return f"{sum(len(set(placed(pair, off))) == stories for pair in pairs)}/{len(pairs)}"


def other_columns(tell: Callable[[str, int, Source], Analysed]) -> list[Column]:
    """Return the columns of notices filled anew for other cities, and of the week of fifteen events."""
    filled = [
        [(n, tell(words.format(n=10 + n, city=city), n, OUTLETS[0])) for n, city in enumerate(CITIES)]
        for words in TEMPLATES
    ]
    rows = sorted((hours, event, text) for event, told in EVENTS.items() for hours, _, text in told)
    events = [event for _, event, _ in rows]
    week = [(hours, tell(text, hours, OUTLETS[n % 2])) for n, (hours, _, text) in enumerate(rows)]

    def joined(off: Off) -> str:
        wrong = sum(len(notices) - len(set(placed(notices, off))) for notices in filled)
        return f"{wrong}/{sum(len(notices) - 1 for notices in filled)}"

    def hidden(off: Off) -> str:
        opened: dict[str, str] = {}
        wrong = [
            opened.setdefault(story, event) != event for story, event in zip(placed(week, off), events, strict=True)
        ]
        return str(sum(wrong))

    return [
        Column("filled anew, joined", joined),
        Column("the week: stories", lambda off: str(len(set(placed(week, off))))),
        Column("reports in another's", hidden),
    ]


def placed(told: Iterable[Told], off: Off) -> list[str]:
    """Return the story of each article's first report."""
    index = StoryIndex(vetoes_off=frozenset(off))
    return [index.place(analysed, MONDAY + timedelta(hours=hours))[0].story.id for hours, analysed in told]


def teller() -> Callable[[str, int, Source], Analysed]:
    """Return what reads a text that an outlet tells so many hours after the start of the week."""
    read = prepare(load_gazetteer(shipped("rules")))

    def tell(text: str, hours: int, source: Source) -> Analysed:
        at = MONDAY + timedelta(hours=hours)
        meta = DropMeta(name="told.txt", source=source, received_at=at, modified_at=at)
        return read(f" date {at:%Y-%m-%d} {text}".encode(), meta)[0]

    return tell


if __name__ == "__main__":
    main()
