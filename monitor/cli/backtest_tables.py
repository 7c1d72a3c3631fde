"""What a backtest found, for people at a terminal: notices per rule and day, what a change adds and loses."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.backtesting.compare import ADDED, LOST, Change, Tally, by_rule, some_of
from monitor.delivery.wording import plural

_BARS = "▁▂▃▄▅▆▇█"
_WIDEST = 31
"""How many bars stand in a row: a month of days, else as many weeks, months or years as fit."""

_PAPER = 140
"""How wide the tables are where they are piped into a file or another program."""

_EXAMPLES = 10
_SIGNS = {ADDED: ("+", "green"), LOST: ("-", "red")}


def print_tables(tally: Tally, archive: str, *, compared: bool) -> None:
    """Print the sums, the rules, the days, and with a comparison what was added and lost."""
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PAPER)
    console.print(Text(_summary(tally, archive, compared=compared), style="bold"))
    if not tally.rules():
        return
    console.print(_rule_table(tally, compared=compared))
    if compared:
        for kind in (ADDED, LOST):
            _print_changes(console, kind, tally)


def _summary(tally: Tally, archive: str, *, compared: bool) -> str:
    days = tally.all_days()
    span = f", {days[0]} to {days[-1]}" if days else ""
    unread = f"; {tally.unreadable} files could not be read (see --json)" if tally.unreadable else ""
    told = plural(tally.days.total(), "notice", "notices")
    if compared:
        told += f", {tally.days_before.total():,} before: {tally.totals[ADDED]:,} added, {tally.totals[LOST]:,} lost"
    return f"{archive}: {plural(tally.articles, 'article', 'articles')}{span}; {told}{unread}"


def _rule_table(tally: Tally, *, compared: bool) -> Table:
    spans = _spans(tally.all_days())
    table = Table(box=None, pad_edge=False)
    table.add_column("rule", overflow="fold")
    for name in ("notices", "before", "added", "lost") if compared else ("notices",):
        table.add_column(name, justify="right")
    if tally.digest_only:
        table.add_column("digest only", justify="right")
    table.add_column("busiest day", justify="right", no_wrap=True)
    table.add_column(_unit(spans), no_wrap=True)
    now, before = by_rule(tally.notices), by_rule(tally.before)
    for rule in tally.rules():
        counts: list[Text | str] = [f"{now[rule]:,}"]
        if compared:
            counts += [f"{before[rule]:,}", _signed(tally, ADDED, rule), _signed(tally, LOST, rule)]
        if tally.digest_only:
            counts.append(f"{tally.digest_only[rule]:,}")
        by_day = Counter({day: count for (day, one), count in tally.notices.items() if one == rule})
        table.add_row(rule, *counts, _busiest(by_day), _bars(by_day, spans))
    table.add_section()
    totals = [f"{tally.days.total():,}"]
    if compared:
        totals += [f"{tally.days_before.total():,}", f"{tally.totals[ADDED]:,}", f"{tally.totals[LOST]:,}"]
    if tally.digest_only:
        totals.append("")
    table.add_row("all notices", *totals, _busiest(tally.days), _bars(tally.days, spans), style="bold")
    return table


def _signed(tally: Tally, kind: str, rule: str) -> Text:
    count = tally.changed[kind, rule]
    sign, colour = _SIGNS[kind]
    return Text(f"{sign}{count:,}", style=colour) if count else Text("0", style="dim")


def _busiest(by_day: Counter[date]) -> str:
    if not by_day:
        return ""
    day = max(by_day, key=lambda one: (by_day[one], -one.toordinal()))
    return f"{day} ({by_day[day]:,})"


def _spans(days: Sequence[date]) -> list[Sequence[date]]:
    """Cut the days into as many equal spans as there is room for."""
    size = max(1, -(-len(days) // _WIDEST))
    return [days[at : at + size] for at in range(0, len(days), size)]


def _unit(spans: Sequence[Sequence[date]]) -> str:
    size = len(spans[0]) if spans else 1
    return "per day" if size == 1 else f"per {size} days"


def _bars(by_day: Counter[date], spans: Sequence[Sequence[date]]) -> str:
    sums = [sum(by_day[day] for day in span) for span in spans]
    highest = max(sums, default=0)
    return "".join(_BARS[-(-one * (len(_BARS) - 1) // highest)] if one else "·" for one in sums) if highest else ""


def _print_changes(console: Console, kind: str, tally: Tally) -> None:
    sign, colour = _SIGNS[kind]
    shown, total = some_of(tally.examples[kind], _EXAMPLES), tally.totals[kind]
    if not total:
        return
    more = f" ({len(shown)} of them, from the whole time; --html and --json have more)" if total > len(shown) else ""
    console.print(Text(f"\n{kind.capitalize()}: {plural(total, 'notice', 'notices')}{more}", style=f"bold {colour}"))
    for change in shown:
        for line in _told(change, sign):
            console.print(line)


def _told(change: Change, sign: str) -> list[Text]:
    colour = _SIGNS[change.kind][1]
    lines = [Text.assemble((f"{sign} ", colour), f"{change.day}  ", (change.title, "bold"), f"  {change.file}")]
    lines.append(Text(f"    {change.receiver}: {change.decision}, by {', '.join(change.rules)}"))
    lines += [Text(f"    {one}", style="dim") for one in change.evidence]
    heading = "before" if change.kind == ADDED else "now"
    return lines + [Text(f"    {heading} not: {one}", style="dim") for one in change.why_not]
