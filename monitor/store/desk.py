"""What the desk reads and writes: articles in order of arrival, and stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, LargeBinary, bindparam, select, type_coerce, update

from monitor.model import Analysed, Match, Story, StoryChange
from monitor.store.meta import catch_up_is_after_stop
from monitor.store.schema import articles, drops, reports, stories
from monitor.store.statements import insert_once, upsert_returning
from monitor.store.types import analysed_of
from monitor.vocabulary import Verdict

_AT_ONCE = 200
"""So many articles are in memory at once when the index is rebuilt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingArticle:
    """An article that the desk has not decided yet; `catch_up`: it lay there at the start, `late`: after a stop."""

    analysed: Analysed
    catch_up: bool
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenArticle:
    """What the index must know of an article again; `features` as `Analysed` has them."""

    article_id: str
    source_id: str
    revision_key: str | None
    features: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What became of an article at the desk."""

    article_id: str
    changes: tuple[StoryChange, ...]
    matches: tuple[Match, ...]
    rule_set_id: str | None
    decisions: int = 0  # how many were made about it


# --- articles ---------------------------------------------------------------------------------


def pending_articles(connection: Connection, limit: int) -> Iterator[PendingArticle]:
    """Give the next articles to decide, in order of arrival; each is read from its JSON when its turn comes."""
    found = connection.execute(_PENDING, {"limit": limit}).all()
    late = any(row.catch_up for row in found) and catch_up_is_after_stop(connection)
    return (
        PendingArticle(
            analysed=analysed_of(row.analysed, row.features), catch_up=row.catch_up, late=row.catch_up and late
        )
        for row in found
    )


_PENDING = (
    select(type_coerce(articles.c.analysed, LargeBinary).label("analysed"), articles.c.features, drops.c.catch_up)
    .join_from(articles, drops)
    .where(articles.c.state == "pending")
    .order_by(articles.c.seq)
    .limit(bindparam("limit"))
)


def save_placed(connection: Connection, placed: Sequence[Placed], now: datetime) -> None:
    """Record the stories of articles' reports and what the rules said; the articles are decided."""
    insert_once(connection, reports, [_report_row(one, change, now) for one in placed for change in one.changes])
    if placed:
        connection.execute(_SAVE_ARTICLE, [_decided_row(one, now) for one in placed])


def _report_row(placed: Placed, change: StoryChange, now: datetime) -> dict[str, object]:
    return {
        "id": change.report.id,
        "article_id": placed.article_id,
        "n": change.report.n,
        "story_id": change.story.id,
        "relation": change.relation,
        "decided_at": now,
        "why": change.why,
        "changes": tuple(replace(one, told=None) for one in change.changes),
    }


def _decided_row(placed: Placed, now: datetime) -> dict[str, object]:
    told = tuple(match for match in placed.matches if match.verdict is not Verdict.NO)
    return {
        "article": placed.article_id,
        "state": "decided",
        "decided_at": now,
        "rule_set_id": placed.rule_set_id,
        "report_count": len(placed.changes),
        "decision_count": placed.decisions,
        "matches": told,
        "unread": sum(match.verdict is Verdict.UNREAD for match in told),
    }


_DECIDED = ("state", "decided_at", "rule_set_id", "report_count", "decision_count", "matches", "unread")
_SAVE_ARTICLE = (
    update(articles).where(articles.c.id == bindparam("article")).values({name: bindparam(name) for name in _DECIDED})
)


def fail_article(connection: Connection, article_id: str, why: str, now: datetime) -> None:
    """Record that an article could not be decided (a bug): it is set aside, the line goes on."""
    values = {"state": "failed", "failure": why, "decided_at": now}
    connection.execute(update(articles).where(articles.c.id == article_id).values(**values))


def decide_again(connection: Connection, article_id: str) -> bool:
    """Give an article that a bug set aside back to the desk; return whether there was one."""
    query = update(articles).where(articles.c.id == article_id, articles.c.state == "failed")
    again = query.values(state="pending", failure=None, decided_at=None).returning(articles.c.id)
    return connection.execute(again).first() is not None


# --- stories ----------------------------------------------------------------------------------


def save_story(connection: Connection, story: Story) -> int:
    """Store a story as it stands; return its number, which is given when it is opened.

    A story with a number is there already: an insert that turns into an update would use a number up.
    """
    row = {
        "id": story.id,
        "opened_at": story.opened_at,
        "updated_at": story.updated_at,
        "headline": story.headline,
        "story": story,
    }
    if story.number:
        connection.execute(_CHANGE_STORY, {"story_number": story.number, **row})
        return story.number
    return int(upsert_returning(connection, stories, row, key="id", returning="number"))


_CHANGE_STORY = (
    update(stories)
    .where(stories.c.number == bindparam("story_number"))
    .values({name: bindparam(name) for name in ("id", "opened_at", "updated_at", "headline", "story")})
)


def live_stories(connection: Connection, since: datetime) -> Iterator[Story]:
    """Give the stories that changed after `since` and were not merged away, for the index.

    What a rule over time tells is no event that a report could join.
    """
    live = stories.c.updated_at >= since, stories.c.alias_of.is_(None), stories.c.watch.is_(None)
    query = select(stories.c.number, stories.c.story).where(*live)
    for row in connection.execute(query.order_by(stories.c.number)):
        yield replace(row.story, number=row.number)


def articles_of_live_stories(connection: Connection, since: datetime) -> Iterator[SeenArticle]:
    """Give what was seen of the decided articles of the live stories in order of arrival, for the index."""
    theirs = (
        select(reports.c.article_id)
        .join_from(reports, stories)
        .where(stories.c.updated_at >= since, stories.c.alias_of.is_(None))
    )
    query = select(articles.c.id, articles.c.source, articles.c.revision_key, articles.c.features)
    query = query.where(articles.c.state == "decided", articles.c.id.in_(theirs)).order_by(articles.c.seq)
    for row in connection.execute(query.execution_options(yield_per=_AT_ONCE)):
        features = row.features.decode() if row.features else ""
        yield SeenArticle(article_id=row.id, source_id=row.source, revision_key=row.revision_key, features=features)


def analysed_article(connection: Connection, article_id: str) -> Analysed:
    """Return one article whole.

    Raises:
        NoResultFound: there is none of that id.
    """
    found: Analysed = connection.execute(select(articles.c.analysed).where(articles.c.id == article_id)).scalar_one()
    return found
