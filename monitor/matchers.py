"""Alertmanager's matchers: `level="critical"`, `tag!=sports`, `place=~"Kyiv|Kharkiv"`, `source!~"satire-.*"`.

A label may have several values (an event has several places): of `=` and `=~` any value counts, of
`!=` and `!~` none may. Patterns are anchored and run in RE2, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import re2

from monitor.complaints import unknown_word
from monitor.vocabulary import LEVELS

LABELS = (
    "rule", "level", "status", "tag", "place", "country", "actor", "kind", "verification",
    "source", "source_kind", "language", "story",
)  # fmt: skip
"""The labels of an alert that matchers and `equal` may name (docs/contracts.md 6.3)."""

_SHAPE = re.compile(
    r"\s*(?P<label>[A-Za-z_]\w*)\s*(?P<op>=~|!~|!=|=)\s*(?P<value>\"(?:[^\"\\]|\\.)*\"|[^\"\s{},]+|)\s*"
)
_ESCAPES = {r"\"": '"', r"\\": "\\", r"\n": "\n"}


@dataclass(frozen=True, slots=True)
class LabelMatcher:
    """One condition on one label of an alert."""

    label: str
    op: str
    value: str

    def holds(self, values: Collection[str]) -> bool:
        """Whether the label's values satisfy it; a label without values is the empty text."""
        present = values or ("",)
        if self.op in ("=", "!="):
            hit = any(value == self.value for value in present)
        else:
            pattern = _pattern(self.value)
            hit = any(pattern.fullmatch(value) for value in present)
        return not hit if self.op.startswith("!") else hit


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re2._Regexp:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(text, options)


def parse_matcher(text: str) -> LabelMatcher:
    """Read one matcher.

    Raises:
        ValueError: with what to write instead; an unknown label is named by `wrong_matcher`.
    """
    found = _SHAPE.fullmatch(text)
    if not found:
        raise ValueError(f'`{text}` is not a matcher; write label="value", with =, !=, =~ or !~')
    value = found["value"]
    if value.startswith('"'):
        value = re.sub(r"\\.", lambda escape: _ESCAPES.get(escape[0], escape[0]), value[1:-1])
    if found["op"].endswith("~"):
        _check_pattern(value)
    return LabelMatcher(found["label"], found["op"], value)


def wrong_matcher(text: str) -> str | None:
    """Say what is wrong with a matcher, labels and levels that do not exist too; `None` when nothing is."""
    try:
        matcher = parse_matcher(text)
    except ValueError as error:
        return str(error)
    if matcher.label not in LABELS:
        return unknown_word(matcher.label, LABELS, "label")
    if matcher.label == "level" and matcher.op in ("=", "!=") and matcher.value not in LEVELS:
        return unknown_word(matcher.value, LEVELS, "level")
    return None


def _check_pattern(value: str) -> None:
    try:
        _pattern(value)
    except re2.error as error:
        said = error.args[0] if error.args else error
        raise ValueError(f"`{value}` is not a pattern that RE2 can read: {_text(said)}") from None


def _text(said: object) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
