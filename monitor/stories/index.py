"""The stories that are alive, in memory: where a report is placed, and what that changes."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from monitor.model import Analysed, Article, Member, Report, Story, StoryChange
from monitor.stories.opening import member_of, open_story
from monitor.vocabulary import Relation


def folded_hash(text: str) -> bytes:
    """Return the same bytes for texts that differ only in case, accents' encoding and blanks."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return hashlib.blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=16).digest()


class StoryIndex:
    """Every live story and what it takes to recognise one more report of it.

    The only state of the room. `place` decides and records in one step; the same articles in the same
    order give the same answers, whether or not the index was rebuilt by `restore` between any two.
    """

    def __init__(self) -> None:
        self._stories: dict[str, Story] = {}
        self._story_of_text: dict[tuple[bytes, int], str] = {}

    def place(self, analysed: Analysed, now: datetime) -> tuple[StoryChange, ...]:
        """Join each report of an article to a story, or open one; one change a report, in their order."""
        text = folded_hash(analysed.article.text)
        return tuple(self._place(analysed.article, report, text, now) for report in analysed.reports)

    def restore(self, stories: Iterable[Story], analysed: Iterable[Analysed]) -> None:
        """Rebuild the index from what the store holds: live stories and the articles of their members.

        The articles come in order of arrival; those without a story among `stories` are skipped.
        """
        self._stories = {story.id: story for story in stories}
        story_of = {member.report_id: story.id for story in self._stories.values() for member in story.members}
        for one in analysed:
            text = folded_hash(one.article.text)
            for report in one.reports:
                if report.id in story_of:
                    self._story_of_text.setdefault((text, report.n), story_of[report.id])

    def number(self, story_id: str, n: int) -> None:
        """Tell the index the number that the store gave to a new story."""
        self._stories[story_id] = replace(self._stories[story_id], number=n)

    def _place(self, article: Article, report: Report, text: bytes, now: datetime) -> StoryChange:
        story_id = self._story_of_text.get((text, report.n))
        if story_id is None:
            story = open_story(article, report, now)
            relation = Relation.NEW
        else:
            relation = Relation.COPY
            story = _with_member(self._stories[story_id], member_of(article, report, relation), now)
        self._stories[story.id] = story
        self._story_of_text[text, report.n] = story.id
        return StoryChange(report=report, relation=relation, story=story)


def _with_member(story: Story, member: Member, now: datetime) -> Story:
    return replace(story, updated_at=now, members=(*story.members, member))
