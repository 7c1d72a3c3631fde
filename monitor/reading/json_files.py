"""`.json` and `.jsonl`: articles as objects (`json_entry.py` says which kinds).

An object is one article; an array, a line each, or a list under `articles`, `items` ... is n.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from monitor.errors import ArticleError
from monitor.model import DropMeta
from monitor.reading.encoding import decode
from monitor.reading.entry import Entry
from monitor.reading.json_entry import has_text, is_article, json_entry

_LISTS = ("articles", "items", "entries", "results", "data", "hits", "news", "posts")


def read_json(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the articles of a JSON file. Raises ArticleError: `bad_json`, `too_deep`, `not_text`."""
    text, encoding = decode(data)
    loaded = _load(text, "the file")
    if isinstance(loaded, Mapping):
        listed = next((loaded[key] for key in _LISTS if _is_list_of_objects(loaded.get(key))), None)
        loaded = listed if listed is not None and not has_text(loaded) else loaded
    if isinstance(loaded, Mapping):
        return (json_entry(loaded, "", encoding, meta),)
    return tuple(_entries(loaded, encoding, meta))


def read_json_lines(data: bytes, meta: DropMeta) -> tuple[Entry, ...]:
    """Return the articles of a file with one JSON object a line."""
    text, encoding = decode(data)
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return tuple(_entries((_load(line, f"line {number}") for number, line in lines), encoding, meta))


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


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _entries(loaded: Iterable[object], encoding: str, meta: DropMeta) -> Iterator[Entry]:
    if not isinstance(loaded, Iterable) or isinstance(loaded, str):
        raise ArticleError("bad_json", "the file holds a bare value, not an article or a list of them")
    for number, one in enumerate(loaded, 1):
        if not isinstance(one, Mapping):
            raise ArticleError("bad_json", f"entry {number} is not an object with a title and a text")
        if is_article(one):
            yield json_entry(one, str(number), encoding, meta)
