"""Days by words: "30 December", "on Saturday (Dec 30)", "two days after a raid on March 1", "the next day"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from monitor.extraction.index.index import words
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.mentions import DateMention
from monitor.vocabulary import DatePrecision

WORDS = ("next", "last", "ago", "before", "after", "prepositions", "of_last_week", "the", "span")
FARTHEST_MONTH = 16  # characters between a weekday and the month that it lies in
FARTHEST_ANCHOR = 90  # characters between "two days after" and the day of what it was after
AHEAD = timedelta(days=14)  # a day without a year lies at most so far ahead, else it was last year's
_YEAR_AFTER = re.compile(r"\.?,? ?(\d{4}|'?\d{2}(?= [(\-\u2013\u2014]|\)))(?![\d:])")
_BRACKET = re.compile(r"[ ,(]{1,3}([^\W\d_]{3,9})\.? ?(\d{1,2})(?!\d)\)?")


def calendar_day(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar, or nothing for February 30."""
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
        re.compile(rf"(?<!\d)(\d{{1,2}}){ending}(?:[-\u2013]\d{{1,2}}{ending})?{joiner}[ \n]$", re.IGNORECASE),
        re.compile(rf"\.?[ \n]?(\d{{1,2}}){ending}(?![\d:.]\d|\d)", re.IGNORECASE),
    )


class DaysInWords:
    """Reads the words for days of one article."""

    def __init__(self, scan: Scan, published: date) -> None:
        self._scan = scan
        self._days: Mapping[str, Any] = scan.index.days
        self._months = _month_numbers(tuple(self._days["months"].items()))
        self._number_of_day = _day_number(self._days["ordinal_suffixes"] or "", self._days["of"] or "")
        self._small_letters = bool(self._days["small_letters"])  # months and weekdays are written small
        self._numbers: Mapping[str, int] = self._days["numbers"]
        self._words = {name: _word_set(self._days[name] or "") for name in WORDS}
        self._last = published
        self._named = False  # whether a day was named that others can be counted from
        self._published = published
        self._last_at = -1  # where the last day stands

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
                self._last, self._named, self._last_at = one.on, True, one.start
        return found

    def _read(self, kind: str, value: int, hit: Found) -> DateMention | None:
        if kind == "months":
            return self._month(value, hit)
        if kind == "weekdays":
            return self._weekday(value, hit)
        if kind == "feasts":
            on = self._dated(value % 100, value // 100, None)
            return self._mention(on, DatePrecision.RESOLVED, hit.start, hit.end) if on else None
        if kind == "units":
            return self._counted(value, hit)
        if kind == "periods":
            return self._mention(None, DatePrecision.RESOLVED, hit.start, hit.end)
        if kind == "from_named":
            on = self._last + timedelta(days=value) if self._named and not self._counts_from_what_follows(hit) else None
            told = self._mention(on, DatePrecision.RESOLVED, hit.start, hit.end) if on else None
            return told._replace(counted=value < 0) if told else None
        return self._mention(self._published + timedelta(days=value), DatePrecision.RESOLVED, hit.start, hit.end)

    def _counts_from_what_follows(self, hit: Found) -> bool:
        """Whether "the day before" goes on: "the day before the vote", "the night before he died"."""
        shadow = self._scan.shadow
        if shadow[hit.start : hit.end].rpartition(" ")[2] not in self._words["prepositions"]:
            return False
        following = shadow[hit.end : hit.end + 12].split()[:1]
        joined = self._scan.text[hit.end : hit.end + 1] in (" ", "\n")
        return joined and bool(following) and following[0] in self._scan.index.speech["opens_clause"]

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
                return calendar_day(number, month, day)
        years = (2000 + number, 1900 + number) if year else (self._published.year + step for step in (1, 0, -1))
        latest = self._published + AHEAD
        candidates = (calendar_day(one, month, day) for one in years)
        return next((on for on in candidates if on and on <= latest), None)

    def _weekday(self, weekday: int, hit: Found) -> DateMention | None:
        text = self._scan.text
        if not (self._small_letters or text[hit.start].isupper()):
            return None
        stated = self._stated_behind(hit)
        if stated:
            return stated
        if self._is_any(hit):
            return None
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
        return self._of_an_earlier_week(weekday, on, start, hit.end)

    def _is_any(self, hit: Found) -> bool:
        """Whether a weekday dates nothing: "it came on a Wednesday"."""
        shadow, phrases = self._scan.shadow, _word_set(self._days.get("of_any") or "")
        return any(shadow.endswith(f" {phrase} ", 0, hit.start) for phrase in phrases)

    def _of_an_earlier_week(self, weekday: int, on: date, start: int, end: int) -> DateMention:
        """Read on: "Monday of last week"."""
        shadow = self._scan.shadow
        for phrase in self._words["of_last_week"]:
            if shadow.startswith(f" {phrase} ", end):
                monday = self._published - timedelta(days=self._published.weekday() + 7)
                return self._resolved(monday + timedelta(days=weekday), start, end + 1 + len(phrase))
        if on > self._published - timedelta(days=7) and self._opens_a_span(weekday, start, end):
            on -= timedelta(days=7)
        return self._resolved(on, start, end)

    def _opens_a_span(self, weekday: int, start: int, end: int) -> bool:
        """Read "between Thursday and Sunday" told on a Friday: the first day lies before the second."""
        before = self._scan.shadow[max(0, start - 10) : start].split()[-1:]
        if not before or before[0] not in self._words["span"]:
            return False
        for other in self._scan.between("day", end, end + FARTHEST_MONTH):
            kind, value = other.value
            later = (self._published.weekday() - weekday) % 7 < (self._published.weekday() - value) % 7
            return bool(kind == "weekdays" and later)
        return False

    def _resolved(self, on: date, start: int, end: int) -> DateMention:
        return self._mention(on, DatePrecision.RESOLVED, start, end)

    def _stated_behind(self, hit: Found) -> DateMention | None:
        """Read "Saturday (Dec 30)", "Monday, January 1, 2024": the weekday belongs to a stated day."""
        match = _BRACKET.match(self._scan.text, hit.end)
        month = self._months.get(match[1].lower()) if match else None
        if not match or month is None:
            return self._dated_behind(hit)
        end = match.end()
        year = _YEAR_AFTER.match(self._scan.text, end)
        on = self._dated(int(match[2]), month, year[1] if year else None)
        return self._mention(on, DatePrecision.STATED, hit.start, year.end() if year else end) if on else None

    def _dated_behind(self, hit: Found) -> DateMention | None:
        """Read "Saturday 9 March", "Saturday, the 30th of December 2023": one day, named twice."""
        for month in self._scan.between("day", hit.end, hit.end + FARTHEST_MONTH):
            one = self._month(month.value[1], month) if month.value[0] == "months" else None
            if one and one.start >= hit.end:
                between = self._scan.shadow[hit.end : one.start].split()
                joined = all(word in self._words["the"] for word in between)
                return self._mention(one.on, DatePrecision.STATED, hit.start, one.end) if joined else None
        return None

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
            return self._resolved(self._published - timedelta(days=days * number), start, end)
        sign = -1 if after[0] in self._words["before"] else 1 if after[0] in self._words["after"] else 0
        anchor = self._anchor(after[0], end) if sign else None
        if anchor is None:
            return self._of_what_came_before(days * number, start, end) if sign > 0 else None
        told = self._resolved(anchor + timedelta(days=sign * days * number), start, end)
        return told._replace(counted=after[0] not in self._words["prepositions"])

    def _of_what_came_before(self, days: int, start: int, end: int) -> DateMention | None:
        """Read "the toll rose on Thursday, two days after the blaze began": the day of the blaze."""
        if self._last_at < self._scan.sentence_at(start).start:
            return None
        return self._resolved(self._last - timedelta(days=days), start, end)._replace(counted=True)

    def _anchor(self, word: str, end: int) -> date | None:
        """The day that "two days after" counts from: the one behind it, or, at the end of a clause, the one before.

        "Two days after the coup" says no day when the article does not say when that was.
        """
        text, sentence = self._scan.text, self._scan.sentence_at(end - 1)
        if word not in self._words["prepositions"] or not text[end : end + 1].isspace() or end >= sentence.end:
            return self._last
        for hit in self._scan.between("day", end, min(end + FARTHEST_ANCHOR, sentence.end)):
            kind, value = hit.value
            named = self._read(kind, value, hit) if kind in ("months", "weekdays") else None
            if named and named.on:
                return named.on
        return None

    def _number(self, word: str) -> int | None:
        if word.isdecimal() and len(word) < 4:
            return int(word)
        return self._numbers.get(word)
