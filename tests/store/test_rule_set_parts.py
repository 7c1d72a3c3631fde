"""The text of a large rule set is written part by part, and is whole or not there."""

from __future__ import annotations

import random
import zlib

from sqlalchemy import func, select

from monitor.store import Connection, Store
from monitor.store.desk_health import rules_in_force_at
from monitor.store.migrate import run_alembic
from monitor.store.rule_sets import (
    PART,
    accept_rule_set,
    begin_parts,
    canonical_of,
    parts_of,
    rule_set_in_force,
    store_part,
)
from monitor.store.schema import rule_set_parts, rule_sets
from tests.store.conftest import NOW

LARGE = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyzабв", k=300_000))  # noqa: S311 - any text
DEFLATED = zlib.compress(LARGE.encode(), 1)


def _keep(connection: Connection, deflated: bytes = DEFLATED) -> None:
    assert begin_parts(connection, "large")
    for n, part in parts_of(deflated):
        store_part(connection, "large", n, part)


def _count(store: Store) -> int:
    return store.read(
        lambda connection: connection.execute(select(func.count()).select_from(rule_set_parts)).scalar_one()
    )


def _text_in_force(store: Store) -> str:
    found = store.read(rule_set_in_force)
    assert found
    return store.read(lambda connection: canonical_of(connection, found.rule_set_id))


def test_a_text_in_parts_is_read_back_whole(store: Store) -> None:
    assert len(DEFLATED) > 2 * PART
    assert all(len(part) <= PART for _, part in parts_of(DEFLATED))
    store.write(_keep).result()
    assert store.write(lambda connection: accept_rule_set(connection, "large", "", NOW)).result()
    assert _text_in_force(store) == LARGE
    assert store.read(lambda connection: rules_in_force_at(connection, NOW)) == LARGE


def test_parts_that_a_crash_left_are_written_anew(store: Store) -> None:
    store.write(lambda connection: _keep(connection, b"of another zlib" * PART)).result()
    store.write(_keep).result()
    store.write(lambda connection: accept_rule_set(connection, "large", "", NOW)).result()
    assert _text_in_force(store) == LARGE


def test_what_is_accepted_is_not_written_again(store: Store) -> None:
    store.write(_keep).result()
    store.write(lambda connection: accept_rule_set(connection, "large", "", NOW)).result()
    before = _count(store)
    assert not store.write(lambda connection: begin_parts(connection, "large")).result()
    assert _count(store) == before


def test_going_back_puts_the_text_into_its_row(store: Store) -> None:
    store.write(_keep).result()
    store.write(lambda connection: accept_rule_set(connection, "large", "", NOW)).result()

    def back(connection: Connection) -> str:
        run_alembic(connection, "0008")
        return str(connection.execute(select(rule_sets.c.canonical)).scalar_one())

    assert store.write(back).result() == LARGE
