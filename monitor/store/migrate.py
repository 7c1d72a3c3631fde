"""Migrations: the embedded store is made and upgraded at start, by Alembic.

Alembic is imported only when there is something to do: a start with a current store does not pay for it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from monitor.errors import StoreError

HEAD = "0010"
"""The revision that this program's `schema.py` describes."""

SCRIPTS = Path(__file__).resolve().parent / "migrations"


def revision_of(connection: Connection) -> str | None:
    """Return the revision of a store, `None` for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def upgrade(engine: Engine) -> None:
    """Bring a store to `HEAD`, all or nothing.

    Raises:
        StoreError: a newer program has written it.
    """
    with engine.connect() as connection, connection.begin():
        if revision_of(connection) != HEAD:
            run_alembic(connection)


def require_current(engine: Engine) -> None:
    """Raise `StoreError` unless the store is at `HEAD`."""
    with engine.connect() as connection, connection.begin():
        found = revision_of(connection)
    if found != HEAD:
        raise StoreError(
            f"the store is at revision {found or 'none'}, this program needs {HEAD}: run `media-monitor db upgrade`"
        )


def run_alembic(connection: Connection, target: str = HEAD) -> None:
    """Run the migrations between a store's revision and `target`, up or down.

    Raises:
        StoreError: the store's revision is unknown: a newer program has written it.
    """
    from alembic import command  # noqa: PLC0415 - 150 ms that a start with a current store need not pay
    from alembic.config import Config  # noqa: PLC0415 - same
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - same

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision_of(connection)
    if found is not None and found not in known:
        raise StoreError(f"the store was written by a newer version of this program (revision {found})")
    down = target == "base" or (found or "") > target
    (command.downgrade if down else command.upgrade)(config, target)
