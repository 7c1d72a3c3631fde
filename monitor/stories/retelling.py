"""A story told anew from its reports, after a person merged it with another or split reports off it.

The reports join in their order of arrival as they did before: a reprint stays a reprint, and what a
revision or correction took back stays taken back as long as both stand in one story.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitor.model import Article, Member, Report, Story
from monitor.stories.figures import ToldIn, told_in
from monitor.stories.joining import Joining, join
from monitor.stories.opening import open_story
from monitor.stories.telling import Telling
from monitor.vocabulary import Relation

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "media-monitor:story")
_STAYS = (Relation.REPORT, Relation.UPDATE, Relation.COPY, Relation.REVISION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retold:
    """One report that is told again, with the line that its story had of it."""

    article: Article
    report: Report
    member: Member


def split_id(story_id: str, instruction_id: int) -> str:
    """Return the id of the story that an instruction splits off: the same however often it is applied."""
    return str(uuid.uuid5(_NAMESPACE, f"{story_id} split by {instruction_id}"))


def retell(story: Story, reports: Sequence[Retold], former: Iterable[Story]) -> Story:
    """Return `story` with nothing but these reports, given in order of arrival.

    `former` are the stories in which the reports stood. The story keeps its id, number and headline, and it
    is no longer marked as maybe another's: a person has said what belongs together.
    """
    former = tuple(former)
    first, *later = reports
    withdrawn = frozenset(
        told_in(told) for one in former for figure in one.figures for told in figure.told if told.withdrawn
    )
    told = replace(
        open_story(first.article, first.report, first.member.received_at),
        id=story.id,
        number=story.number,
        headline=story.headline,
    )
    for one in later:
        how = _joining(one, former, withdrawn - {(one.article.id, one.article.source.id)})
        told = join(told, Telling(one.article, one.report), how, one.member.received_at)
    last_heard = (one.updated_at for one in former if one.members[-1].report_id == reports[-1].report.id)
    return replace(told, updated_at=max((told.updated_at, *last_heard)))


def _joining(one: Retold, former: Iterable[Story], withdrawn: frozenset[ToldIn]) -> Joining:
    relation = one.member.relation if one.member.relation in _STAYS else Relation.REPORT
    retouched = relation is Relation.UPDATE and not one.member.independent and _first_of_its_outlet(one, former)
    return Joining(relation=relation, replaces=withdrawn, changed="a near-copy, as before" if retouched else None)


def _first_of_its_outlet(one: Retold, former: Iterable[Story]) -> bool:
    """Return whether nothing but its wording made a report no witness of its own."""
    for story in former:
        before: list[str] = []
        for member in story.members:
            if member.report_id == one.report.id:
                return all(source != member.source.id for source in before)
            before.append(member.source.id)
    return False
