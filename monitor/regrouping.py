"""Merge and split: a person's word about which reports tell one event, applied by the desk.

The stories are told anew from their reports and the index takes them over, so that the next report is
compared with what the person said, now and after every restart. Nobody is sent anything by it: what
receivers were told is joined (merge), or stays with the story that keeps its number (split).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.model import Analysed, Member, Story
from monitor.store import Connection
from monitor.store import stories as rows
from monitor.store.desk import save_story
from monitor.store.instructions import Instruction
from monitor.store.over_time import join_counts
from monitor.stories import StoryIndex
from monitor.stories.opening import open_story
from monitor.stories.retelling import Retold, retell, split_id

Applied = tuple[bool, str]
"""Whether it could be done, and what came of it."""


def merge(connection: Connection, index: StoryIndex, instruction: Instruction, now: datetime) -> Applied:
    """Make the story `other` part of `target`; it stays an alias for ever."""
    found = rows.story_with_id(connection, instruction.target), rows.story_with_id(connection, instruction.other or "")
    if found[0] is None or found[1] is None:
        return False, "there is no such story any more"
    kept, gone = (rows.living(connection, one).story for one in found if one)
    if kept.watch or gone.watch:
        return False, "what a rule over time counted is no event, and cannot be merged"
    if kept.id == gone.id:
        return False, f"#{kept.number} and #{found[1].story.number} are one story already"
    analysed = rows.articles_of_story(connection, (kept.id, gone.id))
    members = {member.report_id: member for member in (*kept.members, *gone.members)}
    told = _retold(analysed, members.values())
    if len(told) < len(members):
        return False, _pruned(kept, gone)
    joined = retell(kept, told, (kept, gone))
    joined = replace(joined, may_be=None if kept.may_be == gone.id else kept.may_be)
    rows.move_reports(connection, (member.report_id for member in gone.members), kept.id)
    save_story(connection, joined)
    rows.make_alias(connection, gone.id, kept.id)
    rows.join_alerts(connection, gone.id, kept.id, now)
    join_counts(connection, gone.id, kept.id)
    index.regroup((joined,), analysed, gone=(gone.id,))
    return True, f"#{gone.number} is part of #{kept.number} now: {len(joined.members)} reports"


def split(connection: Connection, index: StoryIndex, instruction: Instruction, _now: datetime) -> Applied:
    """Let reports leave a story for a new one."""
    row = rows.story_with_id(connection, instruction.target)
    if row is None:
        return False, "there is no such story any more"
    story = rows.living(connection, row).story
    if story.watch:
        return False, "what a rule over time counted is no event, and cannot be split"
    leaving = frozenset((instruction.other or "").split())
    staying = [member for member in story.members if member.report_id not in leaving]
    going = [member for member in story.members if member.report_id in leaving]
    if not going or not staying:
        return False, f"none of these reports is in #{story.number}" if staying else "a story cannot lose every report"
    analysed = rows.articles_of_story(connection, (story.id,))
    told, apart = _retold(analysed, staying), _retold(analysed, going)
    if len(told) + len(apart) < len(story.members):
        return False, _pruned(story)
    rest = retell(story, told, (story,))
    new = retell(_opened(apart, split_id(story.id, instruction.id)), apart, (story,))
    number = save_story(connection, new)
    save_story(connection, rest)
    rows.move_reports(connection, leaving, new.id)
    index.regroup((rest, replace(new, number=number)), analysed)
    return True, f"{len(going)} of {len(story.members)} reports of #{story.number} are story #{number} now"


def _retold(analysed: Iterable[Analysed], members: Collection[Member]) -> list[Retold]:
    """Return the reports of members in order of arrival."""
    member_of = {member.report_id: member for member in members}
    return [
        Retold(article=one.article, report=report, member=member_of[report.id])
        for one in analysed
        for report in one.reports
        if report.id in member_of
    ]


def _opened(reports: Sequence[Retold], story_id: str) -> Story:
    first = reports[0]
    return replace(open_story(first.article, first.report, first.member.received_at), id=story_id)


def _pruned(*stories: Story) -> str:
    names = " and ".join(f"#{story.number}" for story in stories)
    return f"articles of {names} are past their retention: their reports cannot be told anew"
