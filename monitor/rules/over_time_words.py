"""What rules over time counted, in words: the headline of what is told, and the line that explains it."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.rules.over_time import OverTime, in_short
from monitor.rules.over_time_counting import Crossing, Key
from monitor.vocabulary import OverTimeType


def headline(rule: OverTime, key: Key, found: Crossing) -> str:
    """Return what happened in one line: `7 articles in 6h: Kharkiv (2 in the 6h before)`."""
    within = in_short(rule.timeframe)
    about = f": {key.name}" if rule.by else ""
    if rule.type is OverTimeType.NEW_TERM:
        return f"New {rule.by}: {key.name}, not seen for {within}"
    if rule.type is OverTimeType.CARDINALITY:
        return f"{found.count} independent sources in {within}{about}"
    before = f" ({found.before} in the {within} before)" if rule.type is OverTimeType.SPIKE else ""
    return f"{_some(found.count, 'article')} in {within}{before}{about}"


def why(rule: OverTime, found: Crossing) -> str:
    """Return the line that explains why the rule fired."""
    within = in_short(rule.timeframe)
    match rule.type:
        case OverTimeType.NEW_TERM:
            return f"{rule.type}: not seen in the {within} before {_at(found.first)}"
        case OverTimeType.CARDINALITY:
            asked, counted = f"threshold is {rule.number}", f"{found.count} independent sources"
        case OverTimeType.SPIKE:
            asked = f"spike_height is {rule.height:g}"
            counted = f"{_some(found.count, 'article')} after {found.before}"
        case _:
            asked, counted = f"num_events is {rule.number}", _some(found.count, "article")
    return f"{rule.type}: {counted} in {within} up to {_at(found.last)}; {asked}"


def flat_headline(rule: OverTime, key: Key, count: int) -> str:
    """Return what is missing in one line, the name first: `Silent: reuters, no article in 6h`."""
    less = f"only {_some(count, 'article')}" if count else "no article"
    return (
        f"Silent: {key.name}, {less} in {in_short(rule.timeframe)}"
        if rule.by
        else (f"Silent: {less} in {in_short(rule.timeframe)}")
    )


def heard_again(rule: OverTime, key: Key, before: datetime, now: datetime) -> str:
    """Return that a silence is over in one line: `Heard again: reuters, after 9 hours`."""
    hours = round((now - before) / timedelta(hours=1))
    lasted = f"{hours} hours" if hours != 1 else "1 hour"
    return f"Heard again: {key.name if rule.by else 'articles'}, after {lasted}"


def flat_why(rule: OverTime, count: int, now: datetime) -> str:
    """Return the line that explains why the rule fired."""
    within = in_short(rule.timeframe)
    return f"{rule.type}: {_some(count, 'article')} in the {within} before {_at(now)}; threshold is {rule.number}"


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _at(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"
