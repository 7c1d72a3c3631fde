"""The last step of retention: digests, summaries, stories and what else nothing refers to any more."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from monitor.store.schema import (
    alerts,
    articles,
    decisions,
    digests,
    entries,
    escalations,
    in_force,
    instructions,
    notices,
    reports,
    rule_set_parts,
    rule_sets,
    silences,
    stories,
)
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


def take_the_rest(connection: Connection, limits: Limits) -> Taken:
    """Take away the next of what nothing refers to; nothing is left when the answer is empty."""
    taking = Taking(connection)
    for step in (_take_digests, _take_single_messages, _take_stories, _take_by_age):
        step(taking, limits)
    return taking.taken


def _take_digests(taking: Taking, limits: Limits) -> None:
    """Old periods with their digests, but for each receiver's last one: the next begins where that ends."""
    later, message = digests.alias("later"), notices.c.id == digests.c.notice_id
    told_later = exists().where(
        later.c.receiver == digests.c.receiver, later.c.made_at > digests.c.made_at, later.c.notice_id.is_not(None)
    )
    found = select(digests.c.id, digests.c.notice_id).where(
        digests.c.ends_at < limits.notices_before,
        digests.c.made_at < limits.notices_before,
        or_(digests.c.notice_id.is_(None), told_later),
        ~exists().where(message, or_(is_open_or_young(limits.notices_before), _is_listing(), is_last_message())),
    )
    rows = taking.connection.execute(found.limit(BATCH)).all()
    taking.rows(digests, digests.c.id.in_([row.id for row in rows]), digests.c.receiver)
    take_messages(taking, [row.notice_id for row in rows if row.notice_id])


def _take_single_messages(taking: Taking, limits: Limits) -> None:
    """Summaries, notices to the operator and dead letters of no alert."""
    found = select(notices.c.id).where(
        notices.c.alert_id.is_(None),
        ~is_open_or_young(limits.notices_before),
        ~_is_listing(),
        ~is_last_message(),
        ~exists().where(digests.c.notice_id == notices.c.id),
        ~exists().where(escalations.c.notice_id == notices.c.id),
    )
    take_messages(taking, list(taking.connection.scalars(found.limit(BATCH))))


def _is_listing() -> ColumnElement[bool]:
    """Whether an entry that stays is listed by a message."""
    return or_(
        exists().where(entries.c.summary_id == notices.c.id), exists().where(entries.c.digest_id == notices.c.id)
    )


def _take_stories(taking: Taking, limits: Limits) -> None:
    merged = stories.alias("merged")
    children = (reports, alerts, decisions, entries)
    found = select(stories.c.id).where(
        stories.c.updated_at < min(told_before(limits), limits.articles_before),
        *(~exists().where(table.c.story_id == stories.c.id) for table in children),
        ~exists().where(merged.c.alias_of == stories.c.id),
        ~is_alias_of_live(limits),
    )
    ids = list(taking.connection.scalars(found.limit(BATCH)))
    taking.rows(stories, stories.c.id.in_(ids))


def _take_by_age(taking: Taking, limits: Limits) -> None:
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
