"""One day of the scripted week through the daemon itself, killed again and again: everybody hears the same.

The whole week has three hundred moments; the daemon's loops look once a second, and each start takes one or two, so
only Tuesday goes through `media-monitor run`: its inbox, its workers, its loops and a mail server. It is the day
with limits that fold, a summary, two digests and alerts that rise. What was before and what comes after it is
played by the driver of tests/week over the same store, and the log of the whole week must be golden.txt, line by line.

The daemon's clock stands at each moment until all that it brings is decided and sent, so a slow machine decides the
same as a quick one. What one moment brings comes in the order of tests/week: what people do, what the clock alone
makes due, then the article.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from monitor.store import Connection, Store
from monitor.store.schema import articles, drops, escalations, instructions, notices
from monitor.vocabulary import DropState
from tests.desk import MailServer, mail_server
from tests.week.script import MONDAY, Item, bytes_of, read_week
from tests.week.week import HERE, Moment, Week, heard, moments, play_week, take_up

DAEMON = Path(__file__).with_name("scripted_daemon.py")
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
KILLS = 12
PATIENCE = 180.0


@pytest.fixture
def server() -> Iterator[tuple[MailServer, int]]:
    yield from mail_server()


@dataclass
class Daemon:
    """media-monitor in a folder, at the time that its clock file says."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None
    kills: int = 0

    @property
    def clock(self) -> Path:
        return self.folder / "clock"

    def configure(self, port: int) -> None:
        """Write the week's configuration, with a mail server and a spool of its own."""
        plain = (HERE / "monitor.yaml").read_text(encoding="utf-8")
        changed = {
            "maildir: ./mail": f"smtp: {{host: 127.0.0.1, port: {port}, tls: none, from: desk@example.org}}",
            "rules: ./rules": f"rules: {HERE / 'rules'}",
            "{path: ./spool, min_free: 0}": "{path: ./spool, min_free: 0, scan: 1s}",
        }
        for old, new in changed.items():
            assert old in plain
            plain = plain.replace(old, new)
        (self.folder / "monitor.yaml").write_text(plain, encoding="utf-8")

    def set_clock(self, at: datetime) -> None:
        """Set the daemon's clock; it shows the new time when this returns."""
        new = self.clock.with_suffix(".new")
        new.write_text(at.isoformat())
        new.replace(self.clock)
        seen = self.clock.with_suffix(".seen")
        if self.process:
            self.wait_until(lambda: seen.exists() and seen.read_text() == at.isoformat())

    def start(self) -> None:
        command = [sys.executable, str(DAEMON), str(self.clock), "run", "--config", str(self.folder / "monitor.yaml")]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stderr=log, stdout=log, env={**os.environ, "PYTHONPATH": ROOT})

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def close(self) -> None:
        """End it, however the test ended: one that lived on would take the files of the next."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def drop(self, item: Item) -> None:
        path = self.folder / "spool" / "inbox" / item.name
        path.parent.mkdir(parents=True, exist_ok=True)
        hidden = path.with_name(f".{path.name}")
        hidden.write_bytes(bytes_of(item))
        os.utime(hidden, (item.at.timestamp(), item.at.timestamp()))
        hidden.rename(path)

    def wait_until(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < end, self.last_words
            assert self.process
            assert self.process.poll() is None, self.last_words
            time.sleep(0.02)

    @property
    def last_words(self) -> str:
        return (self.folder / "log").read_text()[-3000:]


@dataclass(frozen=True, slots=True)
class Told:
    """One message of a week, and whether the clock alone made it: a summary, a digest, an alert nobody took up."""

    id: str
    at: datetime
    by_clock: bool


ROOT = str(Path(__file__).parents[2])


@pytest.mark.faults
@pytest.mark.timeout(900)
def test_a_day_through_a_daemon_that_is_killed_is_the_day_in_the_log(
    tmp_path: Path, server: tuple[MailServer, int]
) -> None:
    calm, killed = (tmp_path / name for name in ("calm", "killed"))
    for folder in (calm, killed):
        folder.mkdir()
    play_week(calm)
    script = moments(read_week(HERE / "stories"))
    play([one for one in script if one.at < TUESDAY], killed, at=MONDAY)
    mail, port = server
    live(killed, port, [one for one in script if TUESDAY <= one.at < WEDNESDAY], told_in(calm))
    play([one for one in script if one.at >= WEDNESDAY], killed, at=WEDNESDAY)
    assert heard(killed) == (HERE / "golden.txt").read_text(encoding="utf-8")
    assert told_in(killed) == told_in(calm), "at the same moments, under the same identities"
    taken: dict[str, set[bytes]] = {}
    for _, message in mail.taken:
        taken.setdefault(str(message["Message-ID"]), set()).add(message.as_bytes())
    day = [one.id for one in told_in(calm) if TUESDAY <= one.at < WEDNESDAY]
    assert set(taken) == {f"<{identity}@example.org>" for identity in day}, "every message of the day, and no other"
    assert max(map(len, taken.values())) == 1, "one that came twice came with the same words"


def play(script: list[Moment], folder: Path, at: datetime) -> None:
    week = Week(folder, at=at)
    for moment in script:
        week.play(moment)
    week.close()


def live(folder: Path, port: int, script: list[Moment], calm: Sequence[Told]) -> None:
    """Let the daemon live through the moments, and through those at which the calm week says that something is due."""
    daemon, chance = Daemon(folder), random.Random(11)  # noqa: S311 - any moments will do
    due = [Moment(at=at) for at in {one.at for one in calm if TUESDAY <= one.at < WEDNESDAY}]
    steps = sorted([*script, *due], key=lambda one: (one.at, one.item is not None))
    deadly = set(chance.sample([n for n, one in enumerate(steps) if one.item], KILLS))
    daemon.configure(port)
    daemon.set_clock(TUESDAY)
    daemon.start()
    with closing(daemon), Store.open_existing(f"sqlite:///{folder}/monitor.db") as store:
        for n, step in enumerate(steps):
            store.write(partial(take_up, now=step.at)).result()
            daemon.set_clock(step.at)
            if step.item:
                daemon.drop(step.item)
            if n in deadly:
                time.sleep(chance.uniform(0.0, 1.5))
                daemon.kill()
                daemon.start()
            wanted = told_by(calm, step, last=[one.at for one in steps[n + 1 :][:1]] != [step.at])
            daemon.wait_until(partial(store.read, partial(is_over, step=step, wanted=wanted)))
    assert daemon.kills == KILLS


def told_by(calm: Sequence[Told], step: Moment, *, last: bool) -> frozenset[str]:
    """Return which messages there are when a step is over; `last`: no other step has the same moment."""
    return frozenset(one.id for one in calm if one.at < step.at or (one.at == step.at and (last or one.by_clock)))


def is_over(connection: Connection, step: Moment, wanted: frozenset[str]) -> bool:
    """Whether all that a moment brings is decided, told and sent."""
    item = step.item.name.encode() if step.item else None
    read = select(func.count()).where(drops.c.path == item, drops.c.state != DropState.WAITING)
    undecided = select(func.count()).select_from(articles).where(articles.c.state == "pending")
    unsent = select(func.count()).select_from(notices).where(notices.c.state == "pending")
    unapplied = select(func.count()).select_from(instructions).where(instructions.c.state == "pending")
    waiting = sum(int(connection.scalar(one) or 0) for one in (undecided, unsent, unapplied))
    here = item is None or bool(connection.scalar(read))
    return here and not waiting and wanted <= set(connection.scalars(select(notices.c.id)))


def told_in(folder: Path) -> list[Told]:
    """Return every message of a week in order."""
    passed_on = select(escalations.c.notice_id).where(escalations.c.notice_id.is_not(None))
    by_clock = notices.c.article_id.is_(None) | notices.c.id.in_(passed_on)
    query = select(notices.c.id, notices.c.created_at, by_clock).order_by(notices.c.created_at, notices.c.id)
    with Store.open_existing(f"sqlite:///{folder}/monitor.db") as store:
        return [Told(*row) for row in store.read(lambda connection: connection.execute(query).all())]
