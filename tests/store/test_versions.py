"""A feed that is fetched again brings only what is new; a revision is another text under the same key."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import func, select

from monitor.model import Analysed
from monitor.store import Connection, Store
from monitor.store.audit import audit
from monitor.store.intake import Drop, Result, claim_drops, store_analysed
from monitor.store.schema import articles, drops
from tests.store.conftest import NOW, analysed, claim


def entry(key: str, text: str, file: int, *, withdrawn: bool = False) -> Analysed:
    one = analysed(f"{file} {key} {text}")  # the same entry of another file is another article
    return replace(one, article=replace(one.article, text=text, revision_key=key, withdrawn=withdrawn))


def take_in(store: Store, *files: list[Analysed]) -> tuple[Drop, ...]:
    """Bring files in, in one group."""

    def write(connection: Connection) -> tuple[Drop, ...]:
        first = connection.scalar(select(func.count()).select_from(drops)) or 0
        claimed = claim_drops(connection, [claim(first + n) for n in range(len(files))], NOW)
        results = [
            Result(
                drop_id=drop.id,
                sha256=hashlib.sha256(repr(file).encode()).hexdigest(),
                size=1,
                analysed=tuple(file),
                kept_at="x",
            )
            for drop, file in zip(claimed, files, strict=True)
        ]
        return store_analysed(connection, results, NOW)

    return store.write(write).result()


def stored(store: Store) -> list[str]:
    query = select(articles.c.analysed).order_by(articles.c.seq)
    return store.read(lambda connection: [row.article.text for row in connection.scalars(query)])


def test_of_a_feed_that_comes_again_only_new_and_changed_entries_are_stored(store: Store) -> None:
    take_in(store, [entry("a", "one", 1), entry("b", "two", 1)])
    (again,) = take_in(store, [entry("c", "three", 2), entry("a", "one", 2), entry("b", "two, corrected", 2)])
    assert again.duplicate_of is None
    assert stored(store) == ["one", "two", "three", "two, corrected"]


def test_a_feed_without_anything_new_is_a_duplicate_and_the_sums_agree(store: Store) -> None:
    (first,) = take_in(store, [entry("a", "one", 1), entry("b", "two", 1)])
    (again,) = take_in(store, [entry("b", "two", 2), entry("a", "one", 2)])
    assert again.duplicate_of == first.id
    assert stored(store) == ["one", "two"]
    assert [one.what for one in store.read(audit) if not one.agrees] == []


def test_two_versions_of_a_feed_in_one_group_are_told_apart_as_well(store: Store) -> None:
    first, second, third = take_in(
        store,
        [entry("a", "one", 1)],
        [entry("a", "one", 2)],
        [entry("a", "another", 3)],
    )
    assert (first.duplicate_of, second.duplicate_of, third.duplicate_of) == (None, first.id, None)
    assert stored(store) == ["one", "another"]


def test_a_text_that_comes_back_and_a_withdrawal_are_revisions(store: Store) -> None:
    take_in(store, [entry("a", "one", 1)])
    take_in(store, [entry("a", "two", 2)])
    take_in(store, [entry("a", "one", 3)])
    take_in(store, [entry("a", "one", 4, withdrawn=True)])
    assert stored(store) == ["one", "two", "one", "one"]


def test_the_same_key_of_two_outlets_is_two_articles(store: Store) -> None:
    one = entry("a", "one", 1)
    other = replace(one, article=replace(one.article, id="x", source=replace(one.article.source, id="tass")))
    take_in(store, [one], [other])
    assert len(stored(store)) == 2


def test_without_a_key_nothing_is_compared(store: Store) -> None:
    plain = [replace(one, article=replace(one.article, text="same")) for one in (analysed("1"), analysed("2"))]
    take_in(store, [plain[0]], [plain[1]])
    assert len(stored(store)) == 2
