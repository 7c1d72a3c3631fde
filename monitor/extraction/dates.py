"""When: absolute days ("30 December 2023") and days counted from publication ("on Saturday", "two days ago").

A weekday without more is the latest such day at or before publication. A day without a year is the
latest one at or shortly after publication, and so is one with only two digits of its year. The
publication day is that of the source's own zone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.extraction.candidates import Candidate
from monitor.extraction.dateline import dateline_of, in_dateline
from monitor.extraction.index import words
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import DateMention
from monitor.extraction.names import scan_of
from monitor.extraction.scan import Found, Scan
from monitor.model import Article
from monitor.vocabulary import DatePrecision, TimePrecision

__all__ = ["DateMention", "find_dates"]

AHEAD = timedelta(days=14)  # a day without a year lies at most so far ahead, else it was last year's
_NUMERIC = re.compile(r"\d{1,4}[-.]\d{1,2}[-.]\d{1,4}(?![-.]?\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_YEAR_AFTER = re.compile(r"\.?,? ?(\d{4}|'?\d{2}(?= [(\-\u2013\u2014]|\)))(?![\d:])")
_BRACKET = re.compile(r"[ ,(]{1,3}([^\W\d_]{3,9})\.? ?(\d{1,2})(?!\d)\)?")


def find_dates(article: Article, knowledge: Knowledge) -> tuple[DateMention, ...]:
    """Return every naming of a day, in order of the text; none in a language without a pack."""
    index = knowledge.indexes.get(article.language)
    if index is None:
        return ()
    scan = scan_of(article, index)
    calendar = _Calendar(scan, _publication_day(article))
    found = [*_numeric(scan.text), *calendar.mentions()]
    written = _dateline_day(article, found)
    if written and not article.published_at:
        found = [*_numeric(scan.text), *_Calendar(scan, written).mentions()]
    if not found:
        return ()
    named = [one for one in scan.names if one.actor]
    starts = [one.start for one in named]
    told = [one for one in found if not _inside(one.start, named, starts) and not scan.is_silent(one.start)]
    return tuple(_outermost(sorted(told, key=lambda one: (one.start, -one.end))))


def _dateline_day(article: Article, found: list[DateMention]) -> date | None:
    """Return the day that a dateline states ("KYIV, March 3 (Reuters) -"): "on Sunday" counts from it."""
    if dateline_of(article) == (0, 0):
        return None
    days = [one.on for one in found if one.on and in_dateline(article, one.start)]
    return next((day for day in days if day <= _publication_day(article)), None)


def _inside(offset: int, named: list[Candidate], starts: list[int]) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < named[at].end


def _outermost(found: list[DateMention]) -> list[DateMention]:
    kept: list[DateMention] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _publication_day(article: Article) -> date:
    """The day on which it was published where its source is."""
    if article.published_at is not None and article.published_precision is TimePrecision.DAY:
        return article.effective_at.date()
    try:
        return article.effective_at.astimezone(ZoneInfo(article.source.location)).date()
    except (ZoneInfoNotFoundError, ValueError):
        return article.effective_at.date()


def _numeric(text: str) -> list[DateMention]:
    found = []
    for match in _NUMERIC.finditer(text):
        on = _numeric_day(match.group())
        before = text[match.start() - 1 : match.start()]
        if on and not (before.isdigit() or before in (".", "-")):
            found.append(DateMention(on=on, precision=DatePrecision.STATED, start=match.start(), end=match.end()))
    return found


def _numeric_day(written: str) -> date | None:
    if iso := _ISO.fullmatch(written):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    dotted = _DOTTED.fullmatch(written)
    return _day(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _month_numbers(months: tuple[tuple[str, int], ...]) -> dict[str, int]:
    return {word: number for names, number in months for word in words(names)}


@lru_cache(maxsize=64)
def _word_set(text: str) -> frozenset[str]:
    return frozenset(words(text))


class _DayNumber(NamedTuple):
    """A day's number before and behind its month, with the language's endings."""

    before: re.Pattern[str]
    behind: re.Pattern[str]


@lru_cache(maxsize=8)
def _day_number(suffixes: str, of: str) -> _DayNumber:
    ending = f"(?:{'|'.join(words(suffixes))})?" if suffixes else ""
    joiner = f"(?: (?:{'|'.join(words(of))}))?" if of else ""
    return _DayNumber(
        re.compile(rf"(?<!\d)(\d{{1,2}}){ending}{joiner}[ \n]$", re.IGNORECASE),
        re.compile(rf"\.?[ \n]?(\d{{1,2}}){ending}(?![\d:.]\d|\d)", re.IGNORECASE),
    )


class _Calendar:
    """Reads the words for days of one article."""

    def __init__(self, scan: Scan, published: date) -> None:
        self._scan = scan
        self._days: Mapping[str, Any] = scan.index.days
        self._months = _month_numbers(tuple(self._days["months"].items()))
        self._number_of_day = _day_number(self._days["ordinal_suffixes"] or "", self._days["of"] or "")
        self._small_letters = bool(self._days["small_letters"])  # months and weekdays are written small
        self._numbers: Mapping[str, int] = self._days["numbers"]
        self._words = {name: _word_set(self._days[name] or "") for name in ("next", "last", "ago", "before", "after")}
        self._last = published
        self._published = published

    def mentions(self) -> list[DateMention]:
        """Return the days by words, in order."""
        found: list[DateMention] = []
        for hit in self._scan.get("day"):
            kind, value = hit.value
            one = self._read(kind, value, hit)
            if one is None or (found and one.start < found[-1].end):
                continue
            found.append(one)
            if one.on:
                self._last = one.on
        return found

    def _read(self, kind: str, value: int, hit: Found) -> DateMention | None:
        if kind == "months":
            return self._month(value, hit)
        if kind == "weekdays":
            return self._weekday(value, hit)
        if kind == "units":
            return self._counted(value, hit)
        return self._mention(self._published + timedelta(days=value), DatePrecision.RESOLVED, hit.start, hit.end)

    def _mention(self, on: date | None, precision: DatePrecision, start: int, end: int) -> DateMention:
        return DateMention(on=on, precision=precision, start=start, end=end)

    def _month(self, month: int, hit: Found) -> DateMention | None:
        """A day of a month, with or without its year; a month alone is no day."""
        text = self._scan.text
        if not (self._small_letters or text[hit.start].isupper()):
            return None
        start, end = hit.start, hit.end
        number = self._number_of_day.before.search(text, max(0, start - 12), start)
        if number:
            start = number.start()
        else:
            number = self._number_of_day.behind.match(text, end)
            if not number:
                return None
            end = number.end()
        year = _YEAR_AFTER.match(text, end)
        if year:
            end = year.end()
        on = self._dated(int(number[1]), month, year[1] if year else None)
        return self._mention(on, DatePrecision.STATED, start, end) if on else None

    def _dated(self, day: int, month: int, year: str | None) -> date | None:
        if year:
            number = int(year.strip("'"))
            if number >= 100:
                return _day(number, month, day)
        years = (2000 + number, 1900 + number) if year else (self._published.year + step for step in (1, 0, -1))
        latest = self._published + AHEAD
        candidates = (_day(one, month, day) for one in years)
        return next((on for on in candidates if on and on <= latest), None)

    def _weekday(self, weekday: int, hit: Found) -> DateMention | None:
        text = self._scan.text
        if not (self._small_letters or text[hit.start].isupper()):
            return None
        stated = self._stated_behind(weekday, hit)
        if stated:
            return stated
        start = hit.start
        before = self._scan.shadow[max(0, start - 12) : start].split()
        word = before[-1] if before else ""
        back = (self._published.weekday() - weekday) % 7
        if word in self._words["next"]:
            on = self._published + timedelta(days=(7 - back) or 7)
            start -= len(word) + 1
        elif word in self._words["last"]:
            on = self._published - timedelta(days=back or 7)
            start -= len(word) + 1
        else:
            on = self._published - timedelta(days=back)
        return self._mention(on, DatePrecision.RESOLVED, start, hit.end)

    def _stated_behind(self, weekday: int, hit: Found) -> DateMention | None:
        """Read "Saturday (Dec 30)", "Monday, January 1, 2024": the weekday belongs to a stated day."""
        match = _BRACKET.match(self._scan.text, hit.end)
        month = self._months.get(match[1].lower()) if match else None
        if not match or month is None:
            return None
        end = match.end()
        year = _YEAR_AFTER.match(self._scan.text, end)
        on = self._dated(int(match[2]), month, year[1] if year else None)
        if on and not year and on.weekday() != weekday and abs((self._published - on).days) > 300:
            on = next(
                (
                    d
                    for d in (_day(on.year + 1, month, on.day), _day(on.year - 1, month, on.day))
                    if d and d.weekday() == weekday
                ),
                on,
            )
        return self._mention(on, DatePrecision.STATED, hit.start, year.end() if year else end) if on else None

    def _counted(self, days: int, hit: Found) -> DateMention | None:
        """Read "two days ago", "a week earlier", "three days later"."""
        scan = self._scan
        before = scan.shadow[max(0, hit.start - 12) : hit.start].split()
        after = scan.shadow[hit.end : hit.end + 14].split()
        number = self._number(before[-1]) if before else None
        if number is None or not after:
            return None
        start = hit.start - len(before[-1]) - 1
        end = hit.end + 1 + len(after[0])
        if after[0] in self._words["ago"]:
            return self._mention(self._published - timedelta(days=days * number), DatePrecision.RESOLVED, start, end)
        if after[0] in self._words["before"]:
            return self._mention(self._last - timedelta(days=days * number), DatePrecision.RESOLVED, start, end)
        if after[0] in self._words["after"]:
            return self._mention(self._last + timedelta(days=days * number), DatePrecision.RESOLVED, start, end)
        return None

    def _number(self, word: str) -> int | None:
        if word.isdecimal() and len(word) < 4:
            return int(word)
        return self._numbers.get(word)
