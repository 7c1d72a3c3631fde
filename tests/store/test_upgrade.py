"""A store of an earlier version is brought to this one with everything in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import LargeBinary

from monitor.store import Store, desk, intake, migrate, outbox, schema
from monitor.store.audit import audit
from monitor.store.intake import Result
from monitor.store.outbox import Rendered
from monitor.store.store import _engine
from tests.store.conftest import NOW, analysed, claim, letter, url_of

LONG = "Fourteen people died in the strike, officials said. " * 60
MAIL = b"Message-ID: <1@example.org>\r\n\r\n" + LONG.encode()


def fill(connection: Connection) -> None:
    """An article that waits, a message that was rendered and one that was not."""
    (drop,) = intake.claim_drops(connection, [claim(1)], NOW)
    result = Result(drop_id=drop.id, sha256="a", size=1, analysed=(analysed(LONG),), kept_at="archive/a")
    intake.store_analysed(connection, [result], NOW)
    for name in ("sent", "waiting"):
        outbox.add_notice(connection, replace(letter(name), text=(LONG,)), NOW)
    outbox.save_rendered(connection, [Rendered(notice_id="sent", subject="s", message_id="m", raw=MAIL)])


@contextmanager
def earlier(folder: Path) -> Iterator[sqlite3.Connection]:
    """Take a store back to revision 0003, where values were long and rows did not know their children."""
    with Store.open(url_of(folder)) as store:
        store.write(fill).result()
    engine = _engine(url_of(folder), begin="BEGIN IMMEDIATE")
    with engine.connect() as connection, connection.begin():
        migrate.run_alembic(connection, "0003")
    engine.dispose()
    raw = sqlite3.connect(folder / "monitor.db")
    yield raw
    raw.close()


def lengths(raw: sqlite3.Connection) -> list[int]:
    rows = raw.execute("SELECT length(analysed) FROM articles UNION ALL SELECT length(rendered) FROM notices")
    return [length for (length,) in rows if length]


@pytest.fixture
def upgraded(tmp_path: Path) -> Iterator[Store]:
    with earlier(tmp_path) as raw:
        assert all(length > len(LONG) for length in lengths(raw))
        assert raw.execute("SELECT analysed FROM articles").fetchone()[0].startswith(b"{")
    with Store.open(url_of(tmp_path)) as store:
        yield store


def test_everything_is_read_as_before_and_takes_less(upgraded: Store) -> None:
    (pending,) = upgraded.read(lambda connection: list(desk.pending_articles(connection, 10)))
    assert pending.analysed == analysed(LONG)
    due = {one.id: one.rendered for one in upgraded.read(lambda connection: outbox.due_notices(connection, NOW))}
    assert due == {"sent": MAIL, "waiting": None}
    assert upgraded.read(lambda connection: outbox.letter_of(connection, "waiting")).text == (LONG,)
    written = upgraded.read(
        lambda connection: connection.scalars(select(type_coerce(schema.articles.c.analysed, LargeBinary))).all()
    )
    assert [len(one) < len(LONG) for one in written] == [True]


def test_a_rendered_message_has_no_letter_any_more(upgraded: Store) -> None:
    with pytest.raises(KeyError):
        upgraded.read(lambda connection: outbox.letter_of(connection, "sent"))


def test_the_sums_agree_afterwards(upgraded: Store) -> None:
    assert [one.what for one in upgraded.read(audit) if not one.agrees] == []
