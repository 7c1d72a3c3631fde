"""Rules that group by article beside rules that group by story: one message of an article for one receiver."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.store.alerts import list_alerts
from monitor.store.audit import audit
from tests.pipeline.conftest import RULE, Newsroom, newsroom_of, told
from tests.pipeline.test_silences import strike

WATCH = """\
title: Everything of a strike
id: watch
level: low
group_by: [article]
when: {kind: [strike]}
"""
TRIAL = RULE.replace("level: high", "level: critical\nstatus: experimental")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    made = newsroom_of(tmp_path, f"{RULE}---\n{WATCH}")
    yield made
    made.store.close()


def test_a_story_is_told_once_and_each_further_article_of_it_by_the_article_rule(room: Newsroom) -> None:
    assert room.hear(strike(14, "reuters")) == ["first"]
    assert room.hear(strike(14, "tass")) == ["first"], "nothing new of the story, but an article of its own"
    assert room.hear(strike(17, "afp")) == ["update"], "the story's update is the message of this article"
    kinds = [(letter.notice.kind.value, [one.rule_id for one in letter.rules]) for letter in room.outbox()]
    assert kinds == [("first", ["strike", "watch"]), ("first", ["watch"]), ("update", ["strike", "watch"])]
    assert [one for one in room.store.read(audit) if not one.agrees] == []


def test_what_the_story_rules_ask_is_not_told_again_as_new(room: Newsroom) -> None:
    assert room.hear(told("Nothing was hit.", killed=None)) == ["first"], "the article rule alone"
    assert room.hear(strike(14, "reuters")) == ["first"], "the story is told for the first time"
    assert room.hear(strike(17, "tass")) == ["update"]


def test_an_experimental_rule_alone_gives_no_level(tmp_path: Path) -> None:
    room = newsroom_of(tmp_path, TRIAL)
    assert room.hear(strike(14, "reuters")) == ["digest_only"]
    (row,) = room.store.read(lambda connection: list_alerts(connection, limit=5))
    assert row.level == "informational"
    room.store.close()
