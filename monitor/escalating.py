"""What nobody took up: a critical alert goes to another receiver after the time that its route says, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from monitor.alerting.advance import alert_id, alert_of, notice_id
from monitor.alerting.durations import spelled
from monitor.alerting.known import figures_in
from monitor.alerting.policy import Policy
from monitor.alerting.schedule import is_late
from monitor.alerting.standing import Standing
from monitor.model import Letter, Notice
from monitor.store import Connection
from monitor.store.escalations import Due, article_of, due_escalations, settle_escalation
from monitor.store.instructions import InstructionKind, pending_instructions
from monitor.store.outbox import add_notice
from monitor.store.told import save_standing, standings_about
from monitor.vocabulary import EscalationState, NoticeKind

log = structlog.get_logger(room="schedule")


def escalate(connection: Connection, policy: Policy, now: datetime) -> int:
    """Pass on every alert that nobody took up in its time; return how many notices came of it.

    What somebody took up while the daemon was stopped is no such: the desk is about to write it down.
    """
    due = due_escalations(connection, now)
    taken_up = {one.target for one in pending_instructions(connection, {InstructionKind.ACK})} if due else ()
    return sum(_pass_on(connection, policy, one, now) for one in due if one.standing.id not in taken_up)


def _pass_on(connection: Connection, policy: Policy, due: Due, now: datetime) -> int:
    if due.acked:
        settle_escalation(connection, due, EscalationState.ACKED, now)
        return 0
    if policy.listener(due.receiver) is None:
        settle_escalation(connection, due, EscalationState.VOID, now)
        log.critical("nobody_to_tell", cause="escalation", what=f"`{due.receiver}` is not configured any more")
        return 0
    standing = _told(connection, due, now)
    letter = _letter(connection, due, standing, now)
    save_standing(connection, standing, now)
    add_notice(connection, letter, now, article_id=due.article_id)
    settle_escalation(connection, due, EscalationState.TOLD, now, letter.notice.id)
    log.warning("escalated", story=due.story.number, receiver=due.receiver, instead_of=due.standing.receiver)
    return 1


def _told(connection: Connection, due: Due, now: datetime) -> Standing:
    """Return what the other receiver knows from now on: like anybody who was told, it hears every change."""
    known = standings_about(connection, due.standing.about).get(due.receiver)
    mine = known or replace(
        due.standing,
        id=alert_id(due.standing.about, due.receiver),
        receiver=due.receiver,
        opened_at=now,
        notices=0,
        first_notice_id=None,
        acked_at=None,
        quiet=None,
        hushed=None,
    )
    return replace(
        mine,
        level=due.standing.level,
        figures=figures_in(due.story),
        heard=True,
        withheld=None,
        untold=(),
        listed=(),
        first_waits=False,
        notices=mine.notices + 1,
        first_notice_id=mine.first_notice_id or notice_id(mine.id, 1),
        last_told_at=now,
    )


def _letter(connection: Connection, due: Due, standing: Standing, now: datetime) -> Letter:
    notice = Notice(
        id=notice_id(standing.id, standing.notices),
        kind=NoticeKind.ESCALATED,
        receiver=due.receiver,
        n=standing.notices,
        level=standing.level,
        created_at=now,
        alert_id=standing.id,
        story_id=due.story.id,
        first_notice_id=standing.first_notice_id if standing.notices > 1 else None,
        not_taken_up=True,
        late=is_late(due.at, now),
    )
    found = article_of(connection, due.article_id, due.story.id)
    analysed, n = found or (None, 0)
    told = (
        f"Nobody has taken this up: `{due.standing.receiver}` was told {_ago(due, now)} ago and did not answer. "
        f"Take it up with: media-monitor alerts ack {due.story.number}"
    )
    return Letter(
        notice=notice,
        alert=alert_of(standing),
        story=due.story,
        article=analysed.article if analysed else None,
        report=analysed.reports[n] if analysed else None,
        facts=analysed.facts if analysed else None,
        rules=standing.reasons,
        text=(told,),
    )


def _ago(due: Due, now: datetime) -> str:
    """Say how long ago the first receiver was told; after a stop that is longer than the route says."""
    if not is_late(due.at, now):
        return spelled(due.after)
    passed = now - due.at + due.after
    rough = timedelta(hours=1) if passed >= timedelta(hours=2) else timedelta(minutes=1)
    return f"over {spelled(passed // rough * rough)}"
