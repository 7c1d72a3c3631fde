# ruff: noqa: E501 - a line is a report as it would be dropped
"""The sample's two events through ten follow-ups from three outlets: two stories, every change told."""

from __future__ import annotations

from datetime import timedelta

from monitor.model import Source, StoryChange
from monitor.shipped import shipped
from monitor.stories import StoryIndex
from monitor.vocabulary import Change, Harm, Status
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell

FOLLOW_UPS: tuple[tuple[Source, str, str], ...] = (
    (AGENCY, "belgorod", "Saturday's rocket strike on the Russian border city of Belgorod killed 18 people, the regional governor Vyacheslav Gladkov said. Over 100 people were injured in the Ukrainian attack."),
    (DAILY, "belgorod", "Belgorod: 20 people were killed and 111 injured in the rocket strike of December 30 on the Russian border city, governor Vyacheslav Gladkov said on Monday, declaring a day of mourning in the region."),
    (RADIO, "belgorod", "At least 21 people died in the rocket strike on Belgorod on Saturday, Russia's emergencies ministry said. Hospitals in the border city treat 110 wounded after the Ukrainian attack."),
    (AGENCY, "belgorod", "Russia's health ministry says 24 people were killed by the rocket strike on the border city of Belgorod on Saturday, among them three children, and 108 people were injured in the Ukrainian attack."),
    (DAILY, "kharkiv", "Russian missiles struck the city of Kharkiv on Sunday and injured 28 people, two children among them, the Ukrainian military said. A hotel in the centre of Kharkiv was destroyed in the reprisal."),
    (RADIO, "kharkiv", "In Kharkiv two children are among 29 people injured when several Russian missiles struck the city on Sunday, mayor Ihor Terekhov said. The Kharkiv Palace hotel burned in Russia's reprisal."),
    (DAILY, "belgorod", "Ukraine denied responsibility for the rocket strike on Belgorod on Saturday: the military in Kyiv said debris of Russian air defence had come down on the Russian border city."),
    (AGENCY, "belgorod", "Another victim of Saturday's strike on Belgorod has died in hospital, raising the toll in the Russian border city to 25 killed, governor Vyacheslav Gladkov said. Over 100 people were injured."),
    (AGENCY, "kharkiv", "The number of people injured by the missiles that struck Kharkiv on Sunday rose to 30, the Ukrainian military and mayor Ihor Terekhov said; two children were among them."),
    (RADIO, "belgorod", "Belgorod buries its dead: 25 people were killed in the Ukrainian rocket strike on the border city on Saturday, regional governor Vyacheslav Gladkov said, and over 100 were injured."),
)  # fmt: skip


def told_in_order(tell: Tell) -> tuple[dict[str, str], list[tuple[str, StoryChange]]]:
    """Place the sample and its follow-ups; return the sample's stories by place, and what each follow-up did."""
    index = StoryIndex()
    sample = (shipped("seeds") / "belgorod.txt").read_text(encoding="utf-8").partition(" ")[2]
    sample = sample.removeprefix("date 2024-01-01 ")
    opened = {}
    for change in index.place(tell(sample, source=DAILY, hours=-168), START):
        place = change.report.event.places[0].name if change.report.event else ""
        opened[place.casefold()] = change.story.id
    done = []
    for n, (source, about, text) in enumerate(FOLLOW_UPS, 1):
        at = START + timedelta(hours=2 * n)
        done.append((about, index.place(tell(text, source=source, hours=-168 + 2 * n), at)[0]))
    return opened, done


def test_ten_follow_ups_keep_the_two_events_apart(tell: Tell) -> None:
    opened, done = told_in_order(tell)
    assert len(set(opened.values())) == 2
    assert [change.story.id for _, change in done] == [opened[about] for about, _ in done]


def test_every_rise_of_a_toll_is_told(tell: Tell) -> None:
    _, done = told_in_order(tell)
    rises = [
        change.after.min
        for about, done_one in done
        for change in done_one.changes
        if about == "belgorod" and change.kind is Change.TOLL and change.harm is Harm.KILLED and change.after
    ]
    assert rises == [18, 20, 21, 24, 25]


def test_a_denial_makes_the_story_disputed_and_changes_no_figure(tell: Tell) -> None:
    _, done = told_in_order(tell)
    before = done[3][1].story
    denied = done[6][1].story
    assert denied.event is not None
    assert denied.event.verification.status is Status.DISPUTED
    assert _killed(denied) == _killed(before)


def _killed(story: object) -> int | None:
    return next((figure.value.min for figure in story.figures if figure.harm is Harm.KILLED), None)  # type: ignore[attr-defined]
