"""Why the reports of an article are in their stories: as it was decided, or as it would be decided now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from monitor.model import Analysed, Casualties, Story
from monitor.vocabulary import Relation

if TYPE_CHECKING:
    from monitor.store import Store
    from monitor.stories import StoryIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWhy:
    """Where one report is, and why. Without `number` it would open a story of its own."""

    event: int
    story_id: str
    number: int
    headline: str
    relation: Relation
    decided: bool  # by the desk, at its time; else it is tried out now
    why: tuple[str, ...]
    told: Casualties | None  # what the story holds open


class Whys:
    """Says why each report of an article joined its story; nothing where there is no `store`."""

    def __init__(self, store: Store | None) -> None:
        self._store = store
        self._index: StoryIndex | None = None  # made for the first article that the desk has not decided

    def of(self, analysed: Analysed) -> tuple[StoryWhy, ...]:
        """Return why, as the desk decided it, else as it would now: after the articles that were asked before."""
        if self._store is None:
            return ()
        return _decided(self._store, analysed) or _tried(self._index_of(self._store), analysed)

    def _index_of(self, store: Store) -> StoryIndex:
        from monitor.desk import restored_index  # noqa: PLC0415 - 200 ms that rules alone do not need

        if self._index is None:
            self._index = store.read(partial(restored_index, now=datetime.now(UTC)))
        return self._index


def _decided(store: Store, analysed: Analysed) -> tuple[StoryWhy, ...]:
    from monitor.store.stories import placed_reports  # noqa: PLC0415 - as above

    placed = store.read(partial(placed_reports, article_id=analysed.article.id))
    return tuple(
        StoryWhy(
            event=n,
            story_id=row.story.id,
            number=row.story.number,
            headline=row.story.headline,
            relation=Relation(report.relation),
            decided=True,
            why=report.why,
            told=_told(row.story),
        )
        for n, (row, report) in enumerate(placed)
    )


def _told(story: Story) -> Casualties | None:
    from monitor.stories.figures import open_casualties  # noqa: PLC0415 - as above

    return open_casualties(story)


def _tried(index: StoryIndex, analysed: Analysed) -> tuple[StoryWhy, ...]:
    """Place the article in a copy of the index that is thrown away in the end."""
    return tuple(
        StoryWhy(
            event=change.report.n,
            story_id=change.story.id,
            number=change.story.number,
            headline=change.story.headline,
            relation=change.relation,
            decided=False,
            why=change.why,
            told=_told(change.story),
        )
        for change in index.place(analysed, datetime.now(UTC))
    )
