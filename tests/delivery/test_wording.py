from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from monitor.delivery import wording
from monitor.model import Attribution, Interval, MaterialChange
from monitor.vocabulary import (
    Bound,
    Change,
    DatePrecision,
    DecisionKind,
    Flag,
    Harm,
    Relation,
    Role,
    SourceKind,
    Status,
)


@pytest.mark.parametrize(
    ("value", "words", "short"),
    [
        (Interval(min=14, max=14), "14", "14"),
        (Interval(min=100, max=None, bound=Bound.OVER), "over 100", "100+"),
        (Interval(min=5, max=None, bound=Bound.AT_LEAST), "at least 5", "5+"),
        (Interval(min=30, max=30, bound=Bound.ABOUT), "about 30", "30"),
        (Interval(min=0, max=12, bound=Bound.UP_TO), "up to 12", "<=12"),
        (Interval(min=0, max=None, bound=Bound.UP_TO), "an unknown number", "?"),
        (Interval(min=3, max=5, bound=Bound.RANGE), "3 to 5", "3-5"),
        (Interval(min=3, max=None, bound=Bound.VAGUE), "several", "several"),
        (Interval(min=24, max=None, bound=Bound.VAGUE), "dozens", "dozens"),
        (Interval(min=40, max=None, bound=Bound.VAGUE), "scores", "scores"),
        (Interval(min=200, max=None, bound=Bound.VAGUE), "hundreds", "hundreds"),
        (Interval(min=48, max=None, bound=Bound.VAGUE), "at least 48", "48+"),
        (Interval(min=0, max=0), "no one", "no one"),
        (Interval(min=12500, max=12500), "12,500", "12,500"),
    ],
)
def test_a_number_is_said_as_it_was_bounded(value: Interval, words: str, short: str) -> None:
    assert (wording.number(value), wording.short_number(value)) == (words, short)


@pytest.mark.parametrize(
    ("value", "feared", "words"),
    [
        (Interval(min=14, max=14), None, "14 killed"),
        (Interval(min=0, max=0), None, "no one killed"),
        (Interval(min=0, max=12, bound=Bound.UP_TO), Interval(min=12, max=12), "12 feared dead"),
        (Interval(min=5, max=5), Interval(min=12, max=12), "5 killed, 12 feared dead"),
    ],
)
def test_what_is_feared_is_never_said_as_a_fact(value: Interval, feared: Interval | None, words: str) -> None:
    assert wording.figure(Harm.KILLED, value, feared) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            MaterialChange(
                kind=Change.TOLL, harm=Harm.KILLED, before=Interval(min=14, max=14), after=Interval(min=21, max=21)
            ),
            "killed 14 -> 21",
        ),
        (
            MaterialChange(kind=Change.TOLL, harm=Harm.MISSING, after=Interval(min=3, max=3)),
            "3 missing (first figure)",
        ),
        (
            MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, before=Interval(min=3, max=3)),
            "killed 3 -> no figure",
        ),
        (
            MaterialChange(kind=Change.TOLL, harm=Harm.KILLED, after=Interval(min=50, max=50), feared=True),
            "50 feared dead",
        ),
        (
            MaterialChange(kind=Change.ACTOR, now="TTP (Pakistan) (accused; denied)"),
            "new name: TTP (Pakistan) (accused; denied)",
        ),
        (MaterialChange(kind=Change.ACTOR, now="Islamic State (claimant)"), "new name: Islamic State (says it did it)"),
        (MaterialChange(kind=Change.ACTOR, now="A. Smith (mayor)"), "new name: A. Smith (mayor)"),
        (MaterialChange(kind=Change.VERIFICATION, was="unverified", now="reported"), "status: unverified -> reported"),
        (MaterialChange(kind=Change.ACTOR, now="Kraken Regiment"), "new name: Kraken Regiment"),
        (MaterialChange(kind=Change.PLACE, was="Belgorod", now="Shebekino"), "place: Shebekino, so far Belgorod"),
        (
            MaterialChange(kind=Change.CORRECTION, was="21 killed", now="14 killed"),
            "correction: 21 killed -> 14 killed",
        ),
        (MaterialChange(kind=Change.CORRECTION, was="the report"), "correction: the report withdrawn"),
    ],
)
def test_a_change_is_said_with_what_was_and_what_is(change: MaterialChange, words: str) -> None:
    assert wording.change(change) == words


@pytest.mark.parametrize(
    ("source", "via", "kind", "words"),
    [
        (
            "a Moscow security source",
            "Russian state media",
            SourceKind.UNNAMED,
            "an unnamed Moscow security source via Russian state media",
        ),
        ("The source", None, SourceKind.UNNAMED, "an unnamed source"),
        ("officials", None, SourceKind.UNNAMED, "officials (not named)"),
        ("an anonymous diplomat", None, SourceKind.UNNAMED, "an anonymous diplomat"),
        (
            "источник в силовых структурах",
            "ТАСС",
            SourceKind.UNNAMED,
            "источник в силовых структурах (not named) via ТАСС",
        ),
        ("the governor,\nVyacheslav Gladkov", None, SourceKind.OFFICIAL, "the governor, Vyacheslav Gladkov"),
    ],
)
def test_a_speaker_without_a_name_is_called_unnamed(source: str, via: str | None, kind: SourceKind, words: str) -> None:
    said = Attribution(source=source, via=via, cue="", kind=kind, start=0, end=1, quote="x")
    assert wording.speaker(said) == words


def test_an_allegation_is_never_merely_said() -> None:
    assert wording.verb((Flag.ALLEGED, Flag.PARTY_CLAIM), Status.UNVERIFIED) == "alleged"
    assert wording.verb((Flag.PARTY_CLAIM,), Status.CLAIMED) == "claimed"
    assert wording.verb((), Status.REPORTED) == "said"


def test_a_day_that_was_not_stated_says_how_it_is_known() -> None:
    on = date(2023, 12, 30)
    assert wording.day(on, DatePrecision.STATED) == "Saturday 30 December 2023"
    assert wording.day(on, DatePrecision.ASSUMED).endswith("(day of publication; the text names none)")


def test_a_time_is_the_receivers_and_a_day_stays_a_day() -> None:
    kyiv = ZoneInfo("Europe/Kyiv")
    assert wording.moment(datetime(2024, 7, 1, 6, 30, tzinfo=UTC), kyiv) == "1 Jul 2024 09:30 EEST"
    assert wording.moment(datetime(2024, 7, 1, tzinfo=UTC), ZoneInfo("America/New_York")) == "1 Jul 2024"


def test_every_word_of_the_vocabularies_has_plain_words() -> None:
    """A word that is added to a vocabulary must not reach a reader as its code."""
    assert set(wording.STATUS) == set(Status)
    assert set(wording.WHY) == set(Flag)
    assert set(wording.ROLE) == set(Role)
    assert set(wording.RELATION) == set(Relation)
    sent = {DecisionKind.FIRST, DecisionKind.ESCALATED, DecisionKind.UPDATE, DecisionKind.REMINDER}
    assert set(wording.WITHHELD) == set(DecisionKind) - sent
