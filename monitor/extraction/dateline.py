"""Where a dateline ("LIMA, 4 Feb (EFE) --") stands, the desk's place and day; and the day an article speaks from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from monitor.extraction.mentions import DateMention
from monitor.model import Article, Sentence
from monitor.vocabulary import DatePrecision, Zone

_STATE = r"[A-Z](?:[a-z]{1,4}|\.[A-Z])?\.(?=,| [(\u2013\u2014-])"  # "ROME, Ga. -", "BUFFALO, N.Y. (AP) -"
_OPENING = re.compile(rf"(?:{_STATE}|[^.!?]){{2,160}}?(?:--|\u2014| \u2013 | - |\.- )")
_BEHIND_TITLE = re.compile(r"[^\W\d_][^!?\n]{1,80}?[\d)][^.!?\n]{0,20}?(?:--|\u2014| \u2013 | - )")
"""Behind a title a dash alone is none: a day or an agency in brackets stands before it."""

_COLON = re.compile(r"[^\W\d_a-z]{3,}[^\W\da-z:.]*(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?: (?=[\"\u201c\u2018A-Z])")
"""South Asian papers set a colon behind the town, in capitals: "QUETTA: A blast", "LAHORE, Nov 20: Two"."""

_SLASHED = re.compile(r"[^\W\d_a-z]{3,}[^.!?/\n]{0,40}\. /[^\W\d_a-z]{2,12}/\.")
"""Russian agencies set their name between strokes: "PERM, May 18. /TASS/."."""

_LINE = re.compile(
    r"^[^\W\d_a-z][^\n\d.!?:]{1,40}, (?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8} \d{1,2},) \d{4}$", re.MULTILINE
)
"""Releases give town and day a line of their own: "Shimla, 19 November 2026"."""

_DASHES = "-\u2013\u2014"
PAPER_DATED = (", ", " (", "- ", "\u2013 ", "| ")  # before the day of a paper at the end of its heading
SHOUTED = 4  # letters in capitals that open a dateline without a day or an agency: "KOLWEZI, Congo - "
FARTHEST_DASH = 80
LONGEST_HEAD = 300  # characters of a release above its first paragraph
LONGEST_NOTE = 5  # sentences in which an article without a publication day states its own
LONGEST_DATELINE = 4  # words of a dateline that ends like a sentence


# Every finder asks for the dateline of the same article, some for each name in it.
_LATEST: list[tuple[Article | None, int, int]] = [(None, 0, 0)]


def dateline_of(article: Article) -> tuple[int, int]:
    """Return the stretch of the dateline, at the start of the text or of its lead; empty without one."""
    known, start, end = _LATEST[0]
    if known is not article:
        start, end = _find_dateline(article)
        _LATEST[0] = (article, start, end)
    return start, end


def _find_dateline(article: Article) -> tuple[int, int]:
    title_end = max((zone.end for zone in article.zones if zone.zone is Zone.TITLE), default=0)
    opening = next((zone.start for zone in article.zones if zone.zone in (Zone.LEAD, Zone.BODY)), 0)
    slashed = _SLASHED.match(article.text, opening, opening + FARTHEST_DASH)
    if slashed:
        return slashed.span()
    found = _opening(article.text, 0, 200)
    if found and (found.end() <= title_end or "\n\n" not in found.group()):
        return found.span()
    dashed = _has_dash(article.text, opening, opening + 200)
    found = (_BEHIND_TITLE.match(article.text, opening, opening + 200) if dashed else None) or _COLON.match(
        article.text, opening, opening + FARTHEST_DASH
    )
    if found is None and article.text[opening : opening + SHOUTED].isupper():
        found = _opening(article.text, opening, opening + FARTHEST_DASH)
    found = found or (_LINE.search(article.text, 0, LONGEST_HEAD) if "\n" in article.text[:LONGEST_HEAD] else None)
    return found.span() if found and not found.group()[0].islower() else (0, 0)


def _opening(text: str, start: int, end: int) -> re.Match[str] | None:
    """Match what ends with a dash, which most openings lack: looked for first, as the pattern is slow to fail."""
    return _OPENING.match(text, start, end) if _has_dash(text, start, end) else None


def _has_dash(text: str, start: int, end: int) -> bool:
    return any(map(text[start:end].__contains__, _DASHES))


def is_mere_dateline(article: Article, sentence: Sentence) -> bool:
    """Whether a sentence is all dateline, as both before "Two people" in "BELGOROD, May 18. /TASS/. Two people"."""
    text = article.text[sentence.start : sentence.end]
    return text.count(" ") < LONGEST_DATELINE and (text[:SHOUTED].isupper() or text[:1] == "/")


def in_dateline(article: Article, offset: int) -> bool:
    """Whether an offset lies in the dateline."""
    known, start, end = _LATEST[0]
    if known is not article:
        start, end = dateline_of(article)
    return start <= offset < end


def heads_a_paper(article: Article, day: DateMention) -> bool:
    """Whether a day is that of a paper, at the end of a line above its text: "Report on Mali, 19 November 2026"."""
    text = article.text
    if day.precision is not DatePrecision.STATED or text[day.start - 2 : day.start] not in PAPER_DATED:
        return False
    return day.end < LONGEST_HEAD and text[day.end : day.end + 2].lstrip(")")[:1] == "\n"


def day_looked_back_from(article: Article, dates: Sequence[DateMention]) -> date:
    """Return the day that an article speaks from: published, of its dateline, the last stated, received.

    A note without a publication day ("On 5 March 2019 rebels ...") is news of its own day; one that says
    "on Monday" was counted from its receipt, and so was a longer article that comes to a day further down.
    """
    received = article.received_at.date()
    written = next((d.on for d in dates if d.on and in_dateline(article, d.start)), None)
    if written and written <= received and not article.published_at:
        return written
    if article.published_at or any(d.precision is not DatePrecision.STATED for d in dates):
        return article.effective_at.date()
    sentences = article.sentences
    until = article.sentences[min(LONGEST_NOTE, len(sentences)) - 1].end if sentences else 0
    return max((d.on for d in dates if d.on and d.on <= received and d.start < until), default=received)
