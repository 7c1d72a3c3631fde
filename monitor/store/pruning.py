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
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, delete, exists, func, insert, or_, select, update

from monitor.store.meta import get_mark, set_mark
from monitor.store.schema import (
    alerts,
    articles,
    decisions,
    digests,
    drops,
    entries,
    escalations,
    in_force,
    instructions,
    notices,
    pruned,
    pruned_drops,
    pruned_files,
    receipts,
    reports,
    rule_set_parts,
    rule_sets,
    silences,
    stories,
)
from monitor.store.statements import add_count, insert_once
from monitor.vocabulary import DropState, NoticeState

BATCH = 200
"""Stories or files a transaction: short enough that a kill costs little, long enough that syncs do not count."""

LISTED_DECISIONS = "decisions listed"
"""Under this word `pruned` also counts the decisions of which an entry was made."""

BEFORE = "pruned_articles_before"
"""The mark that says up to when articles were taken away, so that decisions about them may stand alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is older goes. A story that changed after `live_since` stays whole, however old its articles are."""

    articles_before: datetime
    notices_before: datetime
    live_since: datetime
    digest_receivers: frozenset[str]  # their entries wait until a digest lists them
    quarantine: bool = False  # quarantined files too


Taken = Counter[str]
"""How many rows went, by table."""


def begin_pruning(connection: Connection, limits: Limits) -> None:
    """Note up to when articles go, before the first one does."""
    before = limits.articles_before.isoformat()
    set_mark(connection, BEFORE, max(get_mark(connection, BEFORE) or "", before))


def in_question(connection: Connection, limits: Limits) -> int:
    """Count the stories and files that are old enough, for a progress bar; some of them may have to stay."""
    old_stories = select(func.count()).select_from(stories).where(stories.c.updated_at < _told_before(limits))
    old_files = select(func.count()).select_from(drops).where(drops.c.received_at < limits.articles_before)
    return int(connection.scalar(old_stories) or 0) + int(connection.scalar(old_files) or 0)


# --- what was told --------------------------------------------------------------------------------


def take_told(connection: Connection, limits: Limits) -> Taken:
    """Take away what was told of the next stories; nothing is left when the answer is empty."""
    found = select(stories.c.id).where(
        stories.c.updated_at < _told_before(limits), _was_told(), ~_is_needed(limits), ~_alias_of_live(limits)
    )
    ids = list(connection.scalars(found.order_by(stories.c.number).limit(BATCH)))
    if not ids:
        return Counter()
    theirs = select(alerts.c.id).where(alerts.c.story_id.in_(ids))
    messages = list(connection.scalars(select(notices.c.id).where(notices.c.alert_id.in_(theirs))))
    taking = _Taking(connection)
    taking.rows(entries, entries.c.story_id.in_(ids), entries.c.receiver, entries.c.kind)
    passed_on = or_(escalations.c.alert_id.in_(theirs), escalations.c.notice_id.in_(messages))
    taking.rows(escalations, passed_on, escalations.c.receiver, escalations.c.state)
    _take_messages(taking, messages)
    taking.rows(alerts, alerts.c.story_id.in_(ids), alerts.c.receiver)
    _take_decisions(taking, ids)
    return taking.taken


def _take_messages(taking: _Taking, ids: Collection[str]) -> None:
    taking.rows(receipts, receipts.c.notice_id.in_(ids))
    taking.rows(notices, notices.c.id.in_(ids), notices.c.receiver, notices.c.kind)


def _take_decisions(taking: _Taking, story_ids: Collection[str]) -> None:
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
        exists().where(message, or_(_is_open_or_young(before), _is_last_message())),
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


def _is_open_or_young(before: datetime) -> ColumnElement[bool]:
    young = func.coalesce(notices.c.settled_at, notices.c.created_at) >= before
    return or_(notices.c.state == NoticeState.PENDING, young)


def _is_last_message() -> ColumnElement[bool]:
    """Whether a message is its receiver's last: from there on is counted what was withheld."""
    later = notices.alias("later")
    return ~exists().where(later.c.receiver == notices.c.receiver, later.c.created_at > notices.c.created_at)


def _is_pending(target: Column[str]) -> ColumnElement[bool]:
    return and_(instructions.c.state == "pending", instructions.c.target == target)


def _alias_of_live(limits: Limits) -> ColumnElement[bool]:
    """Whether a story was merged into one that lives: its number must go on leading there."""
    kept = stories.alias("kept")
    return exists().where(kept.c.id == stories.c.alias_of, kept.c.updated_at >= limits.live_since)


def _told_before(limits: Limits) -> datetime:
    return min(limits.notices_before, limits.live_since)


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
    taking = _Taking(connection)
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
        exists().where(live, or_(stories.c.updated_at >= limits.live_since, _alias_of_live(limits))),
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


# --- the rest -------------------------------------------------------------------------------------


def take_the_rest(connection: Connection, limits: Limits) -> Taken:
    """Take away the next of what nothing refers to; nothing is left when the answer is empty."""
    taking = _Taking(connection)
    for step in (_take_digests, _take_single_messages, _take_stories, _take_by_age):
        step(taking, limits)
    return taking.taken


def _take_digests(taking: _Taking, limits: Limits) -> None:
    """Old periods with their digests, but for each receiver's last one: the next begins where that ends."""
    later, message = digests.alias("later"), notices.c.id == digests.c.notice_id
    told_later = exists().where(
        later.c.receiver == digests.c.receiver, later.c.made_at > digests.c.made_at, later.c.notice_id.is_not(None)
    )
    found = select(digests.c.id, digests.c.notice_id).where(
        digests.c.ends_at < limits.notices_before,
        digests.c.made_at < limits.notices_before,
        or_(digests.c.notice_id.is_(None), told_later),
        ~exists().where(message, or_(_is_open_or_young(limits.notices_before), _is_listing(), _is_last_message())),
    )
    rows = taking.connection.execute(found.limit(BATCH)).all()
    taking.rows(digests, digests.c.id.in_([row.id for row in rows]), digests.c.receiver)
    _take_messages(taking, [row.notice_id for row in rows if row.notice_id])


def _take_single_messages(taking: _Taking, limits: Limits) -> None:
    """Summaries, notices to the operator and dead letters of no alert."""
    found = select(notices.c.id).where(
        notices.c.alert_id.is_(None),
        ~_is_open_or_young(limits.notices_before),
        ~_is_listing(),
        ~_is_last_message(),
        ~exists().where(digests.c.notice_id == notices.c.id),
        ~exists().where(escalations.c.notice_id == notices.c.id),
    )
    _take_messages(taking, list(taking.connection.scalars(found.limit(BATCH))))


def _is_listing() -> ColumnElement[bool]:
    """Whether an entry that stays is listed by a message."""
    return or_(
        exists().where(entries.c.summary_id == notices.c.id), exists().where(entries.c.digest_id == notices.c.id)
    )


def _take_stories(taking: _Taking, limits: Limits) -> None:
    merged = stories.alias("merged")
    children = (reports, alerts, decisions, entries)
    found = select(stories.c.id).where(
        stories.c.updated_at < min(_told_before(limits), limits.articles_before),
        *(~exists().where(table.c.story_id == stories.c.id) for table in children),
        ~exists().where(merged.c.alias_of == stories.c.id),
        ~_alias_of_live(limits),
    )
    ids = list(taking.connection.scalars(found.limit(BATCH)))
    taking.rows(stories, stories.c.id.in_(ids))


def _take_by_age(taking: _Taking, limits: Limits) -> None:
    done_at = func.coalesce(instructions.c.applied_at, instructions.c.at)
    old = and_(instructions.c.state != "pending", done_at < limits.notices_before)
    taking.rows(instructions, old, state=instructions.c.kind)
    unused = and_(silences.c.ends_at < limits.notices_before, ~exists().where(entries.c.silence_id == silences.c.id))
    taking.rows(silences, unused)
    replaced = and_(
        rule_sets.c.accepted_at < limits.articles_before,
        ~exists().where(in_force.c.rule_set_id == rule_sets.c.id),
        ~exists().where(articles.c.rule_set_id == rule_sets.c.id),
    )
    taking.rows(rule_sets, replaced)
    taking.rows(rule_set_parts, ~exists().where(rule_sets.c.id == rule_set_parts.c.rule_set_id))


Step = Callable[[Connection, Limits], Taken]

STEPS: tuple[Step, ...] = (take_told, take_files, take_the_rest)
"""In this order, each until it answers nothing: what was told refers to articles, stories go last."""


class _Taking:
    """Deletes rows and counts them in the same transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.taken: Taken = Counter()

    def rows(
        self,
        table: Table,
        which: ColumnElement[bool],
        receiver: Column[str] | None = None,
        state: Column[str] | None = None,
    ) -> None:
        """Take rows away, counted by receiver and by state or kind where they have such."""
        key = next(iter(table.primary_key.columns))
        shown = [column for column in (receiver, state) if column is not None]
        gone = self.connection.execute(delete(table).where(which).returning(key, *shown)).mappings().all()
        counted = Counter(
            ("" if receiver is None else row[receiver.name], "" if state is None else row[state.name]) for row in gone
        )
        for (name, kind), count in counted.items():
            add_count(self.connection, pruned, {"what": table.name, "receiver": name, "state": kind}, count)
        if gone:
            self.taken[table.name] += len(gone)
