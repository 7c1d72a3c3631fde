from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.reading.load import reading_words
from monitor.reading.times import find_day, read_time
from monitor.vocabulary import TimePrecision


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2024-03-05T18:20:00+01:00", (2024, 3, 5, 17, 20)),
        ("2024-03-05T18:20:00Z", (2024, 3, 5, 18, 20)),
        ("2024-03-05T18:20:00.123456Z", (2024, 3, 5, 18, 20)),
        ("2024-03-05 18:20", (2024, 3, 5, 16, 20)),
        ("20240305T182000+0100", (2024, 3, 5, 17, 20)),
        ("20240305T182000Z", (2024, 3, 5, 18, 20)),
        ("Tue, 5 Mar 2024 18:20:00 +0100", (2024, 3, 5, 17, 20)),
        ("Tue, 05 Mar 2024 18:20:00 GMT", (2024, 3, 5, 18, 20)),
        ("Tue, 05 Mar 2024 18:20:00 -0000", (2024, 3, 5, 18, 20)),
        (1709662800, (2024, 3, 5, 18, 20)),
        (1709662800000, (2024, 3, 5, 18, 20)),
    ],
)
def test_a_time_becomes_utc_and_one_without_a_zone_is_of_the_outlets_place(
    written: object, at: tuple[int, ...]
) -> None:
    stamp = read_time(written, "Europe/Kyiv")
    assert stamp is not None
    assert stamp.at == datetime(*at, tzinfo=UTC)  # type: ignore[misc]
    assert stamp.precision is TimePrecision.SECOND


def test_a_day_alone_stays_that_day_everywhere() -> None:
    stamp = read_time("2024-03-05", "Pacific/Auckland")
    assert stamp is not None
    assert (stamp.at, stamp.precision) == (datetime(2024, 3, 5, tzinfo=UTC), TimePrecision.DAY)


NO_TIMES = (
    *("", "yesterday", "2024-13-45", "2024-02-30T10:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
    *(None, True, [], {}, -1, float("nan"), float("inf"), 10**30, "9" * 5000, "Tue, 99 Foo 2024 99:99:99 +9999"),
)


@pytest.mark.parametrize("written", NO_TIMES)
def test_what_is_no_time_is_none_and_never_a_crash(written: object) -> None:
    assert read_time(written, "Europe/Kyiv") is None


def test_an_unknown_place_gives_no_time_rather_than_a_wrong_one() -> None:
    assert read_time("2024-03-05 18:20", "Nowhere/Atlantis") is None


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted July 20, 2019", (2019, 7, 20)),
        ("10 Jan 90", (1990, 1, 10)),
        ("Thu, 3 May 2012 10:00", (2012, 5, 3)),
        ("5 марта 2024 г.", (2024, 3, 5)),
        ("3. März 2024", (2024, 3, 3)),
        ("3 de marzo de 2024", (2024, 3, 3)),
        ("le 1er mars 2024", None),
        ("05.03.2024", (2024, 3, 5)),
        ("11 / 27 / 2005", (2005, 11, 27)),
        ("27/11/2005", (2005, 11, 27)),
        ("1/2/2024", None),
        ("31 Feb 2024", None),
        ("no date", None),
    ],
)
def test_a_written_day_is_read_where_it_can_mean_one_day_only(line: str, day: tuple[int, int, int] | None) -> None:
    stamp = find_day(line, reading_words().zones.months)
    assert (stamp.at if stamp else None) == (datetime(*day, tzinfo=UTC) if day else None)
