"""The statements that SQLite and PostgreSQL spell alike but SQLAlchemy builds per dialect.

Building a statement costs more than SQLite takes to run it, so each shape is built once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Executable, Table, func, select, text
from sqlalchemy.dialects import sqlite

Row = Mapping[str, Any]


def insert_once(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows; one that is there already (by any unique key) stays as it is."""
    if rows:
        connection.execute(_insert_once(connection.dialect.name, table), list(rows))


def upsert(connection: Connection, table: Table, row: Row, *, key: str | tuple[str, ...]) -> None:
    """Insert a row, or give the one with the same key the new values."""
    connection.execute(_upsert(connection.dialect.name, table, _names(key), tuple(row), None), dict(row))


def upsert_returning(
    connection: Connection, table: Table, row: Row, *, key: str | tuple[str, ...], returning: str
) -> Any:  # noqa: ANN401 - a column's value
    """Do the same, and return one column of the row as it is now."""
    return connection.execute(
        _upsert(connection.dialect.name, table, _names(key), tuple(row), returning), dict(row)
    ).scalar()


def _insert_of(dialect: str, table: Table) -> Any:  # noqa: ANN401 - each dialect has a class of its own
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 - 40 ms of a start that a desk on SQLite does not need

    return postgresql.insert(table)


def _names(key: str | tuple[str, ...]) -> tuple[str, ...]:
    return (key,) if isinstance(key, str) else key


@cache
def _insert_once(dialect: str, table: Table) -> Executable:
    insert = _insert_of(dialect, table)
    statement: Executable = insert.on_conflict_do_nothing()
    return statement


@cache
def _upsert(
    dialect: str, table: Table, key: tuple[str, ...], columns: tuple[str, ...], returning: str | None
) -> Executable:
    insert = _insert_of(dialect, table)
    changed = {name: insert.excluded[name] for name in columns if name not in key}
    statement: Any = insert.on_conflict_do_update(index_elements=list(key), set_=changed)
    built: Executable = statement.returning(table.c[returning]) if returning else statement
    return built


def add_count(connection: Connection, table: Table, key: Mapping[str, str], count: int) -> None:
    """Add to the `count` of the row with this key; make the row when there is none."""
    insert = _insert_of(connection.dialect.name, table)
    added = {"count": table.c.count + insert.excluded.count}
    connection.execute(insert.on_conflict_do_update(index_elements=list(key), set_=added), {**key, "count": count})


def highest_given(connection: Connection, number: Column[int]) -> int:
    """Return the highest number that a numbered table ever gave, also when that row is gone; 0 before the first."""
    if connection.dialect.name == "sqlite":
        query, named = text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": number.table.name}
        return int(connection.execute(query, named).scalar() or 0)
    return int(connection.execute(select(func.max(number))).scalar() or 0)
