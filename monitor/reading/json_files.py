"""`.json` and `.jsonl`: articles as objects (`json_entry.py` says which kinds).

An object is one article; an array, a line each, or a list under `articles`, `items` ... is n.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import decode
from monitor.reading.entry import Entry
from monitor.reading.json_entry import has_text, is_article, json_entry

_LISTS = ("articles", "items", "entries", "results", "data", "hits", "news", "posts")
_MOST_TOLD = 20


def read_json(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the articles of a JSON file. Raises ArticleError: `bad_json`, `too_deep`, `not_text`."""
    text, encoding = decode(data)
    loaded = _load(text, "the file")
    if isinstance(loaded, Mapping):
        listed = next((loaded[key] for key in _LISTS if _lists_objects(loaded.get(key))), None)
        loaded = listed if listed is not None and not has_text(loaded) else loaded
    if isinstance(loaded, Mapping):
        return (json_entry(loaded, "", encoding, meta),)
    if not isinstance(loaded, list):
        raise ArticleError("bad_json", "the file holds a bare value, not an article or a list of them")
    return _good_ones((partial(_entry, one, number, encoding, meta) for number, one in enumerate(loaded, 1)))


def read_json_lines(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the articles of a file with one JSON object a line. Raises ArticleError like `read_json`."""
    text, encoding = decode(data)
    lines = enumerate((line for line in enumerate(text.split("\n"), 1) if line[1].strip()), 1)
    return _good_ones(partial(_line_entry, line, number, n, encoding, meta) for n, (number, line) in lines)


def _good_ones(readings: Iterable[Callable[[], Entry | None]]) -> tuple[Entry, ...]:
    """Return the articles that can be read; the first one tells of those that cannot.

    Raises:
        ArticleError: of the first that cannot be read, when none can.
    """
    good: list[Entry] = []
    bad: list[ArticleError] = []
    for read in readings:
        try:
            entry = read()
        except ArticleError as error:
            bad.append(error)
        else:
            good += [entry] if entry else []
    if bad and not good:
        raise bad[0]
    if bad:
        more = (f"and {len(bad) - _MOST_TOLD} more",) if len(bad) > _MOST_TOLD else ()
        good[0] = replace(good[0], left_out=(*(error.message for error in bad[:_MOST_TOLD]), *more))
    return tuple(good)


def _load(text: str, where: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(text, parse_int=_short_number)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ArticleError("bad_json", f"{where} is no valid JSON: {error.msg} ({place})") from None
    except RecursionError:
        raise ArticleError("too_deep", f"{where} is nested too deeply to be an article") from None


def _short_number(digits: str) -> int | float:
    """Python refuses whole numbers of more than 4,300 digits; no article needs 20."""
    return int(digits) if len(digits) < 20 else float(digits)


def _lists_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(one, Mapping) for one in value)


def _line_entry(line: str, line_number: int, number: int, encoding: str, meta: DropMeta) -> Entry | None:
    return _entry(_load(line, f"line {line_number}"), number, encoding, meta)


def _entry(one: object, number: int, encoding: str, meta: DropMeta) -> Entry | None:
    """Return the article at a place of a list, `None` for an object that is none."""
    if not isinstance(one, Mapping):
        raise ArticleError("bad_json", f"entry {number} is not an object with a title and a text")
    return json_entry(one, str(number), encoding, meta) if is_article(one) else None
