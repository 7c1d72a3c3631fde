"""When the store cannot be written, one message goes past it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, article, text_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "desk")
    yield desk
    desk.close()


def test_a_store_that_cannot_be_written_is_told_once_and_work_goes_on_when_it_heals(desk: Desk) -> None:
    desk.start()
    other = sqlite3.connect(desk.folder / "monitor.db", isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        desk.drop("a.txt", article(1))
        desk.wait_until(desk.mails, "told past the store", 60)
        (mail,) = desk.mails()
        assert "the store cannot be written" in text_of(mail)
        assert "locked" in text_of(mail)
    finally:
        other.close()
    desk.wait_until(lambda: len(desk.mails()) == 2, "the article mailed after all", 60)
    assert "Begin00001" in text_of(desk.mails()[1])
    assert desk.stop() == 0
