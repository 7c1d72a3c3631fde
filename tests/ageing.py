"""Make a store look as if everything in it had happened earlier."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def age(path: Path, days: int) -> None:
    """Move every time in a store's columns into the past."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for column in connection.execute(f"PRAGMA table_info({table})").fetchall():
            if column[2] == "DATETIME":
                moved = f"strftime('%Y-%m-%d %H:%M:%f', {column[1]}, '-{days} days') || '000'"
                connection.execute(f"UPDATE {table} SET {column[1]} = {moved} WHERE {column[1]} IS NOT NULL")  # noqa: S608 - names of our own schema
    connection.commit()
    connection.close()
