"""The JSON lines against the examples that docs/contracts.md prints."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from monitor.contracts import error_line, facts_line, published_on
from monitor.model import (
    Actor,
    Analysed,
    Article,
    Attribution,
    BackgroundToll,
    Casualties,
    Casualty,
    Claim,
    DropMeta,
    Event,
    EventActor,
    Evidence,
    Facts,
    Interval,
    Place,
    Source,
    Verification,
)
from monitor.reading import read_articles
from monitor.vocabulary import (
    ActorKind,
    Bound,
    ClaimKind,
    DatePrecision,
    EventKind,
    Flag,
    Harm,
    Role,
    SourceKind,
    Status,
    TimePrecision,
)

CONTRACT = Path(__file__).resolve().parent.parent / "docs" / "contracts.md"
TEXT = "Two killed in Kharkiv\n\nTwo people were killed in Kharkiv on Friday, the mayor said. In 2004, 168 died there."


def article(source: Source | None = None, text: str = TEXT) -> Article:
    meta = DropMeta(name="a.txt", source=source or Source(), received_at=datetime(2024, 1, 5, tzinfo=UTC))
    return read_articles(text.encode(), meta)[0]


def quoted(words: str) -> tuple[Evidence, ...]:
    start = TEXT.index(words)
    return (Evidence(start=start, end=start + len(words), quote=words),)


def analysed() -> Analysed:
    """One of everything that the contract names."""
    (mayor,) = quoted("the mayor said")
    said = Attribution(
        source="the mayor", cue="said", kind=SourceKind.OFFICIAL, start=mayor.start, end=mayor.end, quote=mayor.quote
    )
    claim = Claim(
        about=ClaimKind.TOLL,
        harm=Harm.KILLED,
        value=Interval(min=2, max=2),
        attribution=said,
        status=Status.REPORTED,
        evidence=quoted("Two people were killed"),
    )
    casualty = Casualty(
        value=Interval(min=2, max=2),
        feared=Interval(min=0, max=5, bound=Bound.UP_TO),
        status=Status.REPORTED,
        flags=(Flag.UNKNOWN_SOURCE,),
        evidence=quoted("Two people were killed"),
        claims=(claim,),
    )
    place = Place(name="Kharkiv", geonameid=706483, country="UA", lat=50.0, lon=36.2, evidence=quoted("Kharkiv"))
    sure = Verification(status=Status.REPORTED, flags=(Flag.UNKNOWN_SOURCE,))
    event = Event(
        kind=EventKind.STRIKE,
        on=date(2024, 1, 5),
        on_precision=DatePrecision.RESOLVED,
        places=(place,),
        actors=(EventActor(id="x", name="X", kind=ActorKind.GROUP, role=Role.ACCUSED),),
        casualties=Casualties(killed=casualty),
        claims=(claim,),
        verification=sure,
        evidence=quoted("Two people were killed"),
    )
    facts = Facts(
        events=(event,),
        background=(BackgroundToll(harm=Harm.KILLED, value=Interval(min=168, max=168), evidence=quoted("168 died")),),
        actors=(Actor(id="x", name="X", kind=ActorKind.GROUP, roles=(Role.ACCUSED,), evidence=quoted("the mayor")),),
        places=(place,),
        attributions=(said,),
        verification=sure,
    )
    return Analysed(article=article(), facts=facts, reports=())


def example() -> dict[str, Any]:
    """The example of `facts --json`, as docs/contracts.md prints it."""
    (found,) = re.findall(r"```json\n(\{\"file\": \"a\.txt\".*?)```", CONTRACT.read_text(encoding="utf-8"), re.DOTALL)
    line: dict[str, Any] = json.loads(found)
    return line


def missing_keys(wanted: object, given: object, path: str = "") -> list[str]:
    if isinstance(wanted, dict):
        if not isinstance(given, dict):
            return [path] if given is not None else []
        lost = [f"{path}.{key}" for key in wanted if key not in given]
        return lost + [
            one for key in wanted if key in given for one in missing_keys(wanted[key], given[key], f"{path}.{key}")
        ]
    if isinstance(wanted, list) and wanted and isinstance(given, list) and given:
        return missing_keys(wanted[0], given[0], f"{path}[]")
    return []


def test_the_line_has_every_key_that_the_contract_prints() -> None:
    line = json.loads(json.dumps(facts_line("a.txt", analysed())))
    assert missing_keys(example(), line) == []


def test_the_same_article_gives_the_same_line() -> None:
    assert json.dumps(facts_line("a.txt", analysed())) == json.dumps(facts_line("a.txt", analysed()))


def test_figures_stand_as_the_contract_words_them() -> None:
    line = facts_line("a.txt", analysed())
    killed = line["events"][0]["casualties"]["killed"]
    assert (killed["min"], killed["max"], killed["bound"], killed["verification"]) == (2, 2, "exact", "reported")
    assert killed["flags"] == ["unknown_source"]
    assert line["events"][0]["casualties"]["injured"] is None
    assert list(line["events"][0]["casualties"]) == ["killed", "injured", "missing", "abducted"]
    assert line["verification"]["unverified"] is False
    assert line["text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert line["published_on"] is None


def test_every_quote_stands_where_its_offsets_say() -> None:
    def evidence(value: object) -> list[dict[str, Any]]:
        if isinstance(value, dict):
            own = [value] if {"start", "end", "quote"} <= set(value) else []
            return own + [one for part in value.values() for one in evidence(part)]
        return [one for part in value for one in evidence(part)] if isinstance(value, list) else []

    found = evidence(facts_line("a.txt", analysed()))
    assert len(found) >= 8
    assert all(TEXT[one["start"] : one["end"]] == one["quote"] for one in found)


@pytest.mark.parametrize(
    ("written", "location", "day"),
    [
        ("2024-01-01", "Europe/Kyiv", "2024-01-01"),
        ("2024-01-01T23:30:00Z", "Europe/Kyiv", "2024-01-02"),
        ("2024-01-01T23:30:00Z", "UTC", "2024-01-01"),
    ],
)
def test_the_day_of_publication_is_that_of_the_outlets_readers(written: str, location: str, day: str) -> None:
    data = json.dumps({"title": "Two killed", "text": "Two people died.", "published": written}).encode()
    meta = DropMeta(
        name="a.json", source=Source(id="x", location=location), received_at=datetime(2024, 2, 1, tzinfo=UTC)
    )
    (read,) = read_articles(data, meta)
    assert str(published_on(read)) == day
    assert read.published_precision is (TimePrecision.DAY if written == "2024-01-01" else TimePrecision.SECOND)


def test_a_file_name_that_is_no_utf8_is_still_a_line() -> None:
    assert json.dumps(error_line("b\udcff.txt", "empty: the file is empty"), ensure_ascii=False).encode() == (
        '{"file": "b\ufffd.txt", "error": "empty: the file is empty"}'.encode()
    )
