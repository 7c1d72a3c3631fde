"""What was seen of an article's reports, as text: made once, where the article is read, and never again.

The text is JSON, because it comes from a process that reads hostile bytes; numbers that are many stand in it as
hexadecimal digits, which a thousand of cost as much as ten in figures, and words in one string. Whether a text
was written by this program says its form (`load_form`): one of another form is not read, and the article is
looked at again.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import isfinite
from sys import byteorder, intern
from typing import Any

import numpy as np

from monitor.model import Interval
from monitor.stories.beside import Beside
from monitor.stories.counts import Counts, Ints
from monitor.stories.features import BETWEEN, Features, Places
from monitor.stories.quantities import Quantities
from monitor.stories.shingles import Runs
from monitor.vocabulary import Bound

_SHORT = "<u4"
_LONG = "<u8"
_WEEK = frozenset(range(7))


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedReport:
    """A report as the index compares it, with the firm day of its event, and what is its own beside another event."""

    n: int
    features: Features
    day: date | None
    beside: Beside | None = None


def write_reports(reports: Iterable[NotedReport], form: str) -> str:
    """Write what was seen of an article's reports."""
    return json.dumps([form, list(map(_written, reports))], ensure_ascii=False, separators=(",", ":"))


def read_reports(written: str, form: str) -> tuple[NotedReport, ...] | None:
    """Read it back; nothing when it is of another form, or was never written by `write_reports`."""
    if not written.startswith(f'["{form}",'):
        return None
    try:
        return tuple(map(_read, json.loads(written)[1]))
    except (ValueError, TypeError, LookupError, OverflowError):
        return None


def _written(one: NotedReport) -> list[Any]:
    features, told = one.features, one.features.told
    return [
        one.n,
        one.day.isoformat() if one.day else None,
        BETWEEN.join(features.terms),
        _packed(features.counts, features.names, features.lead),
        [sorted(told.numbers), sorted(told.lead_numbers), sorted(told.days), sorted(told.body_days)],
        [sorted(told.years), sorted(told.weekdays), sorted(told.lead_weekdays)],
        {what: sorted(values) for what, values in told.counted.items()},
        features.placed.words,
        np.array(features.placed.before, dtype=_LONG).tobytes().hex(),
        np.array(features.placed.after, dtype=_LONG).tobytes().hex(),
        [features.shingles.runs.astype(_LONG).tobytes().hex(), int(features.shingles.whole)],
        [int(features.tells_deaths), int(features.tells_injuries), int(features.corrects), int(features.withdraws)],
        features.text.hex(),
        one.beside and [_interval(told) for told in (one.beside.killed, one.beside.injured, one.beside.before)],
    ]


def _interval(value: Interval | None) -> list[Any] | None:
    return [value.min, value.max, value.bound] if value else None


def _read(written: list[Any]) -> NotedReport:
    n, day, terms, counts, numbers, days, counted, words, before, after, shingles, flags, text, beside = written
    terms = str.split(terms, BETWEEN) if terms else ()
    each, names, lead = _unpacked(len(terms), *counts)
    counted_terms = dict(zip(terms, each.tolist(), strict=True))
    if len(counted_terms) < len(terms):
        raise ValueError("one term twice")
    features = Features(
        terms=counted_terms,
        counts=each,
        names=names,
        lead=lead,
        told=_quantities(numbers, days, counted),
        tells_deaths=bool(flags[0]),
        tells_injuries=bool(flags[1]),
        corrects=bool(flags[2]),
        withdraws=bool(flags[3]),
        placed=_places(words, before, after),
        shingles=_shingles(*shingles),
        text=bytes.fromhex(text),
    )
    return NotedReport(
        n=int(n), features=features, day=date.fromisoformat(day) if day else None, beside=beside and _beside(*beside)
    )


def _beside(killed: list[Any] | None, injured: list[Any] | None, before: list[Any] | None) -> Beside:
    return Beside(killed=_read_interval(killed), injured=_read_interval(injured), before=_read_interval(before))


def _read_interval(written: list[Any] | None) -> Interval | None:
    if not written:
        return None
    least, most, bound = written
    return Interval(min=int(least), max=None if most is None else int(most), bound=Bound(bound))


def _places(words: str, before: str, after: str) -> Places:
    places = Places(words, _unpacked_long(before), _unpacked_long(after))
    count = str.count(words, BETWEEN) + 1 if words else 0
    if not count == len(places.before) == len(places.after):
        raise ValueError("not as many words as places")
    return places


def _shingles(runs: str, whole: int) -> Runs:
    shingles = Runs(np.frombuffer(bytes.fromhex(runs), dtype=_LONG).astype(np.uint64), whole=bool(whole))
    if not np.logical_and.reduce(shingles.runs[1:] > shingles.runs[:-1]):
        raise ValueError("runs out of order")
    return shingles


def _quantities(numbers: list[list[Any]], days: list[list[int]], counted: Mapping[str, list[float]]) -> Quantities:
    every, lead, named_days, body_days = numbers
    years, weekdays, lead_weekdays = days
    if not _WEEK.issuperset((*weekdays, *lead_weekdays)):
        raise ValueError("no day of the week")
    told = frozenset(every)
    if not isfinite(sum(told)):
        raise ValueError("no number")
    if not told.issuperset(chain(lead, *counted.values())):
        raise ValueError("a count that is no number of the text")
    return Quantities(
        numbers=told,
        lead_numbers=frozenset(lead),
        counted=dict(zip(map(intern, counted), map(frozenset, counted.values()), strict=True)),
        days=frozenset(map(tuple, named_days)),
        body_days=frozenset(map(tuple, body_days)),
        years=frozenset(years),
        weekdays=frozenset(weekdays),
        lead_weekdays=frozenset(lead_weekdays),
    )


def _packed(counts: Ints, names: Counts, lead: Counts) -> list[Any]:
    """Write how often terms stand, of all terms, of names and of those of the lead: the places before the counts."""
    row = np.concatenate((counts, names.at, lead.at, names.n, lead.n))
    return [len(names.at), len(lead.at), row.astype(_SHORT).tobytes().hex()]


def _unpacked(terms: int, names: int, lead: int, packed: str) -> tuple[Ints, Counts, Counts]:
    row = np.frombuffer(bytes.fromhex(packed), dtype=_SHORT).astype(np.intp)
    if min(names, lead) < 0 or len(row) != terms + 2 * (names + lead):
        raise ValueError("not as many counts as terms")
    places, counts = row[terms : terms + names + lead], row[terms + names + lead :]
    if len(places) and np.maximum.reduce(places) >= terms:
        raise ValueError("a place of no term")
    if not (np.logical_and.reduce(row[:terms]) and np.logical_and.reduce(counts)):
        raise ValueError("a term that stands nowhere")
    return row[:terms], Counts(places[:names], counts[:names]), Counts(places[names:], counts[names:])


def _unpacked_long(packed: str) -> array[int]:
    found = array("Q", bytes.fromhex(packed))
    if byteorder == "big":
        found.byteswap()
    return found
