"""When: absolute days ("30 December 2023") and days counted from publication ("on Saturday", "two days ago").

A weekday without more is the latest such day at or before publication. A day without a year is the
latest one at or shortly after publication, and so is one with only two digits of its year. The
publication day is that of the source's own zone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.extraction.dateline import dateline_of, heads_a_paper, in_dateline
from monitor.extraction.days_in_words import DaysInWords, calendar_day
from monitor.extraction.index.candidates import Candidate
from monitor.extraction.index.index import words
from monitor.extraction.index.scan import Found, Scan
from monitor.extraction.load import Knowledge
from monitor.extraction.mentions import DateMention
from monitor.extraction.names.names import scan_of
from monitor.model import Article
from monitor.vocabulary import DatePrecision, TimePrecision

__all__ = ["DateMention", "find_dates"]

LONGEST_WHERE = 5  # words that tell where somebody spoke
FARTHEST_VERB = 45  # characters between a verb of saying and the day on which it was said
FARTHEST_SPEAKER = 60  # characters from a day that opens a sentence to the verb of who spoke on it
FARTHEST_OPENING = 8
LONGEST_SPAN_WORD = 10  # characters of "through" and blanks
_OPENS = re.compile(r"(?:[.!?]\s|\n)(?:\w+ )?$")
_NUMERIC = re.compile(r"\d{1,4}[-.]\d{1,2}[-.]\d{1,4}(?![-.]?\d)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def find_dates(article: Article, knowledge: Knowledge) -> tuple[DateMention, ...]:
    """Return every naming of a day, in order of the text; none in a language without a pack."""
    index = knowledge.indexes.get(article.language)
    if index is None:
        return ()
    scan = scan_of(article, index)
    calendar = DaysInWords(scan, _publication_day(article))
    found = [*_numeric(scan.text), *calendar.mentions()]
    written = _dateline_day(article, found)
    if written and not article.published_at:
        found = [*_numeric(scan.text), *DaysInWords(scan, written).mentions()]
    if not found:
        return ()
    named = [one for one in scan.names if one.actor]
    starts = [one.start for one in named]
    told = [one for one in found if not _inside(one.start, named, starts) and not scan.is_silent(one.start)]
    kept = _outermost(sorted(told, key=lambda one: (one.start, -one.end)))
    today = written or _publication_day(article)
    return tuple(_counted_on(scan, [_placed(scan, one, today) for one in kept]))


def _counted_on(scan: Scan, days: list[DateMention]) -> list[DateMention]:
    """Mark what is counted from the day of a new toll as such as well: "rose to 73 on Thursday, 45 a day earlier".

    "Two days after the blaze began" counts to the blaze.
    """
    prepositions = set(words(scan.index.days["prepositions"] or ""))
    for at, (before, one) in enumerate(pairwise(days), 1):
        if one.counted and before.afterwards and prepositions.isdisjoint(scan.shadow[one.start : one.end].split()):
            days[at] = one._replace(afterwards=True)
    return days


def _placed(scan: Scan, one: DateMention, today: date) -> DateMention:
    """Mark the day of what is still to come, of a verb of saying, and of what came of an event."""
    if _is_ahead(scan, one, today):
        return one._replace(ahead=True)
    if _is_spoken(scan, one) or heads_a_paper(scan.article, one):
        return one._replace(spoken=True)
    came_of_it = _is_of(scan, one, "afterwards") or scan.starting("came_next", one.end + 1) is not None
    return one._replace(afterwards=True) if came_of_it or _is_counted_up_to(scan, one) else one


def _is_counted_up_to(scan: Scan, one: DateMention) -> bool:
    """Whether a day only ends a count: "by Friday night 17 bodies had been found"."""
    return any(scan.shadow.endswith(f" {up_to} ", 0, one.start) for up_to in scan.index.up_to)


def _is_ahead(scan: Scan, one: DateMention, today: date) -> bool:
    """Whether a day is told as one to come: "tomorrow", "until Friday", "is due in court on Tuesday"."""
    ends = scan.shadow[max(0, one.start - LONGEST_SPAN_WORD) : one.start].split()[-1:]
    if not scan.index.span_ends.isdisjoint(ends):
        return True
    in_words = not any(map(str.isdigit, scan.text[one.start : one.end]))
    return (in_words and one.on is not None and one.on > today) or _is_of(scan, one, "ahead")


def _is_of(scan: Scan, one: DateMention, kind: str) -> bool:
    """Whether a day is that of a toll, a find or an arrest ("rose to 16 on Thursday"); a comma ends the clause."""
    told = scan.between(kind, one.start - FARTHEST_VERB, one.start)
    if not told or told[-1].end >= one.start:
        return False
    between = scan.text[told[-1].end : one.start]
    return not set(between) & set(",.;:!?") and not scan.between("clause", told[-1].end, one.start)


def _is_spoken(scan: Scan, one: DateMention) -> bool:
    """Whether a day is that of a verb of saying: "said on Sunday", "told us late on Monday", "on Sunday said"."""
    following = scan.starting("says", one.end + 1) if scan.text[one.end : one.end + 1] == " " else None
    if following and _is_of_speech(scan, following):
        return True
    if _opens_a_report(scan, one):
        return True
    said = scan.between("says", one.start - FARTHEST_VERB, one.start)
    if not said or not _is_of_speech(scan, said[-1]):
        return False
    before = scan.shadow[max(0, said[-1].start - 10) : said[-1].start].split()
    if before and before[-1] in scan.index.speech["be"]:
        return False  # "he was told on Sunday"
    between = scan.shadow[said[-1].end : one.start].split()
    if set(scan.text[said[-1].end : one.start]) & set(",.;:!?"):
        return False  # another clause, or another sentence
    index = scan.index
    small = index.speech["listeners"]
    if _is_where_told(scan, between):
        return not scan.between("role", said[-1].end, one.start)  # "said at the tape on Sunday"
    return all(word in small or word in index.locative or _is_medium(scan, word, said[-1].end) for word in between)


def _opens_a_report(scan: Scan, one: DateMention) -> bool:
    """Whether a sentence begins with the day on which somebody spoke: "On Sunday, officials spoke of nine dead"."""
    before = scan.text[max(0, one.start - FARTHEST_OPENING) : one.start]
    if one.start >= FARTHEST_OPENING and not _OPENS.search(before):
        return False
    said = scan.between("says", one.end, one.end + FARTHEST_SPEAKER)
    subject = scan.text[one.end : said[0].start].removeprefix(",") if said else ""
    return bool(said) and subject.replace(" ", "").isalpha() and _is_of_speech(scan, said[0])


def _is_where_told(scan: Scan, between: list[str]) -> bool:
    """Whether words behind a verb of saying tell only where: "in the old town", "at the tape"."""
    if not 1 < len(between) <= LONGEST_WHERE or between[0] not in scan.index.locative:
        return False
    return between[0] in scan.index.within or between[1] in scan.index.speech["articles"]


def _is_of_speech(scan: Scan, said: Found) -> bool:
    """Whether a verb says something without a clause behind it: not "Officers on Sunday found a man"."""
    return scan.shadow[said.start : said.end] not in scan.index.speech["needs_that"]


def _is_medium(scan: Scan, word: str, start: int) -> bool:
    named = scan.starting("actor", start + 1)
    return named is not None and word in scan.shadow[named.start : named.end].split()


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
        return calendar_day(int(iso[1]), int(iso[2]), int(iso[3]))
    dotted = _DOTTED.fullmatch(written)
    return calendar_day(int(dotted[3]), int(dotted[2]), int(dotted[1])) if dotted else None
