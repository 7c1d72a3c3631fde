"""Scores: "won 38-34", "beat United 2-1", and in news of a match a score anywhere in its sentence."""

from __future__ import annotations

import re

from monitor.extraction.index.cues import Cue
from monitor.model import Article
from monitor.vocabulary import Zone

SCORE = r"\d{1,3} ?[-\u2013] ?\d{1,3}"
"""How a score is written."""
_BEHIND = re.compile(rf"(?:\w+ ){{0,2}}{SCORE}(?![\w-])")
_ANYWHERE = re.compile(rf"(?<![\w-]){SCORE}(?![\w-])")

_SIDE = r"[^\W\d_a-z][\w.'\u2019]*(?: [^\W\d_a-z][\w.'\u2019]*){0,2}"
_RESULT = re.compile(rf"{_SIDE}(?: ?[-\u2013] ?| v |,? ){_SIDE}:? {SCORE}(?![\w-])|{_SIDE} {SCORE},? {_SIDE}")
"""A title with two sides and a score: "Villa-Galatasaray 3-1", "Arsenal 2-0 Spurs"."""


def has_score(article: Article, cue: Cue) -> bool:
    """Whether a score belongs to a word of winning, which it follows, or to one of sport."""
    if cue.tag == "sport":
        return tells_a_score(article, cue.sentence)
    return _BEHIND.match(article.text, cue.end + 1) is not None


def tells_a_score(article: Article, number: int) -> bool:
    """Whether a sentence has what looks like a score: "3-0"."""
    told = article.sentences[number]
    return _ANYWHERE.search(article.text, told.start, told.end) is not None


def is_result(article: Article, number: int) -> bool:
    """Whether a title is the result of a match: "Villa-Galatasaray 3-1"."""
    one = article.sentences[number]
    return one.zone is Zone.TITLE and _RESULT.search(article.text, one.start, one.end) is not None
