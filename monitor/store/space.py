"""How large the embedded store is, and giving the disk back what is empty in it.

Why a whole rewrite (`VACUUM`) and not incremental vacuuming: that must be chosen when a store is made, costs
every write pages that say what moved, and leaves the rest scattered. Pruning is rare and needs the daemon
stopped anyway, and the rewrite is one transaction: a kill or a full disk leaves the store as it was.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from monitor.errors import StoreError
from monitor.store.store import sqlite_path


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Bytes of a store's file, and those of them that hold nothing."""

    path: Path
    size: int
    free: int


def space_of(url: str) -> Space:
    """Measure the embedded store.

    Raises:
        StoreError: it is not an embedded one, or cannot be read.
    """
    path = _path(url)
    page, pages, free = (_ask(url, f"PRAGMA {what}") for what in ("page_size", "page_count", "freelist_count"))
    return Space(path=path, size=page * pages, free=page * free)


def give_back(url: str) -> None:
    """Rewrite the store without its empty pages; needs as much free disk as the rewritten store twice.

    Raises:
        StoreError: it cannot be rewritten now, and is as it was.
    """
    os.environ["SQLITE_TMPDIR"] = str(_path(url).parent)  # where the caller measured that there is room
    _ask(url, "VACUUM")
    _ask(url, "PRAGMA wal_checkpoint(TRUNCATE)")


def _path(url: str) -> Path:
    path = sqlite_path(url)
    if path is None:
        raise StoreError("only the embedded store is a file of its own")
    return path


def _ask(url: str, statement: str) -> int:
    """Run a statement outside of any transaction; return the first number of its answer, 0 when it has none."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=30000")
            answer = connection.exec_driver_sql(statement)
            row = answer.first() if answer.returns_rows else None
            return int(row[0]) if row else 0
    except SQLAlchemyError as error:
        raise StoreError(f"{statement}: {error.__cause__ or error}") from error
    finally:
        engine.dispose()
