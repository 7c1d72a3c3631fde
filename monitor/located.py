"""YAML with places: every value knows its line and column, and every problem is found at once.

`read_documents` gives plain Python values (YAML 1.2) beside the nodes that they came from; `validate`
turns a document into a pydantic model or into `Problem`s in words that say what to write instead.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from monitor.complaints import choice, nearest, say, unknown_key, unknown_word, words_of
from monitor.errors import Problem
from monitor.plain_values import TAG, plain_value, syntax_problem

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = [
    "Document",
    "Finding",
    "Loc",
    "known_keys",
    "nearest",
    "read_documents",
    "read_file",
    "unknown_key",
    "unknown_word",
    "validate",
]

MAX_BYTES = 64 * 1024**2
"""The largest file that is read."""

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple[int | str, ...]

_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document: its value as plain Python and the node that knows the places."""

    file: str
    value: object
    node: Node

    def problem(self, loc: Loc, message: str, *, at_key: bool = False, warning: bool = False) -> Problem:
        """Say what is wrong at `loc` (keys and indices from the top); what cannot be found is skipped."""
        line, column = _find(self.node, loc, at_key=at_key)
        return Problem(file=self.file, line=line, column=column, message=message, warning=warning)

    def problem_in_text(self, loc: Loc, message: str, offset: int, excerpt: str = "") -> Problem:
        """Say what is wrong at a character of a text; a text over several lines is told at its beginning."""
        node = _node_at(self.node, loc)
        whole = self.problem(loc, message)
        if not isinstance(node, ScalarNode) or node.style in ("|", ">") or node.start_mark.line != node.end_mark.line:
            return replace(whole, excerpt=excerpt)
        quote = 1 if node.style in ("'", '"') else 0
        return replace(whole, column=whole.column + quote + offset, excerpt=excerpt)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong at `loc` of the configuration."""

    loc: Loc
    message: str
    warning: bool = False


# --- files -----------------------------------------------------------------------------------


def read_file(path: Path) -> bytes:
    """Read a file that a person wrote, at most one byte more than `MAX_BYTES`.

    Never waits: a pipe that lies among the files would hold up the daemon for as long as nobody writes into it.

    Raises:
        OSError: it cannot be read, or it is no regular file.
    """
    _demand_regular(path.stat().st_mode)  # a device may act on being opened
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    with os.fdopen(descriptor, "rb") as stream:
        _demand_regular(os.fstat(descriptor).st_mode)
        return stream.read(MAX_BYTES + 1)


def _demand_regular(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "not a regular file")


# --- reading ---------------------------------------------------------------------------------


def read_documents(data: bytes, file: str) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Read every document of a file. `file` is the name that problems show.

    A double key is a problem and its first value counts; a syntax error ends the file. An empty
    document is left out.
    """
    text, problems = _decode(data, file)
    if problems:
        return (), problems
    documents: list[Document] = []
    found: list[Problem] = []
    yaml = YAML(typ="safe", pure=True)
    try:
        for node in yaml.compose_all(text):
            if node is None or (isinstance(node, ScalarNode) and node.tag == TAG + "null"):
                continue
            value, problems = plain_value(node, file)
            documents.append(Document(file, value, node))
            found += problems
    except RecursionError:
        found.append(Problem(file=file, message="lists and maps are nested too deeply"))
    except YAMLError as error:
        found.append(syntax_problem(error, file, text))
    return tuple(documents), tuple(found)


def _decode(data: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    if len(data) > MAX_BYTES:
        return "", (Problem(file=file, message=f"the file is larger than {MAX_BYTES // 1024**2} MiB"),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place(data[: error.start].decode("utf-8", "replace"))
        wrong = f"byte 0x{data[error.start]:02x} is not UTF-8; save the file as UTF-8"
        return "", (Problem(file=file, line=line, column=column, message=wrong),)
    if odd := _NOT_PRINTABLE.search(text):
        line, column = _place(text[: odd.start()])
        wrong = f"the character U+{ord(odd[0]):04X} may not stand in YAML; remove it"
        return "", (Problem(file=file, line=line, column=column, message=wrong),)
    return text, ()


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


# --- places ----------------------------------------------------------------------------------


def _find(node: Node, loc: Loc, *, at_key: bool) -> tuple[int, int]:
    """Walk `loc` as far as the nodes go; names that pydantic adds for unions are stepped over."""
    mark = node.start_mark
    steps = list(loc)
    for position, step in enumerate(steps):
        key, child = _child(node, step)
        if child is None:
            continue
        node = child
        last = position == len(steps) - 1
        empty = child.start_mark.index == child.end_mark.index  # `key:` with nothing behind it
        mark = key.start_mark if key is not None and ((last and at_key) or empty) else child.start_mark
    return mark.line + 1, mark.column + 1


def _node_at(node: Node, loc: Loc) -> Node:
    for step in loc:
        node = _child(node, step)[1] or node
    return node


def _child(node: Node, step: int | str) -> tuple[Node | None, Node | None]:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key, value
    return None, None


# --- validation ------------------------------------------------------------------------------


def validate(
    model: type[Model], document: Document, context: Mapping[str, Any] | None = None
) -> tuple[Model | None, tuple[Problem, ...]]:
    """Make a model of a document, or say everything that is wrong with it."""
    if not isinstance(document.value, dict):
        return None, (document.problem((), "this must be a map: lines of `key: value`"),)
    try:
        return model.model_validate(document.value, context=dict(context or {})), ()
    except ValidationError as error:
        return None, tuple(_problems_of(model, document, error.errors(include_url=False)))


def _problems_of(model: type[BaseModel], document: Document, details: list[ErrorDetails]) -> Iterator[Problem]:
    """One problem a place: a value that none of several shapes takes is told once, with all their words."""
    by_place: dict[tuple[int, int, str], list[ErrorDetails]] = {}
    for detail in details:
        if detail["type"] == "too_short" and detail["input"]:
            continue  # what it held was wrong, and has been told
        place = _find(document.node, detail["loc"], at_key=detail["type"] == "extra_forbidden")
        missing = str(detail["loc"][-1]) if detail["type"] == "missing" else ""
        by_place.setdefault((*place, missing), []).append(detail)
    for same in by_place.values():
        choices = [detail for detail in same if detail["type"] in ("enum", "literal_error")]
        if len(choices) > 1:
            words = [word for detail in choices for word in words_of(detail)]
            yield document.problem(same[0]["loc"], choice(choices[0], words))
        else:
            yield _problem_of(model, document, same[0])


def _problem_of(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    loc = detail["loc"]
    if detail["type"] == "extra_forbidden":
        return document.problem(loc, unknown_key(str(loc[-1]), known_keys(model, loc[:-1])), at_key=True)
    if detail["type"] == "missing":
        return document.problem(loc[:-1], f"the key `{loc[-1]}` is missing")
    return document.problem(loc, say(detail))


def known_keys(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Return the keys that may stand in the map at `loc` of a document of this model."""
    models = [model]
    for step in loc:
        fields = [field for m in models for name, field in m.model_fields.items() if step in (field.alias, name)]
        if fields:
            models = [found for field in fields for found in _models_in(field.annotation, field.metadata)]
    return tuple(dict.fromkeys(field.alias or name for m in models for name, field in m.model_fields.items()))


def _models_in(annotation: object, metadata: Iterable[object] = ()) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in (*get_args(annotation), *metadata):
        yield from _models_in(inner)
