"""The writer thread: many small transactions, one disk sync.

Every write is a function of a connection. The thread runs the queued ones inside one database
transaction, each in its own savepoint, and commits when the queue is empty, at 64 of them, or 5 ms
after the first. A future resolves only after that commit, so who holds a result holds a synced one.
A function that raises is undone alone; a commit that fails fails all of its group.
"""

from __future__ import annotations

import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from monitor.errors import StoreError

T = TypeVar("T")

GROUP_SIZE = 64
GROUP_SECONDS = 0.005


_SQLITE_TROUBLES = frozenset({
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
})  # fmt: skip


def is_store_trouble(error: BaseException) -> bool:
    """Whether an error is the store's (full, locked, read-only, gone) and not a bug in a statement.

    SQLite's driver calls both `OperationalError`; the code of the result tells them apart.
    """
    if not isinstance(error, DBAPIError):
        return False
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _SQLITE_TROUBLES
    return error.connection_invalidated or isinstance(error, OperationalError | InterfaceError)


@dataclass(slots=True)
class _Job:
    run: Callable[[Connection], Any]
    future: Future[Any]
    result: Any = None
    error: BaseException | None = None

    def resolve(self, failure: BaseException | None) -> None:
        error = failure or self.error
        if error is None:
            self.future.set_result(self.result)
        elif is_store_trouble(error):
            self.future.set_exception(as_store_error(error))
        else:
            self.future.set_exception(error)


_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_WHAT_TO_DO = (
    "it is damaged, or no store of this program; nothing was changed. Put a backup in its place, or move it away to "
    "begin anew: docs/operate.md, Backup and restore"
)


def as_store_error(error: BaseException) -> StoreError:
    """Say in the program's own terms that the store cannot be used now, and what to do when it is damaged."""
    cause = getattr(error, "orig", None)
    damaged = (getattr(cause, "sqlite_errorcode", 0) or 0) & 0xFF in _DAMAGED
    told = StoreError(f"{cause or error}" + (f": {_WHAT_TO_DO}" if damaged else ""))
    told.__cause__ = error
    return told


class Writer:
    """Runs write functions one after the other on its own connection, in groups."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Connection], T]) -> Future[T]:
        """Queue a function; the future resolves after the commit that holds its effects.

        Raises:
            StoreError: from the future, when the store cannot be written or is closed.
        """
        job = _Job(run, Future())
        job.future.set_running_or_notify_cancel()
        with self._closing:
            if self._closed:
                job.future.set_exception(StoreError("the store is closed"))
            else:
                self._jobs.put(job)
        return job.future

    def close(self, within: timedelta | None = None) -> None:
        """Finish what is queued, then stop; wait for it no longer than `within`."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join(within.total_seconds() if within else None)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            if self._commit_group(job):
                return

    def _commit_group(self, first: _Job) -> bool:
        """Run and commit one group; return whether the end of the queue was met."""
        group, failure, last = [first], None, False
        try:
            with self._engine.connect() as connection, connection.begin():
                deadline = time.monotonic() + GROUP_SECONDS
                _run_in_savepoint(connection, first)
                while len(group) < GROUP_SIZE and time.monotonic() < deadline:
                    job = self._next()
                    if job is None:
                        break
                    if isinstance(job, _End):
                        last = True
                        break
                    group.append(job)
                    _run_in_savepoint(connection, job)
        except Exception as error:  # noqa: BLE001 - whatever it is, the waiting callers must hear of it
            failure = error
        for job in group:
            job.resolve(failure)
        return last

    def _next(self) -> _Job | _End | None:
        try:
            return self._jobs.get_nowait() or _End()
        except queue.Empty:
            return None


class _End:
    """The mark that nothing more will be queued."""


def _run_in_savepoint(connection: Connection, job: _Job) -> None:
    """Run one function; undo it alone when it raises.

    The store's own trouble goes up and fails the group: on a full disk SQLite has undone the whole
    transaction already, savepoints and all.
    """
    connection.exec_driver_sql("SAVEPOINT job")
    try:
        job.result = job.run(connection)
    except BaseException as error:
        if is_store_trouble(error):
            raise
        job.error = error
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT job")
    connection.exec_driver_sql("RELEASE SAVEPOINT job")
