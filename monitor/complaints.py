"""What is wrong, in words that say what to write instead: pydantic's errors, unknown keys and words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def unknown_key(key: str, known: Collection[str]) -> str:
    """Say that a key is unknown, with the nearest known one or else with all of them."""
    return f"unknown key `{key}`; {_nearest_or_all(key, known, 'known keys')}"


def unknown_word(word: object, known: Collection[str], what: str = "word") -> str:
    """Say that a word is not in a vocabulary, with the nearest one or else with all of them."""
    words = [one.strip() for one in str(word).split(",")]
    if len(words) > 1 and all(one in known for one in words):
        return f"`{word}` is not one {what}; write a list: [{', '.join(words)}]"
    return f"unknown {what} `{word}`; {_nearest_or_all(str(word), known, 'known')}"


def nearest(word: str, known: Collection[str]) -> str | None:
    """Return the known word that was probably meant."""
    folded = {name.casefold().replace("-", "_"): name for name in known}
    close = difflib.get_close_matches(word.casefold().replace("-", "_"), folded, n=1, cutoff=0.7)
    return folded[close[0]] if close else None


def _nearest_or_all(word: str, known: Collection[str], label: str) -> str:
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else f"{label}: {', '.join(known)}"


# --- pydantic's words in ours ----------------------------------------------------------------


def say(detail: ErrorDetails) -> str:
    """Say one pydantic error in words that tell what to write instead."""
    speak = _WORDS.get(detail["type"])
    return speak(detail) if speak else detail["msg"][:1].lower() + detail["msg"][1:]


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict):
        return "a map"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f"`{text}`" if len(text) <= 60 else f"`{text[:57]}…`"


def _expected(what: str) -> Callable[[ErrorDetails], str]:
    return lambda detail: f"expected {what}, not {_shown(detail['input'])}"


def _text(detail: ErrorDetails) -> str:
    value = detail["input"]
    quoted = f'; write it in quotes: "{_shown(value).strip("`")}"' if isinstance(value, bool | int | float) else ""
    return f"expected text, not {_shown(value)}{quoted}"


def _list(detail: ErrorDetails) -> str:
    value = detail["input"]
    if isinstance(value, str | int | float):
        return f"expected a list: write [{value}]"
    how = "; put `- ` before it, or [ ] around it" if isinstance(value, dict) else ""
    return f"expected a list, not {_shown(value)}{how}"


def words_of(detail: ErrorDetails) -> list[str]:
    """Return the vocabulary that pydantic compared with."""
    return re.findall(r"'([^']*)'", str(detail.get("ctx", {}).get("expected", "")))


def choice(detail: ErrorDetails, words: list[str] | None = None) -> str:
    """Say that a word is none of a vocabulary's."""
    words = words or words_of(detail)
    value = detail["input"]
    return (
        unknown_word(value, words)
        if isinstance(value, str)
        else f"expected one of {', '.join(words)}, not {_shown(value)}"
    )


def _own(detail: ErrorDetails) -> str:
    return str(detail.get("ctx", {}).get("error", detail["msg"]))


def _limit(word: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda detail: f"must be {word} {detail.get('ctx', {}).get(key)}, not {_shown(detail['input'])}"


_NOTHING = "an empty list or map says nothing; remove the key or write what you want"
_WORDS: dict[str, Callable[[ErrorDetails], str]] = {
    "string_type": _text,
    "tuple_type": _list,
    "list_type": _list,
    "frozen_set_type": _list,
    "set_type": _list,
    "enum": choice,
    "literal_error": choice,
    "value_error": _own,
    "too_short": lambda _: _NOTHING,
    "string_too_short": lambda _: _NOTHING,
    "bool_type": _expected("true or false"),
    "bool_parsing": _expected("true or false"),
    "int_type": _expected("a whole number"),
    "int_parsing": _expected("a whole number"),
    "int_from_float": _expected("a whole number"),
    "float_type": _expected("a number"),
    "float_parsing": _expected("a number"),
    "model_type": _expected("a map (`key: value`)"),
    "model_attributes_type": _expected("a map (`key: value`)"),
    "dict_type": _expected("a map (`key: value`)"),
    "path_type": _expected("a path"),
    "greater_than": _limit("more than", "gt"),
    "greater_than_equal": _limit("at least", "ge"),
    "less_than": _limit("less than", "lt"),
    "less_than_equal": _limit("at most", "le"),
}
