# ruff: noqa: E501 - a line is an article as it would be dropped
"""Lines of a live blog find their events' stories, however their times are written; a denial finds what it denies."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.model import Source
from monitor.stories import StoryIndex
from monitor.vocabulary import SourceKind, Status
from tests.stories.conftest import AGENCY, DAILY, RADIO, START, Tell, rows

STATE_AGENCY = Source(id="state", kind=SourceKind.STATE_MEDIA, configured=True)

EVENTS = {
    "mall": "Four people were killed when a rocket hit a shopping centre in Belgorod on Monday, governor Vyacheslav Gladkov said. Ukraine fired it, he said.",
    "silo": "Drones damaged a grain silo in the port of Odesa on Monday and killed a docker, the military administration said.",
    "quake": "A magnitude 6.1 earthquake killed 32 people in Van in eastern Turkey on Monday, the disaster agency said.",
}

BLOGS = (
    (
        "times and dashes",
        "Ukraine war live: rocket hits Belgorod mall\n\n14:30 - Four people have been killed in Belgorod by a rocket that hit a shopping centre, the governor says.\n\n13:10 - A docker has died after drones damaged a grain silo in the port of Odesa, the military administration says.\n\n12:05 - In Kherson a woman was killed by shelling on Monday morning, the city's mayor says.",
        ("mall", "silo", None),
    ),
    (
        "times on lines of their own",
        "War in Ukraine - live updates\n\n14.30 GMT\nBelgorod mall hit\n\nGovernor Vyacheslav Gladkov says four people were killed when a rocket struck a shopping centre in Belgorod.\n\n13.10 GMT\nOdesa port\n\nA docker was killed when drones struck a silo in the port of Odesa.\n\n11.50 GMT\nPower cuts\n\nPower is off in half of Kyiv.",
        ("mall", "silo"),
    ),
    (
        "bullets",
        "LIVE: Monday's news\n\n\u2022 2:30pm: Turkey quake: 32 killed in Van.\n\u2022 2:10pm: Rocket kills four at shopping centre in Belgorod.\n\u2022 1:30pm: Drones hit silo in port of Odesa, docker killed.",
        ("quake", "mall", "silo"),
    ),
    (
        "how long ago",
        "Live coverage\n\n2 min ago: Death toll in Van quake rises to 35\nThirty-five people are now known to have died in the earthquake in Van in eastern Turkey, the disaster agency says.\n\n1 hr ago: Belgorod\nFour people were killed by a rocket at a shopping centre in Belgorod, the governor says.",
        ("quake", "mall"),
    ),
)

KNOWN = {"bullets": 'the middle line ("Rocket kills four") is read as no event'}


def opened(tell: Tell, index: StoryIndex) -> dict[str, str]:
    """Open the stories of the events; return which event each is of."""
    told = (index.place(tell(text, source=AGENCY, hours=n), START)[0] for n, text in enumerate(EVENTS.values()))
    return {change.story.id: name for change, name in zip(told, EVENTS, strict=True)}


@pytest.mark.parametrize(("text", "events"), rows(BLOGS, KNOWN))
def test_each_line_of_a_live_blog_finds_its_event(tell: Tell, text: str, events: tuple[str | None, ...]) -> None:
    index = StoryIndex()
    event_of = opened(tell, index)
    told = index.place(tell(text, source=DAILY, hours=5), START + timedelta(hours=5))
    assert tuple(event_of.get(change.story.id) for change in told) == events, [change.why for change in told]


DENIALS = (
    (
        "of a toll",
        "silo",
        "MOSCOW, January 8. /TASS/. Reports that a docker was killed in a drone strike on the port of Odesa on Monday are not true, the Russian defence ministry said. Only military targets are struck.",
        STATE_AGENCY,
    ),
    (
        "of a number",
        "quake",
        "The disaster agency denied on Monday that 32 people had been killed by the earthquake in Van in eastern Turkey: the number was a mistake, 23 are dead.",
        RADIO,
    ),
    (
        "of the attack itself",
        "mall",
        "KYIV, January 8. /TASS/. The Ukrainian military did not strike the shopping centre in Belgorod on Monday, a spokesman for the general staff said, calling the reports false.",
        STATE_AGENCY,
    ),
)

DENIED_BUT_APART = {"of the attack itself": '"did not strike" is read as no event: its story is only maybe the mall\'s'}


@pytest.mark.parametrize(("event", "text", "source"), rows(DENIALS, DENIED_BUT_APART))
def test_a_denial_makes_its_event_disputed_and_lowers_no_toll(
    tell: Tell, event: str, text: str, source: Source
) -> None:
    index = StoryIndex()
    event_of = opened(tell, index)
    change = index.place(tell(text, source=source, hours=5), START + timedelta(hours=5))[0]
    assert event_of.get(change.story.id) == event, change.why
    assert [figure.value.min for figure in change.story.figures] == [{"silo": 1, "quake": 32, "mall": 4}[event]]
    assert change.story.event is not None
    assert change.story.event.verification.status is Status.DISPUTED
