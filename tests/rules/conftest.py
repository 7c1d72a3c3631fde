"""Small builders of articles, events and rules; what extraction will give, written by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from monitor.located import read_documents
from monitor.model import (
    Article,
    Casualties,
    Casualty,
    Event,
    EventActor,
    Evidence,
    Facts,
    Interval,
    Place,
    Report,
    Sentence,
    Source,
    Verification,
    ZoneSpan,
)
from monitor.rules.reader import Known, KnownPlace
from monitor.rules.ruleset import FoundPlaces
from monitor.rules.schema import Rule, parse_rule
from monitor.vocabulary import ActorKind, Bound, EventKind, Flag, Role, Status, Zone

BELGOROD = Place(name="Belgorod", geonameid=578072, country="RU", lat=50.6, lon=36.58)
KHARKIV = Place(name="Kharkiv", geonameid=706483, country="UA", lat=49.98, lon=36.25)
BOOK = FoundPlaces(
    {
        "belgorod": (KnownPlace("Belgorod", "RU", 50.6, 36.58, 578072),),
        "kharkiv": (KnownPlace("Kharkiv", "UA", 49.98, 36.25, 706483),),
        "kharkov": (KnownPlace("Kharkiv", "UA", 49.98, 36.25, 706483),),
        "ukraine": (KnownPlace("Ukraine", "UA", None, None, 690791, is_country=True),),
    }
)
SENTENCE = r"\S(?:[^.!?\n]|[.!?](?!\s|$)|(?<=\b[A-Z])\.)*[.!?]*"
AT = datetime(2024, 1, 1, 12, tzinfo=UTC)


def make_article(*pieces: str | tuple[Zone, str], language: str = "en", source: str = "unknown") -> Article:
    """An article of pieces with their zones, blank lines between them; a bare text is body."""
    text, zones, sentences = "", [], []
    for piece in pieces:
        zone, words = piece if isinstance(piece, tuple) else (Zone.BODY, piece)
        start = len(text)
        text += words + "\n\n"
        zones.append(ZoneSpan(zone=zone, start=start, end=len(text)))
        sentences += [
            Sentence(start=start + found.start(), end=start + found.end(), zone=zone)
            for found in re.finditer(SENTENCE, words)
        ]
    title = next((words for zone, words in (p for p in pieces if isinstance(p, tuple)) if zone is Zone.TITLE), None)
    return Article(
        id="a" * 64, title=title, text=text, zones=tuple(zones), sentences=tuple(sentences), language=language,
        source=Source(id=source), received_at=AT, format="txt", encoding="utf-8",
    )  # fmt: skip


def make_toll(low: int, high: int | None = -1, bound: Bound = Bound.EXACT, feared: Interval | None = None) -> Casualty:
    """A figure; the quote stands for whatever the text says."""
    value = Interval(min=low, max=low if high == -1 else high, bound=bound)
    quote = Evidence(start=0, end=1, quote=f"{low} people")
    return Casualty(value=value, feared=feared, status=Status.CLAIMED, evidence=(quote,))


def make_event(**given: object) -> Event:
    """An event in Belgorod, a day before the article, unverified."""
    whole: dict[str, object] = {
        "kind": EventKind.STRIKE,
        "on": date(2023, 12, 30),
        "places": (BELGOROD,),
        "actors": (EventActor(id="ua-gur", name="GUR", kind=ActorKind.ORGANISATION, role=Role.ACCUSED),),
        "casualties": Casualties(killed=make_toll(14), injured=make_toll(100, None, Bound.OVER)),
        "verification": Verification(status=Status.UNVERIFIED, flags=(Flag.ALLEGED, Flag.STATE_MEDIA)),
    }
    return Event(**(whole | given))  # type: ignore[arg-type]


def make_facts(*events: Event, read: bool = True) -> tuple[Facts, tuple[Report, ...]]:
    """Facts and their reports; without an event the one report without event."""
    status = events[0].verification if events else Verification(status=Status.REPORTED if read else Status.UNKNOWN)
    facts = Facts(read=read, events=events, verification=status)
    reports = tuple(Report(id=f"a:{n}", article_id="a", n=n, event=event) for n, event in enumerate(events or (None,)))
    return facts, reports


KHARKIV_EVENT = make_event(
    places=(KHARKIV,), on=date(2023, 12, 31), actors=(),
    casualties=Casualties(injured=make_toll(2, None, Bound.AT_LEAST)),
)  # fmt: skip


def read_rule(when: str, more: str = "", known: Known | None = None) -> Rule:
    """A rule of one `when:` block in YAML."""
    indented = "\n".join(f"  {line}" for line in when.strip().splitlines())
    text = f"title: T\nid: r\nlevel: high\nwhen:\n{indented}\n{more}\n"
    documents, problems = read_documents(text.encode(), "r.yml")
    assert not problems, problems
    rule, problems = parse_rule(documents[0], known or Known(places=BOOK))
    assert rule, [str(problem) for problem in problems]
    return rule


@pytest.fixture
def wrong() -> Callable[..., list[str]]:
    """What is said of a rule file: every problem as its line."""

    def said(text: str, known: Known | None = None) -> list[str]:
        documents, problems = read_documents(text.encode(), "r.yml")
        found = [*problems]
        for document in documents:
            found += parse_rule(document, known or Known(places=BOOK))[1]
        return [str(problem) for problem in sorted(found)]

    return said
