"""The real desk over a real store with a scripted clock: what comes, what people do, and what is due, in order.

Nothing is kept in memory that the store does not hold, but for how many moments of the script are over; a
moment may be played twice, as after a crash.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select

from monitor.alerting.policy import policy_of
from monitor.delivery.templates import Templates
from monitor.desk import Desk, RuleBook, restored_index
from monitor.digesting import make_digests
from monitor.escalating import escalate
from monitor.extraction.load import load_knowledge
from monitor.inbox.sources import find_source
from monitor.model import Analysed, DropMeta
from monitor.pipeline import desk_step
from monitor.rules.load import load_rule_set
from monitor.sending import Sending, by_receiver, send_batch
from monitor.settings import Settings, load_settings
from monitor.silence_file import load_silences
from monitor.store import Connection, Store, outbox
from monitor.store.audit import audit
from monitor.store.instructions import Instruction, InstructionKind, instruct
from monitor.store.intake import Claim, Result, claim_drops, store_analysed
from monitor.store.rule_sets import accept_rule_set
from monitor.store.schema import alerts, drops, escalations, instructions, notices
from monitor.store.silences import silence_request
from monitor.summaries import make_summaries, next_summary_at, tell_operator
from monitor.vocabulary import EscalationState
from monitor.workers.analysis import analyse
from tests.week.journal import journal
from tests.week.script import MONDAY, Item, bytes_of, read_week

T = TypeVar("T")
HERE = Path(__file__).parent
TICK = timedelta(minutes=30)
END = MONDAY + timedelta(days=7, hours=12)
"""Until the Monday after, past the first digest of that week."""

ACTS_AFTER = timedelta(minutes=15)
AWAKE = range(6, 19)
"""The hours (UTC) in which duty takes up what it is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One step of the script: an article comes, a silence begins, or only time passes."""

    at: datetime
    item: Item | None = None
    silence: int | None = None


def moments(items: Sequence[Item]) -> tuple[Moment, ...]:
    """Return the script in order; before each article what fell due until then."""
    ticks = [Moment(at=MONDAY + n * TICK) for n in range((END - MONDAY) // TICK + 1)]
    silences = [Moment(at=one.starts_at, silence=n) for n, one in enumerate(load_silences(HERE / "silences.yaml"))]
    comes = [Moment(at=item.at, item=item) for item in items]
    return tuple(sorted([*ticks, *silences, *comes], key=lambda one: (one.at, one.item is not None)))


@cache
def the_book() -> RuleBook:
    rule_set, _ = load_rule_set(HERE / "rules")
    return RuleBook.compiled(rule_set)


@cache
def the_analysed() -> Mapping[str, tuple[Analysed, ...]]:
    """Every article of the week with its facts, by the name of its file: read once for all tests."""
    knowledge = load_knowledge(the_book().rule_set.gazetteer)
    sources = load_settings(HERE / "monitor.yaml").sources
    read = {}
    for item in read_week(HERE / "stories"):
        meta = DropMeta(
            name=item.name.rpartition("/")[2],
            source=find_source(item.source, sources),
            received_at=item.at,
            modified_at=item.at,
        )
        read[item.name] = analyse(bytes_of(item), meta, knowledge)
    return read


class Week:
    """The newsroom at work in a folder: its store and its mail lie there."""

    def __init__(self, folder: Path, at: datetime = MONDAY) -> None:
        plain = load_settings(HERE / "monitor.yaml")
        changed = {"store": f"sqlite:///{folder}/monitor.db", "maildir": folder / "mail"}
        self.settings: Settings = plain.model_copy(update=changed)
        self.now = at
        self.store = Store.open(self.settings.store)
        self.desk = Desk(policy=policy_of(self.settings), book=replace(the_book()))
        self._sending = Sending(
            settings=self.settings, templates=Templates.load(), store=self.store, clock=lambda: self.now
        )
        rule_set = the_book().rule_set
        self._write(partial(accept_rule_set, rule_set_id=rule_set.id, canonical=rule_set.to_canonical(), now=MONDAY))
        self.restore()

    def restore(self) -> None:
        """Read from the store what the desk remembers, as at a start."""
        self.desk.index = self.store.read(partial(restored_index, now=self.now))

    def close(self) -> None:
        self.store.close()

    def play(self, moment: Moment) -> None:
        """Let one moment pass; what it did already is not done again."""
        self._keep_time(until=moment.at)
        self.now = moment.at
        if moment.item:
            self._write(partial(_take_in, item=moment.item, now=self.now))
        if moment.silence is not None:
            self._write(partial(_silence, number=moment.silence, now=self.now))
        self._write(self._work)
        self._send()

    def _keep_time(self, until: datetime) -> None:
        """Make each summary, and pass on each alert, when that is due: at a moment before what comes at that moment."""
        while (at := self.store.read(self._next_due)) and at <= until:
            self.now = at
            self._write(self._work)
            self._send()

    def _next_due(self, connection: Connection) -> datetime | None:
        waiting = select(func.min(escalations.c.due_at)).where(escalations.c.state == EscalationState.WAITING)
        times = (next_summary_at(connection, self.desk.policy.intervals), connection.scalar(waiting))
        return min((at for at in times if at), default=None)

    def _work(self, connection: Connection) -> None:
        """Do one turn of the desk and of the schedule."""
        policy = self.desk.policy
        take_up(connection, self.now)
        while any(desk_step(connection, self.desk, self.now)):
            pass
        escalate(connection, policy, self.now)
        make_digests(connection, self.settings, self.now)
        make_summaries(connection, self.now, policy.intervals)
        tell_operator(connection, policy, self.now)

    def _send(self) -> None:
        while due := self.store.read(partial(outbox.due_notices, now=self.now)):
            for name, batch in by_receiver(due).items():
                asyncio.run(send_batch(self._sending, name, batch))

    def _write(self, write: Callable[[Connection], T]) -> T:
        return self.store.write(write).result()


def _take_in(connection: Connection, item: Item, now: datetime) -> None:
    """Take a file in as intake does; the same file again is the same claim."""
    work = item.name.encode()
    if connection.scalar(select(drops.c.id).where(drops.c.path == work)):
        return
    claim = Claim(work=work, source=item.source, name=work.rpartition(b"/")[2], path=work, mtime_ns=0)
    (drop,) = claim_drops(connection, [claim], now)
    data = bytes_of(item)
    result = Result(
        drop_id=drop.id,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        analysed=the_analysed()[item.name],
        kept_at=f"archive/{item.name}",
    )
    store_analysed(connection, [result], now)


def _silence(connection: Connection, number: int, now: datetime) -> None:
    silence = load_silences(HERE / "silences.yaml")[number]
    target = silence_request(silence)
    if not connection.scalar(select(instructions.c.id).where(instructions.c.target == target)):
        wish = Instruction(kind=InstructionKind.SILENCE, target=target, who=silence.owner, why=silence.reason)
        instruct(connection, wish, now)


def take_up(connection: Connection, now: datetime) -> None:
    """Duty takes up in daylight what it was told a quarter of an hour ago."""
    if now.hour not in AWAKE:
        return
    told = select(notices.c.alert_id).join(alerts, alerts.c.id == notices.c.alert_id)
    lately = told.where(
        notices.c.receiver == "duty", notices.c.created_at <= now - ACTS_AFTER, alerts.c.acked_at.is_(None)
    )
    for alert in sorted(set(connection.scalars(lately))):
        instruct(connection, Instruction(kind=InstructionKind.ACK, target=alert, who="olha"), now)


def play_week(folder: Path) -> None:
    """Play what is not over yet; may end anywhere and be called again."""
    script = moments(read_week(HERE / "stories"))
    over = folder / "over"
    begun = int(over.read_text()) if over.exists() else 0
    if begun == len(script):
        return
    week = Week(folder, at=script[begun].at)
    for n, moment in enumerate(script[begun:], start=begun + 1):
        week.play(moment)
        (folder / "over.new").write_text(str(n))
        (folder / "over.new").replace(over)
    week.close()


def heard(folder: Path) -> str:
    """Return the log of a week that is over."""
    week = Week(folder, at=END)
    try:
        assert [one for one in week.store.read(audit) if not one.agrees] == []
        return journal(week.store)
    finally:
        week.close()
