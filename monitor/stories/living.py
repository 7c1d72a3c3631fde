"""What is remembered of the live stories, and which of them are over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from monitor.model import Story
from monitor.stories.catalogue import Catalogue
from monitor.stories.load import load_words
from monitor.stories.noting import Noted
from monitor.stories.sides import Side, known_side
from monitor.stories.versions import Version, Versions
from monitor.stories.writing import NotedReport

IDLE = timedelta(days=14)
"""A story that nobody has told for so long is over: what comes then is a new one."""


class LiveStories:
    """The live stories in order of their last report, with their texts and the versions of their articles."""

    def __init__(self) -> None:
        self.stories: dict[str, Story] = {}
        self.catalogue = Catalogue()
        self._story_of_text: dict[tuple[bytes, int], str] = {}
        self._texts_of: dict[str, list[tuple[bytes, int]]] = {}
        self._versions = Versions()
        self._sides: dict[str, Side | None] = {}
        self._words = load_words()

    def story_with_text(self, text: bytes, n: int) -> str | None:
        """Return the story in which a text stood as an article's n-th report."""
        return self._story_of_text.get((text, n))

    def side_of(self, story_id: str) -> Side | None:
        """Return the side of a story, made once after each report of it; none where it tells no event."""
        if story_id not in self._sides:
            profile = self.catalogue.profile(story_id)
            self._sides[story_id] = known_side(self.stories[story_id].event, profile, self._words)
        return self._sides[story_id]

    def versions_of(self, source_id: str, key: str | None) -> list[Version]:
        """Return the versions of an article that are known, the last one last; none without a key."""
        return self._versions.of((source_id, key)) if key else []

    def tell(self, story: Story, noted: NotedReport) -> None:
        """Take over a story as it stands with a report more, which is now the last that was told."""
        self.stories.pop(story.id, None)
        self.stories[story.id] = story
        self._record(story.id, noted)

    def remember_version(self, article: Noted, placed: dict[int, str]) -> None:
        """Remember an article that may have a next version, and the stories of its reports by their n."""
        if article.revision_key:
            self._versions.add((article.source_id, article.revision_key), Version(article.article_id, placed))

    def restore(self, stories: Iterable[Story], articles: Iterable[Noted]) -> None:
        """Take over what the store holds, in place of everything; see `StoryIndex.restore`."""
        told = list(stories)
        last = max((story.updated_at for story in told), default=None)
        live = [story for story in told if last and last - story.updated_at <= IDLE]  # the others were over by then
        for story in live:
            self.catalogue.enter(story.id)
        self.stories = {story.id: story for story in sorted(live, key=_last_told)}
        story_of = {member.report_id: story.id for story in live for member in story.members}
        for one in articles:
            placed = self._record_placed(one, story_of)
            if placed:
                self.remember_version(one, placed)

    def regroup(self, stories: Collection[Story], articles: Iterable[Noted], gone: Collection[str]) -> None:
        """Take over what a person merged or split; see `StoryIndex.regroup`."""
        touched = [*gone, *(story.id for story in stories)]
        serials = {story_id: self._forget(story_id) for story_id in touched if story_id in self.stories}
        for story in stories:
            self.catalogue.enter(story.id, serials.get(story.id))
        everything = (*self.stories.values(), *stories)
        self.stories = {story.id: story for story in sorted(everything, key=_last_told)}
        story_of = {member.report_id: story.id for story in stories for member in story.members}
        self._versions.move(story_of)
        for one in articles:
            self._record_placed(one, story_of)

    def expire(self, now: datetime) -> None:
        """Forget stories that have been idle too long; they stand in order of their last report."""
        over = []
        for story in self.stories.values():
            if now - story.updated_at <= IDLE:
                break
            over.append(story.id)
        for story_id in over:
            self._forget(story_id)
            self._versions.forget(story_id)

    def _record_placed(self, article: Noted, story_of: Mapping[str, str]) -> dict[int, str]:
        """Record those reports of an article whose story is given by the report's id; return it by their n."""
        placed = {
            one.n: story_of[f"{article.article_id}:{one.n}"]
            for one in article.reports
            if f"{article.article_id}:{one.n}" in story_of
        }
        for one in article.reports:
            if one.n in placed:
                self._record(placed[one.n], one)
        return placed

    def _record(self, story_id: str, noted: NotedReport) -> None:
        self._sides.pop(story_id, None)
        text = (noted.features.text, noted.n)
        if text not in self._story_of_text:
            self._story_of_text[text] = story_id
            self._texts_of.setdefault(story_id, []).append(text)
        self.catalogue.add(story_id, noted.features)
        if noted.day:
            self.catalogue.profile(story_id).event_days.add(noted.day)

    def _forget(self, story_id: str) -> int | None:
        """Forget a story; return the serial that it had in the catalogue."""
        del self.stories[story_id]
        self._sides.pop(story_id, None)
        for text in self._texts_of.pop(story_id, ()):
            self._story_of_text.pop(text, None)
        return self.catalogue.remove(story_id) if story_id in self.catalogue else None


def _last_told(story: Story) -> tuple[datetime, str]:
    return story.updated_at, story.id
