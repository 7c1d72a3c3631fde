"""Stories as people look them up and regroup them: by number, with who joined when and who was told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, Row, Select, bindparam, select, update

from monitor.alerting.joining import join_standings
from monitor.alerting.standing import Standing
from monitor.model import Analysed, MaterialChange, Story
from monitor.store.schema import alerts, articles, decisions, entries, instructions, reports, stories
from monitor.store.told import save_standing

_SHORTEST = 4  # characters of an id


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story as it stands; `alias_of` is the story that it was merged into."""

    story: Story
    alias_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """Why a report came into its story, and what it changed."""

    report_id: str
    relation: str
    decided_at: datetime
    why: tuple[str, ...]
    changes: tuple[MaterialChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRow:
    """What one receiver was told of a story by one article, or why not."""

    at: datetime
    receiver: str
    kind: str
    reason: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """What a person said of a story: merged or split, by whom and why."""

    at: datetime
    kind: str
    who: str
    why: str
    result: str


# --- looking up -------------------------------------------------------------------------------


def newest_stories(connection: Connection) -> Iterator[StoryRow]:
    """Give the stories that were not merged away, the last changed first."""
    query = (
        _stories().where(stories.c.alias_of.is_(None)).order_by(stories.c.updated_at.desc(), stories.c.number.desc())
    )
    yield from map(_row, connection.execute(query))


def stories_called(connection: Connection, name: str) -> tuple[StoryRow, ...]:
    """Return the stories meant by a number (`417`, `#417`) or by the first letters of an id."""
    number = name.removeprefix("#")
    if number.isdigit() and len(number) < 8:
        query = _stories().where(stories.c.number == int(number))
    elif len(name) >= _SHORTEST:
        query = _stories().where(stories.c.id.startswith(name, autoescape=True))
    else:
        return ()
    return tuple(map(_row, connection.execute(query)))


def story_with_id(connection: Connection, story_id: str) -> StoryRow | None:
    """Return one story."""
    found = connection.execute(_stories().where(stories.c.id == story_id)).first()
    return _row(found) if found else None


def living(connection: Connection, row: StoryRow) -> StoryRow:
    """Return the story that a story was merged into, or the story itself."""
    return living(connection, story_with_id(connection, row.alias_of) or row) if row.alias_of else row


def names_of_stories(connection: Connection) -> tuple[str, ...]:
    """Return every number and id, for the suggestion beside an unknown one."""
    rows = connection.execute(select(stories.c.number, stories.c.id).order_by(stories.c.number.desc()).limit(5000))
    return tuple(name for row in rows for name in (str(row.number), row.id))


def aliases_of(connection: Connection, story_id: str) -> tuple[StoryRow, ...]:
    """Return the stories that were merged into one."""
    return tuple(map(_row, connection.execute(_stories().where(stories.c.alias_of == story_id))))


def reports_of_story(connection: Connection, story_id: str) -> dict[str, ReportRow]:
    """Return how each report came into a story, by the report's id."""
    rows = connection.execute(select(reports).where(reports.c.story_id == story_id))
    return {
        row.id: ReportRow(
            report_id=row.id,
            relation=row.relation,
            decided_at=row.decided_at,
            why=row.why or (),
            changes=row.changes or (),
        )
        for row in rows
    }


def placed_reports(connection: Connection, article_id: str) -> tuple[tuple[StoryRow, ReportRow], ...]:
    """Return where the reports of a decided article went, in their order."""
    found = []
    for report in connection.execute(select(reports).where(reports.c.article_id == article_id).order_by(reports.c.n)):
        row = story_with_id(connection, report.story_id)
        if row:
            found.append((row, reports_of_story(connection, report.story_id)[report.id]))
    return tuple(found)


def told_about(connection: Connection, story_ids: Collection[str]) -> tuple[ToldRow, ...]:
    """Return every decision about some stories, in order."""
    query = select(decisions.c.at, decisions.c.receiver, decisions.c.kind, decisions.c.reason, decisions.c.article_id)
    rows = connection.execute(query.where(decisions.c.story_id.in_(list(story_ids))).order_by(decisions.c.id))
    return tuple(ToldRow(**row._mapping) for row in rows)  # noqa: SLF001 - public in SQLAlchemy


def words_about(connection: Connection, story_ids: Collection[str], kinds: Collection[str]) -> tuple[WordRow, ...]:
    """Return what people had done to some stories, in order."""
    ids = list(story_ids)
    query = select(instructions).where(
        instructions.c.kind.in_(list(kinds)),
        instructions.c.state == "applied",
        instructions.c.target.in_(ids) | instructions.c.other.in_(ids),
    )
    return tuple(
        WordRow(at=row.applied_at, kind=row.kind, who=row.who, why=row.why, result=row.result or "")
        for row in connection.execute(query.order_by(instructions.c.id))
    )


# --- regrouping -------------------------------------------------------------------------------


def articles_of_story(connection: Connection, story_ids: Collection[str]) -> tuple[Analysed, ...]:
    """Return the articles with reports in some stories, in order of arrival."""
    theirs = select(reports.c.article_id).where(reports.c.story_id.in_(list(story_ids)))
    query = select(articles.c.analysed).where(articles.c.id.in_(theirs)).order_by(articles.c.seq)
    return tuple(row.analysed for row in connection.execute(query))


def move_reports(connection: Connection, report_ids: Iterable[str], story_id: str) -> None:
    """Put reports into another story."""
    moved = [{"report": report_id, "to": story_id} for report_id in report_ids]
    if moved:
        connection.execute(_MOVE_REPORT, moved)


_MOVE_REPORT = update(reports).where(reports.c.id == bindparam("report")).values(story_id=bindparam("to"))


def make_alias(connection: Connection, gone_id: str, kept_id: str) -> None:
    """Make a story, and those that were merged into it before, aliases of another for ever."""
    either = (stories.c.id == gone_id) | (stories.c.alias_of == gone_id)
    connection.execute(update(stories).where(either).values(alias_of=kept_id))


def join_alerts(connection: Connection, gone_id: str, kept_id: str, now: datetime) -> None:
    """Let the alerts of a merged story go on with the other, one a receiver, and what waits to be listed."""
    theirs = _standings_of(connection, gone_id)
    kept = _standings_of(connection, kept_id)
    for receiver, gone in theirs.items():
        if receiver in kept:
            goes_on, ends = join_standings(kept[receiver], gone)
            _set_aside(connection, goes_on.id)
            _set_aside(connection, ends.id)
            save_standing(connection, ends, now)
            save_standing(connection, goes_on, now)
        else:
            save_standing(connection, replace(gone, about=kept_id, story_id=kept_id), now)
    about_articles = alerts.c.story_id == gone_id, alerts.c.about != gone_id
    connection.execute(update(alerts).where(*about_articles).values(story_id=kept_id))
    _join_entries(connection, gone_id, kept_id)


def _set_aside(connection: Connection, alert_id: str) -> None:
    """Free the key (about, receiver) of an alert until it is stored again."""
    connection.execute(update(alerts).where(alerts.c.id == alert_id).values(about=f"joining {alert_id}"))


def _standings_of(connection: Connection, about: str) -> dict[str, Standing]:
    rows = connection.execute(select(alerts.c.standing, alerts.c.acked_at).where(alerts.c.about == about))
    return {row.standing.receiver: replace(row.standing, acked_at=row.acked_at) for row in rows}


def _join_entries(connection: Connection, gone_id: str, kept_id: str) -> None:
    """An article that told both stories keeps its line of each."""
    listed = entries.alias()
    twice = select(listed.c.id).where(
        listed.c.story_id == kept_id,
        listed.c.receiver == entries.c.receiver,
        listed.c.article_id == entries.c.article_id,
    )
    connection.execute(update(entries).where(entries.c.story_id == gone_id, ~twice.exists()).values(story_id=kept_id))


def _stories() -> Select[tuple[int, Story, str | None]]:
    return select(stories.c.number, stories.c.story, stories.c.alias_of)


def _row(row: Row[tuple[int, Story, str | None]]) -> StoryRow:
    return StoryRow(story=replace(row.story, number=row.number), alias_of=row.alias_of)
