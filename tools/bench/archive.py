"""An archive as a newsroom has it: a year of articles, of several outlets and formats, with reprints and updates.

    python -m tools.bench.archive FOLDER COUNT

The same bytes for the same count. Of a hundred articles about forty tell of an event with a toll, ten of these
take an event up again with another figure, eight are reprints of another outlet; the rest is sport, business,
culture, weather and councils, of which some mention the dead of other days.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from html import escape
from pathlib import Path

from tools.bench.articles import article

START = datetime(2025, 1, 6, 5, tzinfo=UTC)
SPAN = timedelta(days=365)
OUTLETS = ("northern-star", "morning-ledger", "civic-wire", "harbour-post", "plainfield-gazette", "radio-seven")
RECENT = 400
"""A reprint or an update is of one of so many articles before it."""

_SUBJECTS = {
    "Council approves {number} million for {thing} in {town}": (
        "The council of {town} voted {small} to {number} on Tuesday to spend {number} million on {thing}.",
        "Opponents said that the money was needed for schools. Work is to begin in {month}.",
        "{name}, who leads the committee, called the vote a victory for patience.",
    ),
    "{town} beat {other} {small}-1 to reach the final": (
        "{town} came from behind to beat {other} {small}-1 on Saturday in front of {number}00 people.",
        "{name} scored twice in the second half and was carried off the pitch by supporters.",
        "The final is to be played in {month}. The coach, {name}, said that his side had been lucky.",
    ),
    "Profit of {company} falls by {small} per cent": (
        "{company} said on Wednesday that its profit fell by {small} per cent in the quarter to {number} million.",
        "Shares lost as much as {small} per cent in early trade. Analysts had expected {number} million.",
        "The chief executive, {name}, blamed the cost of {thing} and a weak currency.",
    ),
    "{name} wins prize for a novel about {thing}": (
        "{name} won the {town} book prize on Thursday for a novel about {thing}.",
        "The jury praised a voice that was free of vanity. The prize is worth {number} thousand.",
        "Her first book, about a family in {other}, was turned down by {small} publishers.",
    ),
    "{small} years on, {town} remembers its dead": (
        "{town} held a minute of silence on Sunday for the {number} people who were killed {small} years ago.",
        "Bells rang at noon. {name}, whose brother died, laid flowers at the wall by the river.",
        "A court found the builder guilty of neglect; an appeal is to be heard in {month}.",
    ),
    "Rain and a northerly wind for {town}": (
        "Rain will reach {town} on Friday and turn to sleet on the hills, the weather service said.",
        "Temperatures fall to {small} degrees. Ferries to {other} may be late.",
        "Gritters are to go out at four in the morning, {name} of the road office said.",
    ),
    "Scientists count {number} kinds of {thing} near {town}": (
        "Scientists of the university of {town} have counted {number} kinds of {thing} in a single valley.",
        "The survey took {small} years and was paid for by a foundation. {name} led it.",
        "A second survey near {other} is planned for {month}.",
    ),
}  # fmt: skip
_TOWNS = "Aldford Brenkirk Calverton Dunmore Eastwick Fenholt Garrowby Hexley Ivering Kelstow Lorrick Marlow".split()
_THINGS = "tram lines|moths|harbour walls|bicycle lanes|bridges|school roofs|mosses|street lamps|canals".split("|")
_NAMES = "Ana Ferreira|Jonas Berg|Miriam Tal|Oskar Lind|Priya Nair|Sofia Conti|Tom Ashby|Wen Li|Zoe Grant".split("|")
_COMPANIES = "Norvik Steel|Halden Foods|Brightwater Lines|Castor Cement|Ember Power|Lumen Paper".split("|")
_MONTHS = "January March May July September November".split()
_NOISE = "Also read | {title}\n\nSign up for our newsletter and never miss a story."


@dataclass(frozen=True, slots=True)
class Story:
    """An article to be written: its number, title and body, its outlet and time."""

    number: int
    title: str
    body: str
    outlet: str
    at: datetime


def stories(count: int) -> Iterator[Story]:
    """Give the articles in order of publication; some take up what was told before."""
    rng = random.Random(count)  # noqa: S311 - text for a benchmark, not a secret
    recent: list[Story] = []
    for n in range(count):
        at = START + SPAN * n / count
        dice = rng.random()
        if recent and dice < 0.08:
            story = _reprint(rng.choice(recent), n, rng, at)
        elif recent and dice < 0.18:
            story = _update(rng.choice(recent), n, rng, at)
        elif dice < 0.45:
            title, _, body = article(n * 7919 + rng.randrange(7)).partition("\n\n")
            story = Story(n, title, body.strip(), rng.choice(OUTLETS), at)
        else:
            story = _quiet(n, rng, at)
        recent = [*recent[-RECENT:], story]
        yield story


def _reprint(told: Story, n: int, rng: random.Random, at: datetime) -> Story:
    return Story(n, told.title, told.body, rng.choice(OUTLETS), at)


def _update(told: Story, n: int, rng: random.Random, at: datetime) -> Story:
    """Tell it again with one figure raised and a paragraph less."""
    digits = [word for word in told.title.split() if word.isdigit()]
    title, body = told.title, told.body
    if digits:
        more = str(int(digits[0]) + rng.randint(1, 9))
        title, body = title.replace(digits[0], more, 1), body.replace(digits[0], more, 1)
    return Story(n, title, body.rpartition("\n\n")[0] or body, told.outlet, at)


def _quiet(n: int, rng: random.Random, at: datetime) -> Story:
    head = rng.choice(list(_SUBJECTS))

    def filled(text: str) -> str:
        return text.format(
            town=rng.choice(_TOWNS), other=rng.choice(_TOWNS), thing=rng.choice(_THINGS), name=rng.choice(_NAMES),
            company=rng.choice(_COMPANIES), month=rng.choice(_MONTHS), small=rng.randint(2, 9),
            number=rng.randint(11, 480),
        )  # fmt: skip

    paragraphs = [filled(text) for text in _SUBJECTS[head]]
    others = [filled(line) for subject in _SUBJECTS for line in rng.sample(_SUBJECTS[subject], 2)]
    rng.shuffle(others)
    body = "\n\n".join([*paragraphs, *(" ".join(others[at : at + 2]) for at in range(0, len(others), 2))])
    return Story(n, filled(head), body, rng.choice(OUTLETS), at)


# --- files ---------------------------------------------------------------------------------------


def write_archive(folder: Path, count: int) -> None:
    """Write the files: text, JSON, mail and pages, below a folder for each outlet and month."""
    for story in stories(count):
        kind = ("txt", "txt", "txt", "json", "json", "eml", "html", "txt")[story.number % 8]
        place = folder / story.outlet / f"{story.at:%Y-%m}"
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{story.number:07d}.{kind}"
        path.write_bytes(_WRITERS[kind](story).encode())
        os.utime(path, (story.at.timestamp(), story.at.timestamp()))


def _text(story: Story) -> str:
    return f"{story.title}\n\n{story.body}\n\n{_NOISE.format(title=story.title)}\n"


def _json(story: Story) -> str:
    told = {"title": story.title, "text": story.body, "published": story.at.isoformat(), "id": f"a{story.number}"}
    return json.dumps(told)


def _mail(story: Story) -> str:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"{story.outlet}@example.org", story.title
    mail["Date"], mail["Message-ID"] = story.at, f"<{story.number}@{story.outlet}.example.org>"
    mail.set_content(story.body)
    return mail.as_string()


def _page(story: Story) -> str:
    paragraphs = "".join(f"<p>{escape(one)}</p>" for one in story.body.split("\n\n"))
    time = story.at.isoformat()
    return (
        f"<html><head><title>{escape(story.title)}</title>"
        f'<meta property="article:published_time" content="{time}"></head><body><nav><a href="/">Home</a></nav>'
        f"<article><h1>{escape(story.title)}</h1>{paragraphs}</article><footer>Imprint</footer></body></html>"
    )


_WRITERS = {"txt": _text, "json": _json, "eml": _mail, "html": _page}


if __name__ == "__main__":
    write_archive(Path(sys.argv[1]), int(sys.argv[2]))
