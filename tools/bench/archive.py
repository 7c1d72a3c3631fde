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

WORDS = Path(__file__).resolve().parents[2] / "monitor" / "extraction" / "languages" / "en" / "words.txt"
START = datetime(2025, 1, 6, 5, tzinfo=UTC)
SPAN = timedelta(days=365)
OUTLETS = ("northern-star", "morning-ledger", "civic-wire", "harbour-post", "plainfield-gazette", "radio-seven")
RECENT = 400
"""A reprint or an update is of one of so many articles before it."""

_LINKS = "of in for with by near after before under over from to at on without against between beyond through".split()
_STARTS = "The A Its No Each This One Another Some Every".split()
_TAGS = ("", "", "", ", {name} said", ", according to {company}", " in {town}", ", {number} of them in {town}")
_TOWNS = [
    f"{one}{two}"
    for one in "Ald Bren Calver Dun East Fen Garr Hex Iver Kel Lorr Mar Nether Oak Pem Quill Rook Stan Thorn".split()
    for two in "ford kirk ton more wick holt owby ley ing stow ick low bury dale minster pool".split()
]
_FIRST = "Ana Jonas Miriam Oskar Priya Sofia Tom Wen Zoe Ines Karel Lena Noor Pia Rufus Signe Tara Viktor".split()
_LAST = [
    f"{one}{two}"
    for one in "Ferr Berg Tal Lind Nai Con Ash Grant Hol Nov Weis Had Stra Cas Moe Val".split()
    for two in "eira man ov strom ti by ez ley tny ard".split()
]
_COMPANIES = "Norvik Steel|Halden Foods|Brightwater Lines|Castor Cement|Ember Power|Lumen Paper".split("|")
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
            story = _loud(n, rng, at)
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


class Words:
    """The words of one article: some dozens of the common ones come again and again, as in every article.

    The sentences mean nothing, but have length, names, numbers and repetition of real ones, and no two articles
    share a phrase.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._own = rng.sample(_COMMON, 60)

    def phrase(self, length: int) -> str:
        """Return words with a link between every two or three of them."""
        pick = self._rng.choice
        words = [pick(_LINKS) if n % 3 == 2 else pick(self._own) for n in range(length)]
        return " ".join(words)

    def sentence(self) -> str:
        """Return a sentence, sometimes with a name, a place or a number at its end."""
        pick = self._rng.choice
        tag = pick(_TAGS).format(
            name=f"{pick(_FIRST)} {pick(_LAST)}",
            company=pick(_COMPANIES),
            town=pick(_TOWNS),
            number=self._rng.randint(3, 900),
        )
        return f"{pick(_STARTS)} {self.phrase(self._rng.randrange(7, 17, 3))}{tag}."

    def paragraphs(self, count: int) -> list[str]:
        """Return paragraphs of two or three sentences."""
        return [" ".join(self.sentence() for _ in range(self._rng.randint(2, 3))) for _ in range(count)]


_COMMON = [
    word
    for line in WORDS.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#") and (word := line.strip()).isalpha() and len(word) > 3
]


def _loud(n: int, rng: random.Random, at: datetime) -> Story:
    """Tell of an event with a toll: its first paragraphs as `articles.article` has them, the rest of its own."""
    title, lead, cause, *_ = article(n * 7919 + rng.randrange(7)).split("\n\n")
    body = "\n\n".join([lead, cause, *Words(rng).paragraphs(12)])
    return Story(n, title, body, rng.choice(OUTLETS), at)


def _quiet(n: int, rng: random.Random, at: datetime) -> Story:
    words = Words(rng)
    title = f"{rng.choice(_TOWNS)}: {words.phrase(5)}"
    return Story(n, title, "\n\n".join(words.paragraphs(13)), rng.choice(OUTLETS), at)


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
