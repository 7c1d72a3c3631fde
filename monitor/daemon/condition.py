"""How the daemon is: told to systemd after real work, left in the store for `status`, told in an emergency."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from datetime import UTC, datetime

import structlog

from monitor.daemon.emergency import Emergency
from monitor.daemon.notify import Notifier
from monitor.daemon.pulse import Pulse
from monitor.errors import StoreError
from monitor.inbox import Inbox, LeftAlone, in_words
from monitor.store import Connection, Store
from monitor.store.meta import set_mark
from monitor.store.overview import DAEMON
from monitor.store.troubles import record_trouble

log = structlog.get_logger(room="daemon")

EVERY = 15.0
"""Seconds between two marks in the store: how old what `status` shows may be."""

FOR_THE_OPERATOR = {"space", "inbox", "claim", "workers"}
"""The inbox's troubles that stop intake; `polling` only slows it."""

SHOWN = 20
"""Of what is left alone in the inbox so many are named, and all are counted."""


class Condition:
    """What is wrong now, and whether work goes on."""

    def __init__(self, *, inbox: Inbox, store: Store, pulse: Pulse, notifier: Notifier) -> None:
        self._inbox = inbox
        self._store = store
        self._pulse = pulse
        self._notifier = notifier
        self._started_at = datetime.now(UTC)
        self._told: set[str] = set()
        self._marked_troubles: dict[str, str] = {}
        self._marked_left_alone: tuple[LeftAlone, ...] = ()
        self._changed = asyncio.Event()

    def report_progress(self) -> None:
        """Called after each look into the inbox and each analysed drop; a hanging loop keeps the watchdog waiting."""
        if (self._inbox.troubles, self._inbox.left_alone) != (self._marked_troubles, self._marked_left_alone):
            self._changed.set()
        hanging = self._pulse.hanging()
        if hanging:
            log.error("loops_hang", loops=hanging)
        else:
            self._notifier.alive(self.in_words())

    def problems(self) -> list[str]:
        """Return what keeps intake or a loop from working now, in sentences."""
        return [*self._inbox.troubles.values(), *(f"the loop {loop} hangs" for loop in self._pulse.hanging())]

    def in_words(self) -> str:
        """Say in one line how things are: `systemctl status` shows it."""
        return "; ".join(self._inbox.troubles.values()) or "watching for articles"

    async def keep(self, stop: asyncio.Event, emergency: Emergency) -> None:
        """Leave a mark in the store every few seconds until the stop, then take it away.

        The mark is also the probe whether the store can be written: when not, the operator is told past it.
        """
        while not stop.is_set():
            try:
                await asyncio.wrap_future(self._store.write(self._leave_mark))
            except StoreError as error:
                log.error("store_cannot_be_written", why=str(error))  # noqa: TRY400 - the cause is in the sentence
                await emergency.tell("store", f"the store cannot be written: {error}")
            await self._until_something_changes(stop)
        with contextlib.suppress(StoreError):
            await asyncio.wrap_future(self._store.write(lambda connection: set_mark(connection, DAEMON, None)))

    async def _until_something_changes(self, stop: asyncio.Event) -> None:
        waits = [asyncio.create_task(stop.wait()), asyncio.create_task(self._changed.wait())]
        await asyncio.wait(waits, timeout=EVERY, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        self._changed.clear()

    def _leave_mark(self, connection: Connection) -> None:
        now = datetime.now(UTC)
        troubles = dict(self._inbox.troubles)
        for word in FOR_THE_OPERATOR & troubles.keys() - self._told:
            record_trouble(connection, f"intake:{word}", f"intake stands still: {troubles[word]}", now)
        self._told = FOR_THE_OPERATOR & troubles.keys()
        left_alone = self._inbox.left_alone
        for left in [one for one in left_alone if one not in self._marked_left_alone][:SHOWN]:
            text = f"inbox/{in_words(left.relative)} is not read: {left.why}"
            record_trouble(connection, "left_alone", text, now)
        mark = {
            "pid": os.getpid(),
            "started_at": self._started_at.isoformat(),
            "at": now.isoformat(),
            "troubles": troubles,
            "left_alone": [{"file": in_words(left.relative), "why": left.why} for left in left_alone[:SHOWN]],
            "left_alone_count": len(left_alone),
            "hanging": self._pulse.hanging(),
        }
        set_mark(connection, DAEMON, json.dumps(mark))
        self._marked_troubles, self._marked_left_alone = troubles, left_alone
