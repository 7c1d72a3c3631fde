"""The stories that are alive, in memory: where a report is placed, and what that changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model import Analysed, Article, Report, Story, StoryChange
from monitor.stories.joining import join
from monitor.stories.living import LiveStories
from monitor.stories.news import material_changes
from monitor.stories.noting import Noted, Noting
from monitor.stories.opening import open_story
from monitor.stories.settling import Asking, Settled, Settling
from monitor.stories.sides import crowded_reports
from monitor.stories.telling import Telling
from monitor.vocabulary import Relation


class StoryIndex:
    """Every live story and what it takes to recognise one more report of it.

    The only state of the room. `place` decides and records in one step; the same articles in the same
    order give the same answers, whether or not the index was rebuilt by `restore` between any two.
    """

    def __init__(self, *, vetoes_off: frozenset[str] = frozenset()) -> None:
        self._noting = Noting()
        self._live = LiveStories()
        self._settling = Settling(self._live, vetoes_off)

    def place(self, analysed: Analysed, now: datetime) -> tuple[StoryChange, ...]:
        """Join each report of an article to a story, or open one; one change a report, in their order."""
        self._live.expire(now)
        noted = self._noting.note(analysed)
        crowded = crowded_reports(analysed)
        changes: list[StoryChange] = []
        for report, seen in zip(analysed.reports, noted.reports, strict=True):
            asked = Asking(
                article=analysed.article,
                report=report,
                seen=seen,
                crowded=report.n in crowded,
                taken=frozenset(change.story.id for change in changes),
            )
            change = _change(self._live.stories, asked, self._settling.settle(asked), now)
            self._live.tell(change.story, seen)
            changes.append(change)
        self._live.remember_version(noted, {change.report.n: change.story.id for change in changes})
        return tuple(changes)

    def restore(self, stories: Iterable[Story], articles: Iterable[Noted]) -> None:
        """Rebuild the index from what the store holds: live stories and the articles of their members.

        The stories come in order of opening, the articles in order of arrival; those without a story among
        `stories` are skipped.
        """
        self._live.restore(stories, articles)

    def regroup(self, stories: Collection[Story], analysed: Sequence[Analysed], gone: Collection[str] = ()) -> None:
        """Take over what a person merged or split: `stories` as they now stand, `gone` are no more.

        `analysed` are all articles with reports in `stories`, in order of arrival.
        """
        self._live.regroup(stories, [self._noting.note(one) for one in analysed], gone)

    def number(self, story_id: str, n: int) -> None:
        """Tell the index the number that the store gave to a new story."""
        self._live.stories[story_id] = replace(self._live.stories[story_id], number=n)


def _change(stories: Mapping[str, Story], asked: Asking, settled: Settled, now: datetime) -> StoryChange:
    """Open a story with the report, or join it to the one where it belongs."""
    if settled.story_id is None:
        return _open(asked.article, asked.report, settled, now)
    return _join(stories[settled.story_id], asked.article, asked.report, settled, now)


def _open(article: Article, report: Report, settled: Settled, now: datetime) -> StoryChange:
    relation = Relation.POSSIBLE if settled.may_be else Relation.NEW
    story = open_story(article, report, now, relation, settled.may_be)
    return StoryChange(report=report, relation=relation, story=story, why=settled.why)


def _join(story: Story, article: Article, report: Report, settled: Settled, now: datetime) -> StoryChange:
    telling = Telling(article, report)
    after = join(story, telling, settled.how, now)
    changes = material_changes(story, after, telling, settled.how)
    relation = settled.how.relation
    if relation is Relation.REPORT and changes:
        relation = Relation.UPDATE
        after = replace(after, members=(*after.members[:-1], replace(after.members[-1], relation=relation)))
    return StoryChange(report=report, relation=relation, story=after, changes=changes, why=settled.why)
