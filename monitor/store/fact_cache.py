"""Files on disk that a backtest works with: what was read from articles before, and which articles came already.

Not a part of the store: no table of it is here, and what is lost here is only made again.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from pydantic import TypeAdapter

from monitor.errors import StoreError
from monitor.model import Analysed

KEPT = timedelta(days=90)
"""What no backtest has asked for so long is deleted."""

_ARTICLES: TypeAdapter[tuple[Analysed, ...]] = TypeAdapter(tuple[Analysed, ...])
_FORM = 2
"""Of the table: one of another form is thrown away, for it can only be made again."""
_BUSY_SECONDS = 30.0
_PAGES = -16_000  # 16 MB of page cache at most, whatever the file's size


class FactCache:
    """What a program of one `version` read from files, by a key that names a file's bytes and circumstances.

    A file is either articles, each with the moment that it is due, or an error in a sentence. JSON, never a
    pickle: who may write into the folder must not be able to run code here.

    Raises:
        StoreError: it cannot be opened, or what writes finds no room; what was written before is kept.
    """

    def __init__(self, path: Path, version: str, today: date) -> None:
        """Open the cache, or make it; what another version read is deleted."""
        self._today = today.toordinal()
        self._path = path
        with self._told_plainly():
            self._db = _opened(path)
            _make_table(self._db)
            self._db.execute("DELETE FROM facts WHERE version <> ? OR used < ?", (version, self._today - KEPT.days))
        self._version = version

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if not isinstance(error, StoreError):  # after that there is nothing to write, or nowhere
                self.commit()
        finally:
            self._db.close()

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        """Say of a full disk, or of a file that is no cache, what to do about it."""
        try:
            yield
        except sqlite3.Error as error:
            told = f"the cache {self._path} cannot be used: {error}; name another folder with --cache"
            raise StoreError(told) from error

    def find(self, key: bytes) -> tuple[tuple[str, ...], str | None] | None:
        """Return when each article of a file is due, and the error instead; `None` for what was never read."""
        row = self._db.execute("SELECT due, error, used FROM facts WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        if row[2] != self._today:
            with self._told_plainly():
                self._db.execute("UPDATE facts SET used = ? WHERE key = ?", (self._today, key))
        return tuple(json.loads(row[0])), row[1]

    def articles(self, key: bytes) -> tuple[Analysed, ...]:
        """Return the articles of a file that `find` knows, without their `features`."""
        (body,) = self._db.execute("SELECT articles FROM facts WHERE key = ?", (key,)).fetchone()
        return _ARTICLES.validate_json(zlib.decompress(body))

    def articles_to_place(self, key: bytes) -> tuple[Analysed, ...]:
        """Return the same with their `features`, which are half of the bytes and are asked for once an archive."""
        (body,) = self._db.execute("SELECT features FROM facts WHERE key = ?", (key,)).fetchone()
        features = json.loads(zlib.decompress(body))
        return tuple(replace(one, features=seen) for one, seen in zip(self.articles(key), features, strict=True))

    def keep(self, key: bytes, due: Sequence[str], articles: tuple[Analysed, ...], error: str | None = None) -> None:
        """Keep what was read from a file."""
        body = zlib.compress(_ARTICLES.dump_json(tuple(replace(one, features="") for one in articles)), 1)
        features = zlib.compress(json.dumps([one.features for one in articles]).encode(), 1)
        row = (key, self._version, self._today, json.dumps(due), error, body, features)
        with self._told_plainly():
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def commit(self) -> None:
        """Let other runs have what was kept."""
        with self._told_plainly():
            self._db.execute("COMMIT")
            self._db.execute("BEGIN")


def _make_table(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA user_version").fetchone()[0] != _FORM:
        db.execute("DROP TABLE IF EXISTS facts")
        db.execute(f"PRAGMA user_version = {_FORM}")
    db.execute(
        "CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, version TEXT, used INTEGER, due TEXT, error TEXT, "
        "articles BLOB, features BLOB)"  # in this order: what stands last is not read from the disk with the rest
    )


class SeenArticles:
    """Which articles came already, and a text that was noted of each: on disk, so that a million cost no memory."""

    def __init__(self, path: Path) -> None:
        self._db = _opened(path)
        self._db.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, noted TEXT) WITHOUT ROWID")

    def noted(self, article_id: str) -> str | None:
        """Return what was noted of an article, `None` for a new one."""
        row = self._db.execute("SELECT noted FROM seen WHERE id = ?", (article_id,)).fetchone()
        return str(row[0]) if row else None

    def note(self, article_id: str, text: str) -> None:
        """Note something of an article, instead of what was noted before."""
        self._db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (article_id, text))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _opened(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    for pragma in ("journal_mode=WAL", "synchronous=OFF", f"cache_size={_PAGES}"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("BEGIN")
    return db
