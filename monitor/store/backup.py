"""A copy of the embedded store, consistent while the daemon writes."""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from monitor.errors import StoreError
from monitor.store.store import sqlite_path
from monitor.store.writer import as_store_error


def back_up(url: str, target: Path) -> None:
    """Write the store as it is now into a new file that is synced when this returns.

    Raises:
        StoreError: the store is not an embedded one, cannot be read, or the copy cannot be written.
    """
    path = sqlite_path(url)
    if path is None:
        raise StoreError("only the embedded store is copied like this; use the server's own tools (pg_dump)")
    if not path.is_file():
        raise StoreError(f"there is no store at {path}")
    _make(target)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=30000")
            connection.exec_driver_sql("VACUUM INTO ?", (str(target),))
    except SQLAlchemyError as error:
        target.unlink(missing_ok=True)
        raise StoreError(f"the backup cannot be written: {as_store_error(error)}") from error
    finally:
        engine.dispose()


def _make(target: Path) -> None:
    """Make the file, closed to everybody else: it will hold names and addresses."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        raise StoreError(f"{target} exists already; a backup overwrites nothing") from None
    except OSError as error:
        raise StoreError(f"{target} cannot be made: {error.strerror}") from error
