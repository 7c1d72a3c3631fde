"""Open, write, read, close: the store as the loops see it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import StoreError
from monitor.store import migrate
from monitor.store.writer import Writer, as_store_error, is_store_trouble

T = TypeVar("T")

BUSY_MILLISECONDS = 5_000  # how long a statement waits for another process (a command's instruction row)


class Store:
    """One store: a writer thread with its own connection, and short reads beside it."""

    def __init__(self, writing: Engine, reading: Engine) -> None:
        self._writing = writing
        self._reading = reading
        self._writer = Writer(writing)

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the store, make or upgrade the embedded one.

        Raises:
            StoreError: the store cannot be reached or written, or was written by a newer program.
        """
        make_folder(url)
        return cls._connected(url, upgrade=True)

    @classmethod
    def open_existing(cls, url: str) -> Self:
        """Open the store for a command: never makes nor upgrades one.

        Raises:
            StoreError: there is none, or it is not of this program's version.
        """
        path = sqlite_path(url)
        if path is not None and not path.is_file():
            raise StoreError(f"there is no store at {path}; it is made by the first `media-monitor run`")
        return cls._connected(url, upgrade=False)

    @classmethod
    def open_for_rehearsal(cls, url: str) -> Self:
        """Open a store that is thrown away afterwards: nothing waits for the disk.

        Raises:
            StoreError: it cannot be made.
        """
        return cls._connected(url, upgrade=True, synchronous="OFF")

    @classmethod
    def _connected(cls, url: str, *, upgrade: bool, synchronous: str = "FULL") -> Self:
        writing = _engine(url, begin="BEGIN IMMEDIATE", synchronous=synchronous)
        reading = _engine(url, begin="BEGIN")
        try:
            if upgrade:
                migrate.upgrade(writing)
            else:
                migrate.require_current(reading)  # without the write lock, which a busy daemon rarely lets go of
        except BaseException as error:
            writing.dispose()
            reading.dispose()
            if is_store_trouble(error):
                raise StoreError(f"{sqlite_path(url) or url}: {as_store_error(error)}") from error
            raise
        return cls(writing, reading)

    def write(self, fn: Callable[[Connection], T]) -> Future[T]:
        """Run `fn(connection)` in the writer thread; the future resolves after its commit and sync.

        `fn` may be run again after a failure, so it must be idempotent. An exception of `fn` undoes it
        alone and comes out of the future.

        Raises:
            StoreError: from the future; nothing of `fn` is in the store.
        """
        return self._writer.submit(fn)

    def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn(connection)` on a consistent snapshot, in the calling thread. Keep it short.

        Raises:
            StoreError: the store cannot be read now.
        """
        try:
            with self._reading.connect() as connection, connection.begin():
                return fn(connection)
        except Exception as error:
            if is_store_trouble(error):
                raise as_store_error(error) from error
            raise

    def close(self, within: timedelta | None = None) -> None:
        """Commit what is queued, then let go of every connection.

        What does not reach the disk `within` that time is given up, as by a crash: nobody was told that it is there.
        """
        self._writer.close(within)
        self._writing.dispose()
        self._reading.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextlib.contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """Undo what the block wrote, and only that, when it raises."""
    with connection.begin_nested():
        yield


def sqlite_path(url: str) -> Path | None:
    """Return the file of an embedded store, `None` for a server's.

    Raises:
        StoreError: this is no store url.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"not a store url: {url!r}; write sqlite:////var/lib/media-monitor/monitor.db") from error
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise StoreError("the store is a file: sqlite:////var/lib/media-monitor/monitor.db")
    return Path(parsed.database)


def make_folder(url: str) -> None:
    """Make the folder of an embedded store.

    Raises:
        StoreError: it cannot be made.
    """
    path = sqlite_path(url)
    try:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the folder of the store cannot be made: {error}") from error


def _engine(url: str, *, begin: str, synchronous: str = "FULL") -> Engine:
    """Make an engine whose transactions start with our own BEGIN.

    The driver's own deferred BEGIN fails at once, despite its timeout, when a read turns into a write.
    """
    engine = create_engine(url)
    if engine.dialect.name != "sqlite":
        return engine

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection
        raw.isolation_level = None
        for pragma in (
            f"busy_timeout={BUSY_MILLISECONDS}",
            "journal_mode=WAL",
            f"synchronous={synchronous}",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
