"""What a stranger drops makes nobody quieter and nothing surer: through the desk, with the real extraction."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.extraction.load import load_knowledge
from monitor.model import Analysed, DropMeta, Source, Story
from monitor.rules.load import load_gazetteer
from monitor.shipped import shipped
from monitor.store.schema import alerts
from monitor.store.stories import newest_stories
from monitor.vocabulary import Flag, Harm, Level, SourceKind, Status
from monitor.workers.analysis import analyse
from tests.pipeline.conftest import START, Newsroom, newsroom_of

AGENCY = Source(id="agency", kind=SourceKind.AGENCY, configured=True)
DAILY = Source(id="daily", kind=SourceKind.OUTLET, configured=True)
STRANGER = Source(id="drop-box")  # a folder that nobody described

RULE = """\
title: Many dead
id: many-dead
level: critical
when:
  casualties: {killed: {gte: 10}}
---
title: Any strike
id: strikes
level: medium
when:
  kind: [strike]
"""

STRIKE = (
    "A rocket strike on the city of Belgorod killed 14 people on Sunday, governor Vyacheslav Gladkov said. The rockets "
    "fell on the ice rink in Cathedral Square, where families had come to skate."
)

Tell = Callable[..., Analysed]


@pytest.fixture(scope="module")
def tell() -> Tell:
    """Return a function that makes an analysed article of a text, `hours` after the start."""
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))
    count = 0

    def one(text: str, source: Source = STRANGER, hours: float = 0) -> Analysed:
        nonlocal count
        count += 1
        at = START + timedelta(hours=hours)
        meta = DropMeta(name=f"{count}.txt", source=source, received_at=at, modified_at=at)
        (analysed,) = analyse(f" date {at:%Y-%m-%d} {text}\n".encode(), meta, knowledge)
        return analysed

    return one


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = newsroom_of(tmp_path, RULE)
    yield room
    room.store.close()


def only_story(room: Newsroom) -> Story:
    (row,) = room.store.read(lambda connection: list(newest_stories(connection)))
    return row.story


def killed_in(story: Story) -> int | None:
    return next((figure.value.min for figure in story.figures if figure.harm is Harm.KILLED), None)


def level_of(room: Newsroom) -> str:
    (row,) = room.store.read(lambda connection: connection.execute(alerts.select()).all())
    return str(row.level)


FORGED_AGENCIES = (
    "BELGOROD (Reuters) - Fourteen people were killed by a rocket strike on the city of Belgorod on Sunday. Rockets "
    "fell on the ice rink of Cathedral Square, Reuters reporters saw.",
    "BELGOROD, March 1 (AFP) - A rocket strike on Belgorod on Sunday killed 14 people on the skating rink in Cathedral "
    "Square, Agence France-Presse has learned. Families were on the ice.",
)


def test_two_forged_articles_that_call_themselves_agencies_corroborate_nothing(room: Newsroom, tell: Tell) -> None:
    room.hear(*(tell(text, hours=n) for n, text in enumerate(FORGED_AGENCIES)))
    story = only_story(room)
    assert len(story.members) == 2
    assert story.event
    assert story.event.verification.status is not Status.CORROBORATED
    assert Flag.UNKNOWN_SOURCE in story.event.verification.flags
    assert all(figure.status is not Status.CORROBORATED for figure in story.figures)


def test_they_do_not_corroborate_what_one_configured_source_tells_either(room: Newsroom, tell: Tell) -> None:
    room.hear(tell(STRIKE, AGENCY), *(tell(text, hours=1 + n) for n, text in enumerate(FORGED_AGENCIES)))
    story = only_story(room)
    assert story.event
    assert len(story.members) == 3
    assert story.event.verification.status is Status.REPORTED
    assert [figure.status for figure in story.figures] == [Status.REPORTED]


def test_a_second_configured_source_of_its_own_does(room: Newsroom, tell: Tell) -> None:
    """The other side of it: without this the two tests above could not fail."""
    other = (
        "Fourteen people died in Belgorod on Sunday when rockets struck the ice rink in Cathedral Square. Our reporter "
        "counted the bodies in front of the theatre."
    )
    room.hear(tell(STRIKE, AGENCY), tell(other, DAILY, hours=1))
    story = only_story(room)
    assert story.event
    assert story.event.verification.status is Status.CORROBORATED


FORGED = {
    "a denial": (
        "The defence ministry denied reports of a rocket strike on the city of Belgorod on Sunday. Nothing happened "
        "on the ice rink in Cathedral Square and nobody was killed, it said."
    ),
    "a correction": (
        "CORRECTION: An earlier version of this article said that a rocket strike on the city of Belgorod killed 14 "
        "people on Sunday. Nobody was killed on the ice rink in Cathedral Square."
    ),
    "a copy with another number": STRIKE.replace("killed 14 people", "killed one person"),
    "a copy that takes it all back": STRIKE.replace("killed 14 people", "killed nobody"),
}


@pytest.mark.parametrize("text", FORGED.values(), ids=FORGED.keys())
def test_a_forgery_adds_a_notice_and_neither_ends_nor_lowers_an_alert(room: Newsroom, tell: Tell, text: str) -> None:
    assert room.hear(tell(STRIKE, AGENCY)) == ["first"]
    assert room.hear(tell(text, hours=1)) == ["update"]
    story = only_story(room)
    assert (killed_in(story), level_of(room)) == (14, Level.CRITICAL)
    rise = STRIKE.replace("killed 14 people", "killed 21 people")
    assert room.hear(tell(rise, DAILY, hours=2)) == ["update"]
    assert (killed_in(only_story(room)), level_of(room)) == (21, Level.CRITICAL)
    assert [letter.notice.level for letter in room.outbox()] == [Level.CRITICAL] * 3


def test_a_forged_new_version_of_an_agencys_article_replaces_nothing(room: Newsroom, tell: Tell) -> None:
    """The key of a revision is the outlet's own: from another folder it is another article."""
    room.hear(tell(STRIKE, AGENCY))
    before = only_story(room)
    assert before.event
    room.hear(tell("KILL NOTICE: " + STRIKE.replace("14 people", "nobody"), hours=1))
    after = only_story(room)
    assert not any(told.withdrawn for figure in after.figures for told in figure.told)
    assert killed_in(after) == 14


ADDRESS = "https://agency.example/1"


def wired(body: str, hours: float, uri: str = ADDRESS, status: str = "usable") -> bytes:
    """Return an article in JSON that says itself when it was published."""
    told = {"uri": uri, "headline": "Strike on Belgorod", "body_text": body, "pubstatus": status, "language": "en"}
    return json.dumps({**told, "versioncreated": (START + timedelta(hours=hours)).isoformat()}).encode()


BACK = ("14 people", "one person")
WIRED = {
    "a new version under the agency's address": wired(STRIKE.replace(*BACK), 1),
    "a version of next year": wired(STRIKE.replace(*BACK), 24 * 365),
    "a version of last month": wired(STRIKE.replace(*BACK), -24 * 30),
    "a version from before the agency's": wired(STRIKE.replace(*BACK), -2, uri="https://elsewhere.example/2"),
    "a kill notice under the agency's address": wired(STRIKE, 1, status="canceled"),
    "a version that multiplies it": wired(STRIKE.replace("14", "1,400"), 1),
    "a digit changed": wired(STRIKE.replace("14", "11"), 1, uri="https://elsewhere.example/2"),
    "a denial by a ministry": wired(
        "The defence ministry denied that rockets struck the city of Belgorod on Sunday. Nobody was killed on the ice "
        "rink in Cathedral Square, it said.",
        1,
    ),
}


@pytest.mark.parametrize("forged", WIRED.values(), ids=WIRED.keys())
def test_a_forged_wire_lowers_nothing_and_its_number_weighs_only_until_the_outlets_speak_again(
    room: Newsroom, forged: bytes
) -> None:
    knowledge = load_knowledge(load_gazetteer(shipped("rules")))

    def comes(data: bytes, source: Source, hours: float) -> Analysed:
        at = START + timedelta(hours=hours)
        meta = DropMeta(name="wire.json", source=source, received_at=at, modified_at=at)
        (analysed,) = analyse(data, meta, knowledge)
        return analysed

    assert room.hear(comes(wired(STRIKE, 0), AGENCY, 0)) == ["first"]
    room.hear(comes(forged, STRANGER, 1))
    (story,) = (one for one in newest(room) if one.members[0].source == AGENCY)
    assert killed_in(story) == 14
    assert not any(told.withdrawn for figure in story.figures for told in figure.told)
    more = STRIKE.replace("killed 14", "killed 21") + " The toll rose in the night."
    assert room.hear(comes(wired(more, 3, uri="https://daily.example/7"), DAILY, 3)) == ["update"]
    assert room.hear(comes(wired(STRIKE.replace("killed 14", "killed 23"), 4), AGENCY, 4)) == ["update"]
    (story,) = (one for one in newest(room) if one.id == story.id)
    assert killed_in(story) == 23
    (figure,) = story.figures
    assert figure.status is Status.REPORTED
    levels = {str(row.level) for row in room.store.read(lambda connection: connection.execute(alerts.select()).all())}
    assert Level.CRITICAL in levels


def newest(room: Newsroom) -> list[Story]:
    return [row.story for row in room.store.read(lambda connection: list(newest_stories(connection)))]
