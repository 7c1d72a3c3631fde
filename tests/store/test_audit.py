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
    row = {"receiver": "desk", "story_id": "s", "article_id": "a", "kind": kind, "reason": "r", "at": NOW, "rules": ()}
    return lambda connection: connection.execute(insert(schema.decisions), row)


def sent_to_nobody(connection: Connection) -> None:
    outbox.add_notice(connection, letter(), NOW)
    connection.execute(update(schema.notices).values(state="sent"))


DAMAGE: dict[str, Callable[[Connection], object]] = {
    "drop 1 is processed, but has no article": lambda c: c.execute(delete(schema.articles)),
    "drop 1 has articles although": lambda c: c.execute(update(schema.drops).values(state="quarantined")),
    "drop 1 is in no known state": lambda c: c.execute(update(schema.drops).values(state="lost")),
    "is decided, but belongs to no story": lambda c: c.execute(update(schema.articles).values(state="decided")),
    "says that a message is sent, and there is not": decision("first"),
    "is folded, and no summary": decision("folded"),
    "counts as sent, and nobody has it": sent_to_nobody,
}


def test_the_sums_agree(store: Store) -> None:
    store.write(two_files).result()
    found = store.read(audit)
    assert found.problems == ()
    assert found.health_line == "drops 2 = 2 processed + 0 quarantined + 0 waiting + 0 ignored"


@pytest.mark.parametrize(("sentence", "damage"), DAMAGE.items(), ids=DAMAGE.keys())
def test_what_is_missing_is_named(store: Store, sentence: str, damage: Callable[[Connection], object]) -> None:
    store.write(two_files).result()
    store.write(damage).result()
    assert any(sentence in problem for problem in store.read(audit).problems)
