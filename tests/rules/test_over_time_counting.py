"""What a count says: equal to counting everything by brute force, in whatever order articles come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import Source
from monitor.rules.over_time import OverTime
from monitor.rules.over_time_counting import (
    Crossing,
    Occurrence,
    counted_at,
    crossing,
    crossings,
    is_flat,
    is_late,
)
from monitor.vocabulary import OverTimeType, QueryKey, TimePrecision
from tests.rules.conftest import AT, make_article

T = OverTimeType
HOUR = timedelta(hours=1)
LONG_AGO = AT - timedelta(days=400)


def over(kind: OverTimeType, number: int = 3, height: float = 2.0, timeframe: timedelta = HOUR) -> OverTime:
    by = QueryKey.ACTOR if kind is T.NEW_TERM else None
    return OverTime(type=kind, timeframe=timeframe, number=number, height=height, by=by, meaning="m")


def seen(*minutes: float, source: str = "reuters", witness: bool = True) -> list[Occurrence]:
    return [
        Occurrence(article_id=f"{source}-{n}", at=AT + timedelta(minutes=at), source=source, witness=witness)
        for n, at in enumerate(minutes)
    ]


def told(rule: OverTime, known: Sequence[Occurrence], minute: float, since: datetime = LONG_AGO) -> Crossing | None:
    return crossing(rule, known, AT + timedelta(minutes=minute), since)


def test_frequency_fires_at_the_last_of_so_many_within_the_timeframe() -> None:
    rule = over(T.FREQUENCY)
    assert told(rule, seen(0, 20), 20) is None
    found = told(rule, seen(0, 20, 59), 59)
    assert found == Crossing(first=AT, last=AT + timedelta(minutes=59), count=3)
    assert told(rule, seen(0, 20, 60), 60) is None, "what lies a whole timeframe back is out of it"


def test_a_late_article_is_counted_where_it_belongs() -> None:
    """It came after 10:40, and makes 10:00, 10:20 and 10:40 three."""
    found = told(over(T.FREQUENCY), seen(0, 40, 20), 20)
    assert found == Crossing(first=AT, last=AT + timedelta(minutes=40), count=3)


def test_a_new_version_of_an_article_is_no_further_article() -> None:
    known = [*seen(0, 20), replace(seen(30)[0], article_id="again", revised=True)]
    assert told(over(T.FREQUENCY), known, 30) is None


def test_spike_compares_with_the_timeframe_before() -> None:
    rule = over(T.SPIKE, number=4)
    before = seen(-80, -70)
    assert told(rule, [*before, *seen(0, 10, 20)], 20) is None, "three after two"
    found = told(rule, [*before, *seen(0, 10, 20, 30)], 30)
    assert found
    assert (found.count, found.before) == (4, 2)


def test_nothing_before_a_spike_counts_as_one() -> None:
    rule = over(T.SPIKE, number=1, height=3)
    assert told(rule, seen(0, 10), 10) is None
    assert told(rule, seen(0, 10, 20), 20)


def test_a_spike_learns_for_two_timeframes_first() -> None:
    rule, known = over(T.SPIKE, number=1, height=3), seen(0, 10, 20)
    assert told(rule, known, 20, since=AT - timedelta(minutes=99)) is None
    assert told(rule, known, 20, since=AT - timedelta(minutes=100))


def test_a_term_is_new_once_and_again_after_a_timeframe_of_silence() -> None:
    rule = over(T.NEW_TERM)
    assert told(rule, seen(0), 0)
    assert told(rule, seen(0, 30), 30) is None
    assert told(rule, seen(0, 59, 118), 118) is None
    assert told(rule, seen(0, 60), 60)


def test_an_earlier_article_that_comes_late_makes_a_term_no_second_time_new() -> None:
    rule = over(T.NEW_TERM)
    first, late = told(rule, seen(30), 30), told(rule, seen(30, 10), 10)
    assert first
    assert late
    assert late.first <= first.last and first.first <= late.last, "one episode"  # noqa: PT018 - one overlap


def test_cardinality_counts_sources_that_are_witnesses() -> None:
    rule = over(T.CARDINALITY)
    two = [*seen(0, 10, 20), *seen(15, source="afp")]
    reprint = seen(25, source="daily", witness=False)
    assert told(rule, [*two, *reprint], 25) is None
    found = told(rule, [*two, *reprint, *seen(30, source="ap")], 30)
    assert found
    assert found.count == 3


def test_flat_is_what_stays_below_the_threshold_for_a_whole_timeframe() -> None:
    rule = over(T.FLATLINE, number=2)
    assert is_flat(rule, 1, AT, AT + HOUR)
    assert not is_flat(rule, 1, AT, AT + HOUR - timedelta(seconds=1)), "it still learns"
    assert not is_flat(rule, 2, AT, AT + HOUR)


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2028-02-29"])
def test_a_timeframe_is_as_long_on_the_day_when_clocks_change(day: str) -> None:
    rule = over(T.FLATLINE, number=1, timeframe=timedelta(hours=6))
    last = datetime.fromisoformat(f"{day}T00:30").replace(tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(UTC)
    assert not is_flat(rule, 0, last, last + timedelta(hours=6, seconds=-1))
    assert is_flat(rule, 0, last, last + timedelta(hours=6))


# --- when an article counts ----------------------------------------------------------------------


def test_an_article_counts_when_it_was_published() -> None:
    article = replace(make_article("Rain."), received_at=AT, published_at=AT - HOUR)
    assert counted_at(article) == AT - HOUR
    assert counted_at(replace(article, published_at=AT + HOUR)) == AT, "nothing counts before it came"
    assert counted_at(replace(article, published_at=None)) == AT


def test_of_a_day_nobody_knows_the_hour() -> None:
    """Else all plain text of a day would have come at midnight, and at once."""
    article = replace(make_article("Rain."), published_precision=TimePrecision.DAY, received_at=AT)
    midnight = AT.replace(hour=0)
    assert counted_at(replace(article, published_at=midnight)) == AT
    assert counted_at(replace(article, published_at=midnight - timedelta(days=1))) == midnight


def test_later_than_a_day_counts_nowhere() -> None:
    article = replace(make_article("Rain."), source=Source(id="a"), received_at=AT)
    assert not is_late(replace(article, published_at=AT - timedelta(hours=24)))
    assert is_late(replace(article, published_at=AT - timedelta(hours=24, seconds=1)))


# --- against brute force ---------------------------------------------------------------------------

FOUR = (T.FREQUENCY, T.SPIKE, T.NEW_TERM, T.CARDINALITY)
STREAM = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from("abcd"), st.booleans(), st.booleans()), min_size=1, max_size=25
)
RULES = st.builds(over, st.sampled_from(FOUR), st.integers(1, 4), st.sampled_from([1.5, 2.0, 3.0]))


@dataclass(frozen=True)
class Span:
    """A window that is worth telling, in minutes."""

    first: float
    last: float


def minutes(moment: datetime) -> float:
    return (moment - AT).total_seconds() / 60


def by_brute_force(rule: OverTime, stream: Sequence[tuple[int, str, bool, bool]]) -> list[Span]:
    """Look at every minute's window by itself, with plain numbers: every end that has an article and tells."""
    length, found = minutes(AT + rule.timeframe), []
    for end in sorted({at for at, *_ in stream}):
        window = [one for one in stream if end - length < one[0] <= end]
        whole = [one for one in window if not one[3]]
        before = [one for one in stream if end - 2 * length < one[0] <= end - length and not one[3]]
        witnesses = [one for one in window if one[2]]
        tells = {
            T.FREQUENCY: len(whole) >= rule.number,
            T.SPIKE: len(whole) >= rule.number and len(whole) >= rule.height * max(1, len(before)),
            T.NEW_TERM: min(one[0] for one in window) == end,
            T.CARDINALITY: len({one[1] for one in witnesses}) >= rule.number,
        }[rule.type]
        begin = min(one[0] for one in (witnesses if rule.type is T.CARDINALITY else window)) if tells else 0
        if tells:
            found.append(Span(begin, end + length if rule.type is T.NEW_TERM else end))
    return found


def occurrences(stream: Sequence[tuple[int, str, bool, bool]]) -> list[Occurrence]:
    return [
        Occurrence(article_id=str(n), at=AT + timedelta(minutes=at), source=source, witness=witness, revised=revised)
        for n, (at, source, witness, revised) in enumerate(stream)
    ]


@given(rule=RULES, stream=STREAM)
def test_every_window_is_as_counted_by_brute_force(rule: OverTime, stream: list[tuple[int, str, bool, bool]]) -> None:
    found = [
        Span(minutes(one.first), round(minutes(one.last), 3)) for one in crossings(rule, occurrences(stream), LONG_AGO)
    ]
    assert found == by_brute_force(rule, stream)


@given(rule=RULES, stream=STREAM)
def test_one_by_one_in_any_order_the_same_windows_are_found(
    rule: OverTime, stream: list[tuple[int, str, bool, bool]]
) -> None:
    """Each article sees only what came before it, as the desk does; at the end nothing was missed or made up."""
    known: list[Occurrence] = []
    reached: list[Span] = []
    for one in occurrences(stream):
        known.append(one)
        around = [seen for seen in known if one.at - rule.kept < seen.at < one.at + rule.timeframe]
        found = crossing(rule, around, one.at, LONG_AGO)
        if found:
            reached.append(Span(minutes(found.first), minutes(found.last)))
    wanted = by_brute_force(rule, stream)
    assert all(any(_overlap(span, told_) for told_ in reached) for span in wanted)
    if rule.type in (T.FREQUENCY, T.CARDINALITY):  # only there a late article can take nothing back
        assert all(any(_overlap(span, told_) for span in wanted) for told_ in reached)


def _overlap(one: Span, other: Span) -> bool:
    return one.first <= other.last and other.first <= one.last
