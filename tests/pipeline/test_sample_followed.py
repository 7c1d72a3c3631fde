"""The sample's two events through ten follow-ups by three outlets, from text to the outbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.extraction.load import load_knowledge
from monitor.model import DropMeta, Letter, Source, Story
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.store.stories import newest_stories
from monitor.vocabulary import Change, Harm, NoticeKind, Status
from monitor.workers.analysis import analyse
from tests.pipeline.conftest import newsroom_of
from tests.stories.conftest import DAILY
from tests.stories.test_sample import FOLLOW_UPS

RULE = """\
title: Any strike with casualties
id: strikes
level: high
when:
  casualties: [{killed: {gte: 1}}, {injured: {gte: 1}}]
"""
DAY = datetime(2024, 1, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Story], list[Letter]]:
    """Return the stories by place after all reports, and every letter, in order; with a restart in the middle."""
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    room = newsroom_of(tmp_path_factory.mktemp("followed"), RULE)
    sample = (shipped("seeds") / "belgorod.txt").read_text(encoding="utf-8")
    texts: list[tuple[Source, str]] = [(DAILY, sample)]
    texts += [(source, f" date 2024-01-01 {text}\n") for source, _, text in FOLLOW_UPS]
    try:
        for n, (source, text) in enumerate(texts):
            room.now = DAY + timedelta(hours=2 * n)
            meta = DropMeta(name=f"{n}.txt", source=source, received_at=room.now, modified_at=room.now)
            room.hear(*analyse(text.encode(), meta, knowledge))
            if n == len(texts) // 2:
                room.restart()
        stories = [row.story for row in room.store.read(lambda connection: list(newest_stories(connection)))]
        letters = room.outbox()
    finally:
        room.store.close()
    return {story.event.places[0].name: story for story in stories if story.event}, letters


def test_there_are_two_stories_in_the_end_and_two_first_alerts(
    followed: tuple[dict[str, Story], list[Letter]],
) -> None:
    stories, letters = followed
    assert set(stories) == {"Belgorod", "Kharkiv"}
    about_kharkiv = 1 + sum(about == "kharkiv" for _, about, _ in FOLLOW_UPS)
    assert len(stories["Kharkiv"].members) == about_kharkiv
    assert len(stories["Belgorod"].members) == len(FOLLOW_UPS) + 2 - about_kharkiv
    first = [letter for letter in letters if letter.notice.kind is NoticeKind.FIRST]
    assert {letter.story.id for letter in first if letter.story} == {story.id for story in stories.values()}
    assert len(first) == 2


def test_every_rise_of_the_toll_is_an_update_in_its_own_story(
    followed: tuple[dict[str, Story], list[Letter]],
) -> None:
    stories, letters = followed
    told = [
        (letter.story.id, change.after.min)
        for letter in letters
        for change in letter.changes
        if letter.story and change.kind is Change.TOLL and change.harm is Harm.KILLED and change.after
    ]
    assert told == [(stories["Belgorod"].id, killed) for killed in (18, 20, 21, 24, 25)]


def test_the_denial_of_one_side_is_told_and_lowers_nothing(followed: tuple[dict[str, Story], list[Letter]]) -> None:
    stories, letters = followed
    disputed = [
        letter
        for letter in letters
        for change in letter.changes
        if change.kind is Change.VERIFICATION and change.now == Status.DISPUTED
    ]
    assert [letter.story.id for letter in disputed if letter.story] == [stories["Belgorod"].id]
    assert disputed[0].alert
    assert disputed[0].alert.level == "high"
    killed = next(figure for figure in stories["Belgorod"].figures if figure.harm is Harm.KILLED)
    assert killed.value.min == 25
