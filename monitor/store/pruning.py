"""What retention takes away, a batch a transaction, and what it must leave.

    told      all that was said and decided about one story: messages, answers, alerts, decisions, entries
    files     a drop with its articles and reports; its copy in the archive goes right after the commit
    the rest  stories and rule sets that nothing refers to any more, old digests, summaries and instructions

Nothing goes that is pending, that an entry waits with, or that belongs to a story which can still change.
Every row taken is counted in `pruned`, and drops by their numbers, so `audit` can tell them from rows that
somebody removed by hand. A copy's path is noted in the transaction that takes its drop, and struck out
after the file is gone: killed in between, the next run goes on there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable

from sqlalchemy import Column, ColumnElement, Connection, and_, delete, exists, func, insert, or_, select, update

from monitor.store.meta import get_mark, set_mark
from monitor.store.pruning_the_rest import take_the_rest
from monitor.store.schema import (
    alerts,
    articles,
    decisions,
    drops,
    entries,
    escalations,
    instructions,
    notices,
    pruned,
    pruned_drops,
    pruned_files,
    reports,
    stories,
)
from monitor.store.statements import add_count, insert_once
from monitor.store.taking import (
    BATCH,
    Limits,
    Taken,
    Taking,
    is_alias_of_live,
    is_last_message,
    is_open_or_young,
    take_messages,
    told_before,
)
from monitor.vocabulary import DropState, NoticeState

LISTED_DECISIONS = "decisions listed"
"""Under this word `pruned` also counts the decisions of which an entry was made."""

BEFORE = "pruned_articles_before"
"""The mark that says up to when articles were taken away, so that decisions about them may stand alone."""


def begin_pruning(connection: Connection, limits: Limits) -> None:
    """Note up to when articles go, before the first one does."""
    before = limits.articles_before.isoformat()
    set_mark(connection, BEFORE, max(get_mark(connection, BEFORE) or "", before))


def in_question(connection: Connection, limits: Limits) -> int:
    """Count the stories and files that are old enough, for a progress bar; some of them may have to stay."""
    old_stories = select(func.count()).select_from(stories).where(stories.c.updated_at < told_before(limits))
    old_files = select(func.count()).select_from(drops).where(drops.c.received_at < limits.articles_before)
    return int(connection.scalar(old_stories) or 0) + int(connection.scalar(old_files) or 0)


# --- what was told --------------------------------------------------------------------------------


def take_told(connection: Connection, limits: Limits) -> Taken:
    """Take away what was told of the next stories; nothing is left when the answer is empty."""
    found = select(stories.c.id).where(
        stories.c.updated_at < told_before(limits), _was_told(), ~_is_needed(limits), ~is_alias_of_live(limits)
    )
    ids = list(connection.scalars(found.order_by(stories.c.number).limit(BATCH)))
    if not ids:
        return Counter()
    theirs = select(alerts.c.id).where(alerts.c.story_id.in_(ids))
    messages = list(connection.scalars(select(notices.c.id).where(notices.c.alert_id.in_(theirs))))
    taking = Taking(connection)
    taking.rows(entries, entries.c.story_id.in_(ids), entries.c.receiver, entries.c.kind)
    passed_on = or_(escalations.c.alert_id.in_(theirs), escalations.c.notice_id.in_(messages))
    taking.rows(escalations, passed_on, escalations.c.receiver, escalations.c.state)
    take_messages(taking, messages)
    taking.rows(alerts, alerts.c.story_id.in_(ids), alerts.c.receiver)
    _take_decisions(taking, ids)
    return taking.taken


def _take_decisions(taking: Taking, story_ids: Collection[str]) -> None:
    """Take decisions away; their articles, which may stay, have so many fewer from now on."""
    theirs = decisions.c.story_id.in_(story_ids)
    query = select(decisions.c.article_id, func.count()).where(theirs).group_by(decisions.c.article_id)
    for article_id, count in taking.connection.execute(query).all():
        fewer = update(articles).where(articles.c.id == article_id)
        taking.connection.execute(fewer.values(decision_count=articles.c.decision_count - count))
    listed = select(decisions.c.receiver, func.count()).where(theirs, decisions.c.listed).group_by(decisions.c.receiver)
    for receiver, count in taking.connection.execute(listed).all():
        key = {"what": LISTED_DECISIONS, "receiver": receiver, "state": ""}
        add_count(taking.connection, pruned, key, count)
    taking.rows(decisions, theirs, decisions.c.receiver, decisions.c.kind)


def _was_told() -> ColumnElement[bool]:
    return or_(*(exists().where(table.c.story_id == stories.c.id) for table in (alerts, decisions, entries)))


def _is_needed(limits: Limits) -> ColumnElement[bool]:
    """Whether something of what was told about a story is young, pending, waits, or is referred to."""
    before = limits.notices_before
    message = and_(notices.c.alert_id == alerts.c.id, alerts.c.story_id == stories.c.id)
    others = entries.alias("others")
    listed_by_it = or_(others.c.summary_id == notices.c.id, others.c.digest_id == notices.c.id)
    return or_(
        exists().where(decisions.c.story_id == stories.c.id, decisions.c.at >= before),
        exists().where(entries.c.story_id == stories.c.id, or_(entries.c.at >= before, _waits(limits))),
        exists().where(message, or_(is_open_or_young(before), is_last_message())),
        exists().where(message, listed_by_it, others.c.story_id != stories.c.id),
        exists().where(
            escalations.c.alert_id == alerts.c.id, alerts.c.story_id == stories.c.id, escalations.c.state == "waiting"
        ),
        exists().where(_is_pending(alerts.c.id), alerts.c.story_id == stories.c.id),
    )


def _waits(limits: Limits) -> ColumnElement[bool]:
    """Whether an entry is still to be listed by a summary or a digest."""
    return or_(
        and_(entries.c.waits_for.is_not(None), entries.c.summary_id.is_(None)),
        and_(entries.c.digest_id.is_(None), entries.c.receiver.in_(limits.digest_receivers)),
    )


def _is_pending(target: Column[str]) -> ColumnElement[bool]:
    return and_(instructions.c.state == "pending", instructions.c.target == target)


# --- files ----------------------------------------------------------------------------------------


def take_files(connection: Connection, limits: Limits) -> Taken:
    """Take away the next drops with all that was read from them; nothing is left when the answer is empty."""
    ends = (DropState.PROCESSED, DropState.IGNORED, *((DropState.QUARANTINED,) if limits.quarantine else ()))
    copies = drops.alias("copies")
    found = select(drops.c.id, drops.c.state, drops.c.kept_at).where(
        drops.c.state.in_(ends),
        drops.c.received_at < limits.articles_before,
        drops.c.settled_at < limits.articles_before,
        ~exists().where(copies.c.duplicate_of == drops.c.id),
        ~exists().where(articles.c.drop_id == drops.c.id, _article_is_needed(limits)),
    )
    rows = connection.execute(found.order_by(drops.c.id).limit(BATCH)).all()
    if not rows:
        return Counter()
    ids = [row.id for row in rows]
    theirs = select(articles.c.id).where(articles.c.drop_id.in_(ids))
    taking = Taking(connection)
    taking.rows(reports, reports.c.article_id.in_(theirs))
    taking.rows(articles, articles.c.drop_id.in_(ids), state=articles.c.state)
    taking.rows(drops, drops.c.id.in_(ids), state=drops.c.state)
    _note_numbers(connection, ids)
    files = {row.kept_at for row in rows if row.kept_at and row.state != DropState.IGNORED}
    insert_once(connection, pruned_files, [{"path": path} for path in sorted(files)])
    return taking.taken


def _article_is_needed(limits: Limits) -> ColumnElement[bool]:
    """Whether an article is undecided or young, or a live story, a message or an entry is made of it."""
    dead_unrendered = and_(notices.c.state == NoticeState.DEAD, notices.c.rendered.is_(None))
    unsent = or_(notices.c.state == NoticeState.PENDING, dead_unrendered)  # `deliveries retry` renders it
    live = and_(reports.c.article_id == articles.c.id, reports.c.story_id == stories.c.id)
    return or_(
        articles.c.state == "pending",
        articles.c.decided_at >= limits.articles_before,
        exists().where(live, or_(stories.c.updated_at >= limits.live_since, is_alias_of_live(limits))),
        articles.c.id.in_(select(notices.c.article_id).where(unsent, notices.c.article_id.is_not(None))),
        articles.c.id.in_(select(entries.c.article_id).where(_waits(limits))),
        exists().where(_is_pending(articles.c.id)),
    )


def _note_numbers(connection: Connection, ids: Iterable[int]) -> None:
    """Note which drops are gone; numbers in a row, also with those noted before, are one line."""
    runs = [(row.first, row.last) for row in connection.execute(select(pruned_drops))]
    connection.execute(delete(pruned_drops))
    joined: list[tuple[int, int]] = []
    for first, last in sorted([*runs, *((one, one) for one in ids)]):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    connection.execute(insert(pruned_drops), [{"first": first, "last": last} for first, last in joined])


def files_to_unlink(connection: Connection) -> tuple[tuple[str, bool], ...]:
    """Return the noted paths, and whether each may go: a newer drop of the same bytes has the same copy."""
    still = exists().where(drops.c.kept_at == pruned_files.c.path)
    rows = connection.execute(select(pruned_files.c.path, still.label("still")).limit(BATCH))
    return tuple((row.path, not row.still) for row in rows)


def strike_out(connection: Connection, paths: Collection[str]) -> None:
    """Record that these files are gone."""
    connection.execute(delete(pruned_files).where(pruned_files.c.path.in_(paths)))


Step = Callable[[Connection, Limits], Taken]

STEPS: tuple[Step, ...] = (take_told, take_files, take_the_rest)
"""In this order, each until it answers nothing: what was told refers to articles, stories go last."""
