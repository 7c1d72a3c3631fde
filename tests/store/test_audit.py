"""The sums agree, and what is missing is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, insert, update

from monitor.store import Store, intake, outbox, schema
from monitor.store.audit import audit
from monitor.store.intake import Result
from tests.store.conftest import NOW, analysed, claim, letter


def two_files(connection: Connection) -> None:
    """One article, and the same bytes once more."""
    one = analysed("Fourteen died.")
    for n in (1, 2):
        (drop,) = intake.claim_drops(connection, [claim(n)], NOW)
        result = Result(drop_id=drop.id, sha256="same", size=1, analysed=(one,), kept_at="archive/a")
        intake.store_analysed(connection, [result], NOW)


def decision(kind: str) -> Callable[[Connection], object]:
    listed = kind == "folded"
    row = {"receiver": "desk", "story_id": "s", "article_id": "a", "kind": kind, "reason": "r", "at": NOW, "rules": ()}
    row |= {"listed": listed}
    return lambda connection: connection.execute(insert(schema.decisions), row)


def sent_to_nobody(connection: Connection) -> None:
    outbox.add_notice(connection, letter(), NOW)
    connection.execute(update(schema.notices).values(state="sent"))


def wrong(store: Store) -> list[str]:
    return [one.what for one in store.read(audit) if not one.agrees]


DAMAGE: dict[str, Callable[[Connection], object]] = {
    "files: processed without an article or a twin": lambda c: c.execute(delete(schema.articles)),
    "files: rows = those in a known state": lambda c: c.execute(update(schema.drops).values(state="lost")),
    "articles decided without a report": lambda c: c.execute(update(schema.articles).values(state="decided")),
    "desk: decisions to tell = messages": decision("first"),
    "desk: decisions to list = entries of summaries and digests": decision("folded"),
    "messages sent that no recipient has": sent_to_nobody,
}


def test_the_sums_agree(store: Store) -> None:
    store.write(two_files).result()
    assert wrong(store) == []


@pytest.mark.parametrize(("what", "damage"), DAMAGE.items(), ids=DAMAGE.keys())
def test_what_is_missing_is_named(store: Store, what: str, damage: Callable[[Connection], object]) -> None:
    store.write(two_files).result()
    store.write(damage).result()
    assert any(what in one for one in wrong(store))
