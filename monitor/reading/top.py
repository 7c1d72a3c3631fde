"""The top of a plain text: header lines, the title, byline and date; and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.reading.entry import Entry, Stamp
from monitor.reading.paragraphs import Paragraph
from monitor.reading.phrases import LETTERS, LONGEST_COUNTER, ZoneWords, bars_in, is_ended, is_navigation
from monitor.reading.times import find_day, read_time
from monitor.vocabulary import Zone

_FLAT_DATE = re.compile(r"\s*date[ \t:]+(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?)\s+(?=\S)", re.IGNORECASE)
"""A record whose header was flattened into its first line: ` date 2024-01-01 A massive ...`."""
_KEY_LINE = re.compile(r"\s*([^\W\d_][\w ]{1,22}?)\s*:\s+(\S.{0,250}?)\s*$")
_KEY_WITH_DATE = re.compile(r"\s*([^\W\d_][\w ]{2,22}?)\s+(?=\S*\d)(.{4,60})$")
_YEAR = re.compile(r"\b\d{4}\b|\d\s?/\s?\d{1,2}\s?/\s?\d\d\b")
_DATELINE = re.compile(
    r"\s*[^\W\d_][\w .'’()/-]{1,60}(?:,[\w .'’()-]{1,30})??"  # the place
    r"[,(]\s*([^,()–—\n]{6,24}?)\s*"  # the day
    r"(?:\)|\([^)\n]{1,60}\))?\s*(?:--|[–—])"  # the agency
)
_DASHES = ("--", "–", "—")
_ENDS_IN_ACRONYM = re.compile(r"\b(?:[^\W\d_]\.){2,}$")
_SITE = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?")
_SHORTEST_MASTHEAD, _LONGEST_MASTHEAD = 2, 5  # words
_LONGEST_TITLE = 300
_MOST_HEADER_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Top:
    """Where the top's zones begin and what it says; the body begins at paragraph `body`, offset `start`."""

    cuts: tuple[tuple[int, Zone], ...] = ()
    title: tuple[int, int] | None = None
    body: int = 0
    published: Stamp | None = None
    claimed_source: str | None = None
    url: str | None = None


def read_top(entry: Entry, paragraphs: list[Paragraph], words: ZoneWords, location: str) -> Top:
    """Read header lines, title and byline from the first paragraphs of a plain text.

    `paragraphs` is changed where a header ends inside one: it then begins behind the header.
    """
    return _TopReader(entry, paragraphs, words, location).read()


class _TopReader:
    """Walks down the first paragraphs; one object for one text."""

    def __init__(self, entry: Entry, paragraphs: list[Paragraph], words: ZoneWords, location: str) -> None:
        self.entry = entry
        self.text = entry.body
        self.paragraphs = paragraphs
        self.words = words
        self.location = location
        self.cuts: list[tuple[int, Zone]] = []
        self.said: dict[str, str] = {}
        self.published: Stamp | None = None
        self.title: tuple[int, int] | None = None

    def read(self) -> Top:
        number = self._read_front_matter() or self._read_flat_date()
        number = self._read_marked_title(number) or self._read_header_lines(number)
        number = self._read_masthead(number)
        if self.title is None and self._is_title(number):
            start, end, _ = self.paragraphs[number]
            start = self.cuts[-1][0] if self.cuts and start < self.cuts[-1][0] < end else start
            self.cuts.append((start, Zone.TITLE))
            self.title = (start, start + len(self.text[start:end].rstrip()))
            number = self._read_header_lines(number + 1)
        elif self.title is None:
            number = self._read_headline_without_blank(number)
        return Top(
            cuts=tuple(self.cuts),
            title=self.title,
            body=number,
            published=self.published or self._read_dateline(number),
            claimed_source=self.said.get("source_keys"),
            url=self.said.get("url_keys"),
        )

    def _read_front_matter(self) -> int:
        offset = 0
        for line in self.text[: self.entry.header_end].splitlines(keepends=True):
            if not self._read_key_line(offset, line.rstrip("\n")):
                self.cuts.append((offset, Zone.HEADER))
            offset += len(line)
        return self._begin_at(self.entry.header_end)

    def _begin_at(self, offset: int) -> int:
        """Return the paragraph that begins at an offset, cut there when it began before."""
        passed = sum(1 for paragraph in self.paragraphs if paragraph.end <= offset)
        if offset and passed < len(self.paragraphs):
            start, end, blank_after = self.paragraphs[passed]
            self.paragraphs[passed] = Paragraph(max(start, offset), end, blank_after)
        return passed if offset else 0

    def _read_marked_title(self, number: int) -> int:
        """Take the title that the format marks; it is better than one of the header."""
        if not self.entry.title_span:
            return 0
        self.title = self.entry.title_span
        self.cuts = [(offset, Zone.HEADER) for offset, _ in self.cuts]
        self.cuts.append((self.paragraphs[number].start, Zone.TITLE))
        return self._read_header_lines(self._begin_at(self.entry.title_end))

    def _read_flat_date(self) -> int:
        found = _FLAT_DATE.match(self.text)
        if not found:
            return 0
        self.published = read_time(found[1], self.location)
        self.cuts.append((0, Zone.HEADER))
        return self._begin_at(found.end())

    def _read_header_lines(self, number: int) -> int:
        last = min(len(self.paragraphs) - 1, number + _MOST_HEADER_LINES)  # something is the text
        while number < last and self._read_header_line(self.paragraphs[number]):
            number += 1
        return number

    def _read_header_line(self, paragraph: Paragraph) -> bool:
        start, end, _ = paragraph
        if end - start > _LONGEST_TITLE:
            return False
        line = self.text[start:end]
        opening = LETTERS.search(line)
        if opening and opening[0].lower() not in self.words.header_openers:  # most first lines of the news end here
            return bool(line.lstrip()[0].isdigit() or bars_in(line)) and self._read_page_line(start, line)
        return self._read_key_line(start, line) or self._read_byline(start, line) or self._read_page_line(start, line)

    def _read_page_line(self, start: int, line: str) -> bool:
        """Take what a page's frame leaves above an article: "Skip to content", "Home | World | Sport"."""
        is_frame = line.strip(" *_.:|").lower() in self.words.page_lines or is_navigation(line, 0, len(line))
        is_frame = is_frame or (len(line) <= LONGEST_COUNTER and bool(self.words.counters.fullmatch(line)))
        if is_frame:
            self.cuts.append((start, Zone.BOILERPLATE))
        return is_frame

    def _read_key_line(self, start: int, line: str) -> bool:
        found = _KEY_LINE.match(line) or _KEY_WITH_DATE.match(line)
        key = found[1].lower() if found else ""
        if not found or key not in self.words.header_keys["keys"]:
            return False
        self.cuts.append((start, Zone.HEADER))
        for role in ("source_keys", "url_keys"):
            if key in self.words.header_keys[role]:
                self.said.setdefault(role, found[2])
        if key in self.words.header_keys["date_keys"] and self.published is None:
            self.published = read_time(found[2], self.location) or find_day(found[2], self.words.months)
        if key in self.words.header_keys["title_keys"] and self.title is None:
            value = start + found.start(2), start + found.end(2)
            quoted = self.text[value[0]] in "\"'" and self.text[value[1] - 1] == self.text[value[0]]
            self.title = (value[0] + 1, value[1] - 1) if quoted and value[1] - value[0] > 2 else value
            self.cuts.append((self.title[0], Zone.TITLE))
        return True

    def _read_byline(self, start: int, line: str) -> bool:
        """Take "By Jane Doe | The Times", or a line that is a date and nothing else."""
        stripped = line.strip()
        by = self.words.bylines.match(stripped)
        is_byline = bool(by) and len(stripped) < 120 and not is_ended(stripped, 0, len(stripped))
        is_byline = is_byline and stripped[by.end() if by else 0 :].strip()[:1].isupper()
        is_date = len(stripped) < 80 and self._is_date_line(stripped)
        if is_date and self.published is None:
            self.published = find_day(stripped, self.words.months)
        if is_date or is_byline:
            self.cuts.append((start, Zone.HEADER))
        return is_date or is_byline

    def _is_date_line(self, line: str) -> bool:
        """Whether a line is a date, a time, and words like "updated at" between them; nothing else."""
        words = (word.lower() for word in LETTERS.findall(line))
        return bool(_YEAR.search(line)) and all(word in self.words.date_words for word in words)

    def _read_masthead(self, number: int) -> int:
        """Take the name of the paper or its site, where the headline stands below it: "The Daily Star"."""
        if self.title or number + 1 >= len(self.paragraphs) or not self._is_masthead(number):
            return number
        before = len(self.cuts)
        self.cuts.append((self.paragraphs[number].start, Zone.BOILERPLATE))
        below = self._read_header_lines(number + 1)
        if below + 1 < len(self.paragraphs) and self._is_line(below):
            return below
        del self.cuts[before:]
        return number

    def _is_masthead(self, number: int) -> bool:
        start, end, _ = self.paragraphs[number]
        line = self.text[start:end].strip()
        if len(line.split()) > _LONGEST_MASTHEAD:
            return False
        if _SITE.fullmatch(line):
            return True
        names = LETTERS.findall(line)
        if len(names) < _SHORTEST_MASTHEAD or not self._is_line(number):
            return False
        if not all(name[0].isupper() or name in {"of", "the"} for name in names):
            return False
        known = self.words.header_keys["mastheads"]
        return names[-1].lower() in known or (names[0].lower() == "the" and names[1].lower() in known)

    def _is_title(self, number: int) -> bool:
        """A first line, followed by a blank one, that does not end a sentence (docs/contracts.md, 5)."""
        return number < len(self.paragraphs) and self.paragraphs[number].blank_after and self._is_line(number)

    def _is_line(self, number: int) -> bool:
        start, end, _ = self.paragraphs[number]
        line = self.text[start:end].rstrip()
        is_sentence = is_ended(line, 0, len(line)) and not _ENDS_IN_ACRONYM.search(line)
        return len(line) <= _LONGEST_TITLE and "\n" not in line and not is_sentence

    def _read_headline_without_blank(self, number: int) -> int:
        """Take a first line with a byline or date below it: no title, but the header below is one."""
        if number + 1 >= len(self.paragraphs) or not self._is_line(number):
            return number
        before = len(self.cuts)
        self.cuts.append((self.paragraphs[number].start, Zone.LEAD))
        behind = self._read_header_lines(number + 1)
        if behind == number + 1:
            del self.cuts[before:]
            return number
        return behind

    def _read_dateline(self, number: int) -> Stamp | None:
        """Read the day of `SANTIAGO, 10 Jan 90 (EFE) --`; the line itself stays in the lead."""
        if number >= len(self.paragraphs):
            return None
        start, end, _ = self.paragraphs[number]
        opening = self.text[start : min(end, start + 200)]
        if not any(map(opening.__contains__, _DASHES)):
            return None  # most articles: the pattern is slow to fail
        found = _DATELINE.match(opening)
        return find_day(found[1], self.words.months) if found else None
