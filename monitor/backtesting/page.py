"""The report of a backtest as one HTML file: no scripts, nothing from elsewhere, for light and dark screens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from monitor.backtesting.compare import ADDED, LOST, Change, Tally, by_rule, some_of
from monitor.delivery.wording import plural

TEMPLATE = Path(__file__).resolve().parent / "page.html.j2"

HEIGHT = 240.0
LEFT, BOTTOM, TOP = 44.0, 24.0, 10.0
"""The chart's height and the room for its axes, in units of its view box."""

STRIP = 72.0
"""The height of the strip of what is added and lost."""

FEW = 10
"""So many of the notices that a change adds, or loses, are seen at once; the others when somebody asks."""

_HALF_A_LABEL = 36.0
_MOST_DAYS = 400
"""The table of days lists so many at most; of a longer archive the days with a notice alone."""


@dataclass(frozen=True, slots=True)
class Screen:
    """What a chart is laid out for: its width, how many columns it has at most, and how many of them have a label."""

    name: str
    width: float
    columns: int
    labels: int


SCREENS = (Screen("wide", 960.0, 62, 8), Screen("narrow", 380.0, 26, 3))
"""The page holds a chart for each; the style sheet shows one of them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of the chart: two numbers of one span, as places in the view box."""

    x: float
    width: float
    now: float  # height
    before: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """One line of a scale: where it is, and what stands beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Notices over time."""

    bars: tuple[Bar, ...]
    heights: tuple[Tick, ...]
    days: tuple[Tick, ...]
    unit: str


@dataclass(frozen=True, slots=True)
class Strip:
    """What a change adds and loses over time, in the chart's columns: up and down from a line in the middle.

    Of each bar `now` is the height of what is added, `before` of what is lost.
    """

    bars: tuple[Bar, ...]
    most: int  # of either in one column


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule and its counts; `line` is a small chart of its own, as the points of a polyline."""

    rule: str
    notices: int
    before: int
    added: int
    lost: int
    digest_only: int
    line: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A day and its notices; `rules` are those that told, with their counts now and before."""

    day: date
    notices: int
    before: int
    rules: tuple[tuple[str, int, int], ...]


def write_page(path: Path, tally: Tally, *, archive: str, compared: bool) -> None:
    """Write the report.

    Raises:
        OSError: it cannot be written.
    """
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    days = tally.all_days()
    page = template.render(
        archive=archive,
        compared=compared,
        tally=tally,
        notices=tally.days.total(),
        before=tally.days_before.total(),
        added=tally.totals[ADDED],
        lost=tally.totals[LOST],
        summary=summary_of(tally, days, compared=compared),
        charts=[
            (
                screen,
                chart_of(tally.days, tally.days_before if compared else Counter(), days, screen),
                strip_of(tally, days, screen),
            )
            for screen in SCREENS
        ],
        strip_height=STRIP,
        size=(HEIGHT, LEFT, BOTTOM, TOP),
        rules=_rule_rows(tally, days),
        days=_day_rows(tally, days),
        changes=[_changed("Added", ADDED, tally), _changed("Lost", LOST, tally)],
    )
    path.write_text(page, encoding="utf-8")


def _changed(name: str, kind: str, tally: Tally) -> tuple[str, int, list[Change], list[Change]]:
    """Return a heading, how many notices it counts, and of these a few and more of them."""
    examples = tally.examples[kind]
    few = some_of(examples, FEW)
    return name, tally.totals[kind], few, [one for one in examples if one not in few]


def summary_of(tally: Tally, days: Sequence[date], *, compared: bool) -> str:
    """Say in a sentence what a person should know first."""
    if not days or not tally.rules():
        return ""
    now, before = tally.days.total(), tally.days_before.total()
    if compared:
        notices = plural(abs(now - before), "notice", "notices")
        differs = f"{notices} {'more' if now > before else 'fewer'}" if now != before else "As many"
        rates = f"{now / len(days):,.1f} a day instead of {before / len(days):,.1f}"
        changed = f"{_are(tally.totals[ADDED])} new, {_are(tally.totals[LOST])} no longer told"
        return f"{differs} in {_days(days)}, {rates}: {changed}."
    busiest = max(days, key=lambda day: (tally.days[day], -day.toordinal()))
    rate = f"{now / len(days):,.1f} notices a day in {_days(days)}"
    return f"{rate}; the busiest day was {busiest} with {tally.days[busiest]:,}."


def _are(count: int) -> str:
    return f"{count:,} {'is' if count == 1 else 'are'}"


def _days(days: Sequence[date]) -> str:
    return "one day" if len(days) == 1 else f"{len(days):,} days"


def chart_of(now: Mapping[date, int], before: Mapping[date, int], days: Sequence[date], screen: Screen) -> Chart:
    """Lay the chart out: one column a day, or a span of days where there are many."""
    spans = _spans(days, screen)
    sums = [(_sum(now, span), _sum(before, span)) for span in spans]
    step = _step(max((max(pair) for pair in sums), default=0))
    top = max(1, -(-max((max(pair) for pair in sums), default=0) // step)) * step
    room = HEIGHT - BOTTOM - TOP
    width = (screen.width - LEFT) / max(1, len(spans))
    bars = tuple(
        Bar(LEFT + n * width, width, here / top * room, there / top * room, _label(span, here, there, bool(before)))
        for n, (span, (here, there)) in enumerate(zip(spans, sums, strict=True))
    )
    heights = tuple(Tick(HEIGHT - BOTTOM - n / top * room, f"{n:,}") for n in range(0, top + 1, step))
    every = max(1, -(-len(spans) // screen.labels))
    marks = tuple(
        Tick(LEFT + (n + 0.5) * width, f"{spans[n][0]:%-d %b %Y}")
        for n in range(every // 2, len(spans), every)
        if LEFT + (n + 0.5) * width < screen.width - _HALF_A_LABEL
    )
    return Chart(bars=bars, heights=heights, days=marks, unit=_unit(spans))


def _unit(spans: Sequence[Sequence[date]]) -> str:
    size, last = (len(spans[0]), len(spans[-1])) if spans else (1, 1)
    rest = f" (the last bar: {plural(last, 'day', 'days')})" if last < size else ""
    return "per day" if size == 1 else f"per {size} days{rest}"


def strip_of(tally: Tally, days: Sequence[date], screen: Screen) -> Strip:
    """Lay out what the change adds and loses: where both totals are alike, the chart does not show it."""
    by_day = {kind: {day: tally.changed_days[kind, day] for day in days} for kind in (ADDED, LOST)}
    spans = _spans(days, screen)
    sums = [(_sum(by_day[ADDED], span), _sum(by_day[LOST], span)) for span in spans]
    most = max((max(pair) for pair in sums), default=0)
    room, width = STRIP / 2 / max(1, most), (screen.width - LEFT) / max(1, len(spans))
    bars = tuple(
        Bar(LEFT + n * width, width, added * room, lost * room, f"{_when(span)}: {added:,} added, {lost:,} lost")
        for n, (span, (added, lost)) in enumerate(zip(spans, sums, strict=True))
    )
    return Strip(bars=bars, most=most)


def _spans(days: Sequence[date], screen: Screen) -> list[Sequence[date]]:
    size = max(1, -(-len(days) // screen.columns))
    return [days[at : at + size] for at in range(0, len(days), size)]


def _sum(counts: Mapping[date, int], span: Sequence[date]) -> int:
    return sum(counts.get(day, 0) for day in span)


def _step(highest: int) -> int:
    """Return a round number that makes three to six lines up to the highest."""
    for power in range(12):
        for lead in (1, 2, 5):
            if highest <= lead * 10**power * 5:
                return int(lead * 10**power)
    return highest


def _label(span: Sequence[date], now: int, before: int, compared: bool) -> str:
    return f"{_when(span)}: {now:,} notices" + (f", {before:,} before" if compared else "")


def _when(span: Sequence[date]) -> str:
    return f"{span[0]}" if len(span) == 1 else f"{span[0]} to {span[-1]}"


def _rule_rows(tally: Tally, days: Sequence[date]) -> list[RuleRow]:
    now, before = by_rule(tally.notices), by_rule(tally.before)
    return [
        RuleRow(
            rule, now[rule], before[rule], tally.changed[ADDED, rule], tally.changed[LOST, rule],
            tally.digest_only[rule],
            _points({day: count for (day, one), count in tally.notices.items() if one == rule}, days),
        )
        for rule in tally.rules()
    ]  # fmt: skip


def _points(counts: Mapping[date, int], days: Sequence[date], columns: int = 60) -> str:
    """Return a polyline in a box of 120 by 20."""
    size = max(1, -(-len(days) // columns))
    sums = [_sum(counts, days[at : at + size]) for at in range(0, len(days), size)]
    highest = max(sums, default=0) or 1
    across = 120 / max(1, len(sums) - 1)
    return " ".join(f"{n * across:.1f},{19 - one / highest * 18:.1f}" for n, one in enumerate(sums))


def _day_rows(tally: Tally, days: Sequence[date]) -> list[DayRow]:
    told = [day for day in days if tally.days[day] or tally.days_before[day]]
    rules_of: dict[date, dict[str, None]] = {}
    for day, rule in sorted({*tally.notices, *tally.before}):
        rules_of.setdefault(day, {})[rule] = None
    return [
        DayRow(
            day, tally.days[day], tally.days_before[day],
            tuple((rule, tally.notices[day, rule], tally.before[day, rule]) for rule in rules_of.get(day, ())),
        )
        for day in (days if len(days) <= _MOST_DAYS else told)
    ]  # fmt: skip
