"""A scripted week: who was told what and when, to the letter, and the same after any interruption."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from monitor.store import Connection
from monitor.store.audit import audit
from monitor.store.schema import alerts, articles, decisions, entries, notices
from monitor.vocabulary import NoticeKind
from tests.week.journal import delivered, journal
from tests.week.script import read_week
from tests.week.week import HERE, Week, moments, play_week

GOLDEN = HERE / "golden.txt"
RESTARTS = 20


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    """The week, played once without an interruption."""
    folder = tmp_path_factory.mktemp("week")
    for _ in play_week(folder):
        pass
    week = Week(folder)
    yield week
    week.close()


def test_everybody_hears_what_the_log_says(played: Week) -> None:
    log = journal(played.store)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text(log, encoding="utf-8")
    assert log == GOLDEN.read_text(encoding="utf-8")
